import logging

import pytest
from django.test import Client, RequestFactory

from portal.core.middleware import notice_proxies
from portal.core.proxies import RefusedHosts

HOPS = "HTTP_X_FORWARDED_FOR"


@pytest.fixture
def warnings(caplog, settings):
    """A function from the proxies that are counted and the headers of requests to the warnings."""

    def send(counted: int, *requests: dict, path: str = "/", https: bool = False) -> list[str]:
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = counted
        settings.SECURE_SSL_REDIRECT = https
        middleware = notice_proxies(lambda _: None)
        for headers in requests:
            middleware(RequestFactory().get(path, **headers))
        return [record.getMessage() for record in caplog.records]

    return send


@pytest.mark.parametrize(
    "headers",
    [
        {HOPS: "192.0.2.1"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_X_REAL_IP": "192.0.2.1"},
        {"HTTP_FORWARDED": "for=192.0.2.1"},
    ],
)
def test_proxy_that_is_not_counted_is_warned_of_once(warnings, headers):
    [told] = warnings(0, {}, headers, headers)

    assert "TRUSTED_PROXIES is 0" in told
    assert "set TRUSTED_PROXIES=1" in told
    assert "192.0.2.1" not in told


@pytest.mark.parametrize(
    ("counted", "hops", "words"),
    [
        (1, {}, "without X-Forwarded-For"),
        (1, {HOPS: " , "}, "without X-Forwarded-For"),
        (2, {HOPS: "192.0.2.1"}, "fewer addresses"),
        (1, {HOPS: "192.0.2.1, 192.0.2.2"}, "more addresses"),
    ],
)
def test_proxies_that_are_counted_wrongly_are_warned_of_once(warnings, counted, hops, words):
    [told] = warnings(counted, hops, hops)

    assert words in told
    assert "TRUSTED_PROXIES" in told


def test_each_kind_is_told_once(warnings):
    many = [{HOPS: "a, b"}, {}, {HOPS: "a, b, c"}, {}]

    assert len(warnings(1, *many)) == 2


@pytest.mark.parametrize(("counted", "hops"), [(0, {}), (1, {HOPS: "a"}), (2, {HOPS: "a, b"})])
def test_proxies_that_are_counted_rightly_are_no_matter(warnings, counted, hops):
    assert warnings(counted, hops) == []


def test_probes_may_come_past_the_proxy(warnings):
    assert warnings(1, {}, path="/livez") == []


def test_proxy_whose_scheme_is_not_believed_is_warned_of(warnings):
    asked = {HOPS: "192.0.2.1", "HTTP_X_FORWARDED_PROTO": "https"}
    [told] = warnings(1, asked, asked, https=True)

    assert "FORWARDED_ALLOW_IPS" in told


def test_proxy_that_does_not_say_the_scheme_is_warned_of(warnings):
    [told] = warnings(1, {HOPS: "192.0.2.1"}, {HOPS: "192.0.2.1"}, https=True)

    assert "without X-Forwarded-Proto" in told


def test_request_over_https_is_no_matter(warnings):
    assert warnings(1, {HOPS: "192.0.2.1", "wsgi.url_scheme": "https"}, https=True) == []


def test_refused_host_is_told_with_the_remedy(caplog):
    response = Client(headers={"host": "jobs.example:8443"}).get("/accounts/login/")
    [record] = [record for record in caplog.records if "DisallowedHost" in record.name]

    assert response.status_code == 400
    assert record.levelno == logging.WARNING
    assert record.getMessage() == (
        'Refused the host "jobs.example:8443". If the site has this name, '
        "add it to ALLOWED_HOSTS, without a port."
    )
    assert record.exc_info is None


def record_of(host: str) -> logging.LogRecord:
    record = logging.LogRecord("refused", logging.ERROR, __file__, 1, "words", None, None)
    record.request = RequestFactory().get("/", HTTP_HOST=host)
    return record


def test_refused_host_is_told_once():
    refused = RefusedHosts()

    assert [refused.filter(record_of("a.example")) for _ in range(3)] == [True, False, False]


def test_scanner_does_not_flood_the_log(monkeypatch):
    refused = RefusedHosts()
    told = [record for n in range(1_000) if refused.filter(record := record_of(f"{n}.example"))]

    assert len(told) == 20
    assert told[-1].getMessage().endswith("Further hosts won't be logged for an hour.")
    monkeypatch.setattr("portal.core.proxies.time.monotonic", lambda: float("inf"))
    assert refused.filter(record_of("later.example"))


def test_refused_host_cannot_write_lines_of_its_own():
    record = record_of("a\r\nERROR\x1b[31m\u2028é" + "x" * 10_000)
    RefusedHosts().filter(record)

    assert record.getMessage().isprintable()
    assert record.getMessage().isascii()
    assert len(record.getMessage()) < 220
