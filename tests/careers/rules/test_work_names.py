import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.rules.work_names import names_alike, names_sharing_words, work_named_in

NAMES = ["nurse", "healthcare assistant", "electrician", "student of physics", "physics teacher"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("nurse", "nurse"),
        ("I'm a nurse", "nurse"),
        ("i\u2019m a nurse.", "nurse"),
        ("im an Accountant", "Accountant"),
        ("I am the CEO!", "CEO"),
        ("I work as a teacher", "teacher"),
        ("I currently work as an electrician", "electrician"),
        ("My job is plumber", "plumber"),
        ("retired  nurse", "nurse"),
        ("I study physics", "physics"),
        ("Imam", "Imam"),
        ("animator", "animator"),
        ("the", "the"),
        ("I am", "I am"),
        ("", ""),
    ],
)
def test_words_around_the_name_of_work_are_left_out(sentence, name):
    assert work_named_in(sentence) == name


@given(st.text(max_size=100))
def test_what_was_typed_is_never_lost_entirely(sentence):
    name = work_named_in(sentence)

    assert name in sentence
    assert bool(name) == bool(sentence.strip())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nusre", ["nurse"]),
        ("nurse", ["nurse"]),
        ("lectrician", ["electrician"]),
        ("elektrician", ["electrician"]),
        ("barista", []),
        ("", []),
    ],
)
def test_slip_of_the_finger_is_seen_through(typed, found):
    assert names_alike(typed, NAMES) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("icu ward nurse", ["nurse"]),
        ("physics student", ["student of physics", "physics teacher"]),
        ("teacher of physics", ["physics teacher", "student of physics"]),
        ("student assistant", ["healthcare assistant", "student of physics"]),
        ("of the", []),
        ("", []),
    ],
)
def test_names_share_words_the_last_of_which_counts_most(typed, found):
    assert names_sharing_words(typed, NAMES) == found
