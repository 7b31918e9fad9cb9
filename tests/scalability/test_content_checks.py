from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from portal.core.publication import State
from scalability.content_checks import scalability_findings
from scalability.models import Addresses, CaseTopic, Figure, Pillar, RuleOfThumb
from tests.factories import make_role, make_skill, make_source
from tests.scalability.factories import make_case_study, make_pillar, make_topic

pytestmark = pytest.mark.django_db

CHALLENGE, STRATEGY = CaseTopic.Part.CHALLENGE, CaseTopic.Part.STRATEGY


def found(title: str) -> list[str]:
    """The rows of the finding whose title begins like this."""
    [rows] = [one.rows for one in scalability_findings() if one.title.startswith(title)]
    return list(rows)


def strategy(title: str, **fields):
    return make_topic(title=title, pillar=make_pillar(kind=Pillar.Kind.STRATEGY), **fields)


def address(challenge, *strategies) -> None:
    for one in strategies:
        Addresses.objects.create(strategy=one, challenge=challenge, how="It helps.")


def test_challenge_that_leads_nowhere_is_found():
    skills, role = [make_skill() for _ in range(3)], make_role()
    whole = make_topic(title="Whole", skills=skills, roles=[role])
    hidden = {"state": State.DRAFT}
    lonely = make_topic(
        title="Lonely",
        skills=[*skills[:2], make_skill(**hidden)],
        roles=[make_role(**hidden)],
    )
    address(whole, strategy("One"), strategy("Two"))
    address(lonely, strategy("Three"), strategy("Draft", **hidden))
    make_case_study(parts={whole: CHALLENGE})
    make_case_study(parts={lonely: CaseTopic.Part.PRACTICE})
    make_case_study(parts={lonely: CHALLENGE}, **hidden)

    for lack in ("two strategies", "a case study", "three skills", "a role"):
        assert found(f"Challenges without {lack}") == ["Lonely"]


def test_strategy_that_helps_nothing_or_nobody_is_found():
    used, idle = strategy("Used"), strategy("Idle")
    address(make_topic(), used)
    address(make_topic(state=State.DRAFT), idle)
    make_case_study(parts={used: STRATEGY})

    assert found("Strategies that address nothing") == ["Idle"]
    assert found("Strategies that no case study used") == ["Idle"]


def test_role_and_skill_without_a_way_to_the_other_half_are_found():
    asked, taken = make_skill(title="Asked"), make_skill(title="Taken")
    of_draft = make_skill(title="Asked by a draft")
    make_role(title="Far", requirements={asked: (3, 3)})
    make_role(title="A draft", state=State.DRAFT, requirements={of_draft: (3, 3)})
    near = make_role(title="Near")
    make_topic(roles=[near], skills=[taken])
    make_case_study(roles=[near])

    assert found("Roles without a topic") == ["Far"]
    assert found("Roles that no case study names") == ["Far"]
    assert found("Skills that no role or topic requires") == ["Asked by a draft"]


def test_part_that_says_nothing_is_found():
    case = make_case_study(title="Silent", parts={make_topic(title="Size"): CHALLENGE})
    told = make_case_study(parts={make_topic(title="Speed"): CHALLENGE})
    told.parts.update(how="It was slow.")

    assert found("Topics of case studies without") == [f"{case}, Size"]


def test_figure_without_its_source_is_found():
    source = make_source(slug="paper")
    make_topic(title="Claims", body="It takes 5 GB.")
    make_pillar(title="Cites", body="5 GB, [so](/about/sources/#paper).").references.add(source)

    assert found("Pages with a figure") == ["Claims: 5 GB"]


def test_figure_of_a_case_study_stands_among_its_figures():
    stray = make_case_study(title="Stray", result="It took 6 hours and 40 GB.")
    known = make_case_study(title="Known", body="It took 6 hours.")
    figure = {"what": "Time", "unit": "hours", "confidence": "high", "about": "scale"}
    for case in (stray, known):
        Figure.objects.create(case_study=case, value="about 6", source=make_source(), **figure)

    assert found("Case studies whose text has a figure") == [f"{stray}: 40 GB"]


def test_thin_page_is_found():
    make_pillar(title="A pillar", body="word " * 299)
    make_topic(title="A topic", pillar=make_pillar(body="word " * 300), body="word " * 299)
    case = make_case_study(title="A case", body="word " * 100, result="word " * 100, lessons="x")
    make_case_study(body="word " * 200, people="word " * 50, lessons="x")

    assert found("Pillars and topics described in fewer than 300 words") == ["A pillar", "A topic"]
    assert found("Case studies described in fewer than 250 words") == [str(case)]


def test_source_due_for_review_is_found_with_what_cites_it():
    yesterday = localdate() - timedelta(days=1)
    late = make_source(title="Late", review_by=yesterday)
    topic = make_topic(title="A topic")
    topic.references.add(late)
    RuleOfThumb.objects.create(topic=topic, rule="So.", confidence="high", source=late)
    case = make_case_study(title="A case")
    Figure.objects.create(case_study=case, about="scale", what="T", value="1", source=late)
    make_topic(state=State.DRAFT).references.add(late)
    make_pillar(title="A pillar").references.add(late)

    assert found("Sources due for review") == [
        f"Late, due since {yesterday}: A pillar, A topic, {case}"
    ]


def test_law_without_the_month_as_of_which_it_holds_is_found():
    act = make_source(slug="act", title="Regulation (EU) 2024/1689 (AI Act)")
    topic = make_topic(title="Undated", body="It is banned, [they say](/about/sources/#act).")
    make_topic(title="Dated", body="As of May 2026 [it](/about/sources/#act) is banned.")
    make_pillar(title="A pillar", body="The AI Act began in 2024.")
    make_case_study(title="A case", result="The GDPR has bound it since 2018.")
    for text in ("Fines are high", "Fines are high as of May 2026"):
        RuleOfThumb.objects.create(topic=topic, rule=text, source=act)
    RuleOfThumb.objects.create(topic=topic, rule="Bits are few", source=make_source())

    assert found("Pages that state law") == [
        "A pillar: The AI Act began in 2024.",
        "Undated: It is banned, they say.",
    ]
    assert found("Case studies that state law") == [
        "An organisation: A case: The GDPR has bound it since"
    ]
    assert found("Rules of thumb that state law") == ["Undated: Fines are high"]
