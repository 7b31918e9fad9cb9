"""Which skill to ask next, so that as few answers as possible settle a person's top roles.

The value of a question is what its answer is expected to settle (value of information: Howard,
Information Value Theory, 1966), the sum of

- the expected information about the role that the person comes from, in nats (Lindley, On a
  Measure of the Information Provided by an Experiment, 1956), times a factor; and
- for each pair of a role just inside the top five and one just outside, the probability that the
  two stand in the wrong order, times the share of the deviation of their difference that the skill
  holds (as in choosing the best few by simulation: Chen, He, Fu and Lee, 2008); and
- what is still needed to say anything of a goal.

One skill at a time, since each answer changes what is best asked next. `tests/bench/questions.py`
measures how many answers it takes on the roles that the site ships with: with noise and missing
skills the five held after 8 for half of the persons and after 14 for nine in ten (9 and 15 with the
questions they skipped), on persons that no constant here was chosen by. Asking two or three at a
time took one to three answers more; counting on the chance that one answer alone turns a pair
round, or on the density in place of the probability, or on what an answer says of the five in place
of the person's role, took as many or more.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log
from typing import Generic, NamedTuple

from careers.rules.needs import Alternative, Need, any_of
from careers.rules.posterior import (
    LEVELS,
    LIKELY,
    Belief,
    Catalogue,
    RoleT,
    believe,
    prepare,
)
from careers.rules.score import ENOUGH_KNOWN
from careers.rules.undecided import TOP, Worths, doubts_of

INFORMATION = 2.0  # what a nat about the person's role is worth, against a pair in order
GOAL = 6.0  # what all the importance of a goal is worth, as long as too little of it is rated
LEAST = 0.02  # a question worth less changes nothing
STEADY = 6  # how many answers back the top is compared

ENTROPIES = tuple(-sum(share * log(share) for share in shares) for shares in LIKELY)


class RoleLevel(NamedTuple, Generic[RoleT]):
    """One of two roles that a question tells apart, and the level it needs: 0 for not asked."""

    role: RoleT
    level: int


@dataclass(frozen=True, slots=True)
class Question(Generic[RoleT]):
    """A skill to ask, and why: a goal asks it, or it tells one role from another.

    `more` needs a higher level of it than `less`, or the same at another importance. Both are None
    before any answer, when all there is to say is that `askers` roles ask it. `instead` names, in
    words, what would do as well for what is asked here; empty where nothing else would.
    """

    skill: str
    title: str
    askers: int
    goal: RoleT | None
    more: RoleLevel[RoleT] | None
    less: RoleLevel[RoleT] | None
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Assessment(Generic[RoleT]):
    """Where the answers point, and what to ask next.

    `top` holds the five roles expected first, in order, or nothing before any answer; `close` are
    those that may still join them. Without a `question` nothing more would change the order.
    """

    top: tuple[RoleT, ...]
    close: tuple[RoleT, ...]
    question: Question[RoleT] | None
    steady: int  # how many of the last answers left the same five on top, at most STEADY


@lru_cache(maxsize=2)
def catalogue_of(needs: tuple[tuple[RoleT, tuple[Need, ...]], ...]) -> Catalogue[RoleT]:
    """Prepared once for the same content; other content is another key, so none is ever stale."""
    return prepare(dict(needs))


def assess(
    catalogue: Catalogue[RoleT],
    answers: Mapping[str, int | None],
    goals: Collection[RoleT] = (),
    present: RoleT | None = None,
) -> Assessment[RoleT]:
    """What the answers say, in the order they were given: skill -> level 0 to 5, None if skipped.

    A skill that no role asks says nothing. Ties go by the order of roles and the title of skills.
    """
    roles = catalogue.roles
    given = {one: level for one, level in answers.items() if one in catalogue.numbers}
    known = catalogue.known(given)
    person = roles.index(present) if present in roles else None
    belief = believe(catalogue, known, person)
    claims = any(level is not None for level in given.values())
    order = belief.order() if claims else []
    top = order[:TOP]
    doubts = doubts_of(catalogue, belief)
    close = {role for pair in doubts for role in pair} - set(top)
    wanted = [role for role, name in enumerate(roles) if name in goals]
    pulls = _pulls(catalogue, given, known, wanted)
    number = _worthiest(catalogue, belief, given, doubts, pulls)
    question = None if number is None else _question(catalogue, number, given, pulls)
    if number is not None and question and claims and question.goal is None:
        question = _with_sides(catalogue, belief, doubts, number, question)
    return Assessment(
        top=tuple(roles[role] for role in top),
        close=tuple(roles[role] for role in order if role in close),
        question=question,
        steady=_steady(catalogue, given, person, set(top)) if claims else 0,
    )


def _information(catalogue: Catalogue[RoleT], belief: Belief) -> Worths:
    """What the answer is expected to say of the role that the person comes from."""
    worths = {}
    for skill, askers in enumerate(catalogue.askers):
        asking = [
            (level, belief.likely[role]) for role, level, _ in askers if role in belief.likely
        ]
        if skill in belief.answered or not asking:
            continue
        by_need = [0.0] * len(LIKELY)
        for level, share in asking:
            by_need[level] += share
        by_need[0] = max(0.0, 1 - sum(by_need))
        held = [(share, need) for need, share in enumerate(by_need) if share]
        levels = [sum(share * LIKELY[need][have] for share, need in held) for have in LEVELS]
        noise = sum(share * ENTROPIES[need] for share, need in held)
        worths[skill] = INFORMATION * (-sum(one * log(one) for one in levels) - noise)
    return worths


def _pulls(
    catalogue: Catalogue[RoleT],
    given: Mapping[str, int | None],
    known: Mapping[int, int | None],
    goals: Iterable[int],
) -> dict[int, Worths]:
    """For each goal of which too little is rated, what its skills not yet asked are worth."""
    counted = {
        number
        for skill, level in given.items()
        if level is not None
        for number in catalogue.numbers[skill]
    }
    pulls = {}
    for goal in goals:
        needs, weight = catalogue.needs[goal], catalogue.weights[goal]
        rated = sum(one for skill, (_, one) in needs.items() if skill in counted)
        if rated * 100 < weight * ENOUGH_KNOWN:
            pulls[goal] = {
                skill: GOAL * importance / weight
                for skill, (_, importance) in needs.items()
                if skill not in known
            }
    return pulls


def _worthiest(
    catalogue: Catalogue[RoleT],
    belief: Belief,
    given: Collection[str],
    doubts: Mapping[tuple[int, int], Worths],
    pulls: Mapping[int, Worths],
) -> int | None:
    """The number to ask for: of those that the best skill to ask answers the one worth most.

    A question about a skill is worth what it says of the skill itself and of each choice that it
    is the next to ask of.
    """
    worths = _information(catalogue, belief)
    for shares in (*doubts.values(), *pulls.values()):
        for number, worth in shares.items():
            worths[number] = worths.get(number, 0.0) + worth
    together: dict[str, Worths] = {}
    for number in sorted(worths):
        asked = _next_of(catalogue, number, given).skill
        together.setdefault(asked, {})[number] = worths[number]
    best = max(together.values(), key=lambda one: sum(one.values()), default={})
    return max(best, key=best.__getitem__) if sum(best.values()) >= LEAST else None


def _next_of(catalogue: Catalogue[RoleT], number: int, given: Collection[str]) -> Alternative:
    """Of what would do the first that was not asked."""
    return next(one for one in catalogue.accepted[number] if one.skill not in given)


def _question(
    catalogue: Catalogue[RoleT],
    number: int,
    given: Collection[str],
    pulls: Mapping[int, Worths],
) -> Question[RoleT]:
    asking = [role for role, worths in pulls.items() if number in worths]
    goal = max(asking, key=lambda role: pulls[role][number], default=None)
    asked = _next_of(catalogue, number, given)
    others = [one for one in catalogue.accepted[number] if one != asked]
    return Question(
        skill=asked.skill,
        title=asked.title,
        askers=sum(len(catalogue.askers[one]) for one in catalogue.numbers[asked.skill]),
        goal=None if goal is None else catalogue.roles[goal],
        more=None,
        less=None,
        instead=any_of(others),
    )


def _with_sides(
    catalogue: Catalogue[RoleT],
    belief: Belief,
    doubts: Mapping[tuple[int, int], Worths],
    number: int,
    question: Question[RoleT],
) -> Question[RoleT]:
    """The two roles whose order hangs most on the answer, or that it tells apart best."""
    pair = max(doubts, key=lambda one: doubts[one].get(number, 0.0), default=None)
    if pair is None or not doubts[pair].get(number):
        pair = _told_apart(catalogue, belief, number)
    asking = catalogue.numbers[question.skill]
    sides = [
        RoleLevel(catalogue.roles[role], max(catalogue.level(role, one) for one in asking))
        for role in pair
    ]
    less, more = sorted(sides, key=lambda side: side.level)
    return replace(question, more=more, less=less)


def _told_apart(catalogue: Catalogue[RoleT], belief: Belief, skill: int) -> tuple[int, int]:
    """The likeliest role that the person comes from, and the likeliest that asks otherwise."""
    first, *others = belief.likely
    level = catalogue.level(first, skill)
    return first, next(role for role in others if catalogue.level(role, skill) != level)


def _steady(
    catalogue: Catalogue[RoleT], given: Mapping[str, int | None], person: int | None, top: set[int]
) -> int:
    """Over how many of the last answers the top stayed as it is."""
    answers = list(given.items())
    for back in range(1, min(STEADY, len(answers)) + 1):
        before = believe(catalogue, catalogue.known(dict(answers[:-back])), person)
        if len(answers) == back or set(before.order()[:TOP]) != top:
            return back - 1
    return min(STEADY, len(answers))
