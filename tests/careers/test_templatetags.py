import re

import pytest
from django.template import Context, Template

from careers.formats import gap_words
from careers.templatetags import careers


@pytest.mark.parametrize("need", range(1, 6))
@pytest.mark.parametrize("have", [None, *range(6)])
@pytest.mark.parametrize("need_only", [True, False])
def test_level_bar_is_the_component(need, have, need_only):
    given = Context({"need": need, "have": have, "need_only": need_only})
    tag = Template("{% load careers %}{% level_bar need have need_only=need_only %}")
    component = Template('{% include "components/level_bar.html" %}')

    assert tag.render(given) == component.render(given)


@pytest.mark.parametrize("selected", ["", "0", "5", '9"><script>'])
def test_level_options_select_the_one_there_is(selected):
    options = careers.level_options(selected)

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
    bar = careers.gap_bar(need, have, need_only=need_only)

    assert re.findall(r'<rect class="(\w+)"(?: x="(\d+)%")? y="\d+" width="(\d+)%"', bar) == drawn
    assert f'class="tick" x1="{20 * need}%"' in bar
    assert gap_words(need, have, need_only=need_only) == said
