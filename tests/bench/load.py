"""Whether readers and writers get by while all write and somebody means harm.

    python -m tests.bench.load [PAUSE]

On SQLite, or on the empty PostgreSQL database that DATABASE_URL names.
Readers ask for 20 pages a second, come what may. Beside them 20 writers save ratings, notes and
progress without a rest, or with PAUSE seconds between two saves; and a stranger sends 15,000 lines
of history of one skill, and later as many as an import takes. Every save that was acknowledged is
looked for in the database afterwards.

Bar: 99 in 100 readers wait less than 300 ms, and nobody for nothing; no save fails or is lost.
"""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.bench.arrivals import HEAD, Answer, Request, arrive, show, times_of, verdict, warm
from tests.bench.servers import Server, chosen, environ_of, prepare, serve, setup_django
from tests.browser.pages import PERSONAL, PUBLIC

if TYPE_CHECKING:
    from tests.bench.writers import Writer

SECONDS, RATE, WRITERS = 30, 20, 20
LINES = 15_000
BAR = 300  # milliseconds
PUBLIC_PAGE, UNKNOWN, PERSONAL_PAGE = "public", "with unknown parameter", "personal"
KINDS = [PUBLIC_PAGE, UNKNOWN, PUBLIC_PAGE, PERSONAL_PAGE, PUBLIC_PAGE]
BROWSER = {"Accept_Encoding": "gzip"}
BOUNDARY = "between-the-fields"


def main() -> None:
    pause = float(sys.argv[1]) if len(sys.argv) > 1 else 0.0
    with TemporaryDirectory() as folder:
        environ = chosen(environ_of(Path(folder))) | {"ALLOWED_HOSTS": "127.0.0.1,testserver"}
        prepare(environ)
        setup_django(environ)
        with serve("portal.wsgi:application", environ) as site:
            _run(site, pause)


def history(lines: int) -> str:
    """A profile whose history is that long, all of one skill."""
    first = datetime(2020, 1, 1, tzinfo=UTC)
    history = [
        {"skill": "python", "level": n % 6, "changed": f"{first + timedelta(hours=n):%FT%TZ}"}
        for n in range(lines)
    ]
    head = {"format": "ai-career-portal-profile", "version": 1}
    return json.dumps(head | {"history": history}, separators=(",", ":"))


def _run(site: Server, pause: float) -> None:
    from careers.data_export.limits import MOST_IN  # noqa: PLC0415 -- once Django is set up
    from tests.bench.writers import Writer  # noqa: PLC0415
    from tests.browser.people import member  # noqa: PLC0415

    asked = islice(_pages(member()), SECONDS * RATE)
    warm(site, PUBLIC.values())
    writers = [Writer(number) for number in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS + 2) as pool:
        until = time.perf_counter() + SECONDS
        writing = [pool.submit(one.write, site, until, pause) for one in writers]
        imports = [
            pool.submit(_import, site, lines, SECONDS * after)
            for lines, after in ((LINES, 0.3), (MOST_IN["history"], 0.6))
        ]
        answers = arrive(site, asked, RATE)
    for one in writing:
        one.result()
    print(f"\nReaders, {RATE} a second for {SECONDS} s: milliseconds\n{HEAD}")
    _show_readers(answers)
    _show_writers(writers)
    print("\n".join(f"  Import of {one.result()}" for one in imports))


def _pages(session: str) -> Iterator[Request]:
    """Pages as people ask for them: every kind in turn, and each page of it."""
    public, others = cycle(PUBLIC.values()), cycle(PUBLIC.values())
    own = cycle(
        path for name, path in PERSONAL.items() if name != "return link"
    )  # that answers 404
    for number, kind in enumerate(cycle(KINDS)):
        if kind == PUBLIC_PAGE:
            yield Request(kind, next(public), BROWSER)
        elif kind == UNKNOWN:
            path = next(others)
            mark = "&" if "?" in path else "?"
            yield Request(kind, f"{path}{mark}utm_source=mail&fbclid={number}", BROWSER)
        else:
            yield Request(kind, next(own), BROWSER | {"Cookie": f"sessionid={session}"})


def _import(site: Server, lines: int, after: float) -> str:
    time.sleep(after)
    file = history(lines)
    body = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\n'
        f"Content-Type: application/json\r\n\r\n{file}\r\n--{BOUNDARY}--\r\n"
    )
    content = {"Content_Type": f"multipart/form-data; boundary={BOUNDARY}"}
    begun = time.perf_counter()
    answer, _ = site.exchange(
        "/profile/data/import/", "POST", body, Sec_Fetch_Site="same-origin", **content
    )
    took = (time.perf_counter() - begun) * 1000
    return f"{lines:,} lines, {len(file) / 1000:,.0f} KB: {answer.status} in {took:,.0f} ms"


def _show_readers(answers: list[Answer]) -> None:
    for kind in dict.fromkeys(KINDS):
        show(kind, [one for one in answers if one.kind == kind], _is_well)
    times, is_well = show("all", answers, _is_well), all(map(_is_well, answers))
    verdict(f"99 in 100 within {BAR} ms, 0 failed", is_kept=times.p99 < BAR and is_well)


def _show_writers(writers: Sequence["Writer"]) -> None:
    times = times_of(took for one in writers for took in one.took)
    acknowledged = sum(len(one.acknowledged) for one in writers)
    refused = [one for writer in writers for one in writer.refused]
    lost = [one for writer in writers for one in writer.lost()]
    print(
        f"  Saves of {len(writers)} writers: {acknowledged + len(refused):,} sent, "
        f"{acknowledged:,} acknowledged, {len(refused)} failed, {len(lost)} lost; half within "
        f"{times.p50:,.0f} ms, 99 in 100 within {times.p99:,.0f}, all within {times.most:,.0f}"
    )
    verdict("0 failed, 0 lost", is_kept=not refused and not lost)
    for one in [*refused[:5], *lost[:5]]:
        print(f"    {one}")


def _is_well(answer: Answer) -> bool:
    return answer.status == 200


if __name__ == "__main__":
    main()
