# ruff: noqa: RUF001 -- signs that look alike are what is tested
from html import unescape

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from careers.models import Resource, Role, Skill, Source
from portal.core.search import has_words, mark_words, terms_of
from scalability.models import CaseStudy, Topic
from tests.factories import (
    make_case_study,
    make_resource,
    make_role,
    make_skill,
    make_source,
    make_topic,
)


def found(query):
    return list(Source.objects.search(query).values_list("title", flat=True))


def test_at_most_eight_words_are_looked_for():
    assert len(terms_of("1 2 3 4 5 6 7 8 9")) == 8
    assert len(terms_of("word " * 5_000)) == 8


@pytest.mark.parametrize(
    "query", ["", "  \t\n ", "\x00", "!!!", "“”", "—", "\u200b", "\u00ad", "%_"]
)
def test_query_without_letter_or_number_has_no_words(query):
    assert not has_words(query)
    assert mark_words("Anything", query) == "Anything"


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("Machine learning", "LEARN", "Machine <mark>learn</mark>ing"),
        ("Relearn (learn)", "learn", "Relearn (<mark>learn</mark>)"),
        ("CI/CD", "cd ci", "<mark>CI</mark>/<mark>CD</mark>"),
        ("CI/CD", "cicd", "<mark>CI/CD</mark>"),
        ("data, dataset", "data dat", "<mark>data</mark>, <mark>data</mark>set"),
        ("R & D", "r &", "<mark>R</mark> &amp; D"),
        ("<b>", "<b", "&lt;<mark>b</mark>&gt;"),
        ("Anything", " ", "Anything"),
        ("Aurélien Géron", "geron", "Aurélien <mark>Géron</mark>"),
        ("Ge\u0301ron", "GÉRON", "<mark>Ge\u0301ron</mark>"),
        ("Géron!", "ge\u0301r", "<mark>Gér</mark>on!"),
        ("Straße", "STRASS", "<mark>Straß</mark>e"),
        ("ﬁne", "fi", "<mark>ﬁ</mark>ne"),
        ("Time‑series", "time series", "<mark>Time</mark>‑<mark>series</mark>"),
        ("Time series", "time-series", "<mark>Time series</mark>"),
        ("A/B tests of a book about", "a/b", "<mark>A/B</mark> tests of a book about"),
        ("C, C++ and C#", "c#", "C, C++ and <mark>C#</mark>"),
        ("Node.js", "nodejs", "<mark>Node.js</mark>"),
        ("neural network", "networks", "neural <mark>network</mark>"),
        ("libraries", "library", "<mark>libraries</mark>"),
        ("机器学习入门", "学习", "机器<mark>学习</mark>入门"),
        ("Maslow’s needs", "maslow's", "<mark>Maslow</mark>’s needs"),
    ],
)
def test_words_are_marked_where_they_begin_a_word(text, query, html):
    assert mark_words(text, query) == html


@given(st.text(), st.text())
def test_marks_change_no_letter_and_let_no_markup_in(text, query):
    html = mark_words(text, query)

    assert unescape(html.replace("<mark>", "").replace("</mark>", "")) == unescape(escape(text))


@given(st.text())
def test_every_word_of_a_text_is_marked_in_it(text):
    words = [word for word in text.split() if has_words(word)]

    assert [word for word in words if "<mark>" not in mark_words(text, word)] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "machine",
        "LEARN",
        "ops",
        "mlops",
        "ci",
        "cd",
        "somebody",
        "geron",
        "GÉRON",
        "Ge\u0301ron",
        "ＧÉＲＯＮ",
        "machine-learning",
        "machine\u00a0learning",
        "time‑series",
        "time–series",
        "time−series",
        "timeseries",
        "time\u00adseries",
        "machine\u200b learning",
        "“machine”",
        '"machine"',
        "«machine»",
        "machine,",
        "(machine)",
        "machine.",
        "in-ops",
        "ci/cd",
        "cicd",
        "maslow",
        "maslow's",
        "Maslow’s",
        "strasse",
        "STRASSE",
        "straße",
        "istanbul",
        "İSTANBUL",
        "ıstanbul",
        "fine",
        "machines",
        "library",
        "学习",
        "التعلم",
        "машинное",
        "МАШИННОЕ",
    ],
)
def test_word_is_found_however_it_is_typed(query):
    make_source(
        title="Machine learning in-ops (MLOps, CI/CD) (CI), time-series, Maslow’s libraries",
        publisher="Somebody Géron, Straße, İstanbul, ﬁne, 机器学习, التَّعَلُّم, Машинное",
    )

    assert found(query)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["achine", "earning", "%", "m_chine", "\\", "'", "learning-machine", "machin3", "!!!"]
)
def test_what_begins_no_word_is_not_found(query):
    make_source(title="Machine learning", publisher="Somebody")

    assert found(query) == []


LANGUAGES = (
    "C",
    "C#",
    "C++",
    "F#",
    ".NET",
    "Net promoters",
    "R",
    "Rust",
    "Node.js",
    "A/B tests",
    "About abbeys",
    "A book",
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("c#", ["C#"]),
        ("C＃", ["C#"]),
        ("c++", ["C++"]),
        ("c", ["C", "C#", "C++"]),
        ("f#", ["F#"]),
        (".net", [".NET"]),
        ("net", ["Net promoters", ".NET"]),
        ("r", ["R", "Rust"]),
        ("node", ["Node.js"]),
        ("node.js", ["Node.js"]),
        ("node js", ["Node.js"]),
        ("nodejs", ["Node.js"]),
        ("a/b", ["A/B tests"]),
        ("a/b tests", ["A/B tests"]),
        ("ab", ["About abbeys", "A/B tests"]),
        ("a/b testing", []),
    ],
)
def test_signs_that_are_part_of_a_name_set_it_apart(query, titles):
    for n, title in enumerate(LANGUAGES):
        make_source(slug=f"source-{n}", title=title, publisher="1")

    assert found(query) == titles


@pytest.mark.django_db
def test_words_of_two_fields_are_no_phrase():
    make_source(title="Deep", publisher="Learning Ltd")

    assert found("deep-learning") == []
    assert found("deep learning") == ["Deep"]


@pytest.mark.django_db
def test_exact_names_come_first_then_beginnings_then_words_then_texts():
    titles = ("Robotics", "Rust", "Programming in R", "R for all", "R", "Rare")
    for title in titles:
        make_skill(title=title, definition="It is nothing else.")
    make_skill(title="Statistics", aliases=["R"])
    make_skill(title="Aardvarks", definition="They are written in R.")

    assert [skill.title for skill in Skill.objects.search("r")] == [
        "R",
        "Statistics",
        "R for all",
        "Rare",
        "Robotics",
        "Rust",
        "Programming in R",
        "Aardvarks",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["k8s", "K8S", "kubernetes"])
def test_alias_counts_as_a_name(query):
    make_skill(title="Containers", definition="Beside Kubernetes, or k8s.")
    make_skill(title="Kubernetes", aliases=["K8s"])

    assert Skill.objects.search(query)[0].title == "Kubernetes"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "make"),
    [
        (Role, lambda title: make_role(title=title, purpose="No engine.")),
        (Skill, lambda title: make_skill(title=title, definition="No engine.")),
        (Resource, lambda title: make_resource(title=title, by="Engine makers")),
        (Source, lambda title: make_source(title=title, publisher="Engine makers")),
        (Topic, lambda title: make_topic(title=title, problem="No engine.")),
        (CaseStudy, lambda title: make_case_study(organisation=title, summary="No engine.")),
    ],
)
def test_every_kind_ranks_alike(model, make):
    rows = [make(title) for title in ("A search engine", "Aardvarks", "Engines", "Engine")]

    assert list(model.objects.search("engine")) == [rows[n] for n in (3, 2, 0, 1)]


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_search_is_one_query_however_many_there_are(django_assert_num_queries, rows):
    for n in range(rows):
        make_skill(title=f"Python {n}", aliases=["Snake"])

    with django_assert_num_queries(1):
        assert len(Skill.objects.search("pythons snake")) == rows
