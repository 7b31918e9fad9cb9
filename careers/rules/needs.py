"""What roles ask: one skill, or any of several, at a level."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from careers.rules.levels import ESSENTIAL


class Alternative(NamedTuple):
    """One of the skills that meet a need alike, with its `telling_weight`."""

    skill: str
    title: str
    telling: int = 1


@dataclass(frozen=True, slots=True)
class Need:
    """What a role asks of one skill: a level from 1 to 5, an importance from 1 to 5.

    Where any of several skills will do they are the `alternatives`, the most usual first. The
    first then stands for them wherever one has to, and `title` names them all. `telling` is the
    `telling_weight` of the skill, or of the first.
    """

    skill: str
    title: str
    level: int
    importance: int
    alternatives: tuple[Alternative, ...] = ()
    telling: int = 1

    @property
    def is_essential(self) -> bool:
        return self.importance >= ESSENTIAL

    @property
    def is_choice(self) -> bool:
        return bool(self.alternatives)

    @property
    def accepted(self) -> tuple[Alternative, ...]:
        """The skills that meet it: one, or several."""
        return self.alternatives or (Alternative(self.skill, self.title, self.telling),)

    @property
    def skills(self) -> tuple[str, ...]:
        return tuple(one.skill for one in self.accepted)


def need_of(alternatives: Sequence[Alternative], level: int, importance: int) -> Need:
    """What asks for any of these skills; for the one, where there is no other."""
    first, *others = alternatives
    if not others:
        return Need(first.skill, first.title, level, importance, telling=first.telling)
    title = any_of(alternatives)
    return Need(first.skill, title, level, importance, tuple(alternatives), first.telling)


def any_of(alternatives: Iterable[Alternative]) -> str:
    """Their titles in words: AWS, Azure or Google Cloud. Empty for none."""
    *others, last = [one.title for one in alternatives] or [""]
    return f"{', '.join(others)} or {last}" if others else last
