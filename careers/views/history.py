"""How a person's ratings changed, as pictures and as rows."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

from careers.models import Profile, Rating, Requirement, Role, SkillProgress
from careers.rules.drawing import Frame, Picture, draw
from careers.rules.history import Change, Point, completed, counted, readiness, turns
from careers.views.roles import by_readiness

FRAME = Frame(left=34, right=290, top=14, bottom=114)  # in the units of the picture's viewBox
ALL = 100  # percent
READINESS, LEVELS = "Readiness", "Levels"  # what a picture measures


class Day(NamedTuple):
    day: date
    value: int | None


class Drawn(NamedTuple):
    """A picture and the rows that say the same."""

    title: str
    measure: str
    unit: str
    url: str
    picture: Picture
    days: list[Day]
    today: date

    @property
    def ends_known(self) -> bool:
        return self.days[-1].value is not None


class Turned(NamedTuple):
    day: date
    slug: str
    title: str
    before: int | None
    level: int | None


class History(NamedTuple):
    is_of_goals: bool
    roles: list[Drawn]
    unclaimed: list[Role]  # of which too little was ever rated
    reached: Drawn | None
    turns: list[Turned]  # the newest first


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
    roles = _readiness(goals or _closest(profile), changes)
    return History(
        is_of_goals=bool(goals),
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
    return by_readiness(Role.objects.published(), profile)[:1]


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
    today = timezone.localdate()
    days = [Day(date.fromordinal(one.day), one.value) for one in points]
    unit, url = ("\N{NO-BREAK SPACE}%", role.get_absolute_url()) if role else ("", "")
    picture = draw(points, today.toordinal(), most, FRAME)
    return Drawn(title, measure, unit, url, picture, days, today)
