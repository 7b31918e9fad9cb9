import pytest

from careers.rules.suggestions import Finished, Rated, Suggestion, suggest


def finished(resource="course", skill="python", level_from=1, level_to=3, moment=10.0):
    return Finished(resource, skill, level_from, level_to, moment)


def test_finished_resource_suggests_the_level_that_it_carries_to():
    one = finished()

    assert suggest([one], {"python": Rated(1, moment=5)}) == [Suggestion(one, have=1)]
    assert suggest([one], {"python": Rated(1, moment=5)})[0].level == 3


def test_skill_that_was_never_rated_is_asked_about_too():
    assert suggest([finished()], {}) == [Suggestion(finished(), have=None)]


@pytest.mark.parametrize(
    "rated",
    [
        pytest.param(Rated(3, moment=5), id="at the level"),
        pytest.param(Rated(5, moment=5), id="beyond it"),
        pytest.param(Rated(1, moment=11), id="rated since"),
    ],
)
def test_nothing_is_asked_of_somebody_who_has_the_level_or_has_answered(rated):
    assert suggest([finished()], {"python": rated}) == []


def test_each_skill_is_asked_about_once_and_the_furthest_resource_counts():
    short, far = finished("a", level_to=2), finished("b", level_to=4)
    other = finished("a", skill="sql")

    assert suggest([other, short, far], {}) == [Suggestion(far, None), Suggestion(other, None)]
    assert suggest([short, far, other], {}) == suggest([other, far, short], {})


def test_answer_to_one_resource_leaves_the_question_of_a_later_one():
    early, late = finished("a", level_to=5, moment=1), finished("b", level_to=4, moment=9)

    assert suggest([early, late], {"python": Rated(2, moment=5)}) == [Suggestion(late, have=2)]
