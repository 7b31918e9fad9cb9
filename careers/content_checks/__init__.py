"""What the careers half of the content lacks.

Nothing checks for prerequisites without a level: the column and the loader don't allow any.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Q

from careers.content_checks import first_projects, labour, occupations
from careers.models import (
    Equivalent,
    Occupation,
    OccupationCode,
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
        "Anchors of level 5 that join two claims by “or”, so people can't answer yes or no",
        _anchors(Level.LEADING, TWO_CLAIMS),
        is_gap=False,
    )
    yield Finding.of(
        "Anchors of level 2 that name a tutorial or an example instead of guided work",
        _anchors(Level.GUIDED, SAYS_NO_GUIDANCE),
        is_gap=False,
    )
    yield Finding.of("Resources without a sentence", resources.filter(summary=""))
    yield Finding.of("Resources without hours", resources.filter(hours_from=None))
    yield Finding.of(
        "Resources that don't say whether they include practice", resources.filter(practice="")
    )
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
    yield Finding.of("Names shared by several skills", _shared_names(Skill.objects.published()))
    yield Finding.of("Names shared by several roles", _shared_names(roles))
    yield Finding.of(
        f"Roles described in fewer than {SHORTEST_ROLE} words",
        (role for role in roles if word_count(role.body) < SHORTEST_ROLE),
        is_gap=False,
    )
    yield from first_projects.first_project_findings()
    yield from labour.labour_findings()
    yield from occupations.occupation_findings()
    yield from _steps()
    yield Finding.of(
        "Sources due for review, by the roles and occupations that cite them", _due(), is_gap=False
    )


def _shared_names(rows: SkillQuerySet | RoleQuerySet) -> Iterator[str]:
    """Aliases not marked as ambiguous.

    A load accepts them if a curator's row has one, and so does a migration if two titles look the
    same.
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
    """Content that states law without saying as of when."""
    law = law_sources()
    yield Finding.where(
        "Roles that state law without an “as of” month",
        Role.objects.published(),
        lambda role: undated_law(role.body, law),
    )
    yield Finding.where(
        "Skills that state law without an “as of” month",
        Skill.objects.published().prefetch_related("levels"),
        lambda skill: undated_law(_told(skill)),
    )
    yield Finding.where(
        "Resources that state law without an “as of” month",
        Resource.objects.published(),
        lambda resource: undated_law(resource.summary),
    )


def law_sources() -> frozenset[str]:
    """The slugs of sources whose title names an act, a rule or a standard."""
    titles = Source.objects.values_list("slug", "title")
    return frozenset(slug for slug, title in titles if names_law(title))


def _told(skill: Skill) -> str:
    """All the prose of a skill, as paragraphs."""
    return "\n\n".join([skill.definition, *(level.anchor for level in skill.levels.all())])


def _anchors(level: Level, words: re.Pattern[str]) -> Iterator[str]:
    """The anchors of published skills at this level that contain one of the words."""
    rows = SkillLevel.objects.filter(skill__in=Skill.objects.published(), level=level)
    for row in rows.select_related("skill"):
        if words.search(row.anchor):
            yield f"{row.skill}: {row.anchor}"


def _descriptions(roles: RoleQuerySet) -> Iterator[Finding]:
    """Who wrote the job descriptions that a role was compared with."""
    cited = Role.references.through.objects.filter(role__in=roles).select_related("role", "source")
    yield Finding.of(
        "Roles compared with pages made for search engines",
        (f"{one.role}: {one.source}" for one in cited.filter(source__kind=Source.Kind.LISTING)),
    )
    yield Finding.of(
        "Job descriptions that don't say who wrote them",
        (f"{one.role}: {one.source}" for one in cited.filter(source__kind="")),
    )
    first_hand = Count("references", Q(references__kind__in=Source.FIRST_HAND))
    yield Finding.of(
        "Roles whose evidence is thin, as their pages say",
        roles.annotate(first_hand=first_hand).filter(first_hand__lt=Role.LEAST_FIRST_HAND),
        is_gap=False,
    )


def _steps() -> Iterator[Finding]:
    """The steps of learning, up to the highest level any role requires."""
    asked = Requirement.objects.published().of_published_roles().select_related("skill")
    lessons = [one.as_lesson() for one in Teaches.objects.published()]
    free = [lesson for lesson in lessons if lesson.is_free]
    essential = asked.filter(importance__gte=ESSENTIAL)
    yield Finding.of(
        "Skills with steps that no resource teaches, up to the level a role requires",
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
            yield f"{skill}, required up to {level}: {steps}"


def _due() -> list[str]:
    citing: dict[Source, list[str]] = defaultdict(list)
    late = Source.objects.due()
    for model in (Equivalent, Pay, Outlook):
        facts = model._default_manager.filter(source__in=late, role__in=Role.objects.published())
        _cite(citing, facts)
    for rows in (Role.objects.published(), Occupation.objects.published()):
        for row in rows.filter(references__in=late).distinct():
            for source in row.references.due():
                citing[source].append(str(row))
    codes = OccupationCode.objects.of_published_occupations().filter(source__in=late)
    for code in codes.select_related("source", "occupation"):
        citing[code.source].append(str(code.occupation))
    return due(citing)


def _cite(citing: dict[Source, list[str]], facts: Any) -> None:
    for fact in facts.select_related("source", "role"):
        citing[fact.source].append(str(fact.role))
