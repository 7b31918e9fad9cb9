"""How long it takes to rank all roles for one person, at three sizes, on both databases.

Each catalogue is made in a scratch database by a process of its own, and beside our query stands
the plainest loop: read every need by the ORM and add up by the rule.
"""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
STANDARD = "postgres://postgres@127.0.0.1:5432/postgres"
PAGE = 12
HEAD = """
Ranking all roles for one person with 40 ratings: milliseconds, medians, warm.
Bars for the order: 5 ms at ESCO's size, 50 ms at 100,000 roles.
  order: of all roles; page: 12 roles in it; worst: the order for who rated the most asked skills;
  loop: every requirement by the ORM, added up by the rule, and its ratio to the order;
  MB, MB: what the order and the loop add to a worker; edit: until another worker shows one.
"""
COLUMNS = ("order", "page", "worst", "loop", "ratio", "MB", "MB", "edit")
ROUNDS = 5


def main() -> None:
    print(HEAD)
    print(f"  {'':40}", *(f"{name:>7}" for name in COLUMNS))
    for scratch in (_sqlite, _postgresql):
        for place in range(3):
            with scratch() as url:
                if url:
                    _measure_apart(url, place)


def measure(place: int) -> None:
    """One line of the table, in the scratch database that the settings name."""
    from careers.models import Role  # noqa: PLC0415 -- only this process has settings
    from tests.bench.catalogues import SIZES, fill  # noqa: PLC0415

    people, worst = fill(SIZES[place])

    def order(person):
        return person.ranked(Role.objects.published()).keys(0, PAGE)

    before = _memory()
    usual = median(_times(lambda: [order(one) for one in people])) / len(people)
    page = median(_times(lambda: [one.ranked(Role.objects.published())[:PAGE] for one in people]))
    worse = median(_times(lambda: order(worst)))
    ours = _memory() - before
    edit = _time_to_see_an_edit(people[0], order)
    begun = time.perf_counter()
    by_rule = _plain_loop(people[0])[:PAGE]
    loop = (time.perf_counter() - begun) * 1000
    if by_rule != order(people[0]):
        raise AssertionError("The query and the rule order the roles differently.")
    theirs = _memory() - before - ours
    figures = (usual, page / len(people), worse, loop, loop / usual, ours, theirs, edit)
    shown = (f"{figure:7,.0f}" if figure >= 1000 else f"{figure:7.1f}" for figure in figures)
    print(f"  {SIZES[place]!s:40}", *shown)


def _plain_loop(person) -> list[int]:
    from careers.models import Requirement, Role  # noqa: PLC0415
    from careers.rules.matching import explain  # noqa: PLC0415

    asked = Requirement.objects.needs_of(Role.objects.published())
    levels = person.levels()
    titles = dict(Role.objects.published().values_list("pk", "title"))
    ranks = {role: explain(asked.get(role, []), levels).score.rank for role in titles}
    return sorted(titles, key=lambda role: (ranks[role], titles[role]))


def _time_to_see_an_edit(person, order: Callable) -> float:
    """From the commit of one worker to the answer of another that shows it."""
    from careers.models import Requirement  # noqa: PLC0415

    with ThreadPoolExecutor(1) as other:  # a connection of its own
        [best, *_] = other.submit(order, person).result()
        asked = Requirement.objects.filter(role=best)
        rows = list(asked)
        asked.update(level=5)
        begun = time.perf_counter()
        seen = other.submit(order, person).result()
        took = (time.perf_counter() - begun) * 1000
        if seen != order(person):
            raise AssertionError("The other worker does not see the edit.")
        Requirement.objects.bulk_update(rows, ["level"])
    return took


def _times(ask: Callable[[], object]) -> list[float]:
    """Milliseconds of each round but the first, which warms."""
    took = []
    for _ in range(ROUNDS + 1):
        begun = time.perf_counter()
        ask()
        took.append((time.perf_counter() - begun) * 1000)
    return took[1:]


def _memory() -> float:
    """MB of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def _measure_apart(url: str, place: int) -> None:
    environ = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "HTTPS": "off",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DATABASE_URL": url,
        "DATABASE_PATIENT": "on",  # filling takes longer than pages may
    }
    command = [sys.executable, "-m", "tests.bench.ranking", str(place)]
    subprocess.run(command, cwd=ROOT, env=environ, check=True)


@contextmanager
def _sqlite() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/catalogue.sqlite3"


@contextmanager
def _postgresql() -> Iterator[str | None]:
    import psycopg  # noqa: PLC0415

    given = os.environ.get("DATABASE_URL", "")
    server = given if given.startswith("postgres") else STANDARD
    try:
        connection = psycopg.connect(server, autocommit=True, connect_timeout=5)
    except psycopg.OperationalError:
        print("  PostgreSQL does not answer and is left out.")
        yield None
        return
    name = f"portal_bench_{os.getpid()}"
    with connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield server.rpartition("/")[0] + f"/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        import django
        from django.core.management import call_command

        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
        django.setup()
        call_command("migrate", verbosity=0)
        if sys.argv[1] == "0":
            print(f"  {django.db.connection.display_name}")
        measure(int(sys.argv[1]))
