"""What a case study met, what it used, and what that helped against."""

from typing import NamedTuple

from scalability.models import Addresses, CaseStudy, CaseTopic, Figure


class Help(NamedTuple):
    """What helped in a case study, and against which of the challenges it met."""

    part: CaseTopic
    against: list[Addresses]


class CaseParts(NamedTuple):
    """The topics of a case study; `helped` has an entry for each of `used`."""

    challenges: list[CaseTopic]
    used: list[CaseTopic]
    helped: list[Help]


class CaseFigures(NamedTuple):
    scale: list[Figure]
    outcome: list[Figure]


def parts_of(case_study: CaseStudy) -> CaseParts:
    parts = list(case_study.parts.published().strategies_first().select_related("topic__pillar"))
    ties = Addresses.objects.published().seen_in(case_study).select_related("challenge")
    challenges = [one for one in parts if one.part == CaseTopic.Part.CHALLENGE]
    used = [one for one in parts if one.part != CaseTopic.Part.CHALLENGE]
    helped = [Help(one, [tie for tie in ties if tie.strategy_id == one.topic_id]) for one in used]
    return CaseParts(challenges, used, helped)


def figures_of(case_study: CaseStudy) -> CaseFigures:
    figures = list(case_study.figures.select_related("source"))
    return CaseFigures(
        [one for one in figures if one.about == Figure.About.SCALE],
        [one for one in figures if one.about == Figure.About.OUTCOME],
    )
