"""How the content balances model development and system optimisation."""

from collections import defaultdict
from typing import Any

from careers.models import Requirement, Skill
from careers.rules.balance import ENOUGH, SIDE_OF_CATEGORY, SIDE_OF_SKILL, Side, sides_of
from scalability.models import CaseStudy, Topic
from scalability.models.case_studies import CaseStudyQuerySet
from scalability.models.topics import TopicQuerySet

BOTH = frozenset(Side)
GROUPS = (
    (BOTH, "Both in one person", "Each side holds enough of the points to count as needed."),
    (
        {Side.MODEL},
        "Only model development",
        "Some of these roles build models; others choose, explain or examine them.",
    ),
    (
        {Side.SYSTEM},
        "Only system optimisation",
        "These roles build and run what models need: software, data pipelines, infrastructure.",
    ),
    (
        frozenset[Side](),
        "Neither side",
        "Other skills, such as law, product, a domain or teaching, hold most of the points.",
    ),
)


def about_balance_context() -> dict[str, Any]:
    """What the balance page shows."""
    balances = Requirement.objects.balances()
    roles = sorted(balances.items(), key=lambda one: one[1].rank)
    others = Skill.objects.published().filter(slug__in=SIDE_OF_SKILL)
    topics, case_studies = Topic.objects.published(), CaseStudy.objects.published()
    return {
        "roles": roles,
        "groups": [
            (title, text, [one for one in roles if one[1].sides == sides])
            for sides, title, text in GROUPS
        ],
        "both": sum(one.sides == BOTH for one in balances.values()),
        "topics": topics.count(),
        "topics_of_both": _taking_both(topics),
        "case_studies": case_studies.count(),
        "case_studies_of_both": _taking_both(case_studies),
        "enough": ENOUGH,
        "sides": [
            (side, _subjects(side), [one for one in others if SIDE_OF_SKILL[one.slug] == side])
            for side in Side
        ],
    }


def _taking_both(rows: TopicQuerySet | CaseStudyQuerySet) -> int:
    """How many topics or case studies need enough skills of each side, by the rule for roles."""
    skills = defaultdict(set)
    taken = rows.each_published_skill()
    for row, slug, category in taken.values_list("pk", "skills__slug", "skills__category"):
        skills[row].add((slug, category))
    return sum(sides_of(one) == BOTH for one in skills.values())


def _subjects(side: Side) -> list[str]:
    return [Skill.Category(name).label for name, one in SIDE_OF_CATEGORY.items() if one == side]
