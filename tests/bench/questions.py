"""How many answers it takes until the top five hold: `python -m tests.bench.questions`.

The truth about a person is the top five of the match's own order (`Score.rank`, ties by title) over
everything they would rate. An order of questions *holds* from the first answer after which the set
of five is right and stays right to the end of the questions asked, 40 at most. A question that was
skipped counts as an answer, and so does a screen: the one of what a person does at work, and the
one of what is new to them of a goal. To say where one comes from, and a goal, counts as none.

Persons are holders of the shipped roles: plain; with noise (each level one lower or one higher in a
quarter of cases each, and a tenth of the skills missing, half of these rated 0 and half left out);
and also with 3 in 100 of the skills that the role does not ask at level 1 or 2, by chance. Others
come from the shipped occupations: the typical levels with the same noise, 30 % of them missing. All
else they rate 0 ("none else"), or as what they have implies ("also what is implied"). They say
where they come from, or not; "unlisted" are those whose occupation was taken out of the catalogue.
A goal is one of the three roles that fit the occupation best, or of those an adviser would look at.

Persons of even numbers are for choosing constants, those of odd numbers for figures: `--tune` shows
the former.
"""

import sys
from collections.abc import Callable
from typing import NamedTuple

from careers.rules.implied import implied_by
from careers.rules.posterior import Told
from careers.rules.question_catalogue import Catalogue
from careers.rules.questions import assess, new_to_ask
from tests.bench.persons import (
    HOLDERS,
    OUTSIDE,
    Kind,
    Person,
    Shipped,
    drawn,
    drawn_from,
    goal_of,
    shipped,
)

MOST_ANSWERS = 40
WITHIN = (8, 12, 20, 40)
GOAL_AFTER = 12

Answers = dict[str, int | None]


class Way(NamedTuple):
    """How persons come in."""

    name: str
    says_from: bool
    has_goal: bool = False
    is_listed: bool = True


WAYS = (
    Way("says where from", says_from=True),
    Way("says where from, and a goal", says_from=True, has_goal=True),
    Way("does not say", says_from=False),
    Way("does not say, but a goal", says_from=False, has_goal=True),
)
UNLISTED = (
    Way("unlisted", says_from=False, is_listed=False),
    Way("unlisted, with a goal", says_from=False, has_goal=True, is_listed=False),
)


class Outcome(NamedTuple):
    """After how many answers the five hold; MOST_ANSWERS + 1 where they never do.

    `asked` is how many answers it took until there was nothing to ask, `known` the share of the
    goal's essential needs that was rated or implied after GOAL_AFTER.
    """

    holds: int
    asked: int
    is_right: bool
    known: float


def main(count: int = 264, half: int = 1) -> None:
    content = shipped()
    print(f"{len(content.roles)} roles, {len(content.origins)} occupations; {count} persons a line")
    print(f"{'':52}{'median':>7}{'90th':>6}" + "".join(f"{f'<={n}':>7}" for n in WITHIN))
    for kind in HOLDERS:
        for way in (WAYS[0], WAYS[2]):
            _print(
                f"roles, {kind.name[:24]}: {way.name}", _run(content, drawn, kind, way, count, half)
            )
    for kind in OUTSIDE:
        for way in (*WAYS, *UNLISTED):
            outcomes = _run(content, drawn_from, kind, way, count, half)
            _print(f"{kind.name}: {way.name}", outcomes)


def _run(
    content: Shipped,
    draw: Callable[[Shipped, Kind, int], Person],
    kind: Kind,
    way: Way,
    count: int,
    half: int,
) -> list[Outcome]:
    catalogue = content.catalogue()
    outcomes = []
    for number in range(half, 2 * count, 2):
        person = draw(content, kind, number)
        listed = catalogue if way.is_listed else content.catalogue(without=person.come_from)
        outcomes.append(outcome(content, listed, person, way))
    return outcomes


def outcome(content: Shipped, catalogue: Catalogue[str], person: Person, way: Way) -> Outcome:
    goals = {goal_of(content, person)} if way.has_goal else set()
    told = Told(come_from=person.come_from if way.says_from else None)
    truth = set(content.first(person.levels))
    answers: Answers = {}
    right, known = [], []

    def answered() -> None:
        right.append(set(found.top) == truth)
        known.append(_known(content, answers, goals))

    found = assess(catalogue, answers, goals, told)
    if not way.says_from:
        told = Told(ticked=person.ticked)
        found = assess(catalogue, answers, goals, told)
        answered()
    if shown := new_to_ask(catalogue, answers, goals, told):
        answers |= {skill: 0 for skill in shown if person.levels[skill] == 0}
        told = Told(told.come_from, told.ticked, set(shown) - answers.keys() if answers else ())
        found = assess(catalogue, answers, goals, told)
        answered()
    while found.question and len(right) < MOST_ANSWERS:
        answers[found.question.skill] = person.levels[found.question.skill]
        found = assess(catalogue, answers, goals, told)
        answered()
    wrong = max((n for n, is_right in enumerate(right, 1) if not is_right), default=0)
    return Outcome(
        holds=wrong + 1 if wrong < len(right) else MOST_ANSWERS + 1,
        asked=len(right),
        is_right=right[-1],
        known=known[min(GOAL_AFTER, len(known)) - 1],
    )


def _known(content: Shipped, answers: Answers, goals: set[str]) -> float:
    rated = {skill: level for skill, level in answers.items() if level is not None}
    known = {*rated, *implied_by(rated, content.links)}
    essential = [need for goal in goals for need in content.roles[goal] if need.is_essential]
    met = sum(any(skill in known for skill in need.skills) for need in essential)
    return met / len(essential) if essential else 1


def _print(name: str, outcomes: list[Outcome]) -> None:
    holds = sorted(one.holds for one in outcomes)
    shares = "".join(f"{sum(one <= n for one in holds) / len(holds):7.1%}" for n in WITHIN)
    middle, most = (holds[int(share * len(holds))] for share in (0.5, 0.9))
    asked = sorted(one.asked for one in outcomes)[len(outcomes) // 2]
    right = sum(one.is_right for one in outcomes) / len(outcomes)
    goal = sum(one.known >= 2 / 3 for one in outcomes) / len(outcomes)
    print(
        f"{name:52}{_number(middle):>7}{_number(most):>6}{shares}"
        f"   stops after {asked}, right {right:.0%}; two thirds of the goal known {goal:.0%}"
    )
    sys.stdout.flush()


def _number(answers: int) -> str:
    return str(answers) if answers <= MOST_ANSWERS else "never"


if __name__ == "__main__":
    main(half=0 if "--tune" in sys.argv else 1)
