"""Which pairs of roles at the edge of somebody's top stand in doubt, and what would settle them."""

from collections.abc import Iterable
from itertools import islice, product
from math import erfc, sqrt

from careers.rules.posterior import COVARIANCES, Belief, Catalogue, RoleT, Sums

TOP = 5
INSIDE, OUTSIDE = 4, 5  # roles on either side of the edge of the top that are told apart
MOST_PERSONS = 8  # roles that the person may come from, reckoned with in telling pairs apart
SURE = 4.0  # standard deviations between two roles, from which their order is beyond doubt
TINY = 1e-9  # a variance that is none but for rounding

Worths = dict[int, float]  # what it is worth to know, by number


def doubts_of(catalogue: Catalogue[RoleT], belief: Belief) -> dict[tuple[int, int], Worths]:
    """For each pair at the edge of the top that is in doubt, what each skill would settle."""
    doubts: dict[tuple[int, int], Worths] = {}
    for person, share in islice(belief.likely.items(), MOST_PERSONS):
        sums = belief.sums[person]
        order = sorted(range(len(sums.values)), key=lambda role: -sums.values[role])
        open_needs = [
            (skill, level)
            for skill, level in catalogue.held[person].items()
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
