"""What is kept of searches that find nothing, and what never is."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.test import RequestFactory

from portal.core import nothing_found
from portal.core.nothing_found import may_be_kept, record_nothing_found
from portal.models import NothingFound, NothingFoundDay

pytestmark = pytest.mark.django_db

SEARCH, START = NothingFound.Place.SEARCH, NothingFound.Place.START
FIRST = date(2026, 12, 1)
FROM_A_FORM = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def ask(monkeypatch):
    """Ask for a text that is not found, so many days after the first."""

    def asked(text, after=0, place=SEARCH, method="get", headers=FROM_A_FORM):
        monkeypatch.setattr(nothing_found, "localdate", lambda: FIRST + timedelta(after))
        request = getattr(RequestFactory(), method)("/search/", headers=headers)
        record_nothing_found(request, place, text)

    return asked


def kept():
    """The words and how often they were asked, by day."""
    rows = NothingFoundDay.objects.order_by("of", "day")
    return [tuple(row) for row in rows.values_list("of__text", "day", "times")]


def test_words_are_kept_on_the_fifth_day_and_not_before(ask):
    for after in range(4):
        ask("Underwater basket weaving", after)
        ask("underwater  BASKET weaving", after)

    assert kept() == [("", FIRST + timedelta(after), 2) for after in range(4)]

    ask("underwater basket weaving", 9)
    assert {text for text, _, _ in kept()} == {"underwater basket weaving"}
    [row] = NothingFound.objects.all().in_words()
    assert (row.times, row.day_count, row.last) == (9, 5, FIRST + timedelta(9))


def test_words_that_were_asked_often_on_one_day_are_not_kept(ask):
    for _ in range(7):
        ask("my own name")

    assert kept() == [("", FIRST, 7)]


def test_hash_tells_nobody_the_words_and_differs_by_place_and_key(ask, settings):
    ask("weaving")
    ask("weaving", place=START)
    settings.SECRET_KEY = "another key of the site"
    ask("weaving")
    keys = NothingFound.objects.values_list("key", flat=True)

    assert len(set(keys)) == 3
    assert {len(key) for key in keys} == {64}


@pytest.mark.parametrize(
    "text",
    [
        "ada@example.org",
        "where is Ada@Example.org?",
        "+49 170 1234567",
        "0170/1234567",
        "born 12.03.1984",
        "https://ada.example/cv",
        "www.ada.example",
        "linkedin.com/in/ada",
        "a" * 61,
    ],
)
def test_what_may_name_a_person_is_counted_without_its_words(ask, text):
    for after in range(6):
        ask(text, after)
    row = NothingFound.objects.get()

    assert (row.key, row.text, row.days.count()) == ("", "", 6)


@pytest.mark.parametrize("words", ["node.js", "c++", "cobol 85", "iso 9001", "welder (mig/mag)"])
def test_words_of_a_trade_may_be_kept(words):
    assert may_be_kept(words)


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("head", {}),
        ("get", {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}),
        ("get", {"User-Agent": "facebookexternalhit crawler"}),
        ("get", {"Sec-Purpose": "prefetch"}),
        ("get", {"Sec-Fetch-Site": "none"}),
        ("get", {"Sec-Fetch-Site": "cross-site"}),
    ],
)
def test_nobody_counts_who_sent_no_form(ask, django_assert_num_queries, method, headers):
    with django_assert_num_queries(0):
        ask("weaving", method=method, headers=FROM_A_FORM | headers)


def test_text_without_a_letter_is_not_counted(ask):
    ask("  \u200b ")

    assert kept() == []


def test_new_texts_of_a_day_are_told_apart_up_to_a_number(ask, monkeypatch):
    monkeypatch.setattr(nothing_found, "MOST_NEW", 2)
    for text in ("one", "two", "three", "four", "one"):
        ask(text)
    ask("five", 1)

    rows = NothingFound.objects.order_by("pk")
    assert [(bool(row.key), row.days.get().times) for row in rows] == [
        (True, 2),
        (True, 1),
        (False, 2),
        (True, 1),
    ]


@pytest.mark.parametrize(("text", "queries"), [("weaving", 4), ("something new", 14)])
def test_counting_costs_few_queries(ask, django_assert_num_queries, text, queries):
    ask("weaving")

    with django_assert_num_queries(queries):
        ask(text)


def test_search_is_answered_where_nothing_can_be_counted(ask, monkeypatch, caplog):
    def refuse(*args):
        raise DatabaseError("read-only")

    monkeypatch.setattr(nothing_found, "_count", refuse)
    ask("a secret word")

    assert "could not be counted" in caplog.text
    assert "a secret word" not in caplog.text


def test_old_days_are_forgotten_with_what_was_asked_on_no_other(ask, capsys):
    ask("old")
    ask("both")
    ask("both", 95)

    call_command("forget_nothing_found")
    assert capsys.readouterr().out == "3 rows deleted\n"
    assert kept() == [("", FIRST + timedelta(95), 1)]
    call_command("forget_nothing_found")
    assert len(kept()) == 1
