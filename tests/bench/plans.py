"""How long the plan of a role takes to make for somebody with nothing: `python -m tests.bench`."""

from collections.abc import Iterable
from statistics import median
from time import process_time

import yaml

from careers.rules.learning_path import build_plan
from careers.rules.lessons import Hours, Lesson
from careers.rules.needs import Need
from careers.rules.standing import stand
from tests.bench.persons import CONTENT, shipped

MOST_PROCESSOR = 50  # milliseconds


def main() -> None:
    lessons, pairs = list(_lessons()), list(_prerequisites())
    roles = shipped().roles
    taken = {title: _milliseconds(needs, pairs, lessons) for title, needs in roles.items()}
    slowest = max(taken, key=lambda title: taken[title])
    print(f"\nPlans for {len(taken)} roles from nothing, milliseconds of processor")
    print(f"  median {median(taken.values()):.1f}, most {taken[slowest]:.1f} ({slowest})")
    print(f"  bar {MOST_PROCESSOR}: {'kept' if taken[slowest] < MOST_PROCESSOR else 'MISSED'}")


def _milliseconds(
    needs: tuple[Need, ...], pairs: list[tuple[str, str]], lessons: list[Lesson]
) -> float:
    gaps = stand({"goal": needs}, {need.skill: 0 for need in needs}).gaps
    start = process_time()
    build_plan(gaps, pairs, lessons)
    return (process_time() - start) * 1000


def _lessons() -> Iterable[Lesson]:
    for resource in _rows("resources"):
        low, high = resource.get("hours_from"), resource.get("hours_to")
        for place, one in enumerate(resource["teaches"]):
            yield Lesson(
                resource=resource["slug"],
                skill=one["skill"],
                level_from=one["level_from"],
                level_to=one["level_to"],
                hours=Hours(low, high) if low else None,
                is_free=resource["cost"] == "free",
                is_main=place == 0,
                kind=resource["kind"],
                language=resource.get("language", "en"),
            )


def _prerequisites() -> Iterable[tuple[str, str]]:
    for skill in _rows("skills"):
        for needs in skill.get("prerequisites", ()):
            yield skill["slug"], needs


def _rows(folder: str) -> Iterable[dict]:
    for path in (CONTENT / folder).glob("*.yaml"):
        yield from yaml.safe_load(path.read_text())
