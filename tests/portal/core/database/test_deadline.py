from portal.core.database import deadline


def test_outside_of_a_block_nothing_is_left_out():
    assert deadline.at_most(2.5) == 2.5


def test_all_questions_of_a_block_share_its_time(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(deadline, "monotonic", lambda: now[0])
    with deadline.within(1.5):
        first = deadline.at_most(2.5)
        now[0] += 1
        second = deadline.at_most(2.5)
        now[0] += 1
        third = deadline.at_most(2.5)

    assert (first, second, third, deadline.at_most(2.5)) == (1.5, 0.5, 0.0, 2.5)
