"""Which skill to ask next, so that as few answers as possible settle a person's top roles.

The value of a question is what its answer is expected to settle (value of information: Howard,
Information Value Theory, 1966), the sum of

- the expected information about the kind of person who answers, in nats (Lindley, On a Measure of
  the Information Provided by an Experiment, 1956), times a factor; and
- for each pair of a role just inside the top five and one just outside, the probability that the
  two stand in the wrong order, times the share of the deviation of their difference that the skill
  holds (as in choosing the best few by simulation: Chen, He, Fu and Lee, 2008); and
- what is still needed to know most of what a goal asks above all.

One skill at a time, since each answer changes what is best asked next, after a glance at the skills
most worth asking, in which somebody marks what is new to them. `tests/bench/questions.py` measures
how many answers it takes: 12 were enough for 90 to 98 in 100 people from occupations, with a goal
or not (83 to 90 of those who rate all that their skills imply), and for 95 or more in 100 holders
of roles; for half of these if they have skills scattered by chance, and for a third of people whose
occupation is not in the catalogue. Without the glance it was 67 to 83 in 100. Weighing
the density or the variance in place of the probability and the deviation, or what an answer
explains of the differences over all kinds, took as many answers or more.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from math import log
from typing import Generic, NamedTuple

from careers.rules.implied import implied_by
from careers.rules.likely_levels import ENTROPIES, LEVELS, LIKELY
from careers.rules.needs import Alternative, any_of
from careers.rules.posterior import Answers, Belief, Told, believe, prior
from careers.rules.question_catalogue import Catalogue, RoleT
from careers.rules.undecided import TOP, Worths, doubts_of

INFORMATION = 2.0  # what a nat about the kind of person is worth, against a pair in order
GOAL = 6.0  # what all that a goal asks above all is worth, as long as too little of it is known
GOAL_KNOWN = 2 / 3  # of the essential needs of a goal, from which no more are asked for its sake
LEAST = 0.002  # a question worth less changes nothing
STEADY = 6  # how many answers back the top is compared
MOST_NEW = 24  # skills that may be marked as new in one glance
LEAST_NEW = 3  # fewer are asked one by one

NOTHING_TOLD = Told()


class RoleLevel(NamedTuple, Generic[RoleT]):
    """One of two roles that a question tells apart, and the level it needs: 0 for not asked."""

    role: RoleT
    level: int


@dataclass(frozen=True, slots=True)
class Question(Generic[RoleT]):
    """A skill to ask, and why: a goal asks it, or it tells one role from another.

    `more` needs a higher level of it than `less`, or the same at another importance. Both are None
    where a role would be named of which nothing positive is known; then all there is to say is that
    `askers` roles ask it, or that it `is_typical` of where the person comes from. `instead` names,
    in words, what would do as well for what is asked here; empty where nothing else would.
    """

    skill: str
    title: str
    askers: int
    goal: RoleT | None
    more: RoleLevel[RoleT] | None
    less: RoleLevel[RoleT] | None
    is_typical: bool = False
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Assessment(Generic[RoleT]):
    """Where the answers point, and what to ask next.

    `top` holds the roles expected first, in order: five, or as many as something positive is known
    of. `close` are those that may still join them. Without a `question` nothing more would change
    the order.
    """

    top: tuple[RoleT, ...]
    close: tuple[RoleT, ...]
    question: Question[RoleT] | None
    steady: int  # how many of the last answers left the same roles on top, at most STEADY


def assess(
    catalogue: Catalogue[RoleT],
    answers: Answers,
    goals: Collection[RoleT] = (),
    told: Told = NOTHING_TOLD,
) -> Assessment[RoleT]:
    """What the answers say, in the order they were given: skill -> level 0 to 5, None if skipped.

    A skill that no role asks says nothing. Ties go by the order of roles and the title of skills.
    """
    roles = catalogue.roles
    given = {one: level for one, level in answers.items() if one in catalogue.numbers}
    before = prior(catalogue, told)
    belief = believe(catalogue, given, before, told.familiar)
    leaders = belief.leaders()
    top = leaders[:TOP]
    doubts = doubts_of(catalogue, belief)
    close = {role for pair in doubts for role in pair} - set(top)
    pulls = _pulls(catalogue, given, goals)
    number = _worthiest(catalogue, belief, given, doubts, pulls)
    question = None
    if number is not None:
        question = _question(catalogue, number, given, pulls)
        question = replace(question, is_typical=_is_typical(catalogue, told, number))
        if not question.goal:
            question = _with_sides(catalogue, belief, doubts, number, question)
    return Assessment(
        top=tuple(roles[role] for role in top),
        close=tuple(roles[role] for role in leaders if role in close),
        question=question,
        steady=_steady(catalogue, given, before, told.familiar, top) if top else 0,
    )


def new_to_ask(
    catalogue: Catalogue[RoleT],
    answers: Answers,
    goals: Collection[RoleT] = (),
    told: Told = NOTHING_TOLD,
) -> tuple[str, ...]:
    """What somebody may mark as new to them in one glance: the skills most worth asking.

    Too few to look at in one glance are none.
    """
    given = {one: level for one, level in answers.items() if one in catalogue.numbers}
    belief = believe(catalogue, given, prior(catalogue, told), told.familiar)
    worths = _worths(
        catalogue, belief, doubts_of(catalogue, belief), _pulls(catalogue, given, goals)
    )
    asked: dict[str, float] = {}
    for number, worth in worths.items():
        for one in catalogue.accepted[number]:
            if one.skill not in given:
                asked[one.skill] = max(worth, asked.get(one.skill, 0.0))
    first = sorted(asked, key=lambda skill: (-asked[skill], skill))[:MOST_NEW]
    return tuple(first) if len(first) >= LEAST_NEW else ()


def _worths(
    catalogue: Catalogue[RoleT],
    belief: Belief,
    doubts: Mapping[tuple[int, int], Worths],
    pulls: Mapping[int, Worths],
) -> Worths:
    """What it is worth to ask for each number."""
    worths = _information(catalogue, belief)
    for shares in (*doubts.values(), *pulls.values()):
        for number, worth in shares.items():
            worths[number] = worths.get(number, 0.0) + worth
    return worths


def _information(catalogue: Catalogue[RoleT], belief: Belief) -> Worths:
    """What the answer is expected to say of the kind of person."""
    chances: dict[int, list[float]] = {}
    for kind, share in belief.likely.items():
        for number, what in catalogue.expected[kind].items():
            if number not in belief.answered:
                chances.setdefault(number, [0.0] * len(LIKELY))[what] += share
    worths = {}
    for number, by_expected in chances.items():
        by_expected[0] = max(0.0, 1 - sum(by_expected))
        held = [(share, what) for what, share in enumerate(by_expected) if share]
        levels = [sum(share * LIKELY[what][have] for share, what in held) for have in LEVELS]
        noise = sum(share * ENTROPIES[what] for share, what in held)
        worths[number] = INFORMATION * (-sum(one * log(one) for one in levels) - noise)
    return worths


def _pulls(
    catalogue: Catalogue[RoleT], given: Answers, goals: Collection[RoleT]
) -> dict[int, Worths]:
    """For each goal of which too little is known, what its essential needs still open are worth."""
    rated = {skill: level for skill, level in given.items() if level is not None}
    known = {*rated, *implied_by(rated, catalogue.links)}
    pulls = {}
    for role, name in enumerate(catalogue.roles):
        needs = catalogue.needs[role] if name in goals else {}
        essential = {number: need for number, need in needs.items() if need.is_essential}
        open_needs = {
            number: need
            for number, need in essential.items()
            if not any(one.skill in known for one in catalogue.accepted[number])
        }
        if len(essential) - len(open_needs) < GOAL_KNOWN * len(essential):
            weight = sum(need.importance for need in essential.values())
            pulls[role] = {
                number: GOAL * need.importance / weight
                for number, need in open_needs.items()
                if any(one.skill not in given for one in catalogue.accepted[number])
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
    is the next to ask of. While nothing positive is known any question is worth it.
    """
    worths = _worths(catalogue, belief, doubts, pulls)
    together: dict[str, Worths] = {}
    for number in sorted(worths):
        asked = _next_of(catalogue, number, given).skill
        together.setdefault(asked, {})[number] = worths[number]
    best = max(together.values(), key=lambda one: sum(one.values()), default={})
    least = LEAST if belief.positive else 0
    return max(best, key=best.__getitem__) if best and sum(best.values()) >= least else None


def _next_of(catalogue: Catalogue[RoleT], number: int, given: Collection[str]) -> Alternative:
    """Of what would do the first that was not asked."""
    return next(one for one in catalogue.accepted[number] if one.skill not in given)


def _is_typical(catalogue: Catalogue[RoleT], told: Told, number: int) -> bool:
    """Somebody who comes from where the person does is expected to have it."""
    kind = catalogue.kinds.get(told.come_from)
    return kind is not None and number in catalogue.expected[kind]


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
    """The two roles whose order hangs most on the answer, if something is known of both."""
    named = [pair for pair in doubts if belief.positive.issuperset(pair)]
    pair = max(named, key=lambda one: doubts[one].get(number, 0.0), default=None)
    if pair is None or not doubts[pair].get(number):
        return question
    asking = catalogue.numbers[question.skill]
    sides = [
        RoleLevel(catalogue.roles[role], max(catalogue.level(role, one) for one in asking))
        for role in pair
    ]
    less, more = sorted(sides, key=lambda side: side.level)
    return replace(question, more=more, less=less)


def _steady(
    catalogue: Catalogue[RoleT],
    given: Answers,
    before: list[float],
    familiar: Collection[str],
    top: Iterable[int],
) -> int:
    """Over how many of the last answers the top stayed as it is."""
    answers, same = list(given.items()), set(top)
    for back in range(1, min(STEADY, len(answers)) + 1):
        belief = believe(catalogue, dict(answers[:-back]), before, familiar)
        if set(belief.leaders()[:TOP]) != same:
            return back - 1
    return min(STEADY, len(answers))
