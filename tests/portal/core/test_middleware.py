"""The order of the middleware, seen from outside."""

import pytest
from django.conf import settings

from portal.site.views.health import readiness
from tests.factories import make_role, make_skill, make_visitor

STYLE = "/static/css/base.css"


def test_files_stay_public_for_people_with_a_session(client):
    client.cookies[settings.SESSION_COOKIE_NAME] = "somebody"
    response = client.get(STYLE)
    b"".join(response)  # reads and so closes the file

    assert response["Cache-Control"] == "max-age=60, public"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/matches/", "/nowhere/"])
def test_pages_are_kept_nowhere_for_people_with_a_session(client, path):
    client.cookies[settings.SESSION_COOKIE_NAME] = "somebody"

    assert client.get(path)["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/profile/", "/matches/", "/nowhere/"])
def test_pages_that_are_not_public_are_kept_nowhere_for_anybody(client, path):
    assert client.get(path)["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_answer_that_sets_a_cookie_is_kept_nowhere():
    response = make_visitor().post("/profile/rate/", {f"level-{make_skill().slug}": 3})

    assert settings.SESSION_COOKIE_NAME in response.cookies
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "status"), [("/livez", 200), ("/readyz", 200), ("/", 400)])
def test_probes_alone_may_name_any_host(client, path, status):
    make_role()  # a site without content is not ready
    readiness.forget()

    assert client.get(path, headers={"host": "10.0.0.7:8000"}).status_code == status
