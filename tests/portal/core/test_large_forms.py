"""A form that is too large is refused in words, behind a proxy as well."""

import os
import socket
import threading
from contextlib import contextmanager
from http.client import HTTPConnection

import pytest

from careers.data_export.limits import MOST_BYTES
from portal.gunicorn_worker import MOST_HEARD
from tests.serving import HOST, ROOT, serve

COMMAND = ["-m", "gunicorn", "--config", "portal/gunicorn.py", "--bind", f"{HOST}:{{port}}"]
IMPORT = "/profile/data/import/"
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin", "Content-Type": "multipart/form-data; boundary=x"}
LARGE = MOST_BYTES + 1_000_000
CHUNK = b" " * 100_000


@pytest.fixture(scope="module")
def port(tmp_path_factory, migrated_database):
    environ = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "SECRET_KEY": "only-for-tests",
        "HTTPS": "off",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": migrated_database.url,  # nothing is written
        "WEB_CONCURRENCY": "1",
        "WEB_THREADS": "4",
    }
    with serve(COMMAND, environ, tmp_path_factory.mktemp("large") / "log") as port:
        yield port


@contextmanager
def proxy(port: int):
    """One that sends all of a form on before it reads the answer, and says 502 if it cannot."""
    with socket.create_server((HOST, 0)) as listening:
        thread = threading.Thread(target=hand_on, args=(listening, port))
        thread.start()
        yield listening.getsockname()[1]
        thread.join(60)


def hand_on(listening: socket.socket, port: int) -> None:
    client, _ = listening.accept()
    with client, socket.create_connection((HOST, port), timeout=60) as site:
        try:
            while heard := client.recv(65_536):
                site.sendall(heard)
            while answer := site.recv(65_536):
                client.sendall(answer)
        except OSError:
            client.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")


def sent(port: int, path: str, size: int, headers: dict[str, str]) -> tuple[int, str]:
    """The status and the body of the answer to a form of so many bytes."""
    connection = HTTPConnection(HOST, port, timeout=60)
    connection.putrequest("POST", path)
    for name, value in {**headers, "Content-Length": str(size), "Connection": "close"}.items():
        connection.putheader(name, value)
    connection.endheaders()
    for _ in range(size // len(CHUNK)):
        connection.send(CHUNK)
    connection.send(CHUNK[: size % len(CHUNK)])
    connection.sock.shutdown(socket.SHUT_WR)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


@pytest.mark.parametrize("size", [LARGE, MOST_HEARD - 1_000_000])
def test_file_that_is_too_large_is_refused_in_words_behind_a_proxy(port, size):
    with proxy(port) as between:
        status, page = sent(between, IMPORT, size, SAME_ORIGIN)

    assert status == 413
    assert "This file is larger than 45.0\N{NO-BREAK SPACE}MB" in page


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/profile/rate/", {}, 403),
        ("/nothing/", SAME_ORIGIN, 404),
        ("/roles/", {}, 405),
    ],
)
def test_whoever_is_refused_unread_gets_the_answer_behind_a_proxy(port, path, headers, status):
    with proxy(port) as between:
        answered, page = sent(between, path, LARGE, headers)

    assert answered == status
    assert "</html>" in page


def test_proxy_lets_through_what_the_portal_hears_out():
    documented = (ROOT / "docs" / "operating.md").read_text()

    assert MOST_BYTES < 100 * 1024**2 < MOST_HEARD
    assert "client_max_body_size 100m;" in documented
    assert f"({MOST_BYTES // 1024**2} MB, most of it" in " ".join(documented.split())
