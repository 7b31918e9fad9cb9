"""What tests of marks share."""

from django.urls import reverse

PROGRESS = reverse("careers:progress")


def address(name, row):
    return reverse(f"careers:{name}", args=[row.slug])


def mark(visitor, row, state, **sent):
    name = "resource_progress" if hasattr(row, "cost") else "skill_progress"
    return visitor.post(address(name, row), {"state": state, **sent}, follow=True)
