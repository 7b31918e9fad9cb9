"""The page of all components: what is on it comes from the files that pages are made of."""

import re

import pytest

from careers.models import Family
from careers.rules.matching import BANDS


@pytest.fixture
def page(client, db, settings):
    settings.DEBUG = True
    return client.get("/styleguide/")


def test_every_colour_and_size_of_the_tokens_is_shown(page, settings):
    tokens = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    shown = set(re.findall(r"var\(--([\w-]+)\)", page.text))

    assert shown == set(re.findall(r"--([\w-]+): (?:light-dark\(oklch|oklch)", tokens)) | set(
        re.findall(r"--(size-[\w-]+):", tokens)
    )


def test_every_icon_and_every_mark_of_the_sprite_is_shown(page, settings):
    sprite = (settings.BASE_DIR / "static/icons/sprite.svg").read_text()
    symbols = set(re.findall(r'<symbol id="([\w-]+)"', sprite))

    assert set(re.findall(r"sprite\.svg#([\w-]+)", page.text)) == symbols
    assert {f"mark-{mark}" for mark in Family.Mark.values} < symbols


@pytest.mark.parametrize("band", BANDS)
def test_every_band_is_shown(page, band):
    assert f'data-band="{band}"' in page.text


def test_form_is_shown_right_and_wrong(page):
    assert page.text.count("There is a problem") == 1
    assert page.text.count('aria-invalid="true"') >= 5


def test_map_of_a_skill_is_shown_in_every_state(page):
    for state in ("unknown", "0", "2", "4"):
        assert f'data-level="{state}"' in page.text
    assert page.text.count('class="skill-map__pass"') == 1
