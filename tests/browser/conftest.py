"""A real Chromium against the real site with the real content."""

import os
import shutil

import pytest
from django.core.management import call_command
from playwright.sync_api import sync_playwright

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


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "No Chromium found: install it, or name one in CHROMIUM."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(django_db_serialized_rollback, live_server):
    call_command("load_content", verbosity=0)
    return live_server


def is_complaint(message):
    """Chromium reports a page that is missing on purpose too."""
    return message.type == "error" and "/no-such-page/" not in message.location["url"]


@pytest.fixture
def open_page(chromium, site):
    """Open pages of the site; a complaint in the console, of the policy too, fails the test."""
    contexts, complaints = [], []

    def open_page(path="/", **options):
        context = chromium.new_context(base_url=site.url, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda message: complaints.append(message.text) if is_complaint(message) else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
