"""How many answers it takes until the top five hold: `python -m tests.bench.questions`.

Persons are drawn from the roles of the shipped content. The truth about a person is the top five
of the match's own ordering rule (`Score.rank`, ties by title) over everything they would rate. An
order of questions *holds* a measure from the first answer after which it is right and stays right
to the end of the questions asked, 40 at most. The measure is the whole set of five; a looser one
(at least four of the five) and the first role stand beside it. A question that was skipped counts
as asked; "answers" leaves it out.

Three kinds of persons (`Kind`): the plain case, who has exactly what one role asks; with noise,
each level one lower or one higher in a quarter of cases each, and a tenth of the skills missing,
half of these rated 0 and half left out; and with other skills, who also has 3 in 100 of the skills
that the role does not ask, at level 1 or 2. These last are scattered by chance, so that nothing but
asking them all could find them.

Four orders: ours; by the weight of a skill over all roles, ranked as the match ranks what is rated
so far; 40 fixed questions of the most weight, whose answer comes after the last as CareerOneStop's
does; and by weight with our estimate, which compares the choice of questions alone.
"""

import random
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from careers.rules.matching import Line, explain
from careers.rules.needs import Alternative, Need, need_of
from careers.rules.posterior import Catalogue, believe
from careers.rules.questions import TOP, assess, catalogue_of
from careers.rules.score import SIXTIETHS, Score

CONTENT = Path(__file__).parents[2] / "careers" / "content"
PERSONS = 528  # twelve from each of 44 roles
MOST_ANSWERS = 40
WITHIN = (8, 12, 20, 40)

Person = Mapping[str, int | None]
Roles = Mapping[str, tuple[Need, ...]]


class Step(NamedTuple):
    """The top five after a question, and how many were answered, not skipped, so far."""

    top: list[str]
    answers: int


Trail = list[Step]


class Kind(NamedTuple):
    """What persons are drawn as: probabilities."""

    name: str
    off: float  # a level one lower, and one higher
    missing: float
    other: float  # a skill that the role does not ask


KINDS = (
    Kind("plain", off=0, missing=0, other=0),
    Kind("with noise and missing skills", off=0.25, missing=0.1, other=0),
    Kind("with noise, missing and other skills", off=0.25, missing=0.1, other=0.03),
)


class Held(NamedTuple):
    """After how many questions each measure holds; MOST_ANSWERS + 1 where it never does.

    `answers` is `exact` without the questions that were skipped.
    """

    exact: int
    answers: int
    four: int
    first: int


MEASURES = ("exact", "answers", "four", "first")


def main() -> None:
    roles = shipped()
    for kind in KINDS:
        print(f"\nPersons {kind.name}: {PERSONS}, {len(roles)} roles")
        print(f"{'':34}{'median':>7}{'90th':>6}" + "".join(f"{f'<={n}':>7}" for n in WITHIN))
        for name, order in ORDERS.items():
            held = simulate(roles, kind, order, PERSONS)
            for measure in MEASURES:
                print(_line(f"{name}: {measure}", [getattr(one, measure) for one in held]))
        stops = [stopped(roles, kind, number) for number in range(0, PERSONS, 4)]
        asked = sorted(one for one, _ in stops)
        right = sum(one for _, one in stops) / len(stops)
        print(f"  ours stops after {_at(asked, 0.5)} (90th {_at(asked, 0.9)}), right {right:.1%}")
        sys.stdout.flush()


def shipped() -> dict[str, tuple[Need, ...]]:
    """The needs of the roles that the site ships with, by title."""
    titles = {
        skill["slug"]: skill["title"]
        for path in (CONTENT / "skills").glob("*.yaml")
        for skill in yaml.load(path.read_text(), yaml.CSafeLoader)
    }
    roles = {}
    for path in (CONTENT / "roles").glob("*.md"):
        role = yaml.load(path.read_text().split("---\n")[1], yaml.CSafeLoader)
        roles[role["title"]] = tuple(
            need_of(
                [
                    Alternative(skill, titles[skill])
                    for skill in one.get("any_of", [one.get("skill")])
                ],
                one["level"],
                one["importance"],
            )
            for one in role["requirements"]
        )
    return dict(sorted(roles.items()))


def drawn(roles: Roles, kind: Kind, number: int) -> Person:
    """One person, the same for the same number; None is a skill that they would leave out.

    Of a choice they have one skill, any of them.
    """
    rng = random.Random(number)
    needs = {
        rng.choice(need.skills) if need.is_choice else need.skill: need.level
        for need in roles[list(roles)[number % len(roles)]]
    }
    person: dict[str, int | None] = {}
    for skill in sorted({one for asked in roles.values() for need in asked for one in need.skills}):
        level = needs.get(skill)
        if level is None:
            person[skill] = rng.choice((1, 2)) if rng.random() < kind.other else 0
        elif rng.random() < kind.missing:
            person[skill] = rng.choice((0, None))
        else:
            off = rng.choices((-1, 0, 1), (kind.off, 1 - 2 * kind.off, kind.off))[0]
            person[skill] = min(level + off, 5)
    return person


def ranked(roles: Roles, person: Person) -> list[str]:
    """The first five as the match orders them."""
    ratings = {skill: level for skill, level in person.items() if level is not None}
    ranks = {title: explain(needs, ratings).score.rank for title, needs in roles.items()}
    return sorted(roles, key=lambda title: (ranks[title], title))[:TOP]


def simulate(
    roles: Roles, kind: Kind, order: Callable[[Roles, Person], Trail], persons: int
) -> list[Held]:
    held = []
    for number in range(persons):
        person = drawn(roles, kind, number)
        held.append(_held(order(roles, person), ranked(roles, person)))
    return held


def adaptive(roles: Roles, person: Person) -> Trail:
    catalogue = _catalogue(roles)
    answers: dict[str, int | None] = {}
    trail = []
    found = assess(catalogue, answers)
    while found.question and len(answers) < MOST_ANSWERS:
        answers[found.question.skill] = person[found.question.skill]
        found = assess(catalogue, answers)
        trail.append(Step(list(found.top), _given(answers)))
    return trail


def by_weight(roles: Roles, person: Person) -> Trail:
    """Summed up skill by skill, since the whole sum after each would take minutes."""
    scores = {title: Sums(sum(need.importance for need in needs)) for title, needs in roles.items()}
    trail, given = [], 0
    for skill in _by_weight(roles)[:MOST_ANSWERS]:
        given += person[skill] is not None
        for title, needs in roles.items():
            for need in needs:
                if need.skill == skill and person[skill] is not None:
                    scores[title].add(Line(need, person[skill]))
        ranks = {title: sums.score().rank for title, sums in scores.items()}
        top = sorted(roles, key=lambda title: (ranks[title], title))[:TOP]
        trail.append(Step(top, given))
    return trail


@dataclass
class Sums:
    """What `Score.rank` takes of a role, so far."""

    weight: int
    points: int = 0
    rated: int = 0
    used: int = 0

    def add(self, line: Line) -> None:
        self.points += int(line.points * SIXTIETHS)
        self.rated += line.need.importance
        self.used += line.counted

    def score(self) -> Score:
        return Score(self.points, self.weight, self.rated, 0, 0, 0, self.used, own=0)


def fixed(roles: Roles, person: Person) -> Trail:
    asked = _by_weight(roles)[:MOST_ANSWERS]
    known = {skill: person[skill] for skill in asked}
    return [*([Step([], 0)] * (len(asked) - 1)), Step(ranked(roles, known), _given(known))]


def by_weight_estimated(roles: Roles, person: Person) -> Trail:
    catalogue = _catalogue(roles)
    known: dict[str, int | None] = {}
    trail = []
    for skill in _by_weight(roles)[:MOST_ANSWERS]:
        known[skill] = person[skill]
        order = believe(catalogue, catalogue.known(known)).order()
        trail.append(Step([catalogue.roles[role] for role in order[:TOP]], _given(known)))
    return trail


ORDERS = {
    "ours": adaptive,
    "by weight": by_weight,
    "40 fixed": fixed,
    "by weight, our estimate": by_weight_estimated,
}


def stopped(roles: Roles, kind: Kind, number: int) -> tuple[int, bool]:
    """After how many answers our rule has nothing more to ask, and whether its five are right."""
    person = drawn(roles, kind, number)
    trail = adaptive(roles, person)
    return len(trail), set(trail[-1].top) == set(ranked(roles, person))


def _held(trail: Trail, truth: list[str]) -> Held:
    def since(right: Callable[[list[str]], bool]) -> int:
        last = max((n for n, step in enumerate(trail, 1) if not right(step.top)), default=0)
        return last + 1 if last < len(trail) else MOST_ANSWERS + 1

    exact = since(lambda top: set(top) == set(truth))
    return Held(
        exact=exact,
        answers=trail[exact - 1].answers if exact <= MOST_ANSWERS else exact,
        four=since(lambda top: len(set(top) & set(truth)) >= TOP - 1),
        first=since(lambda top: top[:1] == truth[:1]),
    )


def _given(answers: Mapping[Any, int | None]) -> int:
    return sum(level is not None for level in answers.values())


def _catalogue(roles: Roles) -> Catalogue[str]:
    return catalogue_of(tuple(roles.items()))


def _by_weight(roles: Roles) -> list[str]:
    weights: dict[Need | tuple[str, str], int] = {}
    for needs in roles.values():
        for need in needs:
            key = (need.accepted[0].title, need.skill)
            weights[key] = weights.get(key, 0) + need.importance
    return [skill for _, skill in sorted(weights, key=lambda key: (-weights[key], key))]


def _at(ordered: list[int], share: float) -> int:
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def _line(name: str, held: list[int]) -> str:
    ordered = sorted(held)
    shares = "".join(f"{sum(one <= n for one in held) / len(held):7.1%}" for n in WITHIN)
    middle, most = (_at(ordered, share) for share in (0.5, 0.9))
    return f"{name:34}{_number(middle):>7}{_number(most):>6}{shares}"


def _number(answers: int) -> str:
    return str(answers) if answers <= MOST_ANSWERS else "never"


if __name__ == "__main__":
    main()
