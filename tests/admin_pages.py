"""Pages of the admin as a browser sends them back."""


def filled_in(page):
    """What a browser would send back if somebody saved the page as it is."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent = {"_shown": page.context["shown"]} if "shown" in page.context else {}
    for form in forms:
        for field in form:
            value = field.value()
            if isinstance(value, list):
                sent[field.html_name] = [str(one) for one in value]
            elif value is not None and value is not False:
                sent[field.html_name] = str(value).replace("\n", "\r\n")
    return sent


def add_row(data, prefix, **values):
    """One more row in an inline of what is sent."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    data[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    for name, value in values.items():
        data[f"{prefix}-{number}-{name}"] = str(getattr(value, "pk", value))


def said(page):
    return [str(message) for message in page.context["messages"]]


def errors(page):
    found = list(page.context["errors"])
    for inline in page.context["inline_admin_formsets"]:
        found += inline.formset.non_form_errors()
    return " ".join(map(str, found))
