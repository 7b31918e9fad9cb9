"""Pages of the admin as a browser sends them back."""

from django.urls import reverse


def page_of(row, page="change"):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def list_of(model, page="changelist"):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def add_page(model):
    return list_of(model, "add")


def save(client, row, **fields):
    """The page after a save: the list with its messages, or the form with its errors."""
    data = filled_in(client.get(page_of(row))) | fields
    return client.post(page_of(row), data, follow=True)


def is_saved(page) -> bool:
    return bool(page.redirect_chain)


def warnings(page):
    return [str(one) for one in page.context["messages"] if one.level_tag == "warning"]


def act(client, action, *rows):
    """The list after an action on some rows of it."""
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(list_of(type(rows[0])), data, follow=True)


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


def add_row(data, prefix, /, **values):
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
