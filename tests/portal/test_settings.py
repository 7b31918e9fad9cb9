"""What the site is without tests/settings.py: each setting read by a Python of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SITE_URL = "https://localhost"
KEY = "a-key-that-is-long-and-has-many-different-characters-0123456789"
CSP = {
    "default-src": ["'none'"],
    "base-uri": ["'none'"],
    "connect-src": ["'self'"],
    "font-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "img-src": ["'self'"],
    "manifest-src": ["'self'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
}


def run(code: str, **environ: str) -> subprocess.CompletedProcess:
    """A Python that knows nothing but what it is given: no .env, no settings of the tests."""
    given = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "SITE_URL": SITE_URL, **environ}
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(  # noqa: PLW1510 -- a failure is what some tests look for
        command, cwd=ROOT, env=given, capture_output=True, text=True, timeout=60
    )


def settings(*names: str, **environ: str) -> list:
    """The values of some settings, as JSON can say them."""
    code = (
        "import json; from portal import settings; "
        f"print(json.dumps([getattr(settings, name) for name in {names!r}], default=str))"
    )
    done = run(code, **{"SECRET_KEY": KEY, **environ})
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_site_does_not_start_without_a_secret_key():
    done = run("import portal.settings")

    assert done.returncode != 0
    assert "ImproperlyConfigured: SECRET_KEY is not set" in done.stderr


@pytest.mark.parametrize("empty", ["", " "])
def test_site_does_not_start_with_an_empty_secret_key(empty):
    done = run("import portal.settings", SECRET_KEY=empty)

    assert done.returncode != 0
    assert "ImproperlyConfigured: SECRET_KEY is empty." in done.stderr


def test_site_is_safe_unless_told_otherwise():
    safe = {
        "SECRET_KEY": KEY,
        "DEBUG": False,
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
        "CSRF_TRUSTED_ORIGINS": [],
        "SECURE_SSL_REDIRECT": True,
        "SECURE_REDIRECT_EXEMPT": ["^livez$", "^readyz$"],
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": False,
        "SECURE_HSTS_PRELOAD": False,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "X_FRAME_OPTIONS": "DENY",
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https",
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
        "ALLAUTH_TRUSTED_PROXY_COUNT": 0,
        "CONTENT_SECURITY_POLICY": {"DIRECTIVES": CSP},
    }

    assert dict(zip(safe, settings(*safe), strict=True)) == safe


def test_passwords_are_hashed_by_argon2():
    [hashers] = settings("PASSWORD_HASHERS")

    assert hashers[0] == "portal.core.accounts.password_hashing.Argon2PasswordHasher"


def test_environment_decides():
    names = [
        *("DEBUG", "ALLOWED_HOSTS", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"),
        *("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "ACCOUNT_DEFAULT_HTTP_PROTOCOL"),
        *("SECRET_KEY_FALLBACKS", "ALLAUTH_TRUSTED_PROXY_COUNT", "ACCOUNT_EMAIL_VERIFICATION"),
    ]
    values = settings(
        *names,
        DEBUG="on",
        SITE_URL="https://careers.example",
        ALLOWED_HOSTS="careers.example,www.careers.example",
        HTTPS="off",
        SECRET_KEY_FALLBACKS="old,older",
        TRUSTED_PROXIES="1",
        EMAIL_VERIFICATION="none",
    )

    assert values == [
        *(True, ["careers.example", "www.careers.example"], False, 0),
        *(False, False, "http", ["old", "older"], 1, "none"),
    ]


def test_https_is_kept_for_as_long_as_told():
    assert settings("SECURE_HSTS_SECONDS", HSTS_SECONDS="60") == [60]


@pytest.mark.parametrize("told", [("on", "off"), ("off", "on")])
def test_promises_for_the_whole_domain_are_made_one_by_one(told):
    names = ("SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD")
    subdomains, preload = told
    made = settings(*names, HSTS_SUBDOMAINS=subdomains, HSTS_PRELOAD=preload)

    assert made == [word == "on" for word in told]


def test_mail_server_that_does_not_answer_holds_nobody_for_long():
    assert settings("EMAIL_TIMEOUT", EMAIL_URL="smtp+tls://user:password@mail:587") == [5]


def test_environment_is_read_from_the_file_that_is_named(tmp_path):
    file = tmp_path / "env"
    file.write_text(f"SECRET_KEY={KEY}\nDEBUG=off\n")
    done = run("from portal import settings; print(settings.SECRET_KEY)", ENV_FILE=str(file))

    assert (done.stdout, done.stderr) == (f"{KEY}\n", "")


@pytest.mark.parametrize(("debug", "added"), [("on", True), ("off", False)])
def test_debug_toolbar_is_there_with_debug_alone(debug, added):
    apps, middleware = settings("INSTALLED_APPS", "MIDDLEWARE", DEBUG=debug)

    assert ("debug_toolbar" in apps) is added
    assert ("debug_toolbar.middleware.DebugToolbarMiddleware" in middleware) is added


def test_debug_toolbar_writes_into_pages_before_they_are_compressed():
    [middleware] = settings("MIDDLEWARE", DEBUG="on")
    compression = middleware.index("django.middleware.gzip.GZipMiddleware")

    assert middleware[compression + 1] == "debug_toolbar.middleware.DebugToolbarMiddleware"


@pytest.mark.parametrize(
    ("level", "of_django"), [("DEBUG", "INFO"), ("INFO", "INFO"), ("CRITICAL", "CRITICAL")]
)
def test_level_of_the_log_is_that_of_django_too_but_for_queries(level, of_django):
    [log] = settings("LOGGING", LOG_LEVEL=level)

    assert log["root"]["level"] == level
    assert {log["loggers"][name]["level"] for name in ("django", "django.server")} == {of_django}


def test_checks_of_a_deployment_find_nothing():
    code = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'portal.settings'; "
        "import django; django.setup(); "
        "from django.core.management import call_command; "
        "call_command('check', deploy=True, fail_level='WARNING')"
    )
    done = run(code, SECRET_KEY=KEY)

    assert (done.returncode, done.stderr) == (0, "")


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
