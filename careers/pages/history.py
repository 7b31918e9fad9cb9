"""How a person's ratings changed, as pictures and as rows."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

from careers.graphics.axis import ticks
from careers.graphics.line_chart import Frame, Picture, draw
from careers.models import Profile, Rating, Requirement, Role, SkillProgress
from careers.rules.history import (
    Change,
    Point,
    completed,
    counted,
    of_latest_days,
    readiness,
    turns,
)

FRAME = Frame(left=34, right=290, top=14, bottom=114)  # in the units of the picture's viewBox
MOST_TICKS = 4  # what a picture holds beside the word "today"
LAST_LABEL = 80  # percent: what stands further right would run into that word
ALL = 100  # percent
MOST_DAYS = 120  # that a line of readiness turns on; each is worked out anew for each goal
READINESS, LEVELS = "Readiness", "Levels"  # what a picture measures


class Day(NamedTuple):
    day: date
    value: int | None


class Drawn(NamedTuple):
    """What a picture shows, and the rows that say the same."""

    title: str
    measure: str
    unit: str
    url: str
    most: int
    points: Sequence[Point]

    @property
    def days(self) -> list[Day]:
        return [Day(date.fromordinal(one.day), one.value) for one in self.points]

    @property
    def ends_known(self) -> bool:
        return self.points[-1].value is not None


class DayMark(NamedTuple):
    """A day on the axis that all pictures share; the label is left out where there is no room."""

    x: float
    label: str


class Axis(NamedTuple):
    """From the first day that any picture shows to today."""

    first: date
    today: date

    @property
    def marks(self) -> list[DayMark]:
        width = (FRAME.right - FRAME.left) / 100
        return [
            DayMark(round(FRAME.left + one.x * width, 1), one.label if one.x < LAST_LABEL else "")
            for one in ticks(self.first, self.today, MOST_TICKS)
        ]

    def draw(self, drawn: Drawn) -> Picture:
        days = self.first.toordinal(), self.today.toordinal()
        return draw(drawn.points, *days, drawn.most, FRAME)


class Turned(NamedTuple):
    day: date
    slug: str
    title: str
    before: int | None
    level: int | None


class History(NamedTuple):
    is_of_goals: bool
    latest_days: int  # on which ratings changed, that the lines are of; 0: of all
    roles: list[Drawn]
    unclaimed: list[Role]  # of which too little was ever rated
    reached: Drawn | None
    turns: list[Turned]  # the newest first

    @property
    def drawn(self) -> list[Drawn]:
        return [*self.roles, *([self.reached] if self.reached else [])]

    @property
    def axis(self) -> Axis | None:
        """None where all began today: there is no line yet."""
        today = timezone.localdate()
        first = min((one.days[0].day for one in self.drawn), default=today)
        return Axis(first, today) if first < today else None

    def pictures(self) -> list[tuple[Drawn, Picture | None]]:
        """All over the same days, so that they can be compared."""
        axis = self.axis
        return [(one, axis.draw(one) if axis else None) for one in self.drawn]


def history_of(
    profile: Profile, ratings: Iterable[Rating], reached: Iterable[SkillProgress]
) -> History:
    """`ratings` come with their skills."""
    history = list(profile.history.published())
    skills = {row.skill for row in history} | {row.skill for row in ratings}
    titles = {skill.slug: skill.title for skill in skills}
    changes = completed(
        [Change(_number(row.changed), row.skill.slug, row.level) for row in history],
        [Change(_number(row.rated), row.skill.slug, row.level) for row in ratings],
    )
    goals = [goal.role for goal in profile.goals.published()]
    roles = _readiness(goals or _closest(profile), of_latest_days(changes, MOST_DAYS))
    is_cut = len({change.day for change in changes}) > MOST_DAYS
    return History(
        is_of_goals=bool(goals),
        latest_days=MOST_DAYS if is_cut else 0,
        roles=[
            _drawn(role.title, READINESS, role, points, ALL) for role, points in roles if points
        ],
        unclaimed=[role for role, line in roles if not line],
        reached=_reached([one.on or one.changed.date() for one in reached]),
        turns=[
            Turned(date.fromordinal(one.day), one.skill, titles[one.skill], one.before, one.level)
            for one in reversed(turns(changes))
        ],
    )


def _number(moment: datetime) -> int:
    return timezone.localdate(moment).toordinal()


def _closest(profile: Profile) -> list[Role]:
    """The role that the person matches best, to have one to look at."""
    return profile.ranked(Role.objects.published())[:1]


def _readiness(roles: list[Role], changes: Sequence[Change]) -> list[tuple[Role, list[Point]]]:
    needs = Requirement.objects.needs_of(roles)
    return [(role, readiness(changes, needs.get(role.pk, []))) for role in roles]


def _reached(days: Iterable[date]) -> Drawn | None:
    points = counted(day.toordinal() for day in days)
    if not points:
        return None
    return _drawn("Levels reached", LEVELS, None, points, points[-1].value or 1)


def _drawn(
    title: str, measure: str, role: Role | None, points: Sequence[Point], most: int
) -> Drawn:
    unit, url = ("\N{NO-BREAK SPACE}%", role.get_absolute_url()) if role else ("", "")
    return Drawn(title, measure, unit, url, most, points)
