"""How a question is read: without a database, over a vocabulary of a few names."""

import re

import pytest
from django.urls import resolve

from portal.site.search.intents import INTENTS, intents_in
from portal.site.search.reading import link_shown, read_query
from portal.site.search.vocabulary import NamedRow, NameEntry, Vocabulary
from portal.site.search.words import KIND_PHRASES, STOP_WORDS, SYNONYMS

NAMES = [
    ("Role", "data-scientist", "Data Scientist", "they find answers in data"),
    ("Role", "data-analyst", "Data Analyst", "they shape data"),
    ("Role", "ai-engineer", "AI Engineer (LLM Applications)", "they build products"),
    ("Occupation", "nurse", "Nurse", "looks after patients"),
    ("Skill", "python", "Python", "a language of programming"),
    ("Skill", "testing", "Software testing", "finding faults"),
    ("Skill", "dialogue", "Chatbots", "talking machines"),
    ("Resource", "how-to-speak", "How to Speak", "a lecture"),
    ("Topic", "quantisation", "Quantisation", "weights take memory"),
]


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.of(
        NameEntry(
            NamedRow(kind, slug, title),
            f" {' '.join(re.findall('[a-z]+', title.lower()))} ",
            f" {title.lower()} | {text} ",
        )
        for kind, slug, title, text in NAMES
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("What does a data scientist do?", ("data", "scientist")),
        ("how do I learn Python from scratch", ("python",)),
        ("data-scientist", ("data", "scientist")),
        ("jobs with patients", ("patients",)),
        ("how to speak", ("how", "to", "speak")),
        ("what is it", ("what", "is", "it")),
        ("salary of a nurse", ("nurse",)),
        ("software test", ("software", "test")),
    ],
)
def test_words_that_are_looked_for(vocabulary, query, words):
    assert read_query(query, vocabulary).words == words


@pytest.mark.parametrize(
    ("query", "right"),
    [
        ("pyhton", "python"),
        ("data sceintist salery", "data scientist salary"),
        ("chat bots", "chatbots"),
        ("datascientist", "data scientist"),
    ],
)
def test_slip_is_put_right_unless_somebody_says_so(vocabulary, query, right):
    reading = read_query(query, vocabulary)
    assert (reading.query, reading.is_corrected) == (right, True)

    reading = read_query(query, vocabulary, as_typed=True)
    assert (reading.query, reading.is_corrected) == (query, False)


@pytest.mark.parametrize("query", ["pyth", "scientists", "xqzw", "pyt", "C++", "12345678", "I am"])
def test_what_is_no_slip_is_left_alone(vocabulary, query):
    assert not read_query(query, vocabulary).is_corrected


def test_word_that_nothing_has_is_left_out(vocabulary):
    reading = read_query("is a nurse stressed", vocabulary)

    assert (reading.words, reading.left_out) == (("nurse",), ("stressed",))


@pytest.mark.parametrize(
    ("query", "addresses"),
    [
        ("how to become a data scientist", ["/roles/data-scientist/", "/plan/data-scientist/"]),
        ("pay of ai engineers", ["/roles/ai-engineer/#pay"]),
        ("average salary", ["/roles/"]),
        (
            "data analyst vs data scientist",
            ["/roles/compare/?role=data-analyst&role=data-scientist"],
        ),
        (
            "data analyst or data scientist",
            ["/roles/compare/?role=data-analyst&role=data-scientist"],
        ),
        ("compare a data analyst", ["/roles/compare/?role=data-analyst"]),
        ("from data analyst to data scientist", ["/roles/data-analyst/transitions/"]),
        ("nurse who wants a career change", ["/occupations/nurse/"]),
        ("career change", ["/start/"]),
        ("entry-level jobs", ["/roles/?entry=graduate", "/roles/?entry=junior"]),
        ("serve a 7B model", ["/scalability/topics/quantisation/"]),
        ("a 70 billion model", ["/scalability/topics/quantisation/"]),
        ("skills test", ["/profile/questions/"]),
        ("software test", []),
        ("please delete my data", ["/profile/delete/", "/profile/data/"]),
        ("python", []),
        ("data scientist", []),
    ],
)
def test_pages_that_may_be_meant(vocabulary, query, addresses):
    assert [link.url for link in read_query(query, vocabulary).links] == addresses


@pytest.mark.parametrize(
    ("query", "group"),
    [
        ("jobs with data", "Roles"),
        ("python course", "Resources"),
        ("skills of a data analyst", "Roles"),
        ("nurse jobs", "Occupations"),
        ("python", ""),
    ],
)
def test_kind_that_comes_first(vocabulary, query, group):
    assert read_query(query, vocabulary).first_group == group


def test_rarer_words_weigh_more(vocabulary):
    weights = read_query("nurse data", vocabulary).weights

    assert weights["nurse"] > weights["data"] >= 1


def test_each_page_of_an_intent_is_there():

    roles = [NamedRow("Role", "a-role", "A role"), NamedRow("Role", "b-role", "B role")]
    for intent in INTENTS:
        for link in intent.links:
            assert resolve(link_shown(link, roles).url.partition("?")[0].partition("#")[0])


@pytest.mark.parametrize("intent", INTENTS, ids=lambda one: one.phrases[:20])
def test_each_phrase_of_an_intent_tells_one(intent):
    for phrase in intent.wordings():
        assert intents_in(phrase.split()), phrase


def test_lists_are_folded():
    kinds = [phrase for phrases in KIND_PHRASES.values() for phrase in phrases]
    phrases = [phrase for intent in INTENTS for phrase in intent.wordings()]

    for text in [*STOP_WORDS, *SYNONYMS, *kinds, *phrases]:
        assert text == text.lower().strip()
