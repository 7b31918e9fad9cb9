"""Whether a page was right for somebody: one click, counted, and nothing kept of them."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from portal.models import VerdictCount
from tests.factories import make_role, make_skill, make_visitor

pytestmark = pytest.mark.django_db

GIVE = reverse("verdict_give")
MATCHES, PLAN = reverse("careers:matches"), reverse("careers:plan")
ASKED = "Was this right for you?"


@pytest.fixture
def visitor():
    skill = make_skill()
    role = make_role(requirements={skill: (3, 4)})
    return make_visitor(ratings={skill: 2}, goals=[role])


def counts():
    rows = VerdictCount.objects.order_by("page", "answer")
    return list(rows.values_list("page", "answer", "times"))


def give(client, page="matches", answer="yes", **headers):
    data = {"page": page, "answer": answer, "next": MATCHES}
    return client.post(GIVE, data, headers={"Sec-Fetch-Site": "same-origin", **headers})


@pytest.mark.parametrize(("address", "page"), [(MATCHES, "matches"), (PLAN, "plan")])
def test_page_asks_once_in_a_session(visitor, words, address, page):
    assert ASKED in words(visitor.get(address))

    visitor.post(
        GIVE,
        {"page": page, "answer": "partly", "next": address},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    shown = words(visitor.get(address))
    assert ASKED not in shown
    assert "Thank you." in shown
    assert "Thank you." not in words(visitor.get(address))
    assert counts() == [(page, "partly", 1)]


def test_other_pages_still_ask(visitor, words):
    give(visitor, page="matches")

    assert ASKED in words(visitor.get(PLAN))


def test_answers_of_a_day_are_one_row(visitor):
    for answer in ("yes", "no", "yes"):
        give(visitor, answer=answer)
    give(visitor, page="plan")

    assert counts() == [("matches", "no", 1), ("matches", "yes", 2), ("plan", "yes", 1)]


def test_with_scripts_the_form_alone_is_replaced(visitor):
    response = give(visitor, **{"HX-Request": "true", "HX-Target": "verdict"})

    assert response.status_code == 200
    assert response.text.strip() == '<p class="meta" id="verdict" role="status">Thank you.</p>'


def test_reader_gets_no_session_for_an_answer(client, settings):
    response = give(client)

    assert response.status_code == 302
    assert settings.SESSION_COOKIE_NAME not in response.cookies
    assert counts() == [("matches", "yes", 1)]


@pytest.mark.parametrize(
    ("page", "answer"), [("home", "yes"), ("matches", "maybe"), ("", ""), ("matches", "yes\x00")]
)
def test_answer_that_no_form_gives_is_not_counted(client, page, answer):
    assert give(client, page, answer).status_code == 302
    assert counts() == []


def test_other_sites_cannot_answer(client):
    assert give(client, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert counts() == []


def test_one_address_counts_ten_times_an_hour(client):
    for _ in range(12):
        assert give(client).status_code == 302

    assert counts() == [("matches", "yes", 10)]


def test_counts_of_more_than_a_year_ago_are_forgotten(capsys):
    rows = VerdictCount.objects.all()
    rows.add_one("plan", "yes", date.today() - timedelta(366))  # noqa: DTZ011
    rows.add_one("plan", "yes", date.today() - timedelta(300))  # noqa: DTZ011

    call_command("forget_old_counts")
    assert capsys.readouterr().out == "1 rows deleted\n"
    assert len(counts()) == 1


def test_pages_without_anything_to_judge_do_not_ask(client, words):
    assert ASKED not in words(client.get(MATCHES))
    assert ASKED not in words(client.get(PLAN))
