"""How likely each level of a skill is for somebody of a kind, by what is expected of them.

What is expected is a number: 0 where the skill does not belong to the kind, `of_role` or
`of_occupation` where it does, `if_implied` where only what builds on it says so, `in_field` where
some in the field have it. Somebody has what is expected of them, or one level less or more, or
lacks the skill; any other level is a stray.
"""

from math import log

from careers.rules.levels import HIGHEST

LOWER, HIGHER = 0.25, 0.25  # how often somebody is a level under or over what is expected
ROLE_LACKED = 0.1  # how often somebody in a role lacks a skill that it needs
OCCUPATION_LACKED = 0.3  # how often somebody lacks a skill that is typical of their occupation
IMPLIED_LACKED = 0.5  # how often they do not rate themselves as what they have implies
FIELD_LACKED = (0.4, 0.6, 0.8)  # the same in a field, by how many of its occupations have it
LEFT_OUT = 0.15  # how often they leave out what they did not mark as new
STRAY = 0.004  # any other level: answers are never impossible
NOT_EXPECTED = (0.9, 0.05, 0.03, 0.01, 0.007, 0.003)  # the levels of what is not expected at all

LEVELS = range(HIGHEST + 1)

Chances = tuple[float, ...]  # of the levels 0 to 5


def of_role(level: int) -> int:
    return level


def of_occupation(level: int) -> int:
    return HIGHEST + level


def if_implied(level: int) -> int:
    return 2 * HIGHEST + level


def in_field(level: int, share: float) -> int:
    """Nothing is expected of a skill that few in the field have."""
    tier = next((n for n, lacked in enumerate(FIELD_LACKED) if 1 - share <= lacked), None)
    return 0 if tier is None else (3 + tier) * HIGHEST + level


def _around(level: int, lacked: float) -> Chances:
    shares = [STRAY] * len(LEVELS)
    shares[level] += 1 - LOWER - HIGHER
    shares[level - 1] += LOWER
    shares[min(level + 1, HIGHEST)] += HIGHER
    shares = [share * (1 - lacked) / sum(shares) for share in shares]
    return (shares[0] + lacked, *shares[1:])


def _familiar(chances: Chances) -> Chances:
    """The same of what somebody did not mark as new, though they may leave it out when asked."""
    some = sum(chances[1:])
    levels = [one / some for one in chances[1:]] if some else [1.0, 0.0, 0.0, 0.0, 0.0]
    return (LEFT_OUT, *((1 - LEFT_OUT) * one for one in levels))


def _mean(chances: Chances, most: int) -> float:
    return sum(share * min(have, most) for have, share in enumerate(chances))


def _covariance(chances: Chances, one: int, other: int) -> float:
    both = sum(share * min(have, one) * min(have, other) for have, share in enumerate(chances))
    return both - _mean(chances, one) * _mean(chances, other)


def _covariances(chances: Chances) -> tuple[Chances, ...]:
    return tuple(tuple(_covariance(chances, one, other) for other in LEVELS) for one in LEVELS)


_LACKED = (
    ROLE_LACKED,
    OCCUPATION_LACKED,
    IMPLIED_LACKED,
    *FIELD_LACKED,
)  # in the order of what is expected

LIKELY = (NOT_EXPECTED, *(_around(level, lacked) for lacked in _LACKED for level in LEVELS[1:]))
LOGS = tuple(tuple(log(share) for share in shares) for shares in LIKELY)
ENTROPIES = tuple(-sum(share * log(share) for share in shares) for shares in LIKELY)
# What is not expected is reckoned as lacked: with 180 such skills the little that is likely of each
# would add up to more than what a role is about.
EXPECTED = ((1.0, *(0.0,) * HIGHEST), *LIKELY[1:])
FAMILIAR = tuple(map(_familiar, EXPECTED))
# Of the levels that count towards a need of one level, and towards one of another.
MEANS = tuple(tuple(_mean(shares, most) for most in LEVELS) for shares in EXPECTED)
FAMILIAR_MEANS = tuple(tuple(_mean(shares, most) for most in LEVELS) for shares in FAMILIAR)
COVARIANCES = tuple(map(_covariances, EXPECTED))
FAMILIAR_COVARIANCES = tuple(map(_covariances, FAMILIAR))
