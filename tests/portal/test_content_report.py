from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_resource, make_skill

pytestmark = pytest.mark.django_db


def report(*arguments: str) -> str:
    out = StringIO()
    call_command("content_report", *arguments, stdout=out)
    return out.getvalue()


def test_report_counts_what_is_published_and_names_every_gap():
    half = make_skill(title="Half told", levels={1: "You know it."})
    make_resource(title="Untold", summary="", teaches={half: (0, 3)})
    text = report()

    assert "Published: 0 roles, 1 skill, 1 resource, 0 pillars, 0 topics, 0 case studies." in text
    lacking = "Skills published without what a person at each level does, 1 to 5"
    assert f"Gaps\n\n  {lacking} (1)\n    Half told\n" in text
    assert "  Resources without a sentence (1)\n    Untold\n" in text
    assert "Thin: none" in text


def test_report_of_nothing_has_no_gap():
    text = report("--check")

    assert "Gaps: none" in text
    assert text.endswith("checks, 0 gaps.\n")


def test_check_fails_where_there_is_a_gap():
    make_resource(summary="")

    with pytest.raises(CommandError, match="has gaps"):
        report("--check")
