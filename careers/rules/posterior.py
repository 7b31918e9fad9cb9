"""What a few answers say of a person: which kind they may be, and how roles would fit them.

A Bayesian posterior over kinds of people, as the game of twenty questions and adaptive tests keep
one (van der Linden and Glas, Elements of Adaptive Testing, 2010). What a person says of their work
and each answer multiply the likelihoods of the kinds (Bayes' rule). What was not answered is
expected as the kinds in play have it, so that the fit, which the matches are ordered by, can be
expected too. What was skipped earns nothing, as in the match.

Where roles take any of several skills, the choice is a thing of its own beside its skills. It is
answered once one of them is at the level that the most demanding role asks, or all were asked: that
somebody does not know AWS says nothing of them before they were asked about Azure.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from math import exp, log

from careers.rules.implied import implied_by
from careers.rules.likely_levels import FAMILIAR_MEANS, LEVELS, LIKELY, LOGS, MEANS
from careers.rules.question_catalogue import Catalogue, RoleT

HEAD_START = log(2000)  # the occupation that somebody comes from, against any other kind
ROLE_HEAD_START = log(100)  # the role that they work in now: many do more than one
IN_PLAY = 0.002  # the least probability of a kind that is reckoned with
MOST_KINDS = 16  # that the fit is worked out for
SLIP = 0.1  # how often somebody does not mark as new what is new to them

# By what is expected of somebody: how likely they do not mark it as new, as a logarithm.
SOME = tuple(log(SLIP + (1 - SLIP) * (1 - shares[0])) for shares in LIKELY)

Answers = Mapping[str, int | None]  # skill -> level 0 to 5, None where skipped


@dataclass(frozen=True, slots=True)
class Told:
    """What a person said besides levels of skills.

    Where they come from, a role or the slug of an occupation; the boxes that they ticked of their
    work, or nothing where they did not look at them; skills that they did not mark as new.
    """

    come_from: Hashable = None
    ticked: Collection[str] = ()
    familiar: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Belief:
    """The kinds in play, the likeliest first, each with its probability and its fit with each role.

    `answered` and `familiar` hold what is asked, by number; `positive` the roles that ask anything
    that the person is known to have.
    """

    likely: dict[int, float]
    fits: dict[int, list[float]]
    answered: frozenset[int]
    familiar: frozenset[int]
    positive: frozenset[int]

    def order(self) -> list[int]:
        """All roles by the fit expected of them, ties in the order of the catalogue."""
        lines = [(self.likely[kind], fits) for kind, fits in self.fits.items()]
        roles = range(len(lines[0][1]) if lines else 0)
        expected = [sum(share * fits[role] for share, fits in lines) for role in roles]
        return sorted(roles, key=lambda role: -expected[role])

    def leaders(self) -> list[int]:
        """The same, without roles of which nothing positive is known."""
        return [role for role in self.order() if role in self.positive]


def prior(catalogue: Catalogue[RoleT], told: Told) -> list[float]:
    """The logarithms of how likely each kind is before any answer, but for a factor."""
    logs = [0.0] * len(catalogue.expected)
    if told.come_from in catalogue.kinds:
        kind = catalogue.kinds[told.come_from]
        logs[kind] += ROLE_HEAD_START if kind < len(catalogue.roles) else HEAD_START
    if told.ticked:
        for key, kinds in catalogue.boxes.items():
            is_ticked = key in told.ticked
            for kind, box in enumerate(kinds):
                logs[kind] += box.yes if is_ticked else box.no
    return logs


def believe(
    catalogue: Catalogue[RoleT],
    answers: Answers,
    before: list[float],
    familiar: Collection[str] = (),
) -> Belief:
    """The belief after answers, from what was likely before them."""
    known = known_of(catalogue, answers)
    numbers = {number for skill in familiar for number in catalogue.numbers.get(skill, ())}
    open_familiar = frozenset(numbers - known.keys())
    likely = _posterior(catalogue, known, open_familiar, before)
    return Belief(
        likely=likely,
        fits={
            kind: _fits(catalogue, answers, known, open_familiar, kind)
            for kind in islice(likely, MOST_KINDS)
        },
        answered=frozenset(known),
        familiar=open_familiar,
        positive=_positive(catalogue, answers, familiar),
    )


def known_of(catalogue: Catalogue[RoleT], answers: Answers) -> dict[int, int | None]:
    """What the answers settle, by number: a level 0 to 5, None where skipped."""
    touched = dict.fromkeys(number for one in answers for number in catalogue.numbers.get(one, ()))
    best = {number: _best(catalogue, number, answers) for number in touched}
    return {
        number: level
        for number, level in best.items()
        if (level or 0) >= catalogue.most[number]
        or all(one.skill in answers for one in catalogue.accepted[number])
    }


def _best(catalogue: Catalogue[RoleT], number: int, answers: Answers) -> int | None:
    levels = (answers.get(one.skill) for one in catalogue.accepted[number])
    return max((level for level in levels if level is not None), default=None)


def _posterior(
    catalogue: Catalogue[RoleT],
    known: Mapping[int, int | None],
    familiar: Iterable[int],
    before: Iterable[float],
) -> dict[int, float]:
    logs = list(before)
    for number, have in known.items():
        if have is not None:
            for kind, expected in catalogue.having[number]:
                logs[kind] += LOGS[expected][have] - LOGS[0][have]
    for number in familiar:
        for kind, expected in catalogue.having[number]:
            logs[kind] += SOME[expected] - SOME[0]
    most = max(logs, default=0)
    shares = [exp(one - most) for one in logs]
    least = IN_PLAY * sum(shares)
    kept = {kind: share for kind, share in enumerate(shares) if share > least}
    total = sum(kept.values())
    return {kind: kept[kind] / total for kind in sorted(kept, key=lambda kind: -kept[kind])}


def _fits(
    catalogue: Catalogue[RoleT],
    answers: Answers,
    known: Iterable[int],
    familiar: Iterable[int],
    kind: int,
) -> list[float]:
    """The fit with each role that is expected of somebody of a kind who answered so."""
    fits, expected = list(catalogue.fits[kind]), catalogue.expected[kind]
    for number in known:
        means, telling = MEANS[expected.get(number, 0)], catalogue.telling[number]
        rated = [
            (one.telling, level)
            for one in catalogue.accepted[number]
            if (level := answers.get(one.skill))
        ]
        more = [
            max((weight * min(level, most) for weight, level in rated), default=0)
            - telling * means[most]
            for most in LEVELS
        ]
        for role, level, importance in catalogue.askers[number]:
            fits[role] += importance * more[level]
    for number in familiar:
        what, telling = expected.get(number, 0), catalogue.telling[number]
        for role, level, importance in catalogue.askers[number]:
            more_of_it = FAMILIAR_MEANS[what][level] - MEANS[what][level]
            fits[role] += telling * importance * more_of_it
    return fits


def _positive(
    catalogue: Catalogue[RoleT], answers: Answers, familiar: Iterable[str]
) -> frozenset[int]:
    given = {skill: level for skill, level in answers.items() if level is not None}
    rated = {skill for skill, level in given.items() if level}
    has = {*rated, *implied_by(given, catalogue.links), *familiar}
    numbers = {number for skill in has for number in catalogue.numbers.get(skill, ())}
    return frozenset(asked.role for number in numbers for asked in catalogue.askers[number])
