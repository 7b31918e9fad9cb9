import re
from io import BytesIO

import pytest
from PIL import Image

from portal.core.social_cards.shapes import MARKS, NAME_MARK
from scripts.draw_icons import ICONS, VARIANTS, draw_icon, draw_icons

NUMBER = re.compile(r"-?\d*\.?\d+")


@pytest.mark.parametrize("name", VARIANTS)
def test_icon_in_the_repository_is_the_one_that_is_drawn(name):
    kept, drawn = (
        Image.open(BytesIO(file)).convert("RGBA")
        for file in ((ICONS / name).read_bytes(), draw_icon(name))
    )

    assert kept.size == (VARIANTS[name][0],) * 2
    assert kept.tobytes() == drawn.tobytes()
    assert (ICONS / name).stat().st_size < 10_000


def test_script_writes_every_icon(tmp_path, capsys):
    draw_icons(tmp_path)

    assert {file.name for file in tmp_path.iterdir()} == set(VARIANTS)
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in said] == list(VARIANTS)


def test_maskable_icon_keeps_the_mark_within_what_is_sure_to_show():
    icon = Image.open(BytesIO(draw_icon("icon-maskable-512.png"))).convert("RGB")
    paper = [
        ((x - 255.5) ** 2 + (y - 255.5) ** 2) ** 0.5
        for x in range(0, 512, 4)
        for y in range(0, 512, 4)
        if icon.getpixel((x, y))[0] > 200
    ]

    assert paper
    assert max(paper) <= 0.4 * 512


def test_name_mark_is_that_of_the_favicon():
    """Which says the same in a path: every corner of ours is one of its numbers."""
    svg = (ICONS / "favicon.svg").read_text()
    numbers = [
        float(one) for path in re.findall(r' d="([^"]+)"', svg) for one in NUMBER.findall(path)
    ]
    corners = [value for polygon, _ in NAME_MARK for point in polygon for value in point]

    assert [one for one in corners if min(abs(one - other) for other in numbers) > 0.05] == []


def test_marks_are_those_of_the_sprite():
    sprite = (ICONS / "sprite.svg").read_text()

    assert set(MARKS) == set(re.findall(r'id="mark-(\w+)"', sprite))
