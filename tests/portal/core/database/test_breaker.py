from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.core.database import breaker as module
from portal.core.database.breaker import PAUSE, PROBE, Breaker


@pytest.fixture
def clock(monkeypatch):
    """A clock that is set by hand."""
    times = [1_000.0]
    monkeypatch.setattr(module, "monotonic", lambda: times[-1])
    return times


@pytest.fixture
def breaker():
    return Breaker("The database")


def admits_another(breaker) -> bool:
    """Whether a thread other than this one may ask."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(breaker.admits).result()


def test_breaker_admits_everybody_while_all_is_well(breaker):
    assert breaker.admits()
    assert admits_another(breaker)
    assert not breaker.is_open


def test_breaker_admits_nobody_for_a_second_after_a_failure(breaker, clock):
    breaker.failed()
    clock.append(clock[-1] + PAUSE * 0.99)

    assert not breaker.admits()
    assert not admits_another(breaker)


def test_breaker_lets_one_thread_try_after_the_pause(breaker, clock):
    breaker.failed()
    clock.append(clock[-1] + PAUSE)

    assert breaker.admits()
    assert breaker.admits()  # the same thread has more than one thing to ask
    assert not admits_another(breaker)


def test_breaker_admits_everybody_once_there_was_an_answer(breaker, clock):
    breaker.failed()
    clock.append(clock[-1] + PAUSE)
    breaker.admits()
    breaker.answered()

    assert admits_another(breaker)


def test_breaker_pauses_again_when_the_one_that_tried_failed(breaker, clock):
    breaker.failed()
    clock.append(clock[-1] + PAUSE)
    breaker.admits()
    breaker.failed()

    assert not breaker.admits()


def test_breaker_does_not_wait_for_a_thread_that_never_came_back(breaker, clock):
    breaker.failed()
    clock.append(clock[-1] + PAUSE)
    assert admits_another(breaker)
    assert not breaker.admits()
    clock.append(clock[-1] + PROBE)

    assert breaker.admits()


def test_breaker_logs_when_it_opens_and_when_it_closes_alone(breaker, clock, caplog):
    breaker.failed()
    breaker.failed()
    breaker.answered()
    breaker.answered()

    assert [record.message for record in caplog.records] == [
        "The database: no answer in time; asking once a second until it is back.",
        "The database: back to normal.",
    ]
