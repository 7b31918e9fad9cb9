"""The map of the roles: a tile for each, and what is said on it to whoever looks."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from careers.graphics.landscape import (
    COLUMNS,
    MAP_WIDTH,
    coast,
    map_height,
    tile_fill,
    tile_flag,
    tile_lines,
    tile_middle,
)
from careers.models import Family, Requirement, Role
from careers.models.names import RoleName
from careers.models.role_similarity import vectors
from careers.rules.landscape import HexCell, arrange
from careers.rules.needs import Need
from careers.rules.score import Score
from portal.core.content_version import once_per_version

MOST_TILES = 300  # more roles than that are a list, and no picture
BEST = 3  # matches that stand out
FLAGS, AT_WORK = ("1st match", "2nd match", "3rd match"), "your role"


class Tile(NamedTuple):
    """A role at its place; its title in lines, each with how far below the middle it stands."""

    role: Role
    url: str
    x: int
    y: int
    lines: list[tuple[int, str]]


class Landscape(NamedTuple):
    tiles: list[Tile]
    families: list[Family]
    roles: int
    width: int
    height: int
    coast: str
    needs: dict[int, list[Need]]  # of the roles on tiles, by primary key


class Spot(NamedTuple):
    """A tile as somebody sees it.

    `state` is "best", "told" or "unknown", and empty for people who rated nothing; `fill` is where
    what they have begins, below the middle of the tile, and how high it is. A flag with words of
    its own stands over the best matches and over the role that the person works in.
    """

    tile: Tile
    score: Score | None
    state: str
    words: str
    fill: tuple[int, int]
    flag: str = ""  # the words on it
    flag_shape: str = ""


class Shore(NamedTuple):
    """A family and its spots, by title."""

    family: Family
    spots: list[Spot]


@once_per_version
def landscape() -> Landscape:
    """The map of the published roles; no tiles where they are too many to draw."""
    roles = {role.name: role for role in Role.objects.published().select_related("family")}
    tiles = []
    if len(roles) <= MOST_TILES:
        asks, tools = vectors()
        places = _places(
            tuple(
                (name, role.family.slug, tuple(sorted(asks.get(name, {}).items())))
                for name, role in roles.items()
            ),
            frozenset(tools),
        )
        tiles = [_tile(roles[name], at) for name, at in places.items()]
    middles = [(tile.x, tile.y) for tile in tiles]
    return Landscape(
        tiles=tiles,
        families=_families(roles.values()),
        roles=len(roles),
        width=MAP_WIDTH,
        height=map_height(middles),
        coast=coast(middles),
        needs=Requirement.objects.needs_of([tile.role for tile in tiles]) if tiles else {},
    )


@lru_cache(maxsize=1)
def _places(
    asked: tuple[tuple[RoleName, str, tuple[tuple[int, int], ...]], ...], tools: frozenset[int]
) -> dict[RoleName, HexCell]:
    """Kept by all that it rests on: most edits leave the map as it is, and it takes 0.3 s."""
    return arrange(
        {name: dict(asks) for name, _, asks in asked},
        {name: family for name, family, _ in asked},
        tools,
        columns=COLUMNS,
    )


def spots(
    map_: Landscape, scores: Mapping[int, Score], present_role: int | None = None
) -> list[Spot]:
    """Each tile with the match of whoever looks, in reading order; `present_role` is a key."""
    told = [tile.role for tile in map_.tiles if tile.role.pk in scores]
    best = [role.pk for role in by_rank(told, scores)[:BEST] if scores[role.pk].fit]
    flags = dict(zip(best, FLAGS, strict=False)) | {present_role: AT_WORK}
    return [
        _flagged(
            _spot(tile, scores.get(tile.role.pk), is_best=tile.role.pk in best),
            flags.get(tile.role.pk, ""),
        )
        for tile in map_.tiles
    ]


def _flagged(spot: Spot, flag: str) -> Spot:
    if not flag:
        return spot
    words = f"{spot.words}, {flag}" if spot.words else flag
    return spot._replace(words=words, flag=flag, flag_shape=tile_flag(flag))


def by_rank(roles: list[Role], scores: Mapping[int, Score]) -> list[Role]:
    """In the order of the matches."""
    return sorted(roles, key=lambda role: (scores[role.pk].rank, role.title))


def shores(map_: Landscape, seen: list[Spot]) -> list[Shore]:
    """The map as a list: what it says, by family and title."""
    by_title = sorted(seen, key=lambda spot: spot.tile.role.title)
    return [
        Shore(family, [spot for spot in by_title if spot.tile.role.family_id == family.pk])
        for family in map_.families
    ]


def _families(roles: Iterable[Role]) -> list[Family]:
    """By title, each with how many of the roles it has."""
    counts = Counter(role.family for role in roles)
    for family, count in counts.items():
        family.role_count = count
    return sorted(counts, key=lambda family: family.title)


def _tile(role: Role, at: HexCell) -> Tile:
    x, y = tile_middle(at)
    return Tile(role=role, url=role.get_absolute_url(), x=x, y=y, lines=tile_lines(role.title))


def _spot(tile: Tile, score: Score | None, *, is_best: bool) -> Spot:
    if score is None:
        return Spot(tile, None, "", "", (0, 0))
    if not score.is_enough:
        return Spot(tile, score, "unknown", "not enough rated", (0, 0))
    words = f"{score.readiness}\N{NO-BREAK SPACE}% ready"
    state = "best" if is_best else "told"
    return Spot(tile, score, state, words, tile_fill(score.readiness))
