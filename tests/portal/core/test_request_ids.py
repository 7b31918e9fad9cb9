"""One id for a request: in its answer, on the page of an error, in every line of the logs."""

import logging
import re
from contextvars import Context

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.test import Client
from django.urls import path, reverse

from portal.core import page_cache, request_ids
from portal.core.log_redaction import RedactingFormatter
from portal.core.throttling import TooBusy
from portal.urls import *  # noqa: F403 -- the handlers of errors
from portal.urls import urlpatterns as pages
from tests.database_faults import GONE, failing
from tests.factories import make_role

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

RAISED = {
    "refused": PermissionDenied,
    "not-understood": BadRequest,
    "suspicious": SuspiciousOperation,
    "failed": RuntimeError,
    "busy": TooBusy,
}


def fail(_request, how):
    raise RAISED[how]


urlpatterns = [path("fail/<str:how>/", fail), *pages]
GIVEN = {"X-Request-ID": "of-the-proxy"}
SHOWN = "<code>of-the-proxy</code>"


@pytest.fixture
def browser():
    return Client(headers=GIVEN, raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/fail/not-understood/", 400),
        ("/fail/suspicious/", 400),
        ("/fail/refused/", 403),
        ("/nowhere/", 404),
        ("/roles/nobody/", 404),
        ("/profile/return/nothing/", 404),
        (reverse("careers:ratings_save"), 405),
        ("/fail/failed/", 500),
        ("/fail/busy/", 503),
    ],
)
def test_page_of_an_error_names_the_id(browser, url, status):
    response = browser.get(url)

    assert response.status_code == status
    assert SHOWN in response.text
    assert response["X-Request-ID"] == "of-the-proxy"


@pytest.mark.parametrize("url", ["/accounts/login/", "/admin/login/", "/profile/rate/"])
def test_page_of_a_refused_form_names_the_id(browser, url):
    response = browser.post(url, {"login": "ada@example.com"})

    assert response.status_code == 403
    assert SHOWN in response.text


def test_page_that_middleware_makes_names_the_id(browser):
    other_host = browser.get("/", headers={"host": "evil.example"})
    with failing(GONE):
        no_database = browser.get("/roles/")
    no_encoding = browser.get("/", headers={"accept-encoding": "identity;q=0"})

    answers = [other_host, no_database, no_encoding]
    assert [one.status_code for one in answers] == [400, 503, 406]
    assert all(SHOWN in one.text for one in answers)


def test_page_of_too_many_tries_names_the_id():
    browser = Client(headers=GIVEN)
    tries = (browser.post(reverse("mfa_login_webauthn")) for _ in range(60))
    refused = next(one for one in tries if one.status_code == 429)

    assert SHOWN in refused.text


def test_copy_for_all_readers_holds_nobodys_id(settings, browser):
    place = settings.MIDDLEWARE.index("portal.core.middleware.read_once_more")
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE[:place],
        "portal.core.middleware.serve_prepared",
        *settings.MIDDLEWARE[place:],
    ]
    page_cache.pages.clear()
    make_role(title="Engineer")
    made, copied = browser.get("/roles/"), Client().get("/roles/")
    missing = [browser.get("/roles/nobody/"), Client().get("/roles/nobody/")]

    assert "of-the-proxy" not in made.text + copied.text
    assert copied["X-Request-ID"] != "of-the-proxy"
    assert [SHOWN in one.text for one in missing] == [True, False]


@pytest.mark.parametrize(
    "given",
    [
        pytest.param("Zk3_q9xV-bT7mN2wLpR8sY4cH6dJ1fGaQeUiOoWzXyA", id="a token"),
        pytest.param("k3jx9q2mv8zt1wbn4rp7yc5hd6gfs0la", id="a key of a session"),
    ],
)
def test_id_that_the_logs_would_hide_is_replaced(given):
    answer = Client().get("/nowhere/", headers={"X-Request-ID": given})

    assert re.fullmatch("[0-9a-f]{32}", answer["X-Request-ID"])
    assert answer["X-Request-ID"] in answer.text
    assert given not in answer.text


@pytest.fixture
def line():
    """What one record becomes in the log of the site."""

    def write(message: str, **more) -> str:
        parts = {"name": "portal", "levelno": logging.INFO, "msg": message, **more}
        record = logging.makeLogRecord(parts)
        return RedactingFormatter("{name} id={request_id}: {message}", style="{").format(record)

    return write


def failed():
    try:
        int("x")
    except ValueError as error:
        return (type(error), error, error.__traceback__)


def test_line_names_the_id_and_so_does_each_line_of_a_traceback(line):
    request_ids.begin("number-one")
    first, *others = line("Failed", exc_info=failed()).splitlines()

    assert first == "portal id=number-one: Failed"
    assert len(others) >= 3
    assert all(one.startswith("id=number-one ") for one in others)


def test_line_outside_any_request_says_so(line):
    assert Context().run(line, "Started\nand running") == "portal id=-: Started\nand running"


@pytest.mark.parametrize(
    "name",
    [
        "django.request",
        "django.security.csrf",
        "allauth",
        "portal.core.accounts.mail",
        "py.warnings",
    ],
)
def test_logger_of_whoever_writes_such_lines(settings, name):
    logger, formatters = logging.getLogger(name), []
    while logger:
        formatters += [handler.formatter for handler in logger.handlers]
        logger = logger.parent if logger.propagate else None

    assert "id={request_id}" in settings.LOGGING["formatters"]["line"]["format"]
    assert any(isinstance(one, RedactingFormatter) for one in formatters)
