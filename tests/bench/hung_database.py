"""What people notice of a PostgreSQL that hangs, dies or is cut off.

    python -m tests.bench.hung_database

Bars, with the database hung for 25 s: no prepared page fails, `/livez` p99 below 100 ms, and no
request takes more than 4 s. Starts a cluster, a proxy and the site of its own, on ports from PORT
on, and takes them down again.
"""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import count, cycle
from pathlib import Path
from tempfile import mkdtemp
from threading import Event, Thread
from typing import NamedTuple

from tests.bench.pages import _rate
from tests.bench.servers import HOST, ROOT, Server, environ_of, manage

PORT = int(os.environ.get("BENCH_PORT", "8160"))
DATABASE, PROXY, SITE = PORT, PORT + 1, PORT + 2
SECONDS = int(os.environ.get("BENCH_SECONDS", "25"))  # that the database is away
RATE = 20  # requests a second
BEFORE, AFTER = 5, 10  # seconds of health around it
PAGES = ["/", "/roles/", "/skills/", "/roles/machine-learning-engineer/", "/scalability/"]
KINDS = ["reader", "livez", "reader", "personal", "reader", "readyz", "reader", "writer"]
BIN = max(Path("/usr/lib/postgresql").glob("*/bin"))


class Seen(NamedTuple):
    kind: str
    path: str
    at: float  # seconds since the beginning
    took: float
    status: int  # 0: no answer


class Cluster:
    def __init__(self, folder: Path) -> None:
        self.folder = folder / "data"
        shutil.chown(folder, "postgres")
        folder.chmod(0o755)
        self._run("initdb", "-D", self.folder, "-A", "trust", "--no-sync")
        self.start()
        self._run("createdb", "-h", HOST, "-p", DATABASE, "portal")

    def start(self) -> None:
        options = (
            f"-p {DATABASE} -c listen_addresses={HOST} -c unix_socket_directories= -c fsync=off"
        )
        self._run(
            "pg_ctl",
            "-D",
            self.folder,
            "-w",
            "-l",
            self.folder.parent / "log",
            "-o",
            options,
            "start",
        )

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "-D", self.folder, "-w", "-m", mode, "stop")

    def signal(self, what: signal.Signals) -> None:
        """To every process of this cluster, and of no other."""
        main = int((self.folder / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        for process in [main, *map(int, children)]:
            with suppress(ProcessLookupError):
                os.kill(process, what)

    def _run(self, program: str, *arguments: object) -> None:
        command = ["runuser", "-u", "postgres", "--", str(BIN / program), *map(str, arguments)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


class Proxy:
    """Passes bytes on, until it swallows them."""

    def __init__(self) -> None:
        self.passes = Event()
        self.passes.set()
        self.server = socket.create_server((HOST, PROXY))
        Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            near, _ = self.server.accept()
            try:
                far = socket.create_connection((HOST, DATABASE))
            except ConnectionRefusedError:
                near.close()
                continue
            for one, other in ((near, far), (far, near)):
                Thread(target=self._pump, args=(one, other), daemon=True).start()

    def _pump(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65_536):
                if self.passes.is_set():
                    other.sendall(data)
        with suppress(OSError):
            other.shutdown(socket.SHUT_RDWR)


def main() -> None:
    folder = Path(mkdtemp())
    cluster = Cluster(folder)
    try:
        proxy = Proxy()
        environ = environ_of(folder) | {"LOG_LEVEL": os.environ.get("LOG_LEVEL", "CRITICAL")}
        url = f"postgres://postgres@{HOST}:{{}}/portal"
        environ["DATABASE_URL"] = url.format(DATABASE)
        for command in (["migrate"], ["load_content"], ["collectstatic", "--no-input"]):
            manage(environ, *command, "--verbosity", "0")
        environ["DATABASE_URL"] = url.format(PROXY)

        def cut_off() -> None:
            proxy.passes.clear()

        def restart() -> None:
            cluster.stop("fast")
            cluster.start()

        ways: dict[str, tuple[Callable[[], None], Callable[[], None]]] = {
            "stopped": (
                lambda: cluster.signal(signal.SIGSTOP),
                lambda: cluster.signal(signal.SIGCONT),
            ),
            "swallowed": (cut_off, proxy.passes.set),
            "killed": (cluster.stop, cluster.start),
        }
        for name in sys.argv[1:] or [*ways, "restarted"]:
            leave, come_back = ways.get(name, (restart, lambda: None))
            with _site(environ) as site:
                _report(name, _drive(site, leave, come_back, SECONDS if name in ways else 0))
    finally:
        with suppress(OSError):
            cluster.signal(signal.SIGCONT)
        cluster.stop()
        shutil.rmtree(folder)


@contextmanager
def _site(environ: dict[str, str]) -> Iterator[Server]:
    command = [sys.executable, "-m", "gunicorn", "--config", "portal/gunicorn.py"]
    command += ["--bind", f"{HOST}:{SITE}", "--access-logfile", "/dev/null", "--log-level", "error"]
    process = subprocess.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT), **environ})
    site = Server(SITE, process.pid)
    try:
        time.sleep(5)
        yield site
    finally:
        process.terminate()
        process.wait()


def _drive(
    site: Server, leave: Callable[[], object], return_: Callable[[], object], away: int
) -> list[Seen]:
    cookie = _rate(site)
    with ThreadPoolExecutor(16) as pool:  # both workers make their copies
        list(pool.map(lambda path: _ask(site.port, "GET", path, ""), PAGES * 16))
    begun, seen = time.monotonic(), []
    total = BEFORE + away + AFTER
    Thread(
        target=lambda: (time.sleep(BEFORE), leave(), time.sleep(away), return_()), daemon=True
    ).start()
    pages, numbers = cycle(PAGES), count()
    with ThreadPoolExecutor(200) as pool:
        for number, kind in zip(range(total * RATE), cycle(KINDS)):
            time.sleep(max(0, begun + number / RATE - time.monotonic()))
            seen.append(
                pool.submit(_one, site.port, kind, next(pages), cookie, begun, next(numbers))
            )
        done = [one.result() for one in seen]
    return [one for one in done if BEFORE <= one.at < BEFORE + away + AFTER]


def _one(port: int, kind: str, page: str, cookie: str, begun: float, number: int) -> Seen:
    at = time.monotonic()
    if kind == "writer":
        path = "/profile/rate/"
        status = _ask(port, "POST", path, cookie, f"level-python={1 + number % 5}")
    elif kind == "personal":
        path = "/matches/"
        status = _ask(port, "GET", path, cookie)
    else:
        path = page if kind == "reader" else f"/{kind}"
        status = _ask(port, "GET", path, "")
    return Seen(kind, path, at - begun, time.monotonic() - at, status)


def _ask(port: int, method: str, path: str, cookie: str, body: str | None = None) -> int:
    headers = {"Accept-Encoding": "gzip", "Cookie": cookie, "Sec-Fetch-Site": "same-origin"}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
    except OSError:
        return 0
    finally:
        connection.close()
    return answer.status


def _report(name: str, seen: list[Seen]) -> None:
    print(f"\nDatabase {name}: answers from then on, {RATE} requests a second (milliseconds)")
    print("              n    2xx 3xx   503  other     p50     p99     max   last 503")
    failed = [one for one in seen if not 200 <= one.status < 400 and one.kind == "reader"]
    for (path, status), times in Counter((one.path, one.status) for one in failed).items():
        print(f"  {status} to a reader of {path}: {times}")
    for kind in dict.fromkeys(KINDS):
        ours = [one for one in seen if one.kind == kind]
        took = sorted(one.took * 1000 for one in ours)
        well = sum(200 <= one.status < 400 for one in ours)
        away = [one for one in ours if one.status == 503]
        last = max((one.at - BEFORE for one in away), default=0)
        print(
            f"  {kind:9} {len(ours):5} {well:8} {len(away):7} {len(ours) - well - len(away):6}"
            f" {took[len(took) // 2]:7.0f} {took[int(len(took) * 0.99)]:7.0f} {took[-1]:7.0f}"
            f" {last:8.1f} s"
        )


if __name__ == "__main__":
    main()
