from careers.graphics.landscape import (
    EDGE,
    MAP_WIDTH,
    STEP,
    TIP,
    WIDE,
    coast,
    map_height,
    tile_fill,
    tile_flag,
    tile_lines,
    tile_middle,
)
from careers.rules.landscape import HexCell


def test_every_second_row_stands_half_a_tile_further():
    x, y = tile_middle(HexCell(0, 0))

    assert tile_middle(HexCell(0, 1)) == (x + WIDE, y)
    assert tile_middle(HexCell(1, 0)) == (x + WIDE // 2, y + STEP)
    assert tile_middle(HexCell(2, 0)) == (x, y + 2 * STEP)


def test_tiles_of_a_full_row_lie_within_the_map():
    last, _ = tile_middle(HexCell(1, 7))

    assert last + WIDE // 2 + EDGE == MAP_WIDTH


def test_title_stands_about_the_middle_of_its_tile():
    assert tile_lines("Analyst") == [(5, "Analyst")]
    assert tile_lines("Search and Recommendation Engineer") == [
        (-9, "Search &"),
        (5, "Recommendation"),
        (19, "Engineer"),
    ]


def test_tile_fills_from_below():
    assert tile_fill(0) == (TIP, 0)
    assert tile_fill(50) == (0, TIP)
    assert tile_fill(100) == (-TIP, 2 * TIP)


def test_flag_is_as_wide_as_its_words():
    assert tile_flag("your role") == "M-35 -61h70v17h-29l-6 5-6-5h-29z"
    assert tile_flag("a longer flag").startswith("M-49 -61h98")


def test_map_is_as_high_as_its_lowest_tile_and_a_map_of_none_is_flat():
    assert map_height([(60, 66), (116, 163)]) == 163 + TIP + EDGE
    assert map_height([]) == TIP + EDGE


def test_coast_draws_each_tile_where_it_stands():
    path = coast([(60, 66), (172, 66)])

    assert path.count("z") == 2
    assert path.startswith("M60 66m0-62")
    assert "zM172 66m0-62" in path
