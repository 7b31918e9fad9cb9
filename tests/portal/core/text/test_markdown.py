import pytest
from django.utils.safestring import SafeString

from portal.core.text.markdown import to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("One *word* and **two**.", "<p>One <em>word</em> and <strong>two</strong>.</p>\n"),
        ("## Why\n\nThus.", "<h2>Why</h2>\n<p>Thus.</p>\n"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        ("`a < b`", "<p><code>a &lt; b</code></p>\n"),
        (
            '[page](https://example.com "So")',
            '<p><a href="https://example.com" title="So" rel="noopener noreferrer">page</a></p>\n',
        ),
        (
            "[us](mailto:us@example.com)",
            '<p><a href="mailto:us@example.com" rel="noopener noreferrer">us</a></p>\n',
        ),
        (
            "[here](/roles/)",
            '<p><a href="/roles/" rel="noopener noreferrer">here</a></p>\n',
        ),
        (
            "[Dao, 2022](/about/sources/#dao-2022)",
            '<p><a href="#source-dao-2022" rel="noopener noreferrer">Dao, 2022</a></p>\n',
        ),
        (
            "| a |\n| - |",
            "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table>\n",
        ),
    ],
)
def test_markdown_becomes_html(text, html):
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "<script>alert(1)</script>",
            "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n",
        ),
        (
            'A <b onclick="alert(1)">bold</b> word',
            '<p>A &lt;b onclick="alert(1)"&gt;bold&lt;/b&gt; word</p>\n',
        ),
        ("<div>\nraw\n</div>", "<p>&lt;div&gt;\nraw\n&lt;/div&gt;</p>\n"),
        ("<!-- hidden -->", "<p>&lt;!-- hidden --&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](JaVaScRiPt:alert(1))", "<p>[x](JaVaScRiPt:alert(1))</p>\n"),
        ("[x](&#106;avascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](data:text/html;base64,PHM+)", "<p>[x](data:text/html;base64,PHM+)</p>\n"),
        ("[x](ftp://example.com)", '<p><a rel="noopener noreferrer">x</a></p>\n'),
        ("<javascript:alert(1)>", "<p>&lt;javascript:alert(1)&gt;</p>\n"),
        ("![a](https://example.com/spy.gif)", "<p></p>\n"),
        ("# Page title", "Page title\n"),
        ("```html\n<script>\n```", "<pre><code>&lt;script&gt;\n</code></pre>\n"),
    ],
)
def test_markdown_that_could_harm_is_neutralised(text, html):
    assert to_html(text) == html


def test_html_is_marked_safe_for_templates():
    assert isinstance(to_html("A word."), SafeString)
