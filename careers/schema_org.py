"""Roles, skills and resources as schema.org describes them."""

from collections.abc import Iterable
from decimal import Decimal

from django.urls import reverse

from careers.models import Pay, Requirement, Resource, Role, Skill
from careers.models.labour import plain_number
from careers.models.needs import needs_from_rows
from careers.rules.needs import Need
from portal.core.schema_org import Thing, terms, thing

TERMS = "Skills for work in AI"
KINDS = {
    Resource.Kind.COURSE: ["Course", "LearningResource"],
    Resource.Kind.BOOK: ["Book", "LearningResource"],
    Resource.Kind.PAPER: ["ScholarlyArticle", "LearningResource"],
}
# How people learn from it: reading and watching, practising, or only practising.
INTERACTIVITY: dict[str, str] = {
    Resource.Practice.NONE: "expositive",
    Resource.Practice.EXERCISES: "mixed",
    Resource.Practice.PROJECT: "active",
}
DURATIONS = {
    Pay.Measure.MEDIAN_ANNUAL_WAGE: "P1Y",
    Pay.Measure.MEDIAN_MONTHLY_WAGE: "P1M",
    Pay.Measure.MEDIAN_HOURLY_WAGE: "PT1H",
}


def occupation(role: Role, asked: Iterable[Requirement], pay: Iterable[Pay], site: str) -> Thing:
    """Pay only if it is for the title itself: a program would not say that it is for another
    occupation.

    The vocabulary has no "any of these" between terms, so a choice is said in words.
    """
    own = [one for one in pay if one.is_of_title]
    return thing(
        "Occupation",
        name=role.title,
        description=role.purpose,
        url=site + role.get_absolute_url(),
        responsibilities=[line for line in role.tasks.splitlines() if line.strip()],
        experienceRequirements=f"{role.get_entry_level_display()}. {role.entry_route}",
        skills=[_asked(need, site) for need in needs_from_rows(asked)],
        estimatedSalary=[_salary(one) for one in own],
        occupationLocation=[
            thing("Country", name=country) for country in sorted({one.country for one in own})
        ],
    )


def defined_term(skill: Skill, site: str) -> Thing:
    """Without the aliases: what people search a skill by often isn't another name for it."""
    return thing(
        "DefinedTerm",
        name=skill.title,
        description=skill.definition,
        url=site + skill.get_absolute_url(),
        sameAs=skill.esco_uri if skill.esco_match == "exact" else "",
        inDefinedTermSet=thing(
            "DefinedTermSet", name=TERMS, url=site + reverse("careers:skill_list")
        ),
    )


def learning_resource(resource: Resource, site: str) -> Thing:
    """`resource` comes with its skills (`with_skills`).

    Its author may be people or a publisher. The vocabulary has no word for a range of hours, so it
    gets the time of a learner who takes the time.
    """
    free = {Resource.Cost.FREE: True, Resource.Cost.PAID: False}
    taught = [one.skill for one in resource.teaches.all()]
    is_course = resource.kind == Resource.Kind.COURSE
    return thing(
        KINDS.get(Resource.Kind(resource.kind), ["LearningResource"]),
        name=resource.title,
        description=resource.summary or resource.title,
        url=resource.url,
        mainEntityOfPage=site + resource.get_absolute_url(),
        creditText=resource.by,
        provider={"name": resource.by} if is_course else "",
        learningResourceType=resource.get_kind_display(),
        interactivityType=INTERACTIVITY.get(resource.practice, ""),
        inLanguage=resource.language,
        datePublished=str(resource.year or ""),
        timeRequired=f"PT{resource.hours_to}H" if resource.hours_to else "",
        isAccessibleForFree=free.get(Resource.Cost(resource.cost)),
        teaches=terms(((one.title, one.get_absolute_url()) for one in taught), site),
    )


def _asked(need: Need, site: str) -> Thing | str:
    if need.is_choice:
        return f"Any one of {need.title}"
    [term] = terms([(need.title, reverse("careers:skill_detail", args=[need.skill]))], site)
    return term


def _salary(pay: Pay) -> Thing:
    """The name includes the occupation under which the title is counted."""
    return thing(
        "MonetaryAmountDistribution",
        name=f"{pay.get_measure_display().capitalize()}, {pay.occupation}, {pay.period}",
        currency=pay.currency,
        duration=DURATIONS[Pay.Measure(pay.measure)],
        percentile10=_number(pay.p10),
        percentile25=_number(pay.p25),
        median=_number(pay.amount),
        percentile75=_number(pay.p75),
        percentile90=_number(pay.p90),
    )


def _number(amount: Decimal | None) -> int | float | None:
    return None if amount is None else plain_number(amount)
