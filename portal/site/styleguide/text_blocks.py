"""Blocks of text, and forms."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator

from careers.models import Family, Source
from careers.rules import score
from careers.rules.levels import LEVEL_MEANINGS, Level
from portal.core.notices import Undo

SOURCE = Source(
    title="Occupational Employment and Wage Statistics",
    publisher="US Bureau of Labor Statistics",
    url="https://www.bls.gov/oes/",
    year=2025,
    seen=date(2026, 11, 23),
)
DUE = Source(
    title="A page that may have changed since",
    url="https://www.bls.gov/",
    seen=date(2024, 5, 2),
    review_by=date(2025, 5, 2),
)


class SampleForm(forms.Form):
    """A field of each type, so that all of them are seen right and wrong."""

    name = forms.CharField(label="A name", help_text="As it should appear in lists.")
    address = forms.EmailField(label="An email address", required=False)
    words = forms.CharField(label="A note", widget=forms.Textarea, required=False)
    family = forms.ChoiceField(label="One of few", choices=Family.Mark.choices)
    pace = forms.ChoiceField(
        label="One of three",
        choices=[("slow", "Two hours a week"), ("even", "Five hours a week"), ("fast", "Ten")],
        widget=forms.RadioSelect,
    )
    kinds = forms.MultipleChoiceField(
        label="Any of three",
        choices=[("course", "Courses"), ("book", "Books"), ("video", "Videos")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sure = forms.BooleanField(label="I have read what will be deleted")


def text_blocks_section() -> dict[str, Any]:
    return {
        "bands": score.BANDS.items(),
        "page": Paginator(range(60), 20).page(2),
        "source": SOURCE,
        "due": DUE,
        "levels": LEVEL_MEANINGS.items(),
        "undo": Undo("#words"),
    }


def forms_shown() -> dict[str, Any]:
    choices = [(str(level.value), level.name.lower(), LEVEL_MEANINGS[level]) for level in Level]
    return {
        "forms": [
            ("As it opens", SampleForm()),
            ("With mistakes", SampleForm({"address": "x"}, auto_id="wrong_%s")),
        ],
        "choices": [("", "not rated", ""), *choices],
    }
