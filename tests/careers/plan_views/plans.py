"""What tests of plan share."""

import re

from django.http import HttpResponse
from django.urls import reverse

PLAN = reverse("careers:plan")


CHOOSE, ADD_GOAL = reverse("careers:plan_choices_save"), reverse("careers:goal_add")


NEW_YEAR = {"start": "2027-01-04", "hours_per_week": "4"}


def plan_of(role) -> str:
    return reverse("careers:plan_detail", args=[role.slug])


def file_of(role, kind: str) -> str:
    """The calendar or the table of a plan."""
    return reverse(f"careers:plan_detail_{kind}", args=[role.slug])


def steps(response) -> list[str]:
    """The titles of the steps, in their order."""
    found = re.findall(r"<li id=\"step-[^\"]+\">\s*<h3><a[^>]*>([^<]+)<", response.content.decode())
    return [title.strip() for title in found]


def step_words(words, response, number: int) -> str:
    """All that a person reads of one step."""
    parts = response.content.decode().split('<li id="step-')
    return words(HttpResponse(f'<li id="{parts[number]}'))
