"""A real Chromium against the real site with the real content, served as in production."""

import os
import shutil
import sqlite3
import threading
import time

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import connection
from django.test import override_settings
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from portal.core import page_cache
from portal.templatetags.portal import _rendered
from tests.browser.arrivals import Guest
from tests.browser.hands import Keyboard, Pointer
from tests.browser.measures import DESK, PHONE
from tests.browser.people import PEOPLE
from tests.browser.watch import Watch

# Playwright keeps an event loop in this thread; the tests ask the database beside it, never in it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Each journey on a phone and on a desk, with scripts and without, by pointer and by keyboard alone.
# Keys ask more of a page than clicks, so two ways by keyboard stand for all in `make test-browser`.
WAYS = {
    "phone without scripts by keyboard": (Keyboard, PHONE, False),
    "desk by keyboard": (Keyboard, DESK, True),
}
OTHER_WAYS = {
    "desk without scripts": (Pointer, DESK, False),
    "phone": (Pointer, PHONE, True),
}
MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"
PREPARED = "portal.core.middleware.serve_prepared"


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def launch(playwright):
    """A function that starts the system's Chromium, with flags of its own if need be."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "No Chromium found: install it, or name one in CHROMIUM."
    return lambda *flags: playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])


@pytest.fixture(scope="session")
def chromium(launch):
    with launch() as browser:
        yield browser


@pytest.fixture(scope="session")
def production(tmp_path_factory):
    """The settings that weigh: files hashed and compressed, pages prepared for readers."""
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": MANIFEST}}
    at = settings.MIDDLEWARE.index("portal.core.middleware.assign_request_id") + 1
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES=storages,
        MIDDLEWARE=[*settings.MIDDLEWARE[:at], PREPARED, *settings.MIDDLEWARE[at:]],
        WHITENOISE_AUTOREFRESH=False,
        WHITENOISE_USE_FINDERS=False,
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        _rendered.cache_clear()  # components that name files by their names of before
        yield


@pytest.fixture(scope="session")
def loaded(playwright, django_test_environment, django_db_blocker, tmp_path_factory):
    """A database in a file, and a copy of it with all content, as it is before anybody came.

    pytest-django would make the database for tests that are marked, and empty it after each. In a
    file each request has a connection of its own, as in production; one in memory is shared by all.
    Playwright comes first: beside its event loop Django has connections of their own.
    """
    assert connection.vendor == "sqlite", "The journeys run on SQLite: make test-browser."
    file = tmp_path_factory.mktemp("database") / "portal.sqlite3"
    connection.settings_dict["TEST"]["NAME"] = str(file)
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
        call_command("load_content", verbosity=0)
        connection.connection.backup(copy)
        yield copy
        teardown_databases(made, verbosity=0)
    copy.close()


@pytest.fixture(scope="session")
def django_db_setup():
    pytest.fail(
        "Not `db` beside the site's own database: its transaction would lock every page out."
    )


@pytest.fixture(scope="session")
def server(production, loaded):
    """One server for all tests, and no handler of Django's between WhiteNoise and the browser."""
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = lambda handler: handler
    server.start()
    yield server
    server.stop()


def lay(copy, at_work):
    """Lay a copy over the database, once no request asks it any more."""
    until = time.monotonic() + 10
    while at_work and time.monotonic() < until:
        time.sleep(0.01)
    assert not at_work
    copy.backup(connection.connection)


@pytest.fixture(scope="session")
def at_work():
    """The requests that the site still works on, of a page that was left meanwhile too."""
    requests = set()

    def started(environ, **kwargs):
        requests.add(threading.get_ident())

    def finished(**kwargs):
        requests.discard(threading.get_ident())

    request_started.connect(started)
    request_finished.connect(finished)
    yield requests
    request_started.disconnect(started)
    request_finished.disconnect(finished)


@pytest.fixture
def site(server, loaded, at_work):
    """The site as it is before anybody came, once nothing of the last test is at work any more."""
    lay(loaded, at_work)
    for name in settings.CACHES:
        caches[name].clear()
    for copies in (page_cache.pages, page_cache.questions):
        copies.clear()
    return server


@pytest.fixture
def open_page(chromium, site):
    """Open pages of the site; what a browser complains of, or asks of others, fails the test.

    A `person` brings the session of somebody who was here before.
    """
    contexts, watch = [], Watch(site.url)

    def open_page(path="/", *, person=None, browser=chromium, **options):
        context = browser.new_context(base_url=site.url, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        if person:
            context.add_cookies([{"url": site.url, "name": "sessionid", "value": person}])
        page = context.new_page()
        watch.over(page)
        if path:
            page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.complaints == []


@pytest.fixture(
    params=[*WAYS, *(pytest.param(way, marks=pytest.mark.other_way) for way in OTHER_WAYS)]
)
def visit(open_page, request):
    """Somebody's hands on a page, in each of the ways to work it."""
    hands, viewport, scripts = (WAYS | OTHER_WAYS)[request.param]
    return lambda path: hands(open_page(path, viewport=viewport, java_script_enabled=scripts))


@pytest.fixture
def people(site):
    """The sessions of everybody a page may be for, by name; None for who has no session."""
    return {name: make() for name, make in PEOPLE.items()}


@pytest.fixture
def take_back(people, at_work):
    """A function that takes back whatever the people have done on the site."""
    copy = sqlite3.connect(":memory:")
    connection.connection.backup(copy)
    yield lambda: lay(copy, at_work)
    copy.close()


@pytest.fixture
def guest(chromium, site, people, take_back):
    """Somebody whose arrivals are looked at; what a browser complains of does not fail the test."""
    contexts = []

    def guest(who="reader"):
        contexts.append(chromium.new_context(base_url=site.url))
        return Guest(contexts[-1], site.url, people[who], take_back)

    yield guest
    for context in contexts:
        context.close()
