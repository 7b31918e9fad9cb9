from careers.graphics.skyline import Skyline, draw_skyline
from careers.rules.matching import explain
from careers.rules.needs import Need

NEEDS = [
    Need("python", "Python", level=4, importance=5),
    Need("sql", "SQL", level=3, importance=4),
    Need("law", "Law", level=2, importance=2),
]


def test_supporting_needs_stand_a_column_apart_from_essential_ones():
    skyline = draw_skyline(explain(NEEDS, {}).lines)

    assert skyline.width == 40
    assert skyline.need == "M0 10h8M10 20h8M30 30h8"


def test_column_shows_what_is_there_missing_and_unknown():
    skyline = draw_skyline(explain(NEEDS, {"python": 1, "sql": 5}).lines)

    assert skyline.have == "M0 50v-10h8v10zM10 50v-50h8v50z"
    assert skyline.missing == "M0 40v-30h8v30z"
    assert skyline.unknown == "M30 50v-20h8v20z"


def test_role_that_asks_nothing_has_an_empty_skyline():
    assert draw_skyline([]) == Skyline(0, "", "", "", "")
