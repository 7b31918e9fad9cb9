"""What the careers half of the content lacks.

No finding asks for prerequisites without a level: the column and the loader let none in.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Q

from careers.content_checks import first_projects, labour
from careers.models import (
    Equivalent,
    Outlook,
    Pay,
    Requirement,
    Resource,
    Role,
    Skill,
    SkillLevel,
    Source,
    Teaches,
)
from careers.models.roles import RoleQuerySet
from careers.models.skills import SkillQuerySet
from careers.rules.lessons import Lesson, not_taught
from careers.rules.levels import ESSENTIAL, Level
from portal.core.content.findings import Finding, due
from portal.core.text.folding import same_title
from portal.core.text.prose import names_law, uncited_figures, undated_law, word_count

SHORTEST_ROLE = 250  # words
TWO_CLAIMS = re.compile(r"\bor\b", re.IGNORECASE)
SAYS_NO_GUIDANCE = re.compile(r"\b(?:tutorial|example)s?\b", re.IGNORECASE)


def careers_findings() -> Iterator[Finding]:
    roles = Role.objects.published()
    resources = Resource.objects.published()
    unsourced = Equivalent.objects.filter(role__in=roles, source=None)
    yield Finding.of(
        "Anchors of level 5 that join two claims by “or”, so that nobody can say yes or no",
        _anchors(Level.LEADING, TWO_CLAIMS),
        is_gap=False,
    )
    yield Finding.of(
        "Anchors of level 2 that name a tutorial or an example rather than the work and its guide",
        _anchors(Level.GUIDED, SAYS_NO_GUIDANCE),
        is_gap=False,
    )
    yield Finding.of("Resources without a sentence", resources.filter(summary=""))
    yield Finding.of("Resources without hours", resources.filter(hours_from=None))
    yield Finding.of("Resources without a word on practice", resources.filter(practice=""))
    yield Finding.of(
        "Roles whose requirements were compared with fewer than two descriptions of the job",
        roles.annotate(compared=Count("references")).filter(compared__lt=2),
    )
    yield from _descriptions(roles)
    yield Finding.of(
        "Official occupations without a source",
        (f"{one.role}: {one}" for one in unsourced.select_related("role")),
    )
    yield Finding.where(
        "Roles with a figure that cites no source",
        roles,
        lambda role: uncited_figures(role.body),
    )
    yield from _law()
    yield Finding.of("Names that several skills have", _shared_names(Skill.objects.published()))
    yield Finding.of("Names that several roles have", _shared_names(roles))
    yield Finding.of(
        f"Roles told in fewer than {SHORTEST_ROLE} words",
        (role for role in roles if word_count(role.body) < SHORTEST_ROLE),
        is_gap=False,
    )
    yield from first_projects.first_project_findings()
    yield from labour.labour_findings()
    yield from _steps()
    yield Finding.of("Sources due for review, by the roles that cite them", _due(), is_gap=False)


def _shared_names(rows: SkillQuerySet | RoleQuerySet) -> Iterator[str]:
    """Those that are not marked as ambiguous: a load puts up with them where a curator's row has
    one, and a migration where it found two titles that look the same.
    """
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows.prefetch_related("aliases"):
        names = [one.name for one in row.aliases.all() if not getattr(one, "ambiguous", False)]
        for name in (row.title, *names):
            owners[same_title(name)].setdefault(row.slug, name)
    for named in owners.values():
        if len(named) > 1:
            yield f"{min(named.values())}: {', '.join(sorted(named))}"


def _law() -> Iterator[Finding]:
    """What states law and does not say as of when it holds."""
    law = law_sources()
    yield Finding.where(
        "Roles with law that names no month as of which it holds",
        Role.objects.published(),
        lambda role: undated_law(role.body, law),
    )
    yield Finding.where(
        "Skills with law that names no month as of which it holds",
        Skill.objects.published().prefetch_related("levels"),
        lambda skill: undated_law(_told(skill)),
    )
    yield Finding.where(
        "Resources with law that names no month as of which it holds",
        Resource.objects.published(),
        lambda resource: undated_law(resource.summary),
    )


def law_sources() -> frozenset[str]:
    """The slugs of the sources whose title names an act, a rule or a standard."""
    titles = Source.objects.values_list("slug", "title")
    return frozenset(slug for slug, title in titles if names_law(title))


def _told(skill: Skill) -> str:
    """All the prose of a skill, a paragraph each."""
    return "\n\n".join([skill.definition, *(level.anchor for level in skill.levels.all())])


def _anchors(level: Level, words: re.Pattern[str]) -> Iterator[str]:
    """Those of published skills at the level that hold one of the words."""
    rows = SkillLevel.objects.filter(skill__in=Skill.objects.published(), level=level)
    for row in rows.select_related("skill"):
        if words.search(row.anchor):
            yield f"{row.skill}: {row.anchor}"


def _descriptions(roles: RoleQuerySet) -> Iterator[Finding]:
    """Who speaks in the descriptions of the job that a role was compared with."""
    cited = Role.references.through.objects.filter(role__in=roles).select_related("role", "source")
    yield Finding.of(
        "Roles compared with pages made for search engines",
        (f"{one.role}: {one.source}" for one in cited.filter(source__kind=Source.Kind.LISTING)),
    )
    yield Finding.of(
        "Descriptions of a job that do not say who speaks",
        (f"{one.role}: {one.source}" for one in cited.filter(source__kind="")),
    )
    first_hand = Count("references", Q(references__kind__in=Source.FIRST_HAND))
    yield Finding.of(
        "Roles whose evidence is thin, as their pages say",
        roles.annotate(first_hand=first_hand).filter(first_hand__lt=Role.LEAST_FIRST_HAND),
        is_gap=False,
    )


def _steps() -> Iterator[Finding]:
    """The steps of learning, up to the level that the most demanding role asks."""
    asked = Requirement.objects.published().of_published_roles().select_related("skill")
    lessons = [one.as_lesson() for one in Teaches.objects.published()]
    free = [lesson for lesson in lessons if lesson.is_free]
    essential = asked.filter(importance__gte=ESSENTIAL)
    yield Finding.of(
        "Skills with steps that no resource teaches, up to the level a role asks",
        _missing_steps(asked, lessons),
        is_gap=False,
    )
    yield Finding.of(
        "Essential skills with steps that no free resource teaches",
        _missing_steps(essential, free),
        is_gap=False,
    )


def _missing_steps(asked: Iterable[Requirement], lessons: Iterable[Lesson]) -> Iterator[str]:
    highest: dict[Skill, int] = defaultdict(int)
    for one in asked:
        highest[one.skill] = max(highest[one.skill], one.level)
    by_skill: dict[str, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        by_skill[lesson.skill].append(lesson)
    for skill, level in highest.items():
        if levels := not_taught(level, by_skill[skill.slug]):
            steps = ", ".join(f"{at} to {at + 1}" for at in levels)
            yield f"{skill}, asked up to {level}: {steps}"


def _due() -> list[str]:
    citing: dict[Source, list[str]] = defaultdict(list)
    late = Source.objects.due()
    for model in (Equivalent, Pay, Outlook):
        facts = model._default_manager.filter(source__in=late, role__in=Role.objects.published())
        _cite(citing, facts)
    for role in Role.objects.published().filter(references__in=late).distinct():
        for source in role.references.due():
            citing[source].append(str(role))
    return due(citing)


def _cite(citing: dict[Source, list[str]], facts: Any) -> None:
    for fact in facts.select_related("source", "role"):
        citing[fact.source].append(str(fact.role))
