"""What a path that leads nowhere may stand for."""

from itertools import islice
from unicodedata import normalize
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.mistyped_addresses import last_words, readings, tidied

PYTHON = "/skills/python/"


@pytest.mark.parametrize(
    "path",
    [
        *("/skills/python/).", "/skills/python).", "/skills/python/,", "/skills/python."),
        *("/skills/python/'", '/skills/python/"', "/skills/python/%22", "/skills/python/%2522"),
        *("/skills/python/>", "/skills/python/&gt;", "/skills/python/&quot;)"),
        *("/skills/python/&#41;", "/skills/python>;", "/<skills/python>", "/(skills/python)"),
        *("/skills/“python”", "/skills/«python»/", "/skills/python/…", "/skills/python\xa0"),
        *("//skills//python//", "/skills\\python", "/skills/./python/", "/skills/../python/"),
        *("/skills/python/index.html", "/skills/python/index.php", "/skills/python.html"),
        *("/skills/python/default.aspx", "/skills/python/%20", "/ skills / python "),
        *("/skills/\u200bpython\u200b/", "/skills/python\ufeff", "/skills/py\u00adthon/"),
        *("/skills/python\u202e", "/\uff53kills/\uff50ython/", "/skills/python/#levels"),
        *("/skills/python/?utm_source=mail", "/skills/python/%3Fq=1"),
        *("/skills/python&utm_source=x", "/https://portal.example/skills/python/"),
        "/http:/portal.example/skills/python",
    ],
)  # fmt: skip
def test_address_copied_with_what_stood_around_it_is_read_first(path):
    assert next(readings(path)) == PYTHON


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/SKILLS/Python/", PYTHON),
        ("/skills/python/and", PYTHON),
        ("/skills/python and more", PYTHON),
        ("/skills/python-is-great/", PYTHON),
        ("/skills/python/).Then", PYTHON),
        ("/skills/python.Then", PYTHON),
        ("/en/skills/python/", PYTHON),
        ("/skills/skills/python/", PYTHON),
        ("/skills/pythón/", PYTHON),
        ("/skills/machine_learning/", "/skills/machine-learning/"),
        ("/skills/machine learning/", "/skills/machine-learning/"),
        ("/skills/Machine%20Learning", "/skills/machine-learning/"),
        ("/skills/machine\u2011learning/", "/skills/machine-learning/"),
        ("/skills/machine\u2013learning/", "/skills/machine-learning/"),
        ("/skills/nobody/progress/", "/skills/"),
    ],
)
def test_address_typed_from_memory_is_read_too(path, meant):
    assert meant in list(readings(path))


def test_letters_of_a_secret_stay_as_they_are():
    token = "-Zk3_q9xV-bT7mN2wLpR8sY4cH6dJ1fGaQeUiOoWzXy_"

    assert next(readings(f"/profile/return/{token}/).")) == f"/profile/return/{token}/"
    assert tidied(f"({token}).") == token


SIGNS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(SIGNS)
def test_reading_is_a_plain_path_of_this_site_whatever_was_sent(text):
    found = list(islice(readings(f"/{text}"), 50))

    assert found
    for one in found:
        assert one.startswith("/")
        assert one.endswith("/")
        assert "//" not in one
        assert "\\" not in one
        assert one.isprintable()


@given(SIGNS)
def test_part_of_a_path_is_tidied_once_and_for_all(text):
    assert tidied(tidied(text)) == tidied(text)


@given(SIGNS, st.sampled_from(["/", "", "/x/", "/skills/"]))
def test_reading_ends_soon(text, before):
    assert len(list(readings(before + f"{text}/" * 20 + text.replace("/", "-") * 20))) < 200


def holds_no_letter(text: str) -> bool:
    """Nor a sign that is one in a circle, as \N{CIRCLED IDEOGRAPH MOON} is."""
    return not any(sign.isalnum() or sign in "_-" for sign in normalize("NFKC", text))


@given(SIGNS.filter(holds_no_letter))
def test_what_is_no_letter_around_an_address_changes_nothing(around):
    written = quote(around, safe="")

    assert next(readings(f"/skills/python{written}")) in {PYTHON, "/skills/python/"}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/roles/data-engineer/", "data engineer"),
        ("/roles/data-engineer/).", "data engineer"),
        ("/skills/python/&gt;", "python"),
        ("/x/%22%3E%3Cscript%3E", "script"),
        ("/).", ""),
        ("/", ""),
    ],
)
def test_end_of_an_address_is_looked_for(path, words):
    assert last_words(path) == words
