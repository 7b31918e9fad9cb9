"""How fast pages are: requests a second and processor time, beside a bare view of equal bytes."""

import re
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from tests.bench.servers import Server, environ_of, middle, prepare, serve

READERS, PEOPLE = 1_600, 160  # requests a round
PAGES_OF_RATINGS = 3  # of twelve skills
ROUNDS = 5
READERS_HEAD = """
Pages for readers: requests a second, and milliseconds of the workers' processor for each; beside a
view without middleware that returns as many bytes (bar: at least 0.5 of its requests a second), and
that view under the middleware of the site.

                bytes     page            bare          ratio   clothed"""
PEOPLE_HEAD = """
Pages for a person with 36 ratings, compressed (bar: at most 15 ms of processor).

                bytes     page"""
BROWSER = "Accept-Encoding: gzip\r\n"  # what people's browsers send; readers are sent equal bytes


def main() -> None:
    with TemporaryDirectory() as folder:
        environ = environ_of(Path(folder))
        prepare(environ)
        clothed = environ | {"DJANGO_SETTINGS_MODULE": "tests.bench.clothed"}
        with (
            serve("portal.wsgi:application", environ) as site,
            serve("tests.bench.bare:application", environ, "tests/bench/bare_gunicorn.py") as bare,
            serve("portal.wsgi:application", clothed, "tests/bench/bare_gunicorn.py") as dressed,
        ):
            pages = _pages(site)
            _measure_readers(pages, site, bare, dressed)
            _measure_person(pages["role"], site)


def _pages(site: Server) -> dict[str, str]:
    """The first role and the first topic that one comes to stand for all."""
    [role] = re.findall(r'href="(/roles/(?!compare)[\w-]+/)"', site.ask("/roles/")[1])[:1]
    [topic] = re.findall(r'href="(/scalability/topics/[\w-]+/)"', site.ask("/scalability/")[1])[:1]
    return {"home": "/", "role list": "/roles/", "role": role, "topic": topic}


def _measure_readers(pages: dict[str, str], site: Server, bare: Server, dressed: Server) -> None:
    """In turns, so that what else the machine does falls on all three alike."""
    print(READERS_HEAD)
    for name, path in pages.items():
        size = len(site.ask(path)[1].encode())
        rounds = [
            (
                site.measure(path, READERS),
                *(one.measure(f"/{size}/", READERS) for one in (bare, dressed)),
            )
            for _ in range(ROUNDS)
        ]
        ours, bares, clothed = (middle(one) for one in zip(*rounds, strict=True))
        ratio = median(one.rate / other.rate for one, other, _ in rounds)
        print(
            f"  {name:10} {size:8,} {ours.rate:9,.0f} {ours.processor:6.2f} {bares.rate:9,.0f} "
            f"{bares.processor:6.2f} {ratio:6.2f} {clothed.rate:9,.0f} {clothed.processor:6.2f}"
        )


def _measure_person(role: str, site: Server) -> None:
    print(PEOPLE_HEAD)
    headers = f"{BROWSER}Cookie: {_rate(site)}\r\n"
    plan = role.replace("/roles/", "/plan/")
    lists = {"home": "/", "matches": "/matches/", "role list": "/roles/", "hub": "/scalability/"}
    paths = lists | {"role": role, "plan": plan, "skill": "/skills/python/"}
    for name, path in paths.items():
        figure = middle(site.measure(path, PEOPLE, headers) for _ in range(ROUNDS))
        print(f"  {name:10} {figure.size:8,.0f} {figure.rate:9,.0f} {figure.processor:6.1f}")


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


if __name__ == "__main__":
    main()
