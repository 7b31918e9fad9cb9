"""gunicorn as it serves the site, and a client that costs little beside it."""

import http.client
import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
CONNECTIONS = 8
WARM_UP = 0.1  # of a round's requests, before it
QUIET = ["--access-logfile", "/dev/null", "--max-requests", "0"]
TICKS = os.sysconf("SC_CLK_TCK")
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


class Figure(NamedTuple):
    size: int  # bytes of the body
    rate: float  # requests a second
    processor: float  # milliseconds of the workers' processor time, a request


@dataclass(frozen=True)
class Server:
    port: int
    process: int

    def exchange(self, path: str, method: str = "GET", body: str = "", **headers: str):
        """One request by the plainest client: the answer, and the bytes of its body."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body or None, names)
        answer = connection.getresponse()
        return answer, answer.read()

    def ask(self, path: str, method: str = "GET", body: str = "", **headers: str):
        """The same, for what is not compressed: the answer, and its text."""
        answer, content = self.exchange(path, method, body, **headers)
        return answer, content.decode()

    def measure(self, path: str, requests: int, headers: str = "") -> Figure:
        """One round of so many requests, warm."""
        ask = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n{headers}\r\n".encode()
        self._send(ask, int(requests * WARM_UP))
        before, begun = self._processor(), time.perf_counter()
        size = self._send(ask, requests)
        took = time.perf_counter() - begun
        return Figure(size, requests / took, (self._processor() - before) * 1000 / requests)

    def _send(self, ask: bytes, requests: int) -> int:
        each = max(1, requests // CONNECTIONS)
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            sizes = set(pool.map(lambda _: self._keep_asking(ask, each), range(CONNECTIONS)))
        return max(sizes)

    def _keep_asking(self, ask: bytes, times: int) -> int:
        size = 0
        with socket.create_connection((HOST, self.port), timeout=60) as connection:
            for _ in range(times):
                connection.sendall(ask)
                size = _read(connection)
        return size

    def _processor(self) -> float:
        """Seconds of processor that the workers have used."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        return sum(_ticks(child) for child in children) / TICKS


def middle(rounds: Iterable[Figure]) -> Figure:
    """The median of each figure."""
    return Figure(*(median(one) for one in zip(*rounds, strict=True)))


@contextmanager
def serve(
    application: str, environ: dict[str, str], config: str = "portal/gunicorn.py"
) -> Iterator[Server]:
    """Two workers of gunicorn, in the settings of the site, until the end of the block."""
    port = _free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "--config", config, application, *QUIET),
        *("--bind", f"{HOST}:{port}", "--workers", "2", "--log-level", "error"),
    ]
    given = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environ}
    process = subprocess.Popen(command, cwd=ROOT, env=given)
    try:
        _wait_for(port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def environ_of(folder: Path) -> dict[str, str]:
    """The settings of production, but for HTTPS, with a database in a folder of its own."""
    return {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "SECRET_KEY": secrets.token_urlsafe(64),
        "HTTPS": "off",
        "LOG_LEVEL": "CRITICAL",
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
    }


def chosen(environ: dict[str, str]) -> dict[str, str]:
    """The same, on the database that DATABASE_URL names where it names one."""
    return environ | {name: os.environ[name] for name in ("DATABASE_URL",) if name in os.environ}


def prepare(environ: dict[str, str]) -> None:
    """The tables, the shipped content and the static files."""
    for command in (["migrate"], ["load_content"], ["collectstatic", "--no-input"]):
        manage(environ, *command, "--verbosity", "0")


def setup_django(environ: dict[str, str]) -> None:
    """Give this process the settings and the database of the site, and patience to fill that."""
    settings = {"DJANGO_SETTINGS_MODULE": "portal.settings", "DATABASE_PATIENT": "on"}
    os.environ.update(settings | environ)
    import django  # noqa: PLC0415 -- the settings are known only now

    django.setup()


def manage(environ: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environ, check=True)


def _read(connection: socket.socket) -> int:
    """Read one answer to its end, and give the length of its body."""
    held = b""
    while b"\r\n\r\n" not in held:
        held += connection.recv(65_536)
    head, _, body = held.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.split(b"\r\n")[0].decode())
    size = int(LENGTH.search(head)[1])
    left = size - len(body)
    while left:
        left -= len(connection.recv(left))
    return size


def _ticks(process: str) -> int:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])  # of user and system


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as taken:
        return taken.getsockname()[1]


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            time.sleep(1)  # for the second worker
            return
    raise RuntimeError("gunicorn does not answer")
