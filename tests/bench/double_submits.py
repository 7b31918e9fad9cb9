"""Every form sent twice at the same moment, to two workers of gunicorn: no answer may be a 5xx.

    python -m tests.bench.double_submits [PAIRS]

On SQLite, or on the empty PostgreSQL database that DATABASE_URL names.
"""

import http.client
import secrets
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.bench.servers import HOST, Server, chosen, environ_of, manage, serve, setup_django

PAIRS = 1_000
TOKEN = secrets.token_hex(16)


class Submit(NamedTuple):
    name: str
    path: str
    fields: dict[str, Any]
    session: str


def main() -> None:
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    with tempfile.TemporaryDirectory() as folder:
        environ = chosen(environ_of(Path(folder)))
        manage(environ, "migrate", "--verbosity", "0")
        manage(environ, "collectstatic", "--no-input", "--verbosity", "0")
        setup_django(environ)
        with serve("portal.wsgi:application", environ) as server:
            _race_all(server, pairs)


def _race_all(server: Server, pairs: int) -> None:
    from django.db import connection  # noqa: PLC0415 -- the settings are known only now
    from django.test.utils import setup_test_environment  # noqa: PLC0415

    from tests.bench import submits  # noqa: PLC0415

    setup_test_environment()
    makers: list[Callable[[], Submit]] = list(submits.all_of())
    answers: dict[str, Counter[int]] = {}
    for make in islice(cycle(makers), pairs):
        submit = make()
        answers.setdefault(submit.name, Counter()).update(_race(server, submit))
    for name, counts in sorted(answers.items()):
        print(f"{name:45} " + ", ".join(f"{n} x {code}" for code, n in sorted(counts.items())))
    failed = sum(n for counts in answers.values() for code, n in counts.items() if code >= 500)
    print(
        f"{connection.vendor}: {pairs} racing pairs of {len(makers)} forms, {failed} answers of 5xx"
    )


def _race(server: Server, submit: Submit) -> Iterator[int]:
    """The answers of two that send at the same moment."""
    barrier, codes = threading.Barrier(2), []
    body = encode_multipart(BOUNDARY, submit.fields | {"csrfmiddlewaretoken": TOKEN})

    def send() -> None:
        connection = http.client.HTTPConnection(HOST, server.port, timeout=60)
        connection.connect()
        headers = {
            "Content-Type": MULTIPART_CONTENT,
            "Cookie": f"sessionid={submit.session}; csrftoken={TOKEN}",
            "Origin": f"http://{HOST}:{server.port}",
            "Sec-Fetch-Site": "same-origin",
        }
        barrier.wait()
        connection.request("POST", submit.path, body, headers)
        answer = connection.getresponse()
        answer.read()
        codes.append(answer.status)
        connection.close()

    both = [threading.Thread(target=send) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    yield from codes


if __name__ == "__main__":
    main()
