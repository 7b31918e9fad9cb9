"""gunicorn says that it lives whatever its threads are busy with."""

import os
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection

import pytest

from tests.serving import HOST, serve

COMMAND = ["-m", "gunicorn", "--config", "portal/gunicorn.py", "--bind", f"{HOST}:{{port}}"]
THREADS = 2
READYZ = "GET /readyz HTTP/1.1\r\nHost: 10.0.0.7\r\n\r\n"
LIVEZ = "GET /livez HTTP/1.1\r\nHost: 10.0.0.7\r\n\r\n"


@pytest.fixture(scope="module")
def silent_server():
    """The port of a database that takes connections, says nothing and never ends them."""
    with socket.create_server((HOST, 0), backlog=64) as server:
        yield server.getsockname()[1]


@pytest.fixture(scope="module")
def port(tmp_path_factory, silent_server):
    """One worker with two threads, whose database hangs."""
    environ = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "SECRET_KEY": "only-for-tests",
        "HTTPS": "off",
        "DATABASE_URL": f"postgres://somebody@{HOST}:{silent_server}/portal",
        "WEB_CONCURRENCY": "1",
        "WEB_THREADS": str(THREADS),
    }
    log = tmp_path_factory.mktemp("gunicorn") / "log"
    with serve(COMMAND, environ, log) as port:
        assert asked(port, "/livez")[0] == 200, log.read_text()
        yield port


def asked(port: int, path: str, method: str = "GET") -> tuple[int, str, float]:
    """The status, the body, and the seconds that it took."""
    connection = HTTPConnection(HOST, port, timeout=20)
    begun = time.monotonic()
    connection.request(method, path)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body, time.monotonic() - begun


def said(port: int, *parts: str) -> str:
    """All that the server says to these bytes, sent one after the other, until it hangs up."""
    with socket.create_connection((HOST, port), timeout=20) as connection:
        for part in parts:
            connection.sendall(part.encode())
            time.sleep(0.05)
        connection.shutdown(socket.SHUT_WR)
        heard = b""
        while more := connection.recv(65_536):
            heard += more
    return heard.decode()


@contextmanager
def busy(port: int):
    """Every thread of the worker waits for the rest of a request."""
    with ExitStack() as stack:
        for _ in range(THREADS):
            slow = stack.enter_context(socket.create_connection((HOST, port), timeout=20))
            slow.sendall(
                b"POST /profile/rate/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n"
            )
        time.sleep(0.3)
        yield


def test_process_lives_while_all_its_threads_are_busy(port):
    with busy(port):
        assert asked(port, "/livez") == (200, "ok\n", pytest.approx(0, abs=1))
        assert asked(port, "/livez?from=probe", "HEAD")[:2] == (200, "")


def test_readiness_has_a_thread_of_its_own(port):
    with busy(port):
        status, body, took = asked(port, "/readyz")

    assert (status, body) == (503, "no database\n")
    assert took < 2.5  # seconds; two, and what a busy machine needs


def test_many_who_wait_for_the_database_get_their_answer_within_four_seconds(port):
    with ThreadPoolExecutor(4 * THREADS) as pool:
        answers = list(pool.map(lambda _: asked(port, "/roles/"), range(4 * THREADS)))

    assert {status for status, *_ in answers} == {503}
    assert max(took for *_, took in answers) < 4


def test_connection_stays_for_the_next_question(port):
    heard = said(port, LIVEZ, LIVEZ, READYZ, LIVEZ)

    assert [line for line in heard.splitlines() if line.startswith("HTTP/")] == [
        "HTTP/1.1 200 OK",
        "HTTP/1.1 200 OK",
        "HTTP/1.1 503 Service Unavailable",
        "HTTP/1.1 200 OK",
    ]


def test_questions_sent_all_at_once_are_answered_in_turn(port):
    heard = said(port, LIVEZ + READYZ + LIVEZ)
    statuses = [line.split()[1] for line in heard.splitlines() if line.startswith("HTTP/")]

    assert statuses == ["200", "503", "200"]


@pytest.mark.parametrize(
    ("head", "stays"),
    [
        ("GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", False),
        ("GET /livez HTTP/1.0\r\n\r\n", False),
        ("GET /livez HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", True),
        ("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n", True),
    ],
)
def test_connection_ends_as_the_client_asks(port, head, stays):
    heard = said(port, head)

    assert heard.startswith("HTTP/1.1 200 OK\r\n")
    assert ("Connection: keep-alive" in heard) is stays
    assert heard.endswith("\r\n\r\nok\n")


def test_question_in_pieces_is_answered_like_others(port):
    heard = said(port, "GET /li", "vez HTTP/1.1\r\nHo", "st: a\r\nConnection: close\r\n\r\n")

    assert heard.startswith("HTTP/1.1 200 OK")
    assert "Server: gunicorn" in heard  # by a thread
    assert heard.endswith("\r\n\r\nok\n")


@pytest.mark.parametrize(
    "head",
    [
        "POST /livez HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        "GET /livez HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc",
        "GET /livezz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    ],
)
def test_what_is_no_plain_question_goes_the_usual_way(port, head):
    assert "Server: gunicorn" in said(port, head)


@pytest.mark.parametrize("head", ["GET /livez HTTP/9.9\r\n\r\n", "GET /livez\r\n\r\n"])
def test_nonsense_is_refused(port, head):
    assert said(port, head).startswith("HTTP/1.1 400 Bad Request")


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "PATH_INFO"])
def test_no_client_says_where_the_site_lies(port, name):
    """There is nothing below `/readyz`; whoever believed the header would answer as `/livez`."""
    head = f"GET /readyz/livez HTTP/1.1\r\nHost: localhost\r\n{name}: /readyz\r\nConnection: close"
    assert "200" not in said(port, f"{head}\r\n\r\n").splitlines()[0]


def test_clients_that_leave_do_no_harm(port):
    for head in ("", "GET", LIVEZ):
        with socket.create_connection((HOST, port)) as connection:
            connection.sendall(head.encode())

    assert asked(port, "/livez")[:2] == (200, "ok\n")
