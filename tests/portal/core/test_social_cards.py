from io import BytesIO
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from portal.core.palette import LIGHT
from portal.core.social_cards import SIZE, Bars, Card, Connections, Figures, Marks, Tally, draw_card
from portal.core.social_cards.shapes import MARKS
from portal.core.social_cards.typesetting import SANS, SERIF, cut, drawn_width, fit, known, wrap

BARS = Bars("What it needs most", [("Python", 4), ("Machine learning", 3)])
PANELS = [
    BARS,
    Bars("", []),
    Bars("Many", [(f"A skill with a rather long name, number {n}", n % 5 + 1) for n in range(9)]),
    Tally("Asked by 12 roles", [("Level 1, aware", 0), ("Level 2, guided", 12)]),
    Tally("Asked by nobody", [("Level 1, aware", 0)]),
    Connections("1 strategy addresses it", ["Caching"], is_challenge=True),
    Connections(
        "It addresses 9 challenges", ["One of nine"] * 9, is_challenge=False, footer="In 1 case"
    ),
    Connections("It addresses 0 challenges", [], is_challenge=False),
    Figures("In figures", [("over 1 million robots", "Robots deployed"), ("10 " * 40, "Much")]),
    Marks("44 roles in 6 families", [*MARKS] * 5),
    Marks("Ever so many", ["ring"] * 3000),
    Marks("", []),
]
texts = st.text(max_size=300)


def seen(picture: bytes) -> Image.Image:
    image = Image.open(BytesIO(picture))
    image.load()
    return image


def colours(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    return len(image.convert("RGB").crop(box).getcolors(100_000))


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: f"{type(panel).__name__}-{panel[0]}")
def test_card_is_a_small_png_of_the_size_that_links_show(panel):
    card = Card("A title", "What it is there for.", panel, "A family", "star")
    picture = draw_card(card)

    assert seen(picture).format == "PNG"
    assert seen(picture).size == SIZE == (1200, 630)
    assert len(picture) < 60_000
    assert draw_card(card) == picture


def test_what_a_card_says_is_in_it():
    cards = [
        Card("A title", "A text", BARS),
        Card("Another title", "A text", BARS),
        Card("A title", "Another text", BARS),
        Card("A title", "A text", Bars("What it needs most", [("Python", 5)])),
        Card("A title", "A text", BARS, "An eyebrow"),
        *(Card("A title", "A text", BARS, "An eyebrow", mark) for mark in MARKS),
    ]

    assert len({draw_card(card) for card in cards}) == len(cards)


@settings(max_examples=25)
@given(title=texts, text=texts, row=texts)
def test_card_holds_whatever_it_is_given_within_its_margins(title, text, row):
    panel = Figures(row, [(row, row)])
    image = seen(draw_card(Card(title, text, panel, row)))

    assert colours(image, (0, 0, 60, 610)) == 1
    assert colours(image, (1140, 0, 1200, 610)) == 1
    assert colours(image, (680, 0, 705, 610)) == 1
    assert colours(image, (0, 590, 1200, 610)) == 1


def test_colour_of_a_card_is_that_of_its_family():
    band = (
        seen(draw_card(Card("A title", "", BARS, mark="cross"))).convert("RGB").getpixel((600, 625))
    )
    wanted = tuple(int(LIGHT["cross"][n : n + 2], 16) for n in (1, 3, 5))

    assert max(abs(one - other) for one, other in zip(band, wanted, strict=True)) < 8


def test_card_is_drawn_in_no_time():
    card = Card("Machine learning engineer", "What it is there for. " * 5, PANELS[2], "A family")
    draw_card(card)
    times = []
    for _ in range(5):
        start = process_time()
        draw_card(card)
        times.append(process_time() - start)

    assert min(times) < 0.06


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  two\n words ", "two words"),
        ("Łódź, naïve, 10 µs, £5, “so”…", "Łódź, naïve, 10 µs, £5, “so”…"),
        ("漢字 and kana", "and kana"),
        ("Ⅻ", "XII"),
        ("\x00\u200b\ue000", ""),
    ],
)
def test_characters_that_a_face_lacks_are_plainer_or_left_out(text, shown):
    assert known(text, SANS) == shown


@given(texts, st.integers(60, 900))
def test_cut_text_has_room(text, room):
    assert drawn_width(cut(text, SANS, 26, room), SANS, 26) <= max(room, drawn_width("…", SANS, 26))


@given(texts, st.integers(1, 4))
def test_fitting_text_has_room_and_no_more_lines_than_asked(text, most):
    plain = known(text, SERIF)
    size, lines = fit(plain, SERIF, (60, 40), 500, most=most)

    assert len(lines) <= most
    assert all(drawn_width(line, SERIF, size) <= 500 for line in lines)
    assert " ".join(lines) == plain or (size == 40 and lines[-1].endswith("…"))


def test_text_is_as_large_as_it_can_be():
    assert fit("Python", SERIF, (84, 40), 600, most=1) == (84, ["Python"])
    assert fit("Python and more words", SERIF, (84, 40), 500, most=1)[0] == 40
    assert fit("Python", SERIF, (84,), 600, most=0) == (84, [])


def test_word_wider_than_the_room_has_a_line_of_its_own():
    assert wrap("a transmogrification b", SANS, 40, 100) == ["a", "transmogrification", "b"]
