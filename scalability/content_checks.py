"""What the scalability half of the content lacks, and where the two halves don't meet."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from careers.content_checks import law_sources
from careers.models import Role, Skill, Source
from portal.core.content.findings import Finding, due
from portal.core.text.prose import (
    CITATION,
    uncited_figures,
    undated_law,
    word_count,
)
from scalability.models import (
    Addresses,
    CaseStudy,
    CaseTopic,
    Figure,
    Pillar,
    RuleOfThumb,
    Topic,
)

LEAST_STRATEGIES, LEAST_CASES, LEAST_SKILLS, LEAST_ROLES = 2, 1, 3, 1
SHORTEST_PAGE = 300  # words of a pillar or a topic
SHORTEST_CASE = 250
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def scalability_findings() -> Iterator[Finding]:
    yield from _challenges()
    yield from _people()
    yield from _prose()
    yield from _law()
    yield Finding.of("Sources due for review, by what cites them", _due(), is_gap=False)


def _challenges() -> Iterator[Finding]:
    topics = Topic.objects.published()
    challenges = topics.filter(pillar__kind=Pillar.Kind.CHALLENGE)
    counted = challenges.with_counts().with_people().with_times_met()
    for title, few in (
        ("two strategies", Q(strategies__lt=LEAST_STRATEGIES)),
        ("a case study that met them", Q(times_met__lt=LEAST_CASES)),
        ("three skills", Q(skill_count__lt=LEAST_SKILLS)),
        ("a role", Q(role_count__lt=LEAST_ROLES)),
    ):
        yield Finding.of(f"Challenges without {title}", counted.filter(few))
    strategies = topics.filter(pillar__kind=Pillar.Kind.STRATEGY)
    yield Finding.of("Strategies that address nothing", strategies.exclude(_ties(topics)))
    used = CaseTopic.objects.published().exclude(part=CaseTopic.Part.CHALLENGE)
    yield Finding.of(
        "Strategies that no case study used",
        strategies.exclude(pk__in=used.values("topic")),
        is_gap=False,
    )


def _ties(topics: Any) -> Q:
    return Q(pk__in=Addresses.objects.filter(challenge__in=topics).values("strategy"))


def _people() -> Iterator[Finding]:
    """Where a role or a skill has no way to the other half, or to anybody."""
    topics = Topic.objects.published()
    roles = Role.objects.published()
    yield Finding.of("Roles without a topic", roles.exclude(topics__in=topics))
    asked = Q(requirements__role__in=roles) | Q(topics__in=topics)
    yield Finding.of(
        "Skills that no role or topic requires",
        Skill.objects.published().exclude(pk__in=Skill.objects.filter(asked).values("pk")),
    )
    yield Finding.of(
        "Roles that no case study names",
        roles.exclude(case_studies__in=CaseStudy.objects.published()),
        is_gap=False,
    )


def _prose() -> Iterator[Finding]:
    topics, pillars = Topic.objects.published(), Pillar.objects.published()
    cases = CaseStudy.objects.published().prefetch_related("parts", "figures")
    told = [*pillars, *topics]
    silent = CaseTopic.objects.published().filter(how="")
    yield Finding.of(
        "Topics of case studies without a word on how",
        (
            f"{part.case_study}, {part.topic}"
            for part in silent.select_related("topic", "case_study")
        ),
    )
    yield Finding.where(
        "Pages with a figure that cites no source", told, lambda page: uncited_figures(page.body)
    )
    yield Finding.where(
        "Case studies whose text has a figure missing from their list", cases, _unfounded
    )
    yield Finding.of(
        f"Pillars and topics described in fewer than {SHORTEST_PAGE} words",
        (page for page in told if word_count(page.body) < SHORTEST_PAGE),
        is_gap=False,
    )
    yield Finding.of(
        f"Case studies described in fewer than {SHORTEST_CASE} words",
        (case for case in cases if word_count(story_of(case)) < SHORTEST_CASE),
        is_gap=False,
    )


def _law() -> Iterator[Finding]:
    """Content that states law without saying as of when."""
    law = law_sources()
    told = [*Pillar.objects.published(), *Topic.objects.published()]
    cases = CaseStudy.objects.published().prefetch_related("parts")
    rules = RuleOfThumb.objects.filter(topic__in=Topic.objects.published())
    yield Finding.where(
        "Pages that state law without an “as of” month",
        told,
        lambda page: undated_law(page.body, law),
    )
    yield Finding.where(
        "Case studies that state law without an “as of” month",
        cases,
        lambda case: undated_law(story_of(case), law),
    )
    yield Finding.of(
        "Rules of thumb that state law without an “as of” month",
        (
            f"{rule.topic}: {rule}"
            for rule in rules.select_related("topic", "source")
            if any(undated_law(_with_citation(rule), law))
        ),
    )


def _with_citation(rule: RuleOfThumb) -> str:
    """A rule of thumb as a paragraph that cites its source."""
    return f"{rule.rule} {rule.basis} ({CITATION}{rule.source.slug})"


def story_of(case: CaseStudy) -> str:
    """All the prose of a case study."""
    parts = (part.how for part in case.parts.all())
    return "\n\n".join([case.body, *parts, case.result, case.people, case.lessons])


def _unfounded(case: CaseStudy) -> list[str]:
    """Figures in the prose whose number isn't among the figures with a source."""
    known = " ".join(f"{one.what} {one.value} {one.unit} {one.note}" for one in case.figures.all())
    numbers = set(NUMBER.findall(known))
    told = uncited_figures(story_of(case))
    return [figure for figure in told if not numbers.issuperset(NUMBER.findall(figure))]


def _due() -> list[str]:
    citing: dict[Source, list[str]] = defaultdict(list)
    late = Source.objects.due()
    facts = (
        (RuleOfThumb.objects.filter(topic__in=Topic.objects.published()), "topic"),
        (Figure.objects.filter(case_study__in=CaseStudy.objects.published()), "case_study"),
    )
    for rows, owner in facts:
        for fact in rows.filter(source__in=late).select_related("source", owner):
            citing[fact.source].append(str(getattr(fact, owner)))
    for source in late.prefetch_related("topics", "case_studies", "pillars"):
        pages = [*source.topics.all(), *source.case_studies.all(), *source.pillars.all()]
        if published := [str(page) for page in pages if page.is_published]:
            citing[source] += published
    return due(citing)
