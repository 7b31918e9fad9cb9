"""The order of the middleware, seen from outside."""

import pytest
from django.conf import settings

STYLE = "/static/css/base.css"


def test_files_stay_public_for_people_with_a_session(client):
    client.cookies[settings.SESSION_COOKIE_NAME] = "somebody"
    response = client.get(STYLE)
    b"".join(response)  # reads and so closes the file

    assert response["Cache-Control"] == "max-age=60, public"


@pytest.mark.django_db
def test_pages_are_private_for_people_with_a_session(client):
    client.cookies[settings.SESSION_COOKIE_NAME] = "somebody"

    assert "private" in client.get("/")["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "status"), [("/livez", 200), ("/readyz", 200), ("/", 400)])
def test_probes_alone_may_name_any_host(client, path, status):
    assert client.get(path, headers={"host": "10.0.0.7:8000"}).status_code == status
