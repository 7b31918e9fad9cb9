"""Whatever somebody types, a text is read without failing, and a page shows it."""

from hypothesis import given
from hypothesis import strategies as st

from portal.core.content.markup import markup_of
from portal.core.content.text_checks import KnownRows, flaws_in
from portal.core.text.markdown import to_html

PIECES = (
    *("[", "]", "(", ")", "![", "](", "<", ">", "\n", "\n\n", "# ", "|", "*", "**", "`", "\\", "^"),
    *(
        "/roles/",
        "/about/sources/#",
        "http://",
        "https://[",
        "//",
        "javascript:",
        "mailto:",
        "data:",
    ),
    *(
        "%00",
        "%2e%2e/",
        "/static/",
        "?a=b",
        "#",
        "- [ ] ",
        "1. ",
        "[x]: ",
        "&lt;",
        "\x00",
        "é",
        " ",
    ),
)
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=25).map("".join)


class NothingThere(KnownRows):
    def read(self, model):  # noqa: ARG002 -- no database is asked
        return {"here": True, "draft": False}


@given(texts)
def test_any_text_is_read_and_shown(text):
    lines = max(1, len(text.splitlines()) + text.count("\n"))

    for flaw in flaws_in(text, NothingThere(), page="/roles/analyst/", listed=()):
        assert 1 <= flaw.line <= lines
        assert flaw.text
        assert str(flaw)
    to_html(text)


@given(texts)
def test_every_link_that_a_page_has_was_looked_at(text):
    markup = markup_of(text)

    assert to_html(text).count("<a ") <= len(markup.links) + len(markup.flaws)
