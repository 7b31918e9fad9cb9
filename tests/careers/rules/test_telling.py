from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.rules.telling import LEAST, telling_weight

jobs = st.integers(0, 100_000)


@pytest.mark.parametrize(("having", "weight"), [(200, 5), (20, 57), (1, 281), (0, 281)])
def test_weight_is_as_written_for_two_hundred_jobs(having, weight):
    assert telling_weight(200, having) == weight


@given(jobs, jobs)
def test_weight_is_the_squared_logarithm_as_a_whole_number_of_at_least_1(jobs, having):
    weight = telling_weight(jobs, having)

    assert type(weight) is int
    assert weight >= LEAST == 1
    assert abs(weight - max(1, 10 * log(1 + jobs / max(1, having)) ** 2)) <= 0.5


@given(jobs, jobs, jobs)
def test_weight_falls_with_the_number_that_have_the_skill(jobs, one, other):
    few, many = sorted((one, other))

    assert telling_weight(jobs, few) >= telling_weight(jobs, many)


@given(jobs, jobs, jobs)
def test_weight_grows_with_the_number_of_jobs_that_lack_the_skill(having, one, other):
    few, many = sorted((one, other))

    assert telling_weight(many, having) >= telling_weight(few, having)


def test_without_jobs_all_skills_weigh_the_same():
    assert telling_weight(0, 0) == LEAST
