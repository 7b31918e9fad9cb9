from gzip import decompress

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from portal.core.compression import compress, takes_gzip
from portal.core.middleware import heed_refused_encodings

PICTURE = "/static/icons/icon-192.png"
OF_AN_ID = 100  # signs of the page that differ from one request to the next


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
        ("gzip;q=", "", False),
        ("gzip;q=-1", "", False),
        ("gzip;q=nan", "", False),
        ("gzip ; q = 0", "", False),
        ("gzip;Q=0, identity", "identity", False),
        ("gzip, gzip;q=0", "", False),
        ("gzip;level=9;q=0", "", False),
        ("gzip, *;q=0", "gzip", True),
        ("*;q=0", "", False),
        ("br;q=0, gzip", "gzip", True),
        ("x-gzip", "gzip", True),
        ("GZIP", "gzip", True),
        ("not-gzip, gzipped", "", False),
        ("br,gzip", "br, gzip", True),
        (",;,;q=1, gzip;", "gzip", True),
        ("identity", "identity", False),
        ("", "", False),
    ],
)
def test_encoding_that_is_refused_is_not_used(header, passed_on, is_taken):
    request = RequestFactory().get("/", headers={"accept-encoding": header})
    heed_refused_encodings(lambda _: HttpResponse())(request)

    assert request.META["HTTP_ACCEPT_ENCODING"] == passed_on
    assert takes_gzip(request) is is_taken


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/matches/", "/livez", "/robots.txt", PICTURE, "/nowhere/"])
def test_whoever_refuses_what_is_not_compressed_gets_all_compressed(path):
    plain = Client().get(path).getvalue()
    answer = Client().get(path, headers={"accept-encoding": "gzip, identity;q=0"})
    body = answer.getvalue()

    assert answer["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer["Vary"]
    assert answer.get("Content-Length", "") in {"", str(len(body))}
    assert len(decompress(body)) == pytest.approx(len(plain), abs=OF_AN_ID)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/matches/", "/robots.txt", PICTURE])
def test_whoever_takes_nothing_that_there_is_is_told_so(path, words):
    answer = Client().get(path, headers={"accept-encoding": "identity;q=0"})

    assert answer.status_code == 406
    assert "This page is not available in that encoding" in words(answer)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["identity;q=0", "identity;q=0, br"])
def test_what_is_sent_to_be_saved_is_not_refused_for_the_encoding_of_its_answer(header):
    headers = {"accept-encoding": header, "sec-fetch-site": "same-origin"}

    assert Client().post("/profile/rate/", {}, headers=headers).status_code == 302
    assert Client().get("/nowhere/", headers=headers).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["identity;q=nonsense", "*;q=0", "br;q=0", "identity;q=0.1"])
def test_page_comes_as_it_is_where_that_is_not_refused_by_name(header):
    answer = Client().get("/about/match/", headers={"accept-encoding": header})

    assert answer.status_code == 200
    assert "Content-Encoding" not in answer


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
