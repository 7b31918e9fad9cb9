import re

import pytest
from django.http import HttpResponse
from django.template.loader import get_template
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from portal.core.http import page_of, query_without_page, render_part, same_origin
from portal.core.middleware import assign_request_id

HERE = "testserver"


@same_origin
def form_view(request, word: str = "done") -> HttpResponse:
    return HttpResponse(f"{request.method} {word}")


def post(**headers: str):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return RequestFactory().post("/", headers=names)


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Sec_Fetch_Site": "same-origin"}, id="same origin"),
        pytest.param(
            {"Sec_Fetch_Site": "same-origin", "Origin": "https://other.example"},
            id="the newer header decides",
        ),
        pytest.param({"Origin": f"http://{HERE}"}, id="old browser"),
    ],
)
def test_form_from_this_site_is_accepted(headers):
    assert form_view(post(**headers), word="kept").content == b"POST kept"


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="no header at all"),
        pytest.param({"Sec_Fetch_Site": "cross-site"}, id="another site"),
        pytest.param({"Sec_Fetch_Site": "same-site"}, id="a sister site"),
        pytest.param({"Sec_Fetch_Site": "none"}, id="no page"),
        pytest.param({"Sec_Fetch_Site": ""}, id="empty"),
        pytest.param(
            {"Sec_Fetch_Site": "cross-site", "Origin": f"http://{HERE}"},
            id="the newer header decides",
        ),
        pytest.param({"Origin": "https://other.example"}, id="old browser, another site"),
        pytest.param({"Origin": f"https://{HERE}"}, id="old browser, another scheme"),
        pytest.param({"Origin": f"http://{HERE}:8000"}, id="old browser, another port"),
        pytest.param({"Origin": f"http://{HERE}.evil.example"}, id="old browser, a longer name"),
        pytest.param({"Origin": f"http://evil.example/{HERE}"}, id="old browser, our name later"),
        pytest.param({"Origin": "null"}, id="old browser, hidden origin"),
        pytest.param({"Origin": HERE}, id="old browser, no scheme"),
        pytest.param({"Origin": "http://["}, id="no address at all"),
    ],
)
def test_form_from_elsewhere_is_refused(headers):
    response = form_view(post(**headers))

    assert response.status_code == 403
    assert b"accept the form" in response.content


TRUSTED = ["https://portal.example", "https://*.forms.example", "http://old.example:8080"]


@pytest.mark.parametrize(
    "site", [{}, {"Sec_Fetch_Site": "same-site"}, {"Sec_Fetch_Site": "cross-site"}]
)
@pytest.mark.parametrize(
    "origin",
    [
        "https://portal.example",
        "https://a.forms.example",
        "https://a.b.forms.example",
        "http://old.example:8080",
    ],
)
def test_form_from_a_trusted_origin_is_accepted(settings, site, origin):
    settings.CSRF_TRUSTED_ORIGINS = TRUSTED

    assert form_view(post(Origin=origin, **site), word="kept").content == b"POST kept"


@pytest.mark.parametrize(
    "site", [{}, {"Sec_Fetch_Site": "same-site"}, {"Sec_Fetch_Site": "cross-site"}]
)
@pytest.mark.parametrize(
    "origin",
    [
        "http://portal.example",
        "https://portal.example:8443",
        "https://portal.example.evil.example",
        "http://a.forms.example",
        "https://a.forms.example:8443",
        "https://evilforms.example",
        "http://old.example",
        "null",
        "https://[",
        "",
    ],
)
def test_form_from_an_origin_that_is_only_like_a_trusted_one_is_refused(settings, site, origin):
    settings.CSRF_TRUSTED_ORIGINS = TRUSTED

    assert form_view(post(Origin=origin, **site)).status_code == 403


def test_form_that_no_page_sent_is_refused_whatever_origin_it_names(settings):
    settings.CSRF_TRUSTED_ORIGINS = TRUSTED

    response = form_view(post(Origin="https://portal.example", Sec_Fetch_Site="none"))
    assert response.status_code == 403


def test_pages_are_read_from_anywhere():
    request = RequestFactory().get("/", headers={"Sec-Fetch-Site": "cross-site"})

    assert form_view(request).content == b"GET done"


def test_form_needs_no_token():
    assert form_view.csrf_exempt is True
    assert form_view.__name__ == "form_view"


def answered(**headers: str) -> str:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    middleware = assign_request_id(lambda _: HttpResponse())
    return middleware(RequestFactory().get("/", headers=names))["X-Request-ID"]


@pytest.mark.parametrize("given", ["12345678", "a-b_c.D3" * 8])
def test_request_id_is_kept(given):
    assert answered(X_Request_ID=given) == given


@pytest.mark.parametrize(
    "given", ["", "1234567", "a" * 65, "12345678 ", "12345678\r\nSet-Cookie: a=b", "idÄÖÜidid"]
)
def test_request_id_that_is_none_is_replaced(given):
    assert re.fullmatch("[0-9a-f]{32}", answered(X_Request_ID=given))


def test_request_ids_differ():
    assert answered() != answered()


@pytest.fixture
def page_template(settings, tmp_path):
    """A page with one part, as the templates of the site are written."""
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [tmp_path, *engine["DIRS"]]}]
    title = "{% partialdef title inline %}Page{% endpartialdef %}"
    text = "{% partialdef results inline %}<p>{{ word }}</p>{% endpartialdef %}"
    (tmp_path / "page.html").write_text(f"{{% load partials %}}<h1>{title}</h1>{text}")
    assert get_template("page.html")
    return "page.html"


def asked_by_htmx(**headers: str):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    request = RequestFactory().get("/", headers=names)
    request.htmx = HtmxDetails(request)
    return request


WHOLE = "<h1>Page</h1><p>kept</p>"
PART = "<p>kept</p><title>Page · AI Career Portal</title>"


@pytest.mark.parametrize(
    ("headers", "content"),
    [
        ({}, WHOLE),
        ({"HX_Request": "true", "HX_Target": "results"}, PART),
        ({"HX_Request": "true", "HX_Target": "other"}, WHOLE),
        ({"HX_Request": "true"}, WHOLE),
        (
            {
                "HX_Request": "true",
                "HX_Target": "results",
                "HX_History_Restore_Request": "true",
            },
            WHOLE,
        ),
    ],
)
def test_part_is_answered_where_htmx_asks_for_it(page_template, headers, content):
    request = asked_by_htmx(**headers)
    response = render_part(request, page_template, {"word": "kept"}, part="results")

    assert response.content.decode() == content
    assert response["Vary"] == "HX-Request, HX-Target, HX-History-Restore-Request"


@pytest.mark.parametrize(
    ("asked", "number", "rows"),
    [
        ("", 1, [0, 1, 2]),
        ("1", 1, [0, 1, 2]),
        ("3", 3, [6]),
        ("4", 3, [6]),
        ("999999999999999999999", 3, [6]),
        ("9" * 5000, 1, [0, 1, 2]),
        ("0", 3, [6]),
        ("-1", 3, [6]),
        ("two", 1, [0, 1, 2]),
        ("1.5", 1, [0, 1, 2]),
        ("\x00", 1, [0, 1, 2]),
    ],
)
def test_page_is_one_that_there_is_whatever_is_asked_for(asked, number, rows):
    request = RequestFactory().get("/", {"page": asked} if asked else {})
    page = page_of(request, list(range(7)), size=3)

    assert (page.number, list(page)) == (number, rows)


def test_page_of_nothing_is_empty():
    page = page_of(RequestFactory().get("/", {"page": "2"}), [], size=3)

    assert (page.number, list(page)) == (1, [])


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("page=2", ""),
        ("q=data&page=2&family=a&family=b", "q=data&family=a&family=b"),
        ("q=a%26b&page=1&page=2", "q=a%26b"),
    ],
)
def test_query_without_page_keeps_the_filters(query, kept):
    assert query_without_page(RequestFactory().get(f"/?{query}")) == kept
