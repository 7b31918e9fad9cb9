import sys

import pytest

from portal.core.memory_cache import Copies, Copy


def copy_of(size: int) -> Copy:
    return Copy("version", "2026-11-30", (("Content-Type", "text/html"),), b"x" * size, size)


def test_copy_weighs_its_body_and_all_that_lies_around_it():
    words = sys.getsizeof("Content-Type") + sys.getsizeof("text/html")

    assert copy_of(10_000).weight > 10_000 + words
    assert copy_of(10_000).weight - copy_of(0).weight == 10_000


def test_copies_never_take_more_than_they_may():
    copies = Copies(100_000)
    for number in range(1_000):
        copies.keep(b"%d" % number, copy_of(number * 20))
        assert copies.weight <= 100_000
        assert copies.weight == sum(one.weight for one in copies._kept.values())  # noqa: SLF001

    assert len(copies) > 1


def test_copy_that_was_not_asked_for_the_longest_makes_room():
    copies = Copies(3 * copy_of(1_000).weight)
    for name in (b"a", b"b", b"c"):
        copies.keep(name, copy_of(1_000))
    copies.get(b"a")
    copies.keep(b"d", copy_of(1_000))

    assert [copies.get(name) is not None for name in (b"a", b"b", b"c", b"d")] == [
        *(True, False, True, True)
    ]


def test_newer_copy_takes_the_place_of_the_older():
    copies = Copies(100_000)
    copies.keep(b"a", copy_of(5_000))
    copies.keep(b"a", copy_of(10))

    assert (len(copies), copies.weight) == (1, copy_of(10).weight)


@pytest.mark.parametrize("most", [0, 1_000])
def test_copy_that_alone_is_too_large_drives_nothing_out(most):
    copies = Copies(most)
    copies.keep(b"small", copy_of(1))
    before = len(copies)
    copies.keep(b"large", copy_of(5_000))

    assert len(copies) == before
    assert copies.get(b"large") is None


def test_dropped_copy_weighs_nothing():
    copies = Copies(100_000)
    copies.keep(b"a", copy_of(10))
    copies.keep(b"b", copy_of(10))
    copies.drop(b"a")
    copies.drop(b"none such")
    assert copies.weight == copy_of(10).weight

    copies.clear()
    assert (len(copies), copies.weight) == (0, 0)
