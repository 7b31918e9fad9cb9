from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.core.publication import State
from tests.factories import make_complete_role, make_resource, make_role, make_skill
from tests.scalability.factories import make_case_study, make_pillar, make_topic

pytestmark = pytest.mark.django_db


def report(*arguments: str) -> str:
    out = StringIO()
    call_command("content_report", *arguments, stdout=out)
    return out.getvalue()


def test_report_counts_what_is_published_and_names_every_gap():
    half = make_skill(title="Half told", levels={1: "You know it."})
    make_resource(title="Untold", summary="", teaches={half: (0, 3)})
    text = report()

    counted = "0 roles, 1 skill, 1 resource, 0 occupations, 0 pillars, 0 topics, 0 case studies"
    assert f"Published: {counted}." in text
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


def test_report_names_texts_that_lead_nowhere_with_their_line():
    make_role(slug="planned", state=State.DRAFT)
    make_complete_role(title="Guide", body="One.\n\n[It](/roles/gone/)\n[Soon](/roles/planned/)")
    make_role(title="Sketch", state=State.DRAFT, body="![x](/y.png)", purpose="[x](/roles/)")
    text = report()

    gap = "Guide: more about it, line 3, “[It](/roles/gone/)”: There is no role “gone”."
    assert f"  Texts with something readers can't follow or see (1)\n    {gap}\n" in text
    thin = text.partition("\nThin\n")[2]
    assert "Texts with links to drafts or doubtful characters (1)\n    Guide: more about" in thin
    assert (
        "Drafts with something readers couldn't follow or see (1)\n    Sketch: more about" in thin
    )
    assert "Links in texts that aren't Markdown (1)\n    role sketch: purpose, line 1" in thin


def test_report_names_what_is_published_before_it_is_complete():
    draft = make_skill(state=State.DRAFT)
    make_role(title="Asks nothing")
    make_role(title="Asks a draft", requirements={draft: (3, 4)})
    make_resource(title="Teaches a draft", summary="It tells.", teaches={draft: (0, 3)})
    make_topic(title="Unread", pillar=make_pillar(title="Untold"))
    make_case_study(title="Bare")
    text = report()

    for title, rows in {
        "Roles published without a requirement": ["Asks a draft", "Asks nothing"],
        "Resources published without a skill that it teaches": ["Teaches a draft"],
        "Pillars published without a text": ["Untold"],
        "Topics published without a text": ["Unread"],
        "Topics published without a reference": ["Unread"],
        "Case studies published without a figure": ["An organisation: Bare"],
        "Case studies published without a topic": ["An organisation: Bare"],
        "Case studies published without a reference": ["An organisation: Bare"],
    }.items():
        listed = "".join(f"    {row}\n" for row in rows)
        assert f"  {title} ({len(rows)})\n{listed}" in text
