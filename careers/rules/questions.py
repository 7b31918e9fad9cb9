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
skills the five held after 7 for half of the persons and after 12 for nine in ten (8 and 13 with the
questions they skipped), on persons that no constant here was chosen by. Asking two or three at a
time took one to three answers more; counting on the chance that one answer alone turns a pair
round, or on the density in place of the probability, or on what an answer says of the five in place
of the person's role, took as many or more.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product
from math import erfc, log, sqrt
from typing import Generic, NamedTuple

from careers.rules.belief import (
    COVARIANCES,
    LEVELS,
    LIKELY,
    Belief,
    Catalogue,
    RoleT,
    Sums,
    believe,
    prepare,
)
from careers.rules.matching import ENOUGH_RATED, Need

TOP = 5
INSIDE, OUTSIDE = 4, 5  # roles on either side of the edge of the top that are told apart
MOST_PERSONS = 8  # roles that the person may come from, reckoned with in telling pairs apart
SURE = 4.0  # standard deviations between two roles, from which their order is beyond doubt
INFORMATION = 2.0  # what a nat about the person's role is worth, against a pair in order
GOAL = 6.0  # what all the importance of a goal is worth, as long as too little of it is rated
LEAST = 0.02  # a question worth less changes nothing
STEADY = 6  # how many answers back the top is compared
TINY = 1e-9  # a variance that is none but for rounding

ENTROPIES = tuple(-sum(share * log(share) for share in shares) for shares in LIKELY)


class Side(NamedTuple, Generic[RoleT]):
    """One of two roles that a question tells apart, and the level it needs: 0 for not asked."""

    role: RoleT
    level: int


@dataclass(frozen=True, slots=True)
class Question(Generic[RoleT]):
    """A skill to ask, and why: a goal asks it, or it tells one role from another.

    `more` needs a higher level of it than `less`, or the same at another importance. Both are None
    before any answer, when all there is to say is that `askers` roles ask it.
    """

    skill: str
    title: str
    askers: int
    goal: RoleT | None
    more: Side[RoleT] | None
    less: Side[RoleT] | None


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
    numbers, roles = catalogue.numbers, catalogue.roles
    known = {numbers[one]: level for one, level in answers.items() if one in numbers}
    person = roles.index(present) if present in roles else None
    belief = believe(catalogue, known, person)
    claims = any(level is not None for level in known.values())
    order = belief.order() if claims else []
    top = order[:TOP]
    doubts = _doubts(catalogue, belief)
    close = {role for pair in doubts for role in pair} - set(top)
    wanted = [role for role, name in enumerate(roles) if name in goals]
    pulls = _pulls(catalogue, known, wanted)
    skill = _worthiest(catalogue, belief, doubts, pulls)
    question = None if skill is None else _question(catalogue, skill, pulls)
    if question and claims and question.goal is None:
        question = _with_sides(catalogue, belief, doubts, question)
    return Assessment(
        top=tuple(roles[role] for role in top),
        close=tuple(roles[role] for role in order if role in close),
        question=question,
        steady=_steady(catalogue, known, person, set(top)) if claims else 0,
    )


Worths = dict[int, float]  # what it is worth to ask a skill, by its number


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


def _doubts(catalogue: Catalogue[RoleT], belief: Belief) -> dict[tuple[int, int], Worths]:
    """For each pair at the edge of the top that is in doubt, what each skill would settle."""
    doubts: dict[tuple[int, int], Worths] = {}
    for person, share in islice(belief.likely.items(), MOST_PERSONS):
        sums = belief.sums[person]
        order = sorted(range(len(sums.values)), key=lambda role: -sums.values[role])
        open_needs = [
            (skill, level)
            for skill, (level, _) in catalogue.needs[person].items()
            if skill not in belief.answered
        ]
        weighed = {
            role: _weighed(catalogue, sums, role, open_needs)
            for role in order[TOP - INSIDE : TOP + OUTSIDE]
        }
        for pair in product(order[TOP - INSIDE : TOP], order[TOP : TOP + OUTSIDE]):
            inside, outside = pair
            lead = sums.values[inside] - sums.values[outside]
            shares = _settled(lead, open_needs, weighed[inside], weighed[outside])
            for skill, worth in shares.items():
                worths = doubts.setdefault(pair, {})
                worths[skill] = worths.get(skill, 0.0) + share * worth
    return doubts


Weighed = list[tuple[float, int]]


def _weighed(
    catalogue: Catalogue[RoleT], sums: Sums, role: int, open_needs: Iterable[tuple[int, int]]
) -> Weighed:
    """How much a level of each open skill adds to the value of a role, up to which level."""
    needs, weight = catalogue.needs[role], catalogue.weights[role]
    weighed = []
    for skill, _ in open_needs:
        level, importance = needs.get(skill, (0, 0))
        slope = (sums.used[role] * importance / level + sums.points[role]) / weight if level else 0
        weighed.append((slope, level))
    return weighed


def _settled(
    lead: float, open_needs: Iterable[tuple[int, int]], inside: Weighed, outside: Weighed
) -> Worths:
    """The chance that the order is wrong, shared among the skills that the difference hangs on."""
    variances = {}
    for (skill, need), (a, to_a), (b, to_b) in zip(open_needs, inside, outside, strict=True):
        of = COVARIANCES[need]
        variance = a * a * of[to_a][to_a] + b * b * of[to_b][to_b] - 2 * a * b * of[to_a][to_b]
        if variance > TINY:
            variances[skill] = variance
    total = sum(variances.values())
    if not total or lead > SURE * sqrt(total):
        return {}
    wrong = erfc(lead / sqrt(2 * total)) / 2
    return {skill: wrong * sqrt(one / total) for skill, one in variances.items()}


def _pulls(
    catalogue: Catalogue[RoleT], known: Mapping[int, int | None], goals: Iterable[int]
) -> dict[int, Worths]:
    """For each goal of which too little is rated, what its skills not yet asked are worth."""
    pulls = {}
    for goal in goals:
        needs, weight = catalogue.needs[goal], catalogue.weights[goal]
        rated = sum(one for skill, (_, one) in needs.items() if known.get(skill) is not None)
        if rated * 100 < weight * ENOUGH_RATED:
            pulls[goal] = {
                skill: GOAL * importance / weight
                for skill, (_, importance) in needs.items()
                if skill not in known
            }
    return pulls


def _worthiest(
    catalogue: Catalogue[RoleT],
    belief: Belief,
    doubts: Mapping[tuple[int, int], Worths],
    pulls: Mapping[int, Worths],
) -> int | None:
    worths = _information(catalogue, belief)
    for shares in (*doubts.values(), *pulls.values()):
        for skill, worth in shares.items():
            worths[skill] = worths.get(skill, 0.0) + worth
    best = min(worths, key=lambda one: (-worths[one], one), default=None)
    return None if best is None or worths[best] < LEAST else best


def _question(
    catalogue: Catalogue[RoleT], skill: int, pulls: Mapping[int, Worths]
) -> Question[RoleT]:
    asking = [role for role, worths in pulls.items() if skill in worths]
    goal = max(asking, key=lambda role: pulls[role][skill], default=None)
    return Question(
        skill=catalogue.skills[skill],
        title=catalogue.titles[skill],
        askers=len(catalogue.askers[skill]),
        goal=None if goal is None else catalogue.roles[goal],
        more=None,
        less=None,
    )


def _with_sides(
    catalogue: Catalogue[RoleT],
    belief: Belief,
    doubts: Mapping[tuple[int, int], Worths],
    question: Question[RoleT],
) -> Question[RoleT]:
    """The two roles whose order hangs most on the answer, or that it tells apart best."""
    skill = catalogue.numbers[question.skill]
    pair = max(doubts, key=lambda one: doubts[one].get(skill, 0.0), default=None)
    if pair is None or not doubts[pair].get(skill):
        pair = _told_apart(catalogue, belief, skill)
    sides = [Side(catalogue.roles[role], catalogue.level(role, skill)) for role in pair]
    less, more = sorted(sides, key=lambda side: side.level)
    return replace(question, more=more, less=less)


def _told_apart(catalogue: Catalogue[RoleT], belief: Belief, skill: int) -> tuple[int, int]:
    """The likeliest role that the person comes from, and the likeliest that asks otherwise."""
    first, *others = belief.likely
    level = catalogue.level(first, skill)
    return first, next(role for role in others if catalogue.level(role, skill) != level)


def _steady(
    catalogue: Catalogue[RoleT], known: Mapping[int, int | None], person: int | None, top: set[int]
) -> int:
    """Over how many of the last answers the top stayed as it is."""
    answers = list(known.items())
    for back in range(1, min(STEADY, len(answers)) + 1):
        before = believe(catalogue, dict(answers[:-back]), person)
        if len(answers) == back or set(before.order()[:TOP]) != top:
            return back - 1
    return min(STEADY, len(answers))
