"""The scales, in forms."""

from django import forms

from careers.rules.levels import (
    ESSENTIAL,
    HIGHEST,
    LEAST_IMPORTANCE,
    LOWEST_NEED,
    MOST_IMPORTANCE,
    Level,
)


def level_field(
    *, lowest: int = LOWEST_NEED, highest: int = HIGHEST, label: str = "Level"
) -> forms.TypedChoiceField:
    levels = [(level.value, f"{level.value} {level.name.lower()}") for level in Level]
    return _scale([row for row in levels if lowest <= row[0] <= highest], label)


def importance_field() -> forms.TypedChoiceField:
    numbers = range(MOST_IMPORTANCE, LEAST_IMPORTANCE - 1, -1)
    words = ("supporting", "essential")
    return _scale([(n, f"{n} {words[n >= ESSENTIAL]}") for n in numbers], "Importance")


def _scale(choices: list[tuple[int, str]], label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(choices=[("", "choose"), *choices], coerce=int, label=label)
