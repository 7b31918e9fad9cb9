from datetime import timedelta
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from portal.gunicorn import DiscreetLogger


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/profile/return/abc-_1/", "/profile/return/.../"),
        ("/profile/return/abc-_1/?x=1", "/profile/return/.../?x=1"),
        ("/roles/engineer/", "/roles/engineer/"),
    ],
)
def test_log_keeps_no_secret_of_a_return_link(path, logged):
    environ = {"REQUEST_METHOD": "GET", "RAW_URI": path, "SERVER_PROTOCOL": "HTTP/1.1"}
    environ |= {"PATH_INFO": path, "HTTP_REFERER": f"https://portal.example{path}"}
    response = SimpleNamespace(status="200 OK", headers=[], response_length=1, sent=1)
    request = SimpleNamespace(headers=[])
    logger = DiscreetLogger(Config())
    atoms = logger.atoms(response, request, environ, timedelta(seconds=1))

    assert atoms["r"] == f"GET {logged} HTTP/1.1"
    assert atoms["f"] == f"https://portal.example{logged}"
    assert atoms["U"].split("?")[0] == logged.split("?")[0]
