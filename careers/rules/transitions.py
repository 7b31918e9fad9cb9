"""How far it is from one role to another, which is not as far as the way back.

The person in question does exactly what the present role asks: each of its skills at the level
it needs, and no other skill; of a choice the first listed alone, which is the most usual. What the
role does not ask is counted from level 0 here, because the question is about roles and not about
anybody in particular.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from careers.rules.implied import NO_LINKS, Links, implied_by
from careers.rules.learning_path import build_plan, hours_of
from careers.rules.lessons import Hours, Lesson
from careers.rules.matching import Explanation, Line, explain
from careers.rules.needs import Need
from careers.rules.score import Score
from careers.rules.standing import Gap


@dataclass(frozen=True, slots=True)
class Distance:
    """What somebody at the levels of one role still lacks for another, line by line."""

    explanation: Explanation

    @property
    def score(self) -> Score:
        return self.explanation.score

    @property
    def shared(self) -> list[Line]:
        """What the other asks and the one asks or implies, at a level that is enough."""
        return [line for line in self.explanation.lines if line.is_met]

    @property
    def higher(self) -> list[Line]:
        """What the one asks or implies, and the other asks at a higher level."""
        return [line for line in self.explanation.lines if line.is_known and line.gap]

    @property
    def new(self) -> list[Line]:
        """Skills that only the other asks, and that nothing in the one implies."""
        return self.explanation.unknown

    @property
    def levels(self) -> int:
        """All levels that are missing: 0 where nothing is."""
        return sum(line.gap for line in self.explanation.lines)

    @property
    def gaps(self) -> list[Gap]:
        return gaps_of(self.explanation.lines)


def gaps_of(lines: Iterable[Line]) -> list[Gap]:
    """What is missing, with what is unknown counted from level 0."""
    return [
        Gap(
            skill=line.skill,
            title=line.need.title,
            have=line.counted,
            level=line.need.level,
            importance=line.need.importance,
        )
        for line in lines
        if line.gap
    ]


def distance(here: Iterable[Need], there: Iterable[Need], links: Links = NO_LINKS) -> Distance:
    """From a role that asks `here` to one that asks `there`; not symmetric."""
    levels = {need.skill: need.level for need in here}
    return Distance(explain(there, levels, implied_by(levels, links)))


def hours_to_close(gaps: Sequence[Gap], lessons: Mapping[str, Sequence[Lesson]]) -> Hours:
    """Of the lessons (skill -> those that teach it) that a plan would choose for the gaps.

    The order of its steps does not matter to their hours, so prerequisites are left out.
    """
    of_gaps = [one for gap in gaps for one in lessons.get(gap.skill, ())]
    return hours_of(build_plan(gaps, (), of_gaps))
