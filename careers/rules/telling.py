"""How telling a skill is of where a person fits.

What nearly every job takes, such as communication, says little of which one is near; what few take
says much. Jobs are the published roles and starting occupations.
"""

from math import log

LEAST = 1  # so that no rated skill counts for nothing


def telling_weight(jobs: int, having: int) -> int:
    """The weight of a skill that `having` of `jobs` have: 10 x ln(1 + jobs / having) squared.

    A whole number, at least 1: with 200 jobs it is 5 for a skill of all, 57 for one of 20 and
    281 for one that a single job has, or none. The logarithm is the inverse document frequency of
    Spärck Jones (A Statistical Interpretation of Term Specificity, 1972), smoothed. It is squared
    because both sides of a match, the person's and the role's, are weighed by it, as in the cosine
    of two weighted texts.
    """
    return max(LEAST, round(10 * log(1 + jobs / max(having, 1)) ** 2))
