"""What curators see of answers and of what was not found."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from portal.models import NothingFound, VerdictCount
from tests.factories import make_user

pytestmark = pytest.mark.django_db

INDEX = reverse("admin:index")
LIST = reverse("admin:portal_nothingfound_changelist")


def ask(text, days, place="search"):
    row = NothingFound.objects.create(place=place, key=text, first_day=localdate())
    for day in range(days):
        row.count(localdate() - timedelta(day), text)
    return row


def test_start_page_counts_the_answers_of_thirty_days(curator, words):
    rows = VerdictCount.objects.all()
    for answer, ago in (("yes", 0), ("yes", 29), ("no", 3), ("partly", 31)):
        rows.add_one("plan", answer, localdate() - timedelta(ago))

    assert "Page Yes Partly No Plan 2 0 1" in words(curator.get(INDEX))


def test_start_page_says_that_nobody_answered(curator, words):
    shown = words(curator.get(INDEX))

    assert "Nobody answered in the last 30 days." in shown
    assert "0 searches and 0 answers" in shown


def test_start_page_counts_what_was_not_found(curator, words):
    ask("weaving", 6)
    ask("juggler", 2, place="start")

    assert "6 searches and 2 answers to “What do you do today?”" in words(curator.get(INDEX))


def test_list_holds_what_was_asked_on_five_days_the_most_often_first(curator, words):
    ask("weaving", 5)
    ask("juggling", 7)
    ask("a secret", 4)
    shown = words(curator.get(LIST))

    assert shown.index("juggling") < shown.index("weaving")
    assert "a secret" not in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_more_rows(curator, django_assert_num_queries, rows):
    for n in range(rows):
        ask(f"weaving {n}", 5)

    with django_assert_num_queries(7):
        curator.get(LIST)


def test_nobody_changes_the_list(curator):
    row = ask("weaving", 5)
    for name in ("change", "delete"):
        page = curator.post(reverse(f"admin:portal_nothingfound_{name}", args=[row.pk]), {"a": 1})
        assert page.status_code in {302, 403}
    assert curator.get(reverse("admin:portal_nothingfound_add")).status_code == 403
    row.refresh_from_db()
    assert row.text == "weaving"


def test_others_do_not_see_the_list(client):
    client.force_login(make_user())

    assert client.get(LIST).status_code == 302
