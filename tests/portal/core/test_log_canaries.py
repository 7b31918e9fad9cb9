"""Secrets of every kind are sent in every way that is logged; no log may hold one."""

import os
import re
import socket
import subprocess
import sys
from http.client import HTTPConnection
from urllib.parse import quote, unquote, urlencode

import pytest

from tests.canaries.mail_server import mail_server
from tests.serving import ROOT, serve

SECRETS = {
    "key of the site": "qm3Vx7LtR9sKd2WnF8bYc5HjP4gZa6Eu0TiMoQw1XyBvNrCkSlDfGhJ",
    "password of the mail server": "m4il-Pa55/w0rd#x",
    "address": "ada.lovelace@canary.example",
    "refused address": "grace.hopper@canary.example",
    "address of a search": "mary@somerville.example",
    "return token": "Zk3_q9xV-bT7mN2wLpR8sY4cH6dJ1fGaQeUiOoWzXyA",
    "reset key": "2f-d1abcd-0123456789abcdef0123456789abcdef",
    "confirmation key": "Mjk:1vQwEr:Hq2Zx8Lm4Vb6Nc1Ks9Jd3Fg7Ty5Ru0Pw-AeIoUyXz",
    "session": "k3jx9q2mv8zt1wbn4rp7yc5hd6gfs0la",
    "token against forgery": "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1eF",
    "secret of the second factor": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "recovery code": "c0ffee42",
    "code": "918273",
}
PATHS = {
    "return token": "/profile/return/%s/",
    "reset key": "/accounts/password/reset/key/%s/",
    "confirmation key": "/accounts/confirm-email/%s/",
    "address": "/accounts/%s/",
}
FIELDS = [
    *("address", "refused address", "address of a search", "return token", "reset key"),
    *("confirmation key", "session", "token against forgery", "secret of the second factor"),
    *("recovery code", "code"),
]
BROKEN = [
    "GET {path}",
    "GET {path} HTTP/9.9\r\nHost: 127.0.0.1",
    "get {path} HTTP/1.1\r\nHost: 127.0.0.1",
    "GET {path} with a blank HTTP/1.1\r\nHost: 127.0.0.1",
    "G=T {path} HTTP/1.1\r\nHost: 127.0.0.1",
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nReferer {path}",
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX: y\r\nCookie sessionid={session}",
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {session}",
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: {session}",
    "{path}",
    "GET {path}?" + "a" * 5_000 + " HTTP/1.1\r\nHost: 127.0.0.1",
    "GET / HTTP/1.1\r\nHost: {path}",
]


def encodings(path: str) -> list[str]:
    """The path as it is, and as others write it."""
    every = "".join(f"%{byte:02X}" for byte in path.encode())
    return [
        path,
        path.replace("/profile/return", "/Profile/RETURN").replace("reset/key", "RESET/Key"),
        path.replace("/", "//"),
        path.replace("/re", "/%72e").replace("/con", "/%63on").replace("@", "%40"),
        path.replace("/re", "/%2572e").replace("/con", "/%2563on").replace("@", "%2540"),
        quote(path, safe="/"),
        quote(quote(quote(path, safe=""), safe=""), safe="/"),
        every.replace("%2F", "/"),
        path.rstrip("/") + "?next=" + quote(path),
        path.rstrip("/") + "%0d%0aSet-Cookie:x/",
    ]  # fmt: skip


class Site:
    def __init__(self, port: int) -> None:
        self.port = port
        self.asked = 0

    def ask(self, method: str, path: str, body: dict | None = None, **headers: str):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            names["Content-Type"] = "application/x-www-form-urlencoded"
        connection.putrequest(method, path, skip_accept_encoding=True)
        text = urlencode(body or {})
        for name, value in {**names, "Content-Length": str(len(text))}.items():
            connection.putheader(name, value)
        connection.endheaders(text.encode())
        self.asked += 1
        with connection.getresponse() as answer:
            answer.read()
        connection.close()

    def send(self, head: str) -> None:
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(f"{head}\r\n\r\n".encode())
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65_536):
                pass


@pytest.fixture(scope="module")
def environ(tmp_path_factory):
    folder = tmp_path_factory.mktemp("canaries")
    given = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "DJANGO_SETTINGS_MODULE": "tests.canaries.settings",
        "PYTHONPATH": str(ROOT),
        "SECRET_KEY": SECRETS["key of the site"],
        "HTTPS": "off",
        "EMAIL_VERIFICATION": "mandatory",
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "WEB_CONCURRENCY": "1",
    }
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, cwd=ROOT, env=given, check=True, timeout=120)
    return given


def send_paths(site: Site, secrets: dict[str, str]) -> None:
    for kind, template in PATHS.items():
        for path in encodings(template % secrets[kind]):
            for method in ("GET", "PUT"):
                site.ask(method, path, Referer=f"https://portal.example{path}", User_Agent=path)
            site.ask(
                "POST", path, {"a": "b"}, Sec_Fetch_Site="cross-site", X_Request_ID="of-a-post"
            )
            site.ask("GET", "/roles/", Referer=path, X_Request_ID=secrets[kind].replace(":", "-"))


def send_fields(site: Site, secrets: dict[str, str]) -> None:
    for number, kind in enumerate(FIELDS):
        for value in (
            secrets[kind],
            quote(secrets[kind], safe=""),
            quote(quote(secrets[kind], safe="")),
        ):
            query = f"q={value}&{value}&x{number}={value}&page=2;token={value}"
            site.ask("GET", f"/admin/portal/user/?{query}", Referer=f"http://127.0.0.1/?{query}")
            site.ask(
                "GET", f"/search/?{query}", User_Agent=f"robot {value}" if number < 9 else "robot"
            )
    cookie = f"sessionid={secrets['session']}; csrftoken={secrets['token against forgery']}"
    form = {"told": "x", "csrfmiddlewaretoken": secrets["token against forgery"]}
    site.ask("POST", "/accounts/logout/", form, Cookie=cookie)
    site.ask("POST", "/accounts/logout/", form)


def send_broken(site: Site, secrets: dict[str, str]) -> None:
    for kind, template in PATHS.items():
        for head in BROKEN:
            site.send(head.format(path=template % secrets[kind], session=secrets["session"]))


def send_failures(site: Site, secrets: dict[str, str]) -> None:
    """What views raise, with every secret in it; codes of a few signs are known by their place."""
    told = " ".join(f"'{secret}'" for kind, secret in secrets.items() if "code" not in kind)
    for more in (told, quote(told), f"postgres://ada:{secrets['session']}/x@db/site {told}"):
        for how in ("400", "403", "500"):
            site.ask(
                "POST",
                f"/fail/{how}/?code={secrets['code']}",
                {"told": more},
                Cookie="csrftoken=" + "a" * 32,
                X_CSRFToken="a" * 32,
            )


def send_mails(site: Site, secrets: dict[str, str], received: list[str]) -> list[str]:
    """Sign up, and ask for a new password: the keys of the mails are used, and given back."""
    form = {"email": secrets["address"], "password1": "a-long-and-quiet-pass"}
    token = "csrftoken=" + "a" * 32
    more = {"Cookie": token, "X_CSRFToken": "a" * 32}
    site.ask("POST", "/accounts/signup/", form, **more)
    site.ask("POST", "/accounts/signup/", form | {"email": secrets["refused address"]}, **more)
    site.ask("POST", "/accounts/password/reset/", {"email": secrets["address"]}, **more)
    site.ask("POST", "/accounts/password/reset/", {"email": secrets["refused address"]}, **more)
    links = re.findall(
        r"/accounts/(?:password/reset/key|confirm-email)/[^/\s]+/", "".join(received)
    )
    for link in links:
        for path in encodings(link):
            site.ask("GET", path, Referer=path)
            site.ask("PUT", path)
    return [link.rstrip("/").rpartition("/")[2] for link in links]


SERVERS = {
    "gunicorn": ["-m", "gunicorn", "--config", "portal/gunicorn.py", "--bind", "127.0.0.1:{port}"],
    "runserver": ["manage.py", "runserver", "--noreload", "127.0.0.1:{port}"],
}


@pytest.mark.parametrize(
    ("server", "level"), [("gunicorn", "info"), ("gunicorn", "debug"), ("runserver", "debug")]
)
def test_no_log_holds_a_secret(environ, tmp_path, server, level):
    log = tmp_path / "log"
    command = SERVERS[server] + (["--log-level", level] if server == "gunicorn" else [])
    with mail_server() as (port, received):
        password = quote(SECRETS["password of the mail server"], safe="")
        given = environ | {
            "LOG_LEVEL": level,
            "EMAIL_URL": f"smtp://portal:{password}@127.0.0.1:{port}",
        }
        secrets = SECRETS | {"address": f"ada.{server}.{level}@canary.example"}
        with serve(command, given, log) as listening:
            site = Site(listening)
            keys = send_mails(site, secrets, received)
            send_paths(site, secrets)
            send_fields(site, secrets)
            send_broken(site, secrets)
            send_failures(site, secrets)
    text = log.read_text()
    plain = text
    for _ in range(5):
        plain = unquote(plain)

    hits = {
        line
        for secret in [*secrets.values(), *keys, password]
        for line in (text + plain).splitlines()
        if secret.lower() in line.lower()
    }
    assert hits == set()
    assert len(keys) == 2
    assert text.count("HTTP/1.1") >= site.asked
    assert "An email was refused permanently" in text
    assert text.count("Traceback") >= 6
    assert "Warned of" in text
    assert "Told" in text
