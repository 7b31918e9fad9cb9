import re
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString

from careers.rules.lessons import Hours
from careers.rules.levels import LEVEL_MEANINGS, Level
from portal.templatetags import portal


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(0), "0"),
        (Fraction(5), "5"),
        (Fraction(11, 3), "3⅔"),
        (Fraction(15, 4), "3¾"),
        (Fraction(1, 2), "½"),
        (Fraction(12, 5), "2⅖"),
        (Fraction(1, 60), "0.02"),
        (Fraction(173, 30), "5.77"),
        (Fraction(41, 12), "3.42"),
    ],
)
def test_points_are_written_as_people_do(value, shown):
    assert portal.points(value) == shown


@pytest.mark.parametrize("level", range(1, 6))
@pytest.mark.parametrize("importance", range(1, 6))
def test_points_of_one_line_are_always_exact(level, importance):
    shown = {portal.points(Fraction(importance * have, level)) for have in range(level + 1)}

    assert [one for one in shown if "." in one] == []


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        (133080, "USD", "US$133,080"),
        (950, "GBP", "£950"),
        (1_000_000, "EUR", "€1,000,000"),
        (120_000, "CHF", "CHF 120,000"),
    ],
)
def test_money_has_its_sign_and_its_commas(amount, currency, shown):
    assert portal.money(amount, currency) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2025", "2025"),
        ("2025-05", "May 2025"),
        ("2025-12", "December 2025"),
        ("2024-2034", "2024 to 2034"),
    ],
)
def test_period_is_written_in_words(value, shown):
    assert portal.period(value) == shown


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("135980.00", "US$135,980"), ("46.15", "US$46.15"), ("56.50", "US$56.50"), ("0.5", "US$0.50")],
)
def test_money_has_cents_only_where_it_has_any(amount, shown):
    assert portal.money(Decimal(amount), "USD") == shown


@pytest.mark.parametrize(
    ("change", "shown"),
    [("35.0", "+35"), ("10.2", "+10.2"), ("-4.1", "\N{MINUS SIGN}4.1"), ("0", "+0")],
)
def test_change_has_its_sign(change, shown):
    assert portal.signed(Decimal(change)) == shown


def test_country_is_named_or_else_stays_a_code():
    assert portal.country("GB") == "United Kingdom"
    assert portal.country("BR") == "BR"


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


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (8, 12, "8 to 12 hours"),
        (1, 1, "about 1 hour"),
        (4, 4, "about 4 hours"),
        (900, 1200, "900 to 1,200 hours"),
    ],
)
def test_hours_are_a_range_in_words(low, high, shown):
    assert portal.hours(Hours(low, high)) == shown


def test_get_is_none_where_a_mapping_holds_nothing():
    assert [portal.get({"a": 0}, key) for key in ("a", "b")] == [0, None]


def test_levels_have_their_words_and_meanings():
    assert [portal.level_word(level) for level in range(6)] == [
        *("none", "aware", "guided", "independent", "advanced", "leading")
    ]
    assert [portal.level_meaning(level) for level in range(6)] == list(LEVEL_MEANINGS.values())
    assert list(LEVEL_MEANINGS) == list(Level)


def test_markdown_is_safe_html():
    html = portal.markdown("*One* <b>two</b>")

    assert isinstance(html, SafeString)
    assert html == "<p><em>One</em> &lt;b&gt;two&lt;/b&gt;</p>\n"


def test_filters_are_loaded_by_the_name_of_the_house():
    template = Template("{% load portal %}{{ levels|get:'python'|level_word }}")

    assert template.render(Context({"levels": {"python": 3}})) == "independent"


@pytest.mark.parametrize("need", range(1, 6))
@pytest.mark.parametrize("have", [None, *range(6)])
@pytest.mark.parametrize("need_only", [True, False])
def test_level_bar_is_the_component(need, have, need_only):
    given = Context({"need": need, "have": have, "need_only": need_only})
    tag = Template("{% load portal %}{% level_bar need have need_only=need_only %}")
    component = Template('{% include "components/level_bar.html" %}')

    assert tag.render(given) == component.render(given)


@pytest.mark.parametrize("selected", ["", "0", "5", '9"><script>'])
def test_level_options_select_the_one_there_is(selected):
    options = portal.level_options(selected)

    assert options.count("<option") == 7
    assert options.count("selected") == (selected != '9"><script>')
    assert f'value="{selected}" selected' in options or "selected" not in options
    assert "<script>" not in options


@pytest.mark.parametrize(
    ("need", "have", "need_only", "drawn", "said"),
    [
        (4, 3, False, [("missing", "60", "20"), ("have", "", "60")], "you 3 of 4"),
        (3, 0, False, [("missing", "0", "60")], "you 0 of 3"),
        (3, None, False, [("unknown", "0", "60")], "needs 3, not rated"),
        (2, 5, False, [("have", "", "100")], "you 5, needs 2"),
        (4, None, True, [("asked", "0", "80")], "needs 4"),
    ],
)
def test_gap_bar_draws_and_says_what_is_had_of_what_is_needed(need, have, need_only, drawn, said):
    bar = portal.gap_bar(need, have, need_only=need_only)

    assert re.findall(r'<rect class="(\w+)"(?: x="(\d+)%")? y="\d+" width="(\d+)%"', bar) == drawn
    assert f'class="tick" x1="{20 * need}%"' in bar
    assert portal.gap_words(need, have, need_only=need_only) == said


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
