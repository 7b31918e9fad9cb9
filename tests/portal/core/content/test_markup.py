import pytest

from portal.core.content.markup import MarkdownLink, markup_of, typed_signs
from portal.core.text.markdown import to_html


def shown(text: str, *, mistakes: bool = True) -> list[tuple[int, str]]:
    return [
        (flaw.line, flaw.shown) for flaw in markup_of(text).flaws if flaw.is_mistake is mistakes
    ]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("", []),
        (
            "[One](/roles/a/) and\n[two](/roles/b/ 'B').",
            [(1, "One", "/roles/a/"), (2, "two", "/roles/b/")],
        ),
        ("See [it][x].\n\n[x]: /skills/a/", [(1, "it", "/skills/a/")]),
        ("<https://example.com/a>", [(1, "https://example.com/a", "https://example.com/a")]),
        ("| a | b |\n|---|---|\n| c | [d](/e/) |", [(3, "d", "/e/")]),
        ("- one\n- a\n  [two](/b/)", [(3, "two", "/b/")]),
        ("> so\n> [he](/said/)", [(2, "he", "/said/")]),
        ("[`code` and *all*](/a/)", [(1, "code and all", "/a/")]),
        ("`[no](/link/)`\n\n    [no](/link/)\n\n```\n[no](/link/)\n```", []),
        (r"\[no](/link/)", []),
    ],
)
def test_links_are_read_as_the_page_reads_them(text, links):
    assert markup_of(text).links == [MarkdownLink(*link) for link in links]
    assert to_html(text).count("<a ") == len(links)


@pytest.mark.parametrize(
    ("text", "line", "signs"),
    [
        ("One.\n\n![A map](/static/map.png)", 3, "![A map](/static/map.png)"),
        ("![](https://example.com/spy.gif)", 1, "![](https://example.com/spy.gif)"),
        ("![a](data:image/png;base64,AAAA)", 1, "![a](data:image/png;base64,AAAA)"),
        ("One\n<b>two</b>", 2, "<b>"),
        ("<div class='x'>\nraw\n</div>", 1, "<div class='x'>"),
        ("One <!-- hidden -->", 1, "<!--"),
        ("Line<br/>break", 1, "<br/>"),
        ("[x](javascript:alert(1))", 1, "[x](javascript:alert(1))"),
        ("[x](JaVaScRiPt:alert(1))", 1, "[x](JaVaScRiPt:alert(1))"),
        ("[x](data:text/html;base64,PHM+)", 1, "[x](data:text/html;base64,PHM+)"),
        ("[x](ftp://example.com)", 1, "x"),
        ("<tel:+4912345>", 1, "tel:+4912345"),
        ("[x](/roles/a b/)", 1, "[x](/roles/a b/)"),
        ("Said before.[^1]", 1, "[^1]"),
        ("[^1]: https://example.com\n\nSo[^1]", 3, "[^1]"),
        ("[a word][nowhere]", 1, "[a word][nowhere]"),
        ("See [[Python]].", 1, "[[Python]]"),
        ("[](/roles/)", 1, "/roles/"),
        ("# Title", 1, "#"),
        ("One.\n\nTitle\n=====", 3, "==="),
        ("##### Small", 1, "#####"),
    ],
)
def test_what_no_page_shows_as_meant_is_a_mistake(text, line, signs):
    assert (line, signs) in shown(text)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("It is at https://example.com/a.", "https://example.com/a."),
        ("See /about/sources/#paper.", "/about/sources/#paper"),
        ("It is ~~gone~~.", "~~gone~~"),
        ("It is ** bold **.", "** bold **"),
        ("- [ ] to do", "[ ]"),
        ("## Why {#why}", "{#why}"),
        ("##Why", "##Why"),
        ("::: note", "::: note"),
        ("| a | b |\n| c | d |", "| a | b |"),
        ("$$x^2$$", "$$"),
    ],
)
def test_what_may_be_meant_is_only_said(text, signs):
    assert shown(text) == []
    assert signs in [found for _, found in shown(text, mistakes=False)]


@pytest.mark.parametrize(
    "text",
    [
        "## Why\n\n### How\n\n#### When\n\n1. one\n2. two",
        "`<b>`, `[x](javascript:y)` and `[^1]` are code.",
        "```html\n<script>\n![x](y)\n```",
        r"\<b> and \[^1] are typed on purpose; so is &lt;i&gt;.",
        "2 < 3 and 3 > 2; a<b; x[i][j]; v0 * 2 ** (t / 2).",
        "The token <pad> and a [note] in brackets.",
        "**Bold**, *soft*, a_b_c and 5 * 3 * 2.",
        "<https://example.com/**a**/[b][c]>",
        "Prices rose by $5 and $$.".replace("$$", "$6"),
        "| a |\n| - |\n| b |",
        "C# and F#, #1 of a kind: it is the",
        "Mail [us](mailto:us@example.com) or <us@example.com>.",
    ],
)
def test_ordinary_prose_is_left_alone(text):
    assert markup_of(text).flaws == []


def test_words_name_the_place_and_stay_short():
    [flaw] = markup_of(f"One\n\ntwo ![{'long ' * 30}](/x.png)").flaws

    assert str(flaw).startswith("line 3, “![long long")
    assert "…”: Images aren't shown." in str(flaw)


def test_list_begins_with_its_own_number():
    assert to_html("3. three\n4. four").startswith('<ol start="3">')


@pytest.mark.parametrize(
    "text",
    [
        "[Dao](/about/sources/#dao-2022)",
        "[Dao](/about/sources#dao-2022)",
        "[Dao][1]\n\n[1]: /about/sources/#dao-2022",
        "[Dao](</about/sources/#dao-2022> 'a paper')",
    ],
)
def test_citation_leads_to_the_references_of_its_page_however_it_is_written(text):
    assert 'href="#source-dao-2022"' in to_html(text)


def test_address_of_a_citation_in_code_is_shown_as_it_is():
    assert "(/about/sources/#x)" in to_html("Write `[name](/about/sources/#x)`.")


def test_text_that_is_no_markdown_should_hold_no_links():
    found = [flaw.shown for flaw in typed_signs("See [it](/roles/a/).\nAnd <b>this</b>, 2 ** 3.")]

    assert found == ["[it](/roles/a/)", "<b>", "</b>"]
    assert not any(flaw.is_mistake for flaw in typed_signs("[it](/roles/a/)"))
