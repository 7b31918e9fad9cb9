"""The levels people give themselves."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from careers.models import Skill
from careers.rules.levels import LEVEL_MEANINGS, Level

Choices = tuple[tuple[str, str], ...]

NOT_RATED = ""
RATINGS: Choices = (
    (NOT_RATED, "not rated"),
    *((str(level.value), level.name.lower()) for level in Level),
)


@dataclass(frozen=True)
class RatingRow:
    """One skill to rate, as a page shows it."""

    skill: Skill
    name: str
    selected: str
    shown: str  # what the page showed at first: only a difference from it is a change
    errors: list[str]

    @property
    def level(self) -> int | None:
        return int(self.selected) if self.selected.isdecimal() else None

    @property
    def options(self) -> Choices:
        return RATINGS

    @property
    def choices(self) -> list[tuple[str, str, str]]:
        """Each choice with its word and its anchor; reads the prefetched levels of the skill."""
        return [(value, word, _anchor(self.skill, value)) for value, word in RATINGS]


class RatingsForm(forms.Form):
    """Levels for some skills at once, one field per skill: `level-<slug>`."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        skills: Iterable[Skill],
        levels: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(data)
        self.skills = {self.name_for(skill): skill for skill in skills}
        self.levels = levels or {}
        for name, skill in self.skills.items():
            self.fields[name] = forms.TypedChoiceField(
                label=skill.title,
                required=False,
                choices=RATINGS,
                coerce=int,
                empty_value=None,
                initial=str(self.levels.get(skill.slug, NOT_RATED)),
            )

    def rows(self) -> Iterator[RatingRow]:
        for name, skill in self.skills.items():
            field = self[name]
            errors = [str(error) for error in field.errors]
            shown = self.data.get(field.html_initial_name, field.initial)
            yield RatingRow(skill, name, str(field.value()), str(shown), errors)

    @staticmethod
    def name_for(skill: Skill) -> str:
        return f"level-{skill.slug}"

    @staticmethod
    def slugs_in(data: Iterable[str]) -> list[str]:
        """The skills named by the posted fields; no name with a NUL is one."""
        slugs = [name.removeprefix("level-") for name in data if name.startswith("level-")]
        return [slug for slug in slugs if "\x00" not in slug]

    def changes(self) -> dict[Skill, int | None]:
        """What the person changed, so that an old page doesn't undo later ratings.

        A skill changed to the level it already has keeps its date.
        """
        return {
            skill: level
            for name, skill in self.skills.items()
            if self._is_touched(name)
            and (level := self.cleaned_data[name]) != self.levels.get(skill.slug)
        }

    def _is_touched(self, name: str) -> bool:
        """The person chose another level than the page showed, if it says what it showed."""
        shown = self.data.get(self.add_initial_prefix(name))
        return shown is None or shown != self.data.get(name, NOT_RATED)


def rows_to_rate(skills: Iterable[Skill], levels: Mapping[str, int]) -> Iterator[RatingRow]:
    """The rows of a form nobody has sent yet, without the fields that would read it."""
    for skill in skills:
        level = str(levels.get(skill.slug, NOT_RATED))
        yield RatingRow(skill, RatingsForm.name_for(skill), level, level, [])


def _anchor(skill: Skill, value: str) -> str:
    """The skill's own sentence for a level, or what the level means in general."""
    if value == NOT_RATED:
        return ""
    return skill.anchor(int(value)) or LEVEL_MEANINGS[Level(int(value))]
