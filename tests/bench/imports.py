"""How long imports of 1,000, 5,000 and 25,000 lines of history take.

    python -m tests.bench.imports

On SQLite, or on the empty PostgreSQL database that DATABASE_URL names. All lines are of one skill,
the worst that there is. First the request as a visitor sends it, at the ceiling in force; then,
past any ceiling, what it takes to join the lines to a profile, and to join the same lines to it
once more. Somebody else saves without a rest meanwhile, and waits the longest where a transaction
is longest.

Bar: time grows with the lines and no faster. None costs more than twice what one of 1,000 costs.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any

from tests.bench.arrivals import verdict
from tests.bench.load import history
from tests.bench.servers import chosen, environ_of, prepare, setup_django

SIZES = (1_000, 5_000, 25_000)
MOST_GROWTH = 2
HEAD = """
Imports into {}: milliseconds, microseconds a line, and the longest save of somebody else meanwhile
   lines   request                           joined                     joined once more"""


def main() -> None:
    with TemporaryDirectory() as folder:
        environ = chosen(environ_of(Path(folder))) | {"DATABASE_PATIENT": "off"}  # as pages ask it
        prepare(environ)
        setup_django(environ)
        _measure()


def _measure() -> None:
    from django.db import connection  # noqa: PLC0415 -- the settings are known only now

    print(HEAD.format(connection.display_name))
    costs: dict[int, tuple[float, float]] = {}
    for lines in SIZES:
        file, (first, again) = _request(lines), _joined(lines)
        costs[lines] = first[0] / lines, again[0] / lines
        print(
            f"  {lines:6,}   {file}   {_said(lines, *first)}   {_said(lines, *again)}", flush=True
        )
    least = costs[SIZES[0]]
    growth = max(cost / one for size in SIZES for cost, one in zip(costs[size], least, strict=True))
    verdict(f"at most {MOST_GROWTH} times the cost of a line", is_kept=growth < MOST_GROWTH)


def _request(lines: int) -> str:
    """What a visitor gets who sends that many."""
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from tests.factories import make_visitor  # noqa: PLC0415

    file = SimpleUploadedFile("a.json", history(lines).encode(), "application/json")
    visitor, answers = make_visitor(), list[Any]()
    visitor.defaults["HTTP_HOST"] = "localhost"
    visitor.get(reverse("careers:data"))  # what is loaded with the first page
    took = _time(
        lambda: answers.append(visitor.post(reverse("careers:data_import"), {"file": file}))
    )
    return f"{answers[0].status_code}: {_said(lines, *took)}"


def _joined(lines: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """The times of joining so many lines to an empty profile, and the same lines once more."""
    from careers.data_export.document import Document  # noqa: PLC0415
    from careers.data_export.rows import import_document  # noqa: PLC0415
    from careers.models import Profile  # noqa: PLC0415

    document = Document.model_validate_json(history(lines))
    profile = Profile.objects.create()
    first, again = (_time(lambda: import_document(profile, document)) for _ in range(2))
    profile.delete()
    return first, again


def _time(work: Callable[[], Any]) -> tuple[float, float]:
    """How long that took, and the longest save of somebody else: milliseconds."""
    with _somebody_who_saves() as saves:
        begun = time.perf_counter()
        work()
        took = time.perf_counter() - begun
    return took * 1000, max(saves) * 1000


@contextmanager
def _somebody_who_saves() -> Iterator[list[float]]:
    from django.db import connection  # noqa: PLC0415

    from careers.models import Profile, Skill  # noqa: PLC0415

    is_over, saves, profile = Event(), list[float](), Profile.objects.create()
    skill = Skill.objects.published()[0]

    def save() -> None:
        while not (saves and is_over.is_set()):
            begun = time.perf_counter()
            profile.rate({skill: len(saves) % 6})
            saves.append(time.perf_counter() - begun)
            time.sleep(0.005)
        connection.close()

    thread = Thread(target=save)
    thread.start()
    try:
        yield saves
    finally:
        is_over.set()
        thread.join()
        profile.delete()


def _said(lines: int, took: float, longest: float) -> str:
    return f"{took:7,.0f} {took * 1000 / lines:5,.0f} {longest:6,.0f}"


if __name__ == "__main__":
    main()
