"""What a process answers does not depend on which process it is: caches and people compare."""

import pytest

from tests.workers import shared_database, work

pytestmark = pytest.mark.django_db(transaction=True)

PATHS = [
    *("/", "/roles/", "/roles/?q=a&family=x", "/roles/engineer/", "/skills/", "/skills/python/"),
    *("/resources/", "/scalability/", "/search/?q=pyton", "/about/balance/", "/about/sources/"),
    *("/matches/", "/profile/", "/plan/", "/nowhere/", "/skills/pyton/", "/roles/engineer/)."),
    *("/robots.txt", "/sitemap.xml", "/site.webmanifest", "/.well-known/security.txt"),
    *("/profile/rate/", "/static/css/base.css", "/accounts/login/", "/admin/login/"),
]
ASK = f"""
import json, logging, re
from django.conf import settings
from django.test import Client
logging.disable()
at = settings.MIDDLEWARE.index("portal.core.middleware.read_once_more")
settings.MIDDLEWARE.insert(at, "portal.core.middleware.serve_prepared")
settings.ALLOWED_HOSTS = ["localhost"]
given = {{"host": "localhost", "x-request-id": "the-same-one"}}
browser = Client(headers=given, enforce_csrf_checks=True)
OWN = re.compile(r'[A-Za-z0-9]{{64}}')
said = {{}}
for method in ("get", "put", "head"):
    for path in {PATHS!r}:
        answer = getattr(browser, method)(path)
        headers = {{k: v for k, v in answer.items() if k != "Expires"}}
        said[method + path] = [list(headers.items()), OWN.sub("", answer.getvalue().decode())]
print(json.dumps(said))
"""
FILL = """
from tests import factories as f
from tests.scalability import factories as scaling
python, sql = f.make_skill(title="Python"), f.make_skill(title="SQL")
roles = [f.make_role(title=t, requirements={python: (3, 4), sql: (2, 3)}) for t in ("Engineer", "Actor")]
f.make_resource(title="Book", teaches={python: (0, 3), sql: (0, 2)})
load = scaling.make_topic(title="Load")
scaling.make_case_study(parts={load: "challenge"}, skills=[python, sql], roles=roles)
"""  # noqa: E501


def test_answers_are_the_same_after_each_start(tmp_path, migrated_database):
    database = shared_database(tmp_path, migrated_database)
    work([FILL], database)
    first, second, third = (
        work([ASK], database | {"PYTHONHASHSEED": seed})[0] for seed in ("1", "2", "3")
    )

    assert {path for path in first if first[path] != second[path]} == set()
    assert {path for path in first if first[path] != third[path]} == set()
    assert any(name == "ETag" for name, _ in first["get/roles/"][0])


def test_policy_names_its_directives_in_the_order_of_the_alphabet(client):
    policy = client.get("/livez")["Content-Security-Policy"].split("; ")

    assert policy == sorted(policy)
    assert "default-src 'none'" in policy
