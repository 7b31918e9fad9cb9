"""The patterns of a crawl see in a page what a parser of HTML sees."""

from html.parser import HTMLParser

import pytest

from tests.crawling import links_in

ATTRIBUTES = {"for", "aria-labelledby", "aria-describedby", "aria-controls"}


class Parser(HTMLParser):
    """What `links_in` says of a page, by the standard library."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.hrefs, self.ids, self.named = set(), [], set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if tag == "a" and name == "href":
                self.hrefs.add(value)
            elif name == "id":
                self.ids.append(value)
            elif name in ATTRIBUTES:
                self.named |= set(value.split())
        self.named |= {value[1:] for value in self.hrefs if value.startswith("#")}


PLANTED = {
    "plain link": '<p>See <a href="/roles/">roles</a>.</p>',
    "link with other attributes": '<a class="card" href="/a/" hreflang="en">A</a>',
    "attributes on lines of their own": '<a\n  class="card"\n  href="/a/"\n>A</a>',
    "escaped address": '<a href="/roles/compare/?role=a&amp;role=b">Both</a>',
    "anchor in the page": '<a href="#here">Down</a> <h2 id="here">Here</h2>',
    "address of another kind": '<a href="mailto:a@example.org">A</a><link href="/a.css">',
    "attribute that ends like another": '<a data-href="/no/" href="/yes/" data-id="no">Y</a>',
    "id twice": '<p id="a">A</p><p class="b" id="a">B</p>',
    "ids of other elements": '<svg id="s"><path id="p"/></svg><h1 id="t">T</h1>',
    "escaped id": '<p id="c&amp;d">C</p><a href="#c&amp;d">C</a>',
    "label and descriptions": (
        '<label for="f">F</label><input id="f" aria-describedby="f_help f_error">'
        '<p id="f_help">How</p><section aria-labelledby="t"></section>'
        '<button aria-controls="menu">Menu</button>'
    ),
    "escaped text that looks like a tag": '<p>&lt;a href="/no/" id="no"&gt;</p>',
    "code that shows a tag": '<code>&lt;label for="no" id="no"&gt;</code><p id="a">A</p>',
    "greater-than sign in a value, escaped": '<a title="a &gt; b" href="/a/" id="a">A</a>',
    "empty values": '<a href="">Here</a><p id="">None</p><input aria-describedby="">',
}


@pytest.mark.parametrize("text", PLANTED.values(), ids=PLANTED)
def test_patterns_see_what_a_parser_sees(text):
    seen, parsed = links_in(text), Parser(text)

    assert seen == (parsed.hrefs, parsed.ids, parsed.named)


def test_planted_pages_hold_something():
    parsed = [Parser(text) for text in PLANTED.values()]

    assert any(one.hrefs for one in parsed)
    assert any(one.ids for one in parsed)
    assert any(one.named for one in parsed)
