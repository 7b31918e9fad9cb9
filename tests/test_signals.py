"""No write of a row runs code that the line which wrote it does not name (docs/adr)."""

from weakref import ReferenceType

from django.db.models import signals

PACKAGES = {"portal", "careers", "scalability"}
OF_ROWS = (
    *(signals.pre_init, signals.post_init, signals.pre_save, signals.post_save),
    *(signals.pre_delete, signals.post_delete, signals.m2m_changed),
)


def ours(signal) -> list[str]:
    """The receivers of ours that a signal calls, whoever sends it."""
    kept = (one for _, one, _ in signal.receivers)
    receivers = (one() if isinstance(one, ReferenceType) else one for one in kept)
    names = (f"{one.__module__}.{one.__qualname__}" for one in receivers if one)
    return [name for name in names if name.partition(".")[0] in PACKAGES]


def test_no_write_of_a_row_calls_a_receiver_of_ours():
    assert [name for signal in OF_ROWS for name in ours(signal)] == []


def test_receiver_of_ours_would_be_found():
    assert len(ours(signals.post_migrate)) == 1
