"""How a person's ratings changed, as pictures and as rows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

from careers.graphics.line_chart import DayAxis, LineChart
from careers.models import Profile, Rating, Requirement, Role, SkillProgress
from careers.models.prerequisite_graph import prerequisite_graph
from careers.rules.history import (
    LevelChange,
    Point,
    completed,
    of_latest_days,
    readiness,
    running_total,
    turns,
)

ALL = 100  # percent
MOST_DAYS = 120  # points of a readiness line; each is computed separately for each goal
READINESS, LEVELS = "Readiness", "Levels"  # what a picture measures


class Day(NamedTuple):
    day: date
    value: int | None


class Series(NamedTuple):
    """What a picture shows, and rows that say the same."""

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


class LevelTurn(NamedTuple):
    day: date
    slug: str
    title: str
    before: int | None
    level: int | None


class History(NamedTuple):
    is_of_goals: bool
    latest_days: int  # days with changed ratings that the lines cover; 0: all
    roles: list[Series]
    unclaimed: list[Role]  # roles for which too little was ever rated
    reached: Series | None
    turns: list[LevelTurn]  # newest first

    @property
    def series(self) -> list[Series]:
        return [*self.roles, *([self.reached] if self.reached else [])]

    @property
    def axis(self) -> DayAxis | None:
        """None if everything began today: there is no line yet."""
        today = timezone.localdate()
        first = min((one.days[0].day for one in self.series), default=today)
        return DayAxis(first, today) if first < today else None

    def pictures(self) -> list[tuple[Series, LineChart | None]]:
        """All over the same days, so that they can be compared."""
        axis = self.axis
        return [(one, axis.chart(one.points, one.most) if axis else None) for one in self.series]


def history_of(
    profile: Profile, ratings: Iterable[Rating], reached: Iterable[SkillProgress]
) -> History:
    """`ratings` come with their skills."""
    history = list(profile.history.published())
    skills = {row.skill for row in history} | {row.skill for row in ratings}
    titles = {skill.slug: skill.title for skill in skills}
    changes = completed(
        [LevelChange(_number(row.changed), row.skill.slug, row.level) for row in history],
        [LevelChange(_number(row.rated), row.skill.slug, row.level) for row in ratings],
    )
    goals = [goal.role for goal in profile.goals.published()]
    roles = _readiness(goals or _closest(profile), of_latest_days(changes, MOST_DAYS))
    is_cut = len({change.day for change in changes}) > MOST_DAYS
    return History(
        is_of_goals=bool(goals),
        latest_days=MOST_DAYS if is_cut else 0,
        roles=[
            _series(role.title, READINESS, role, points, ALL) for role, points in roles if points
        ],
        unclaimed=[role for role, line in roles if not line],
        reached=_reached([one.on or one.changed.date() for one in reached]),
        turns=_turns(changes, titles),
    )


def _number(moment: datetime) -> int:
    return timezone.localdate(moment).toordinal()


def _closest(profile: Profile) -> list[Role]:
    """The role the person matches best, as an example."""
    return profile.ranked(Role.objects.published())[:1]


def _readiness(roles: list[Role], changes: Sequence[LevelChange]) -> list[tuple[Role, list[Point]]]:
    needs = Requirement.objects.needs_of(roles)
    links = prerequisite_graph().links
    return [(role, readiness(changes, needs.get(role.pk, []), links)) for role in roles]


def _turns(changes: Iterable[LevelChange], titles: Mapping[str, str]) -> list[LevelTurn]:
    return [
        LevelTurn(date.fromordinal(one.day), one.skill, titles[one.skill], one.before, one.level)
        for one in reversed(turns(changes))
    ]


def _reached(days: Iterable[date]) -> Series | None:
    points = running_total(day.toordinal() for day in days)
    if not points:
        return None
    return _series("Levels reached", LEVELS, None, points, points[-1].value or 1)


def _series(
    title: str, measure: str, role: Role | None, points: Sequence[Point], most: int
) -> Series:
    unit, url = ("\N{NO-BREAK SPACE}%", role.get_absolute_url()) if role else ("", "")
    return Series(title, measure, unit, url, most, points)
