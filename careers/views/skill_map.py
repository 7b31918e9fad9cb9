"""What a skill builds on and what builds on it, as its page draws it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from careers.models import Skill
from careers.rules.layering import Row, layered

Named: TypeAlias = tuple[str, str, str, str]  # slug and title of a skill, then of what it needs


class Place(NamedTuple):
    """A skill in the picture; one that `passes` is only the line of a skill further up."""

    slug: str
    title: str
    level: int | None
    passes: bool = False


class PlacedRow(NamedTuple):
    places: list[Place]
    links: tuple[tuple[float, float], ...]


class SkillMap(NamedTuple):
    rows: list[PlacedRow]  # of what it builds on, the furthest first
    needs: list[tuple[Place, list[Place]]]  # the same in words, the skill itself last
    leads_to: list[Place]


def map_of(skill: Skill, named: Iterable[Named], levels: Mapping[str, int]) -> SkillMap:
    """The picture of one skill among all prerequisites, by their names."""
    titles = {skill.slug: skill.title}
    pairs = []
    for slug, title, needed, needed_title in named:
        titles |= {slug: title, needed: needed_title}
        pairs.append((slug, needed))
    place = {slug: Place(slug, title, levels.get(slug)) for slug, title in titles.items()}
    rows = layered(skill.slug, pairs)
    return SkillMap(
        rows=[_placed(row, place) for row in rows[:-1]],
        needs=_in_words(rows, pairs, place),
        leads_to=_by_title(place[one] for one, needed in pairs if needed == skill.slug),
    )


def _placed(row: Row, place: Mapping[str, Place]) -> PlacedRow:
    places = [
        Place("", "", None, passes=True) if cell.passes else place[cell.skill] for cell in row.cells
    ]
    return PlacedRow(places, row.links)


def _in_words(
    rows: Iterable[Row], pairs: Iterable[tuple[str, str]], place: Mapping[str, Place]
) -> list[tuple[Place, list[Place]]]:
    needs: dict[str, list[Place]] = {}
    for one, needed in pairs:
        needs.setdefault(one, []).append(place[needed])
    shown = [cell.skill for row in rows for cell in row.cells if not cell.passes]
    return [(place[one], _by_title(needs[one])) for one in shown if one in needs]


def _by_title(places: Iterable[Place]) -> list[Place]:
    return sorted(places, key=lambda one: one.title.lower())
