"""What tests of pages share."""

from django.urls import reverse

PLAN, CHOOSE, IMPORT, EXPORT, PROGRESS, DATA = (
    reverse(f"careers:{name}")
    for name in ("plan", "plan_choices_save", "data_import", "data_profile", "progress", "data")
)


PAGES = [
    *(PLAN, PROGRESS, DATA, EXPORT, reverse("home"), reverse("careers:profile")),
    *(reverse("careers:matches"), reverse("careers:plan_calendar"), reverse("careers:plan_table")),
    *(reverse("careers:data_resume"), reverse("careers:data_delete"), reverse("careers:questions")),
    *(reverse(f"careers:plan_detail{form}", args=["engineer"]) for form in ("", "_calendar")),
    *(reverse("careers:data_sheet", args=[sheet]) for sheet in ("ratings", "progress")),
]


def assert_all_show(visitor):
    for page in PAGES:
        response = visitor.get(page)
        assert response.status_code == 200, page
        assert response.content, page
