import re

import pytest

from careers.formats import gap_words
from careers.graphics.gap_bar import gap_bar
from portal.templatetags.portal import component


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
    bar = component("components/gap_bar.html", bar=gap_bar(need, have, need_only=need_only))

    assert re.findall(r'<rect class="(\w+)"(?: x="(\d+)%")? y="\d+" width="(\d+)%"', bar) == drawn
    assert f'class="tick" x1="{20 * need}%"' in bar
    assert gap_words(need, have, need_only=need_only) == said
