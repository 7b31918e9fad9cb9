import json

import pytest

from tests.portal.environments import KEY, ROOT, run, settings


def test_database_is_sqlite_in_the_house_unless_told_otherwise():
    [databases] = settings("DATABASES")

    assert databases["default"]["NAME"] == str(ROOT / "db.sqlite3")
    assert databases["default"]["CONN_MAX_AGE"] is None
    assert databases["default"]["OPTIONS"] == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 3,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "breaker": True,
    }


def test_what_the_address_of_the_database_says_counts():
    url = "sqlite:////srv/site.sqlite3?timeout=5&CONN_MAX_AGE=60"
    [databases] = settings("DATABASES", DATABASE_URL=url)
    database = databases["default"]

    assert (database["NAME"], database["CONN_MAX_AGE"]) == ("/srv/site.sqlite3", 60)
    assert database["OPTIONS"]["timeout"] == 5
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_sqlite_queues_writers_and_keeps_a_write_ahead_log(tmp_path):
    code = """
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
import django, json; django.setup()
from django.db import connection, transaction
pragmas = {}
with connection.cursor() as cursor:
    for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys"):
        pragmas[name] = cursor.execute(f"PRAGMA {name}").fetchone()[0]
begun = []
connection.connection.set_trace_callback(begun.append)
with transaction.atomic():
    pass
print(json.dumps([pragmas, "BEGIN IMMEDIATE" in begun]))
"""
    database = tmp_path / "site.sqlite3"
    done = run(code, SECRET_KEY=KEY, DATABASE_URL=f"sqlite:///{database}")

    assert done.stderr == ""
    assert json.loads(done.stdout) == [
        {"journal_mode": "wal", "synchronous": 1, "busy_timeout": 3_000, "foreign_keys": 1},
        True,
    ]


@pytest.mark.parametrize(
    ("environ", "size", "timeout"),
    [({}, 16, 2_000), ({"DATABASE_POOL": "3", "DATABASE_STATEMENT_TIMEOUT": "500"}, 3, 500)],
)
def test_postgresql_has_a_pool_and_no_endless_queries(environ, size, timeout):
    url = "postgres://user:password@db.example:5432/careers"
    [databases] = settings("DATABASES", DATABASE_URL=url, **environ)
    database = databases["default"]

    assert database["ENGINE"] == "portal.core.database.postgresql"
    assert [database[key] for key in ("HOST", "NAME", "USER")] == ["db.example", "careers", "user"]
    assert database["CONN_MAX_AGE"] == 0
    assert database["CONN_HEALTH_CHECKS"] is True
    assert database["OPTIONS"] == {
        "pool": {"min_size": 1, "max_size": size, "timeout": 1.5, "reconnect_timeout": 1},
        "connect_timeout": 2,
        "options": f"-c statement_timeout={timeout} -c lock_timeout={timeout}",
        "deadline": timeout / 1_000 + 0.5,
        "breaker": True,
    }


@pytest.mark.parametrize("page", [{}, {"DATABASE_STATEMENT_TIMEOUT": "500"}])
def test_command_waits_longer_than_a_page_and_needs_no_pool(page):
    url = "postgres://user:password@db.example:5432/careers"
    [databases] = settings("DATABASES", DATABASE_URL=url, DATABASE_PATIENT="on", **page)

    assert databases["default"]["OPTIONS"] == {
        "connect_timeout": 10,
        "options": "-c statement_timeout=600000 -c lock_timeout=60000",
    }


def test_command_waits_for_the_lock_of_sqlite():
    [databases] = settings("DATABASES", DATABASE_PATIENT="on")

    assert databases["default"]["OPTIONS"]["timeout"] == 60
    assert databases["default"]["OPTIONS"]["breaker"] is False


@pytest.mark.parametrize(
    ("words", "is_command"), [(["migrate"], True), (["runserver"], False), ([], True)]
)
def test_manage_py_tells_a_command_from_the_site(words, is_command):
    code = f"""
import runpy, sys
from django.core import management
management.execute_from_command_line = lambda words: None  # nothing is to be run
sys.argv = ["manage.py", *{words}]
runpy.run_path("manage.py", run_name="__main__")
from portal import settings
print(settings.DATABASE_PATIENT)
"""
    done = run(code, SECRET_KEY=KEY)

    assert (done.stdout, done.stderr) == (f"{is_command}\n", "")


def test_postgresql_keeps_the_options_of_its_address():
    url = "postgres://user:password@db.example/careers?sslmode=require&connect_timeout=7&options=-c%20work_mem%3D8MB"
    [databases] = settings("DATABASES", DATABASE_URL=url)
    options = databases["default"]["OPTIONS"]

    assert (options["sslmode"], options["connect_timeout"]) == ("require", 7)
    assert options["pool"]["max_size"] == 16
    assert options["options"] == ("-c statement_timeout=2000 -c lock_timeout=2000 -c work_mem=8MB")


ASKING = """
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
import django, json, logging, warnings; django.setup()
from django.test import Client
logging.disable()
warnings.filterwarnings("ignore", "No directory at")  # nothing was collected
def ask(path):
    response = Client(headers={"host": HOST}).get(path)
    return [response.status_code, response.headers.get("Location"), response.content.decode()]
print(json.dumps([ask(path) for path in PATHS]))
"""


def test_site_without_its_database_is_alive_and_not_ready(tmp_path):
    folder = tmp_path / "unmounted"
    folder.mkdir()
    gone = f"import os, portal.settings; os.rmdir({str(folder)!r})"
    code = f"{gone}\nPATHS = ['/livez', '/readyz']; HOST = '10.0.0.7'\n{ASKING}"
    done = run(code, SECRET_KEY=KEY, DATABASE_URL=f"sqlite:///{folder / 'site.sqlite3'}")

    assert json.loads(done.stdout) == [[200, None, "ok\n"], [503, None, "no database\n"]]


def test_pages_move_to_https():
    code = f"PATHS = ['/', '/roles/?q=a']; HOST = 'localhost'\n{ASKING}"
    done = run(code, SECRET_KEY=KEY)

    assert json.loads(done.stdout) == [
        [301, "https://localhost/", ""],
        [301, "https://localhost/roles/?q=a", ""],
    ]
