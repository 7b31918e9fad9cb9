"""What tests of copies share."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.core import page_cache

ROLES = reverse("careers:role_list")


PREPARED = "portal.core.middleware.serve_prepared"


def is_copied(path: str, browser: Client | None = None, **headers: str) -> bool:
    """A second request for the page asks for the version alone."""
    browser = browser or Client()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    browser.get(path, headers=names)
    with CaptureQueriesContext(connection) as asked:
        browser.get(path, headers=names)
    return [one["sql"] for one in asked] == ["SELECT value FROM portal_contentversion"]


def kept() -> int:
    """How many copies there are."""
    return len(page_cache.pages) + len(page_cache.questions)
