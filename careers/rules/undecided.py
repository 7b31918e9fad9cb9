"""Which pairs of roles at the edge of somebody's top stand in doubt, and what would settle them."""

from collections.abc import Iterable, Mapping
from itertools import islice, product
from math import erfc, sqrt

from careers.rules.likely_levels import COVARIANCES, FAMILIAR_COVARIANCES
from careers.rules.posterior import Belief
from careers.rules.question_catalogue import Catalogue, RoleT

TOP = 5
INSIDE, OUTSIDE = 4, 5  # roles on either side of the edge of the top that are told apart
KINDS_IN_DOUBT = 8  # kinds that the person may be of, reckoned with in telling pairs apart
SURE = 4.0  # standard deviations between two roles, from which their order is beyond doubt
TINY = 1e-9  # a variance that is none but for rounding

Worths = dict[int, float]  # what it is worth to know, by number
Spread = tuple[tuple[float, ...], ...]  # the covariances of an open skill


def doubts_of(catalogue: Catalogue[RoleT], belief: Belief) -> dict[tuple[int, int], Worths]:
    """For each pair at the edge of the top that is in doubt, what each skill would settle."""
    doubts: dict[tuple[int, int], Worths] = {}
    for kind, fits in islice(belief.fits.items(), KINDS_IN_DOUBT):
        order = sorted(range(len(fits)), key=lambda role: -fits[role])
        spreads = _spreads(catalogue, belief, kind)
        slopes = {
            role: [catalogue.slope(role, number) for number in spreads]
            for role in order[TOP - INSIDE : TOP + OUTSIDE]
        }
        for pair in product(order[TOP - INSIDE : TOP], order[TOP : TOP + OUTSIDE]):
            inside, outside = pair
            lead = fits[inside] - fits[outside]
            for skill, worth in _settled(lead, spreads, slopes[inside], slopes[outside]).items():
                worths = doubts.setdefault(pair, {})
                worths[skill] = worths.get(skill, 0.0) + belief.likely[kind] * worth
    return doubts


def _spreads(catalogue: Catalogue[RoleT], belief: Belief, kind: int) -> dict[int, Spread]:
    """How far the levels that are expected of a kind, and still open, may be from it."""
    return {
        number: (FAMILIAR_COVARIANCES if number in belief.familiar else COVARIANCES)[what]
        for number, what in catalogue.expected[kind].items()
        if number not in belief.answered
    }


def _settled(
    lead: float,
    spreads: Mapping[int, Spread],
    inside: Iterable[tuple[int, int]],
    outside: Iterable[tuple[int, int]],
) -> Worths:
    """The chance that the order is wrong, shared among the skills that the difference hangs on."""
    variances = {}
    for (skill, of), (a, to_a), (b, to_b) in zip(spreads.items(), inside, outside, strict=True):
        variance = a * a * of[to_a][to_a] + b * b * of[to_b][to_b] - 2 * a * b * of[to_a][to_b]
        if variance > TINY:
            variances[skill] = variance
    total = sum(variances.values())
    if not total or lead > SURE * sqrt(total):
        return {}
    wrong = erfc(lead / sqrt(2 * total)) / 2
    return {skill: wrong * sqrt(one / total) for skill, one in variances.items()}
