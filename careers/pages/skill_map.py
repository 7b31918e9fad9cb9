"""What a skill builds on and what builds on it, as its page draws it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from careers.graphics.prerequisite_map import PrerequisiteRow, prerequisite_rows
from careers.models import Skill
from careers.rules.prerequisites import Link

# Slug and title of a skill, then of what it needs, and at which level.
NamedLink: TypeAlias = tuple[str, str, str, str, int]


class PlacedSkill(NamedTuple):
    """A skill in the picture; one that `passes` is only the line of a skill further up.

    `level` is a person's; `at` is the level of a link, in the picture the highest that anything
    below requires.
    """

    slug: str
    title: str
    level: int | None
    at: int | None = None
    passes: bool = False


class PlacedRow(NamedTuple):
    places: list[PlacedSkill]
    links: tuple[tuple[float, float], ...]


class SkillMap(NamedTuple):
    rows: list[PlacedRow]  # what it builds on, the furthest first
    needs: list[tuple[PlacedSkill, list[PlacedSkill]]]  # the same in words, the skill itself last
    leads_to: list[PlacedSkill]


def map_of(skill: Skill, named: Iterable[NamedLink], levels: Mapping[str, int]) -> SkillMap:
    """The picture of one skill among all prerequisites, by their names."""
    titles = {skill.slug: skill.title}
    links = []
    for slug, title, needed, needed_title, level in named:
        titles |= {slug: title, needed: needed_title}
        links.append(Link(slug, needed, level))
    place = {slug: PlacedSkill(slug, title, levels.get(slug)) for slug, title in titles.items()}
    rows = prerequisite_rows(skill.slug, [(link.skill, link.needs) for link in links])
    shown = [cell.skill for row in rows for cell in row.cells if not cell.passes]
    at = _highest(link for link in links if link.skill in shown)
    return SkillMap(
        rows=[_placed(row, place, at) for row in rows[:-1]],
        needs=_in_words(shown, links, place),
        leads_to=_by_title(
            place[link.skill]._replace(at=link.level) for link in links if link.needs == skill.slug
        ),
    )


def _highest(links: Iterable[Link]) -> dict[str, int]:
    """For each skill that another needs, the highest level any of them needs."""
    highest: dict[str, int] = {}
    for link in links:
        highest[link.needs] = max(link.level, highest.get(link.needs, 0))
    return highest


def _placed(
    row: PrerequisiteRow, place: Mapping[str, PlacedSkill], at: Mapping[str, int]
) -> PlacedRow:
    places = [
        PlacedSkill("", "", None, passes=True)
        if cell.passes
        else place[cell.skill]._replace(at=at[cell.skill])
        for cell in row.cells
    ]
    return PlacedRow(places, row.links)


def _in_words(
    shown: Iterable[str], links: Iterable[Link], place: Mapping[str, PlacedSkill]
) -> list[tuple[PlacedSkill, list[PlacedSkill]]]:
    needs: dict[str, list[PlacedSkill]] = {}
    for link in links:
        needs.setdefault(link.skill, []).append(place[link.needs]._replace(at=link.level))
    return [(place[one], _by_title(needs[one])) for one in shown if one in needs]


def _by_title(places: Iterable[PlacedSkill]) -> list[PlacedSkill]:
    return sorted(places, key=lambda one: one.title.lower())
