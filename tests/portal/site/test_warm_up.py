"""A worker makes the pages that people ask for first before it takes requests."""

import pytest

from tests.workers import shared_database, work

pytestmark = pytest.mark.django_db(transaction=True)

BEGIN = """
import json, logging
from urllib.parse import urlsplit
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
at = settings.MIDDLEWARE.index("portal.core.middleware.read_once_more")
settings.MIDDLEWARE.insert(at, "portal.core.middleware.serve_prepared")
from portal.site.warm_up import warm_up
from portal.wsgi import application
said = []
handler = logging.Handler(logging.WARNING)
handler.emit = lambda record: said.append(record.getMessage())
for name in ("", "portal", "django"):
    logging.getLogger(name).addHandler(handler)
"""
WARM_UP = f"""{BEGIN}
asked = warm_up(application)
warned = list(said)
host = urlsplit(settings.SITE_URL or "http://localhost").netloc
with CaptureQueriesContext(connection) as queries:
    Client(headers={{"host": host, "accept-encoding": "gzip"}}).get("/roles/")
print(json.dumps([asked, len(queries), warned]))
"""
WITHOUT = f"{BEGIN}\nprint(json.dumps(warm_up(application)))"


@pytest.mark.parametrize(
    "environ",
    [
        pytest.param({}, id="on a desk"),
        pytest.param(
            {
                "ALLOWED_HOSTS": ".example.org",
                "SITE_URL": "http://jobs.example.org",
                "TRUSTED_PROXIES": "2",
            },
            id="behind two proxies",
        ),
    ],
)
def test_pages_are_there_before_the_first_request(tmp_path, migrated_database, environ):
    database = shared_database(tmp_path, migrated_database)
    [[asked, queries, warned]] = work([WARM_UP], database | environ)

    assert {"/", "/roles/", "/matches/", "/plan/"} <= set(asked)
    assert queries == 1  # for the version
    assert warned == []


def test_worker_whose_database_is_away_starts_all_the_same():
    assert work([WITHOUT], {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}) == [[]]
