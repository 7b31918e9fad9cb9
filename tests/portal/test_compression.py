from gzip import decompress

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from portal.compression import compress, heed_refused_encodings, takes_gzip


@pytest.mark.parametrize(
    ("header", "passed_on", "is_taken"),
    [
        ("gzip", "gzip", True),
        ("br, gzip", "br, gzip", True),
        ("gzip;q=1.0, identity; q=0.5", "gzip, identity", True),
        ("deflate, gzip;q=0.001", "deflate, gzip", True),
        ("GZIP;q=0.5", "gzip", True),
        ("gzip;q=0", "", False),
        ("gzip; q=0.000, identity", "identity", False),
        ("br;q=1.0, gzip;q=0, *;q=0.1", "br, *", False),
        ("gzip;q=nonsense", "", False),
        ("identity", "identity", False),
        ("", "", False),
    ],
)
def test_encoding_that_is_refused_is_not_used(header, passed_on, is_taken):
    request = RequestFactory().get("/", headers={"accept-encoding": header})
    heed_refused_encodings(lambda _: HttpResponse())(request)

    assert request.META["HTTP_ACCEPT_ENCODING"] == passed_on
    assert takes_gzip(request) is is_taken


def test_request_that_says_nothing_stays_as_it_is():
    request = RequestFactory().get("/")
    heed_refused_encodings(lambda _: HttpResponse())(request)

    assert "HTTP_ACCEPT_ENCODING" not in request.META
    assert not takes_gzip(request)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"), [("/nowhere/", 404), ("/profile/", 200), ("/accounts/login/", 200)]
)
def test_every_page_is_compressed_for_those_who_take_it_alone(path, status):
    plain = Client().get(path, headers={"accept-encoding": "gzip;q=0"})
    compressed = Client().get(path, headers={"accept-encoding": "gzip"})

    assert [one.status_code for one in (plain, compressed)] == [status, status]
    assert "Content-Encoding" not in plain
    assert compressed["Content-Encoding"] == "gzip"
    assert len(compressed.content) < len(plain.content)


def test_length_of_what_is_compressed_differs_each_time():
    """Random bytes, so that the length tells nothing of a secret beside what an attacker wrote."""
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    answers = [compress(request, HttpResponse("a" * 2_000)) for _ in range(40)]

    assert {decompress(one.content) for one in answers} == {b"a" * 2_000}
    assert len({len(one.content) for one in answers}) > 1
