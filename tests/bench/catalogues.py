"""Made-up catalogues of real sizes, and people to rank their roles for."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from careers.models import Family, Profile, Rating, Requirement, Role, Skill
from careers.models.telling import recount_telling
from portal.core.publication import State

SEED = 2026
PEOPLE, RATINGS = 9, 40
CHOICE = 3  # alternatives of a choice, of which each role has one: a cloud, a framework
# How many roles ask a skill falls with its place among them: the law of Zipf, as Mandelbrot
# flattened its head, fitted to ESCO 1.2 (its 40 most asked skills are 7 % of what is asked).
FLATTENING, STEEPNESS = 50, 0.9


@dataclass(frozen=True)
class Size:
    """How many roles there are, how many skills each asks, and of how many."""

    roles: int
    asked: int
    skills: int

    def __str__(self) -> str:
        return f"{self.roles:,} roles x {self.asked} over {self.skills:,} skills"


SIZES = (Size(44, 13, 193), Size(3_039, 41, 13_939), Size(100_000, 20, 13_939))


def fill(size: Size) -> tuple[list[Profile], Profile]:
    """Fill an empty database. Some people who rated what roles ask, the often asked more often;
    and one who rated the very skills that the most roles ask: the worst case.
    """
    draw = random.Random(SEED)
    family = Family.objects.create(slug="family", title="Family", summary="All of them.")
    _insert(Skill, ("id", "slug", *NAMES, *SKILL), _skills(size))
    _insert(Role, ("id", "slug", *NAMES, "family_id", *ROLE), _roles(size, family.pk))
    columns = ("role_id", "skill_id", "level", "importance", "choice")
    _insert(Requirement, columns, _asked(size, draw))
    _execute("ANALYZE")
    Role.objects.recount()
    recount_telling()
    weights = _use(size)
    people = [_person(_drawn(weights, RATINGS, draw), draw) for _ in range(PEOPLE)]
    worst = _person(range(1, RATINGS + 1), draw)
    _execute("VACUUM FULL" if connection.vendor == "postgresql" else "VACUUM")
    _execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return people, worst


NAMES = ("title", "title_key", "title_words", "all_words")  # a title, and what it is found by
SKILL = {
    "kind": Skill.Kind.TECHNICAL,
    "category": Skill.Category.PROGRAMMING,
    "definition": "What it is, in one sentence.",
    "state": State.PUBLISHED,
    "esco_label": "",
    "esco_uri": "",
    "esco_match": "",
    "telling": 1,
}
ROLE = {
    "purpose": "What the role is there for, in a sentence as long as they are.",
    "tasks": "The first thing it does\nThe second thing it does",
    "entry_level": Role.EntryLevel.JUNIOR,
    "entry_route": "How people usually come in.",
    "body": "",
    "state": State.PUBLISHED,
    "weight": 0,
    "essential_weight": 0,
    "pay_note": "",
}


def _names(title: str) -> tuple[str, str, str, str]:
    folded = title.lower()
    return title, folded, f" {folded} ", f" {folded} "


def _skills(size: Size) -> Iterator[tuple[Any, ...]]:
    for n in range(1, size.skills + 1):
        yield (n, f"skill-{n}", *_names(f"Skill {n}"), *SKILL.values())


def _roles(size: Size, family: int) -> Iterator[tuple[Any, ...]]:
    for n in range(1, size.roles + 1):
        yield (n, f"role-{n}", *_names(f"Role {n}"), family, *ROLE.values())


def _asked(size: Size, draw: random.Random) -> Iterator[tuple[int, int, int, int, int | None]]:
    """The first skills of each role are a choice."""
    weights = _use(size)
    for role in range(1, size.roles + 1):
        same = draw.randint(1, 5), draw.randint(1, 5)
        for place, skill in enumerate(_drawn(weights, size.asked, draw)):
            if place < CHOICE:
                yield role, skill, *same, 1
            else:
                yield role, skill, draw.randint(1, 5), draw.randint(1, 5), None


def _person(skills: Iterable[int], draw: random.Random) -> Profile:
    person = Profile.objects.create()
    Rating.objects.bulk_create(
        Rating(profile=person, skill_id=skill, level=draw.randint(0, 5)) for skill in skills
    )
    return person


def _use(size: Size) -> list[float]:
    return list(accumulate((n + FLATTENING) ** -STEEPNESS for n in range(size.skills)))


def _drawn(weights: list[float], count: int, draw: random.Random) -> list[int]:
    """That many different skills, the often used more often."""
    skills = range(1, len(weights) + 1)
    drawn: dict[int, None] = {}
    while len(drawn) < count:
        drawn |= dict.fromkeys(draw.choices(skills, cum_weights=weights, k=count))
    return list(drawn)[:count]


def _insert(model: type[Model], columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> None:
    table, names = model._meta.db_table, ", ".join(columns)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")  # foreign keys: known to hold
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute("SET session_replication_role = DEFAULT")
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
