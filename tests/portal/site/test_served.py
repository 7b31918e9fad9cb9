"""What gunicorn itself adds, drops and says: HEAD, errors before any page, and the logs."""

import gzip
import re
import shutil
import socket
from contextlib import closing
from html import unescape
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.databases import own_database, served_by
from tests.factories import make_resource, make_role, make_skill
from tests.scalability.factories import make_case_study, make_topic
from tests.serving import HOST, ROOT, serve

COMMAND = ["-m", "gunicorn", "--config", "portal/gunicorn.py", "--bind", f"{HOST}:{{port}}"]
CSS, PICTURE = "css/base.css", "icons/icon-192.png"
PAGES = [
    *("/", "/roles/", "/roles/?q=engineer", "/roles/engineer/", "/roles/engineer/transitions/"),
    *("/roles/compare/", "/skills/", "/skills/python/", "/resources/", "/resources/book/"),
    *("/scalability/", "/scalability/topics/load/", "/scalability/case-studies/"),
    *("/search/?q=python", "/about/match/", "/about/balance/", "/about/sources/"),
    *("/profile/", "/profile/progress/", "/profile/data/", "/profile/questions/", "/matches/"),
    *("/profile/delete/", "/plan/", "/plan/engineer/", "/profile/return/nothing/"),
    *("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/email/"),
    *("/accounts/second-factor/webauthn/login/", "/admin/", "/admin/login/"),
]
FILES = [
    *("/profile/data/profile.json", "/profile/data/resume.json", "/profile/data/ratings.csv"),
    *(
        "/plan/engineer/plan.ics",
        "/plan/engineer/plan.csv",
        "/card.png",
        "/roles/engineer/card.png",
    ),
    *("/favicon.ico", "/site.webmanifest", "/robots.txt", "/sitemap.xml", "/livez", "/readyz"),
    *("/.well-known/security.txt", "/.well-known/change-password"),
    *(f"/static/{CSS}", f"/static/{PICTURE}"),
]
NOTHING = ["/nowhere/", "/roles", "/skills/python/).", "/profile/rate/", "/static/nothing.css"]
# What differs from one answer to the next: the time, the id, a token, and random bytes.
OWN = {"date", "x-request-id", "set-cookie", "expires"}
LARGE = b"a=" + b"a" * 3_000_000
RANDOM = 100  # bytes, added against BREACH
SHORT = 400  # bytes; with the random ones some are shorter as they are, by chance


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("served") / "log"


@pytest.fixture(scope="module")
def static(tmp_path_factory) -> Path:
    """A sheet that lies there compressed as well, and a picture that does not."""
    folder = tmp_path_factory.mktemp("static")
    for name in (CSS, PICTURE):
        (folder / name).parent.mkdir()
        shutil.copy(ROOT / "static" / name, folder / name)
    compressed = gzip.compress((folder / CSS).read_bytes(), mtime=0)
    (folder / f"{CSS}.gz").write_bytes(compressed)
    return folder


@pytest.fixture(scope="module")
def port(tmp_path_factory, migrated_database, django_db_blocker, static, log):
    """One worker with a little content."""
    with own_database(tmp_path_factory.mktemp("database"), migrated_database) as database:
        with django_db_blocker.unblock(), served_by(database):
            python = make_skill(title="Python")
            make_role(title="Engineer", requirements={python: (3, 4)})
            make_resource(title="Book", teaches={python: (0, 3)})
            make_case_study(parts={make_topic(title="Load"): "challenge"})
        environ = database.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.served.settings",
            "PYTHONPATH": str(ROOT),
            "STATIC_ROOT": str(static),
            "WEB_CONCURRENCY": "1",
            "WEB_THREADS": "2",
        }
        with serve(COMMAND, environ, log) as listening:
            yield listening


@pytest.fixture
def connection(port):
    with closing(HTTPConnection(HOST, port, timeout=20)) as opened:
        yield opened


def ask(connection, method: str, path: str, sent: bytes = b"", **headers: str):
    """The status, the headers that stay the same, and the body."""
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders(sent)
    answer = connection.getresponse()
    named = {name.lower(): value for name, value in answer.getheaders()}
    return answer.status, {name: named[name] for name in named if name not in OWN}, answer.read()


@pytest.mark.parametrize("encoding", ["gzip", "identity", "gzip;q=0", "br;q=1, gzip;q=0.5"])
def test_head_says_what_get_says_on_one_connection_and_gunicorn_says_nothing(
    connection, log, encoding
):
    differing = {}
    for path in [*PAGES, *FILES, *NOTHING]:
        before, answer, after = (
            ask(connection, method, path, Accept_Encoding=encoding)
            for method in ("HEAD", "GET", "HEAD")
        )
        assert len(answer[2]) == int(answer[1]["content-length"]), path
        if "gzip" in encoding and len(answer[2]) < SHORT:
            continue
        for head in (before, after):
            length, real = (one[1].pop("content-length", None) for one in (head, answer))
            is_random = answer[1].get("content-encoding") == "gzip" and "etag" not in answer[1]
            near = real and abs(int(length or 0) - int(real)) <= RANDOM * is_random
            if head[:2] != answer[:2] or head[2] or not near:
                differing[path] = head, answer[:2], length, real
            answer[1]["content-length"] = real

    assert differing == {}
    assert "dropping" not in log.read_text()


def test_part_of_a_picture_is_the_picture_s_own_bytes(connection, static):
    picture = f"/static/{PICTURE}"
    asked = {"Accept_Encoding": "gzip", "Range": "bytes=10-300"}
    status, headers, body = ask(connection, "GET", picture, **asked)

    assert (status, "content-encoding" in headers) == (206, False)
    assert body == (static / PICTURE).read_bytes()[10:301]


REFUSED = {
    "GET / HTTP/9.9": (400, "We couldn't understand the request"),
    "G=T / HTTP/1.1": (400, "We couldn't understand the request"),
    f"GET /?{'a' * 5_000} HTTP/1.1": (414, "The address is too long"),
    f"GET / HTTP/1.1\r\nCookie: {'a' * 9_000}": (431, "Your browser sent too many cookies"),
    "POST / HTTP/1.1\r\nTransfer-Encoding: secret": (
        501,
        "We don't support this transfer encoding",
    ),
    "GET / HTTP/1.1\r\nExpect: secret": (417, "The request expects something we can't do"),
}


@pytest.mark.parametrize("head", REFUSED, ids=lambda head: str(REFUSED[head][0]))
def test_refusal_of_the_server_is_in_words_and_is_found_in_the_log(port, log, head):
    with socket.create_connection((HOST, port), timeout=20) as connection:
        connection.sendall(f"{head}\r\nHost: {HOST}\r\n\r\n".encode())
        connection.shutdown(socket.SHUT_WR)
        heard = b""
        while more := connection.recv(65_536):
            heard += more
    top, _, body = heard.decode().partition("\r\n\r\n")
    status, words = REFUSED[head]
    [name] = re.findall(r"X-Request-ID: ([0-9a-f]{32})", top)

    assert top.startswith(f"HTTP/1.1 {status} ")
    assert words in unescape(body)
    assert 'href="/roles/"' in body
    assert f"add its number: <code>{name}</code>" in body
    assert "secret" not in body
    assert f"id={name} Invalid request" in log.read_text()


def test_every_line_of_a_request_has_its_id(connection, log):
    begun = len(log.read_text())
    sent = {
        "X_Request_ID": "of-a-proxy",
        "Origin": f"http://{HOST}:{connection.port}",
        "Content_Type": "application/x-www-form-urlencoded",
        "Content_Length": str(len(LARGE)),
    }
    status, _, page = ask(connection, "POST", "/profile/rate/", LARGE, **sent)
    lines = log.read_text()[begun:].splitlines()

    assert status == 413
    assert b"The form is too large" in page
    assert b"<code>of-a-proxy</code>" in page
    assert len(lines) > 5  # a traceback, and the access log
    assert [line for line in lines if "id=of-a-proxy" not in line] == []


def test_id_of_one_request_is_on_no_line_of_another(connection, log):
    for number in range(4):
        ask(connection, "GET", f"/nowhere/{number}/", X_Request_ID=f"number-{number}")
        ask(connection, "GET", f"/nothing/{number}/")
    lines = log.read_text().splitlines()

    for number in range(4):
        own = [line for line in lines if f"id=number-{number}" in line]
        assert len(own) == 2
        assert all(f"/nowhere/{number}/" in line for line in own)
    assert not any("/nothing/" in line and "id=number" in line for line in lines)


def test_lines_of_no_request_have_no_id(port, log):
    begun = [line for line in log.read_text().splitlines() if "Listening at" in line]

    assert re.fullmatch(r"\[.*\] \[\d+\] \[INFO\] id=- Listening at.*", begun[0])
