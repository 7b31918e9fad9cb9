from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from careers.content_checks import careers_findings
from careers.models import Source
from careers.models.labour import Provenance, Use
from portal.core.publication import State
from tests.factories import (
    make_equivalent,
    make_outlook,
    make_pay,
    make_resource,
    make_role,
    make_skill,
    make_source,
)

pytestmark = pytest.mark.django_db

ALL_ANCHORS = {level: f"You do it at level {level}." for level in range(1, 6)}


def found(title: str) -> list[str]:
    """The rows of the finding whose title begins like this."""
    [rows] = [one.rows for one in careers_findings() if one.title.startswith(title)]
    return list(rows)


def test_name_that_several_rows_have_is_found():
    make_skill(title="Kubernetes", aliases=["K8s"])
    make_skill(title="Containers", aliases=["k8s"])
    for title in ("Project management", "Product management"):
        make_skill(title=title, aliases=["PM"]).aliases.update(ambiguous=True)
    make_skill(title="A draft", aliases=["K8S"], state=State.DRAFT)
    make_role(title="Decision scientist")
    make_role(title="Analyst", aliases=["DECISION SCIENTIST", "Analyst"])

    assert found("Names shared by several skills") == ["K8s: containers, kubernetes"]
    assert found("Names shared by several roles") == [
        "DECISION SCIENTIST: analyst, decision-scientist"
    ]


def test_anchor_of_level_5_that_joins_two_claims_is_found():
    make_skill(title="Two", levels=ALL_ANCHORS | {5: "You invent it, or decide who does."})
    make_skill(
        title="One", levels=ALL_ANCHORS | {4: "You mend it or explain why.", 5: "You for it."}
    )
    make_skill(title="A draft", levels={5: "You this or that."}, state=State.DRAFT)

    assert found("Anchors of level 5") == ["Two: You invent it, or decide who does."]


def test_anchor_of_level_2_that_names_no_guidance_is_found():
    make_skill(title="Vague", levels=ALL_ANCHORS | {2: "You adapt examples."})
    make_skill(title="Vaguer", levels=ALL_ANCHORS | {2: "Tutorial in hand, you do it."})
    make_skill(
        title="Clear", levels=ALL_ANCHORS | {1: "You know an example.", 2: "You pair on it."}
    )

    assert found("Anchors of level 2") == [
        "Vague: You adapt examples.",
        "Vaguer: Tutorial in hand, you do it.",
    ]


def test_resource_without_a_sentence_or_hours_is_found():
    make_resource(title="Told", summary="It tells.")
    make_resource(title="Untold", summary="", hours_from=None, hours_to=None)

    assert found("Resources without a sentence") == ["Untold"]
    assert found("Resources without hours") == ["Untold"]


def test_resource_without_a_word_on_practice_is_found():
    make_resource(title="Has none", practice="none")
    make_resource(title="Is silent", practice="")
    make_resource(title="A draft", practice="", state=State.DRAFT)

    assert found("Resources that don't say whether they include practice") == ["Is silent"]


def test_role_compared_with_too_few_descriptions_is_found():
    make_role(title="Compared").references.set([make_source(), make_source()])
    make_role(title="Once").references.add(make_source())

    assert found("Roles whose requirements") == ["Once"]


def test_role_compared_with_a_page_made_for_search_engines_is_found():
    page = make_source(title="All jobs here", kind=Source.Kind.LISTING)
    make_role(title="Analyst").references.set([page, make_source(kind=Source.Kind.GUIDE)])
    make_role(title="A draft", state=State.DRAFT).references.add(page)

    assert found("Roles compared with pages") == ["Analyst: All jobs here"]


def test_description_of_a_job_that_does_not_say_who_speaks_is_found():
    make_source(title="A paper, which is no description of a job")
    make_role(title="Analyst").references.set(
        [make_source(title="Who?"), make_source(kind=Source.Kind.EMPLOYER)]
    )

    assert found("Job descriptions that don't") == ["Analyst: Who?"]


def test_role_whose_evidence_is_thin_is_listed():
    advert = make_source(kind=Source.Kind.EMPLOYER)
    make_role(title="Well founded").references.set([advert, make_source(kind=Source.Kind.OFFICIAL)])
    make_role(title="Thin").references.set([advert, make_source(kind=Source.Kind.GUIDE)])

    assert found("Roles whose evidence is thin") == ["Thin"]


def test_official_occupation_without_a_source_is_found():
    role = make_role(title="Analyst")
    make_equivalent(role=role, source=make_source())
    lacking = make_equivalent(role=role)
    make_equivalent(role=make_role(state=State.DRAFT))

    assert found("Official occupations") == [f"Analyst: {lacking}"]


def test_figure_of_a_role_without_a_source_is_found():
    make_role(title="Claims", body="Pay rises by 30 percent.")
    make_role(title="Cites", body="It rises by 30 percent, [they say](/about/sources/#them).")

    assert found("Roles with a figure") == ["Claims: 30 percent"]


def test_law_without_the_month_as_of_which_it_holds_is_found():
    make_source(slug="act", title="Regulation (EU) 2024/1689 (AI Act)")
    make_role(title="Undated", body="It is banned, [they say](/about/sources/#act).")
    make_role(title="Dated", body="As of May 2026 [it](/about/sources/#act) is banned.")
    make_role(title="A draft", body="The AI Act began in 2024.", state=State.DRAFT)
    make_skill(title="Law", definition="Knowing the AI Act of 2024.", levels=ALL_ANCHORS)
    make_skill(title="Anchored", levels={1: "You know that the RAISE Act began in 2025."})
    make_resource(title="Guide", summary="It explains SR 26-2 of 2026.")

    assert found("Roles that state law") == ["Undated: It is banned, they say."]
    assert found("Skills that state law") == [
        "Anchored: You know that the RAISE Act",
        "Law: Knowing the AI Act of 2024.",
    ]
    assert found("Resources that state law") == ["Guide: It explains SR 26-2 of 2026."]


def test_superseded_figure_in_a_headline_is_found():
    role = make_role(title="Analyst")
    old = {"period": "2024-2034", "superseded": True}
    make_outlook(role=role, use=Use.HEADLINE, **old)
    make_outlook(role=role, use=Use.DETAILS, **old)
    make_outlook(role=role, use=Use.HEADLINE, period="2025-2035")
    make_outlook(role=make_role(state=State.DRAFT), use=Use.HEADLINE, **old)
    row = "Analyst: +34 %, 15-2051 Data Scientists, 2024-2034"

    assert found("Superseded figures in headlines") == [row]
    assert found("Superseded figures in the details") == [row]


def test_figure_that_does_not_say_what_it_is_of_is_found():
    role = make_role(title="Analyst", pay_note="A word.")
    make_pay(role=role, occupation="Data Scientists", evidence=Provenance.PRIMARY_FILE)
    make_pay(role=role, country="", evidence=Provenance.PRIMARY_FILE)
    make_pay(role=role)

    assert found("Pay of another occupation") == ["Analyst: 100000 USD, Data Scientists, 2025-05"]
    unread = ["Analyst: 100000 USD, 15-2051 Data Scientists, 2025-05"]
    assert found("Figures without a country or a period") == unread
    assert found("Figures that don't say how they were checked") == unread


def test_headline_that_is_not_sure_or_not_alone_is_found():
    role = make_role(title="Analyst")
    for evidence in (Provenance.PRIMARY_FILE, Provenance.SECONDARY_NOTES):
        make_pay(role=role, use=Use.HEADLINE, evidence=evidence)
    make_outlook(role=role, use=Use.HEADLINE)

    assert len(found("Pay headlines taken from a text")) == 1
    assert found("Roles with two headlines") == ["Analyst: pay"]


def test_role_without_a_headline_or_a_word_why_is_found():
    make_pay(role=make_role(title="Headed"), use=Use.HEADLINE)
    make_pay(role=make_role(title="Beside"))
    make_pay(role=make_role(title="Told", pay_note="Two occupations share the work."))

    assert found("Roles with neither a pay headline") == ["Beside"]


def test_role_told_in_few_words_is_found():
    make_role(title="Short", body="word " * 249)
    make_role(title="Long", body="word " * 250)

    assert found("Roles described in fewer than 250 words") == ["Short"]


def test_step_that_nothing_teaches_is_found():
    python, sql = make_skill(title="Python"), make_skill(title="SQL")
    make_role(requirements={python: (3, 5), sql: (2, 3)})
    make_role(requirements={python: (4, 3)})
    make_role(requirements={python: (5, 5)}, state=State.DRAFT)
    make_resource(teaches={python: (0, 1), sql: (1, 2)}, cost="free")
    make_resource(teaches={python: (2, 3)}, cost="paid")

    assert found("Skills with steps") == ["Python, required up to 4: 1 to 2, 3 to 4"]
    assert found("Essential skills with steps") == ["Python, required up to 3: 1 to 2, 2 to 3"]


def test_source_due_for_review_is_found_with_the_roles_that_cite_it():
    yesterday, today = localdate() - timedelta(days=1), localdate()
    late = make_source(title="Late", review_by=yesterday)
    make_source(title="Cited by nothing", review_by=yesterday)
    roles = [make_role(title=title) for title in "ABCDE"]
    make_pay(role=roles[0], source=late)
    make_outlook(role=roles[0], source=late)
    make_equivalent(role=roles[0], source=late)
    for role in roles[1:]:
        role.references.add(late)
    make_pay(role=make_role(title="F"), source=make_source(title="In time", review_by=today))
    make_pay(role=make_role(title="G", state=State.DRAFT), source=late)

    assert found("Sources due for review") == [f"Late, due since {yesterday}: A, B, C and 2 more"]
