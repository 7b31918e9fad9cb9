"""How fast pages are: requests a second and processor time, beside a bare view of equal bytes."""

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from tests.bench.servers import ROOT, Figure, Server, serve

READERS, PEOPLE = 2_000, 200  # requests a round
PAGES_OF_RATINGS = 3  # of twelve skills
LEAST_RATIO, MOST_PROCESSOR = 0.5, 25  # of the bare view's requests a second; milliseconds
BROWSER = "Accept-Encoding: gzip\r\n"  # what people's browsers send; readers are sent equal bytes


def main() -> None:
    with TemporaryDirectory() as folder:
        environ = _environ(Path(folder))
        for command in (["migrate"], ["load_content"], ["collectstatic", "--no-input"]):
            _manage(environ, *command, "--verbosity", "0")
        with serve("portal.wsgi:application", environ) as site:
            pages = _pages(site)
            readers = {name: site.measure(path, READERS) for name, path in pages.items()}
            people = _measure_person(site, pages["role"])
        sizes = {figure.size for figure in readers.values()}
        bare = _bare("tests.bench.bare:application", {}, sizes)
        inside = environ | {"DJANGO_SETTINGS_MODULE": "tests.bench.clothed"}
        clothed = _bare("portal.wsgi:application", inside, sizes)
    _print_readers(readers, bare, clothed)
    _print_people(people)


def _environ(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "SECRET_KEY": secrets.token_urlsafe(64),
        "HTTPS": "off",
        "LOG_LEVEL": "CRITICAL",
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
    }


def _manage(environ: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environ, check=True)


def _pages(site: Server) -> dict[str, str]:
    """The first role and the first topic that one comes to stand for all."""
    [role] = re.findall(r'href="(/roles/[\w-]+/)"', site.ask("/roles/")[1])[:1]
    [topic] = re.findall(r'href="(/scalability/topics/[\w-]+/)"', site.ask("/scalability/")[1])[:1]
    return {"home": "/", "role list": "/roles/", "role": role, "topic": topic}


def _measure_person(site: Server, role: str) -> dict[str, Figure]:
    cookie = _rate(site)
    paths = {"matches": "/matches/", "role": role, "plan": role.replace("/roles/", "/plan/")}
    headers = f"{BROWSER}Cookie: {cookie}\r\n"
    return {name: site.measure(path, PEOPLE, headers) for name, path in paths.items()}


def _rate(site: Server) -> str:
    """Rate the skills that the most roles ask, from aware to advanced; the cookie of the person."""
    cookie = ""
    for page in range(1, PAGES_OF_RATINGS + 1):
        form = site.ask(f"/profile/?page={page}", Cookie=cookie)[1]
        names = sorted(set(re.findall(r'name="(level-[\w-]+)"', form)))
        answer, _ = site.ask(
            "/profile/rate/",
            "POST",
            urlencode({name: 1 + number % 4 for number, name in enumerate(names)}),
            Cookie=cookie,
            Content_Type="application/x-www-form-urlencoded",
            Sec_Fetch_Site="same-origin",
        )
        given = answer.headers.get_all("Set-Cookie") or []
        sessions = [one.split(";")[0] for one in given if one.startswith("sessionid=")]
        cookie = sessions[0] if sessions else cookie
    return cookie


def _bare(application: str, environ: dict[str, str], sizes: set[int]) -> dict[int, Figure]:
    with serve(application, environ) as server:
        return {size: server.measure(f"/{size}/", READERS) for size in sorted(sizes)}


def _print_readers(
    readers: dict[str, Figure], bare: dict[int, Figure], clothed: dict[int, Figure]
) -> None:
    print("\nPages for readers, beside a view without middleware that returns as many bytes")
    print(
        f"(at least {LEAST_RATIO} of its requests a second; last: that view under our middleware)"
    )
    print(f"{'':10} {'bytes':>8} {'a second':>9} {'ms each':>8} {'bare':>7} {'ms':>6}", end="")
    print(f" {'ratio':>6} {'clothed':>8}")
    for name, figure in readers.items():
        beside = bare[figure.size]
        print(
            f"{name:10} {figure.size:8,} {figure.rate:9,.0f} {figure.processor:8.2f} "
            f"{beside.rate:7,.0f} {beside.processor:6.2f} {figure.rate / beside.rate:6.2f} "
            f"{clothed[figure.size].rate:8,.0f}"
        )


def _print_people(people: dict[str, Figure]) -> None:
    rated = PAGES_OF_RATINGS * 12
    print(f"\nPages for a person with {rated} ratings (at most {MOST_PROCESSOR} ms of processor)")
    print(f"{'':10} {'bytes':>8} {'a second':>9} {'ms each':>8}")
    for name, figure in people.items():
        print(f"{name:10} {figure.size:8,} {figure.rate:9,.0f} {figure.processor:8.2f}")


if __name__ == "__main__":
    main()
