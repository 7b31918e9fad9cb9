from itertools import count

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test.utils import override_script_prefix
from django.utils.safestring import SafeString

from careers.forms.ratings import RATINGS
from careers.models import Family
from portal.templatetags import portal

LEVEL_BAR = "components/level_bar.html"


@pytest.mark.parametrize("need", range(1, 6))
@pytest.mark.parametrize("have", [None, *range(6)])
@pytest.mark.parametrize("need_only", [True, False])
def test_component_renders_as_if_it_were_included(need, have, need_only):
    given = Context({"need": need, "have": have, "need_only": need_only})
    inputs = "need=need have=have need_only=need_only"
    tag = Template(f'{{% load portal %}}{{% component "{LEVEL_BAR}" {inputs} %}}')

    assert tag.render(given) == Template(f'{{% include "{LEVEL_BAR}" %}}').render(given)


def test_component_is_rendered_once_for_each_set_of_inputs(monkeypatch):
    renders = count()

    class Counted:
        def render(self, inputs):
            return f"{next(renders)} {inputs}"

    monkeypatch.setattr(portal, "get_template", lambda _: Counted())
    given = [{"n": 1}, {"n": True}, {"n": 1}, {"m": 1}, {"n": "1"}, {"n": "1"}]

    assert [portal.component("counted.html", **one)[0] for one in given] == list("010233")


def test_component_is_rendered_anew_while_templates_are_edited(monkeypatch, settings):
    settings.DEBUG = True
    texts = iter(["one", "two"])

    class Edited:
        def render(self, _):
            return next(texts)

    monkeypatch.setattr(portal, "get_template", lambda _: Edited())

    assert [portal.component("edited.html", n=1) for _ in range(2)] == ["one", "two"]


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize(
    "value", [Family(pk=1), (Family(pk=1),), HttpRequest(), frozenset({1})], ids=type
)
def test_component_takes_plain_values_alone(value, debug, settings):
    settings.DEBUG = debug
    with pytest.raises(TypeError, match="plain values"):
        portal.component("components/family_mark.html", mark=value)


def test_links_of_a_component_begin_with_the_prefix_of_the_site():
    pages = []
    for prefix in ("/", "/below/"):
        with override_script_prefix(prefix):
            pages.append(portal.component("components/colophon.html"))

    assert 'href="/roles/"' in pages[0]
    assert 'href="/below/roles/"' in pages[1]


@pytest.mark.parametrize("selected", ["", "0", "5", '9"><script>'])
def test_level_options_select_the_one_there_is(selected):
    name = "careers/role_detail/level_options.html"
    options = portal.component(name, options=RATINGS, selected=selected)

    assert options.count("<option") == 7
    assert options.count("selected") == (selected != '9"><script>')
    assert f'value="{selected}" selected' in options or "selected" not in options
    assert "<script>" not in options


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
