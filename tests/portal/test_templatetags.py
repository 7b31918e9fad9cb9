import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString

from portal.templatetags import portal


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("one", ["one"]),
        ("one\ntwo", ["one", "two"]),
        ("\n one \n\n \ntwo\n", [" one ", "two"]),
    ],
)
def test_lines_are_the_ones_that_say_something(text, lines):
    assert portal.lines(text) == lines


def test_get_is_none_where_a_mapping_holds_nothing():
    assert [portal.get({"a": 0}, key) for key in ("a", "b")] == [0, None]


def test_markdown_is_safe_html():
    html = portal.markdown("*One* <b>two</b>")

    assert isinstance(html, SafeString)
    assert html == "<p><em>One</em> &lt;b&gt;two&lt;/b&gt;</p>\n"


def test_filters_are_loaded_by_the_name_of_their_app():
    template = Template("{% load careers portal %}{{ levels|get:'python'|level_word }}")

    assert template.render(Context({"levels": {"python": 3}})) == "independent"


def test_options_are_escaped_and_the_chosen_one_is_selected():
    written = portal.options(
        [
            {"value": "", "label": "Any", "selected": False},
            {"value": 'a"b', "label": "A & <b>", "selected": True},
        ]
    )

    assert written.splitlines() == [
        '<option value="">Any</option>',
        '<option value="a&quot;b" selected>A &amp; &lt;b&gt;</option>',
    ]


def test_state_gives_a_component_ids_and_landmarks_of_its_own():
    source = (
        '{% load styleguide %}{% state "Not rated" %}'
        '<form aria-label="Level"><label for="level">Level</label>'
        '<input id="level" aria-describedby="level elsewhere"></form>'
        '<a href="#level">Up</a><a href="#top">Top</a><a href="/roles/#level">Roles</a>'
        "{% endstate %}"
    )

    html = Template(source).render(Context())

    assert '<p class="state">Not rated</p><form aria-label="Level: Not rated">' in html
    assert '<label for="level-not-rated">' in html
    assert '<input id="level-not-rated" aria-describedby="level-not-rated elsewhere">' in html
    assert '<a href="#level-not-rated">Up</a><a href="#top">Top</a>' in html
    assert '<a href="/roles/#level">' in html


def test_items_of_a_list_are_escaped():
    html = portal.items(["5 of 8", "<b> & c"])

    assert html == "<li>5 of 8</li><li>&lt;b&gt; &amp; c</li>"
    assert isinstance(html, SafeString)
    assert portal.items([]) == ""
