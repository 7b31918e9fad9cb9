"""What the site is without tests/settings.py: each setting read by a Python of its own."""

import pytest

from tests.portal.environments import KEY, run, settings

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
