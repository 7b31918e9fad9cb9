"""Requests that come when they come: nobody waits for the answers of others before asking.

How long somebody waits is counted from the moment at which they were to ask, so that a site (or a
bench) that falls behind does not hide it by being asked less often.
"""

import http.client
import math
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

from tests.bench.servers import Server

MOST_AT_ONCE = 400
WARM_TURNS = 12  # at once, so that each worker gets some
NO_ANSWER = 0
HEAD = f"  {'':24} {'n':>6} {'p50':>7} {'p99':>7} {'max':>7}  failed"


class Request(NamedTuple):
    kind: str
    path: str
    headers: dict[str, str]
    body: str = ""  # of a form; without one it is a GET


class Answer(NamedTuple):
    kind: str
    path: str
    status: int
    took: float  # milliseconds


class Times(NamedTuple):
    """Milliseconds: of half of all, of 99 in 100, and the longest."""

    p50: float
    p99: float
    most: float


def arrive(site: Server, requests: Iterable[Request], rate: int) -> list[Answer]:
    """Send so many a second, each at its moment."""
    begun, answers = time.perf_counter(), list[Future[Answer]]()
    with ThreadPoolExecutor(MOST_AT_ONCE) as pool:
        for number, request in enumerate(requests):
            due = begun + number / rate
            time.sleep(max(0, due - time.perf_counter()))
            answers.append(pool.submit(_answer, site, request, due))
    return [one.result() for one in answers]


def warm(site: Server, paths: Iterable[str]) -> None:
    """As if the site had been up for a while: every worker has made its copy of each page."""
    with ThreadPoolExecutor(WARM_TURNS) as pool:
        for path in paths:
            asked = [Request("", path, {})] * WARM_TURNS
            list(pool.map(lambda request: send(site, request), asked))


def send(site: Server, request: Request) -> int:
    """The status of the answer."""
    form = {"Content_Type": "application/x-www-form-urlencoded"} if request.body else {}
    method = "POST" if request.body else "GET"
    try:
        answer, _ = site.exchange(request.path, method, request.body, **form, **request.headers)
    except (OSError, http.client.HTTPException):
        return NO_ANSWER
    return int(answer.status)


def times_of(milliseconds: Iterable[float]) -> Times:
    """All are 0 where there are none."""
    took = sorted(milliseconds) or [0.0]
    half, most = (took[math.ceil(len(took) * part) - 1] for part in (0.5, 0.99))
    return Times(half, most, took[-1])


def show(name: str, answers: Sequence[Answer], is_well: Callable[[Answer], bool]) -> Times:
    """Print a line under the HEAD."""
    times, failed = times_of(one.took for one in answers), sum(not is_well(one) for one in answers)
    figures = " ".join(f"{figure:7,.0f}" for figure in times)
    print(f"  {name:24} {len(answers):6,} {figures}  {failed}")
    return times


def verdict(bar: str, *, is_kept: bool) -> None:
    print(f"  bar: {bar}: {'kept' if is_kept else 'MISSED'}")


def _answer(site: Server, request: Request, due: float) -> Answer:
    status = send(site, request)
    return Answer(request.kind, request.path, status, (time.perf_counter() - due) * 1000)
