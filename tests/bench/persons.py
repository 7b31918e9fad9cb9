"""Persons who answer questions: holders of the shipped roles, and people from its occupations."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from careers.rules.implied import implied_by, links_by_skill
from careers.rules.matching import explain
from careers.rules.needs import Alternative, Need, need_of
from careers.rules.prerequisites import Link
from careers.rules.question_catalogue import Catalogue, Origin, prepare
from careers.rules.telling import telling_weight
from careers.rules.undecided import TOP
from careers.rules.work_branches import DOING, WORK_BRANCHES

CONTENT = Path(__file__).parents[2] / "careers" / "content"
EXPECTED = Path(__file__).parents[1] / "careers" / "occupations_expected.yaml"

MISTAKEN = 0.05  # boxes that somebody ticks, or leaves, by mistake

Roles = Mapping[str, tuple[Need, ...]]
Levels = dict[str, int | None]  # None for a skill that they would leave out


class Kind(NamedTuple):
    """What persons are drawn as: probabilities."""

    name: str
    off: float  # a level one lower, and one higher
    missing: float
    other: float  # a skill that the role does not ask
    borne_out: float  # a skill that is not expected of them is rated as what they have implies


HOLDERS = (
    Kind("plain", off=0, missing=0, other=0, borne_out=0),
    Kind("with noise and missing skills", off=0.25, missing=0.1, other=0, borne_out=0),
    Kind("with noise, missing and other skills", off=0.25, missing=0.1, other=0.03, borne_out=0),
)
OUTSIDE = (
    Kind("none else", off=0.25, missing=0.3, other=0, borne_out=0),
    Kind("also what is implied", off=0.25, missing=0.3, other=0, borne_out=1),
)


@dataclass(frozen=True)
class Person:
    """What somebody would answer to everything that they may be asked."""

    number: int
    come_from: str
    field: str
    levels: Levels
    ticked: tuple[str, ...]


@dataclass(frozen=True)
class Shipped:
    """The roles by title, and the rest that the site ships with."""

    roles: dict[str, tuple[Need, ...]]
    origins: tuple[Origin, ...]
    links: dict[str, list[Link]]

    def catalogue(self, without: str = "") -> Catalogue[str]:
        """With all occupations but one."""
        origins = [one for one in self.origins if one.slug != without]
        return prepare(self.roles, origins, self.links)

    def first(self, levels: Mapping[str, int | None]) -> list[str]:
        """The first five as the match orders them; a role with no fit at all is none of them."""
        ratings = {skill: level for skill, level in levels.items() if level is not None}
        ranks = {title: explain(needs, ratings).score.rank for title, needs in self.roles.items()}
        fitting = [title for title in self.roles if ranks[title]]
        return sorted(fitting, key=lambda title: (ranks[title], title))[:TOP]


@cache
def shipped() -> Shipped:
    skills = {skill["slug"]: skill for skill in _rows("skills")}
    asked = {title: role for title, role in _roles().items() if role.get("state") != "draft"}
    origins = tuple(
        Origin(one["slug"], field, {row["skill"]: row["level"] for row in one["typical"]})
        for field, one in _occupations()
    )
    had = [set(one.levels) for one in origins]
    had += [
        {skill for one in role["requirements"] for skill in one.get("any_of", [one.get("skill")])}
        for role in asked.values()
    ]

    def alternative(slug: str) -> Alternative:
        weight = telling_weight(len(had), sum(slug in one for one in had))
        return Alternative(slug, skills[slug]["title"], weight)

    roles = {
        title: tuple(
            need_of(
                [alternative(slug) for slug in one.get("any_of", [one.get("skill")])],
                one["level"],
                one["importance"],
            )
            for one in role["requirements"]
        )
        for title, role in asked.items()
    }
    links = links_by_skill(
        Link(slug, needs, level)
        for slug, skill in skills.items()
        for needs, level in skill.get("prerequisites", {}).items()
    )
    return Shipped(roles, origins, links)


@cache
def expected_roles() -> dict[str, list[str]]:
    """Slug of an occupation -> titles of the roles that an adviser would look at first."""
    titles = {role["slug"]: title for title, role in _roles().items()}
    found = yaml.load(EXPECTED.read_text(), yaml.CSafeLoader)
    return {slug: [titles[one] for one in roles] for slug, roles in found.items()}


def drawn(content: Shipped, kind: Kind, number: int) -> Person:
    """The holder of a role, the same for the same number. Of a choice they have one skill, any."""
    rng = random.Random(number)
    role = list(content.roles)[number % len(content.roles)]
    needs = {
        rng.choice(need.skills) if need.is_choice else need.skill: need.level
        for need in content.roles[role]
    }
    levels = _levels(content, kind, needs, rng)
    return Person(number, role, "", levels, _ticked(content, levels, "", rng))


def drawn_from(content: Shipped, kind: Kind, number: int) -> Person:
    """Somebody from an occupation, the same for the same number."""
    origin = content.origins[number % len(content.origins)]
    rng = random.Random(number)
    levels = _levels(content, kind, origin.levels, rng)
    ticked = _ticked(content, levels, origin.field, rng)
    return Person(number, origin.slug, origin.field, levels, ticked)


def goal_of(content: Shipped, person: Person) -> str:
    """One of the three roles that fit the occupation best, or, for half, of those expected."""
    rng = random.Random(f"goal {person.number}")
    typical = next((one.levels for one in content.origins if one.slug == person.come_from), None)
    first = content.first(typical if typical is not None else person.levels)[:3]
    expected = expected_roles().get(person.come_from, first)
    return rng.choice(rng.choice((first, expected)))


def _levels(
    content: Shipped, kind: Kind, expected: Mapping[str, int], rng: random.Random
) -> Levels:
    levels: Levels = {}
    for skill in _asked(content):
        level = expected.get(skill)
        if level is None:
            levels[skill] = rng.choice((1, 2)) if rng.random() < kind.other else 0
        elif rng.random() < kind.missing:
            levels[skill] = rng.choice((0, None))
        else:
            off = rng.choices((-1, 0, 1), (kind.off, 1 - 2 * kind.off, kind.off))[0]
            levels[skill] = min(level + off, 5)
    had = {skill: level for skill, level in levels.items() if level}
    for skill, implied in implied_by(had, content.links).items():
        if levels.get(skill) == 0 and rng.random() < kind.borne_out:
            levels[skill] = implied.level
    return levels


def _asked(content: Shipped) -> list[str]:
    needs = (need for asked in content.roles.values() for need in asked)
    return sorted({skill for need in needs for skill in need.skills})


def _ticked(content: Shipped, levels: Levels, field: str, rng: random.Random) -> tuple[str, ...]:
    """Who works in a role says that it is in software or in data, by chance."""
    does = {
        branch.key: any((levels.get(skill) or 0) >= DOING for skill in branch.skills)
        for branch in WORK_BRANCHES
    }
    for one in dict.fromkeys(origin.field for origin in content.origins):
        does[one] = one == field if field else one in ("it", "data") and rng.random() < 1 / 2
    return tuple(key for key, is_so in does.items() if is_so != (rng.random() < MISTAKEN))


@cache
def _roles() -> dict[str, dict]:
    roles = {}
    for path in sorted((CONTENT / "roles").glob("*.md")):
        role = yaml.load(path.read_text().split("---\n")[1], yaml.CSafeLoader)
        roles[role["title"]] = {"slug": path.stem, **role}
    return dict(sorted(roles.items()))


def _rows(folder: str) -> list[dict]:
    paths = sorted((CONTENT / folder).glob("*.yaml"))
    return [row for path in paths for row in yaml.load(path.read_text(), yaml.CSafeLoader)]


def _occupations() -> list[tuple[str, dict]]:
    """Each with its group, which its file is called by."""
    return [
        (path.stem, one)
        for path in sorted((CONTENT / "occupations").glob("*.yaml"))
        for one in yaml.load(path.read_text(), yaml.CSafeLoader)
    ]
