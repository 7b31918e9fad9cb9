from html import unescape

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from careers.models import Source
from portal.search import marked, starts_a_word, words_of
from tests.factories import make_source


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", []),
        ("  \t\n ", []),
        ("data engineer", ["data", "engineer"]),
        ("  data\u00a0 engineer ", ["data", "engineer"]),
        ("da\x00ta \x00", ["data"]),
        ("1 2 3 4 5 6 7 8 9", ["1", "2", "3", "4", "5", "6", "7", "8"]),
    ],
)
def test_words_are_parted_by_spaces_and_at_most_eight(query, words):
    assert words_of(query) == words


@given(st.text())
def test_words_hold_neither_spaces_nor_null_characters(query):
    assert [
        word for word in words_of(query) if not word or "\x00" in word or word.split() != [word]
    ] == []


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("Machine learning", "LEARN", "Machine <mark>learn</mark>ing"),
        ("Relearn (learn)", "learn", "Relearn (<mark>learn</mark>)"),
        ("CI/CD", "cd ci", "<mark>CI</mark>/<mark>CD</mark>"),
        ("data, dataset", "data dat", "<mark>data</mark>, <mark>data</mark>set"),
        ("R & D", "r &", "<mark>R</mark> <mark>&amp;</mark> D"),
        ("<b>", "<b", "<mark>&lt;b</mark>&gt;"),
        ("Anything", " ", "Anything"),
    ],
)
def test_words_are_marked_where_they_begin_a_word(text, query, html):
    assert marked(text, query) == html


@given(st.text(), st.text())
def test_marks_change_no_letter_and_let_no_markup_in(text, query):
    html = marked(text, query)

    assert unescape(html.replace("<mark>", "").replace("</mark>", "")) == unescape(escape(text))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("machine", True),
        ("LEARN", True),
        ("ops", True),
        ("mlops", True),
        ("ci", True),
        ("cd", True),
        ("somebody", True),
        ("achine", False),
        ("earning", False),
        ("%", False),
        ("m_chine", False),
        ("\\", False),
        ("'", False),
    ],
)
def test_word_is_found_where_it_begins_one(word, found):
    make_source(title="Machine learning in-ops (MLOps, CI/CD) (CI)", publisher="Somebody")

    assert Source.objects.filter(starts_a_word(word, "title", "publisher")).exists() is found
