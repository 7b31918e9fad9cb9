# ruff: noqa: RUF001 -- signs that look alike are what is tested
import unicodedata
from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.text.folding import folded, same_title, words_in


def cut(text):
    return [word.apart for word in words_in(folded(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("GÉRON", ["geron"]),
        ("C#, C++; F# (.NET)", ["c#", "c++", "f#", ".net"]),
        ("ASP.NET", ["asp net"]),
        ("c++20", ["c++ 20"]),
        ("a+b", ["a b"]),
        ("GPT-4.1", ["gpt 4 1"]),
        ("snake_case", ["snake case"]),
        ("R&D", ["r d"]),
        ("one—two", ["one", "two"]),
        ("wait...and see", ["wait", "and", "see"]),
        ("Bayes’ rule", ["bayes", "rule"]),
        ("O’Reilly’s", ["o reilly"]),
        ("ŁÓDŹ Ærø", ["lodz", "aero"]),
        ("ﷺ", ["صلى", "الله", "عليه", "وسلم"]),
        ("हिन्दी", ["हिन्दी"]),
        ("שָׁלוֹם", ["שלום"]),
        ("データ科学", ["テ ゙ ー タ 科 学"]),
        ("한국어", [unicodedata.normalize("NFKD", "한국어")]),
        ("\u202epython\u202c", ["python"]),
        ("𝐏𝐲𝐭𝐡𝐨𝐧 ①", ["python", "1"]),
    ],
)
def test_text_is_cut_into_words(text, words):
    assert cut(text) == words


@given(st.text())
def test_words_are_the_same_whatever_the_normal_form(text):
    forms = {form: cut(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}

    assert forms["NFC"] == forms["NFD"]


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_pieces_are_parts_of_the_text_and_hold_no_space(text):
    flat = folded(text)
    pieces = [piece for word in words_in(flat) for piece in word.pieces]

    assert [flat[piece.start : piece.end] for piece in pieces] == [piece.text for piece in pieces]
    assert not any(" " in piece.text or "|" in piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Python", "PYTHON"),
        ("Python", "Рython"),  # a Cyrillic er
        ("Python", "Pythоn"),  # a Cyrillic o
        ("NumPy", "Νumpy"),  # a Greek nu
        ("vLLM", "νLLM"),  # a small one
        ("AI", "АІ"),  # both are Cyrillic
        ("SAP", "ЅАР"),  # all are Cyrillic
        ("Go", "G0"),
        ("Machine learning", "Machine Iearning"),
        ("Cloud", "C1oud"),
        ("Python", "Ｐｙｔｈｏｎ"),
        ("Python", "𝐏𝐲𝐭𝐡𝐨𝐧"),
        ("Python", "Py\u200bthon"),
        ("Python", "Py\u00adthon"),
        ("Python", "\u202aPython\u202c"),
        ("Python", " Python\u00a0"),
        ("Python", "Python\ufe0f"),
        ("Machine learning", "Machine\u00a0 learning"),
        ("Time-series", "Time‑series"),
        ("Time-series", "Time–series"),
        ("Little's law", "Little’s law"),
        ('"Deep" learning', "“Deep” learning"),
        ("Straße", "STRASSE"),
        ("Résumé", "Re\u0301sume\u0301"),
        ("Рост", "РОСТ"),
        ("Μηχανή νέα", "ΜΗΧΑΝΉ ΝΈΑ"),
        ("Fine-tuning", "ﬁne-tuning"),
    ],
)
def test_titles_that_look_the_same_are_one(one, other):
    assert same_title(one) == same_title(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C#"),
        ("C", "C++"),
        ("C#", "F#"),
        (".NET", "NET"),
        ("R", "Ruby"),
        ("LP", "IP"),
        ("R1", "RL"),
        ("scikit-learn", "scikit learn"),
        ("scikit-learn", "sklearn"),
        ("Node.js", "NodeJS"),
        ("CI/CD", "CICD"),
        ("A/B testing", "AB testing"),
        ("GPT-4", "GPT-5"),
        ("Résumé", "Resume"),
        ("学习", "学"),
        ("Рост", "Рот"),
    ],
)
def test_titles_that_can_be_told_apart_are_two(one, other):
    assert same_title(one) != same_title(other)


@given(st.text())
def test_same_title_ignores_what_cannot_be_seen(text):
    assert same_title(f" \u200b{text}\u00ad\u2060 ") == same_title(text)


@given(st.text(ascii_letters + "éüñøčж"))
def test_same_title_ignores_case(text):
    assert same_title(text.swapcase()) == same_title(text)
