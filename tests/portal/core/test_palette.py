import re
from math import cos, radians, sin

import pytest
from django.conf import settings

from portal.core.palette import DARK, LIGHT

TOKEN = re.compile(r"--([\w-]+): light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\)")


def test_colours_are_those_of_the_tokens():
    tokens = TOKEN.findall((settings.BASE_DIR / "static/css/tokens.css").read_text())
    light = {name: srgb(value) for name, value, _ in tokens}
    dark = {name: srgb(value) for name, _, value in tokens}

    assert {name: light[name] for name in LIGHT} == LIGHT
    assert {name: dark[name] for name in DARK} == DARK


@pytest.mark.parametrize(
    ("oklch", "hexadecimal"),
    [
        ("100% 0 0", "#ffffff"),
        ("0% 0 0", "#000000"),
        ("62.8% 0.2577 29.23", "#ff0000"),
        ("45.201% 0.3132 264.05", "#0000ff"),
    ],
)
def test_oklch_is_read_as_css_reads_it(oklch, hexadecimal):
    assert srgb(oklch) == hexadecimal


def srgb(oklch: str) -> str:
    """The matrices of CSS Color 4, from OKLab to linear sRGB."""
    lightness, chroma, hue = (float(part.rstrip("%")) for part in oklch.split())
    light, a, b = lightness / 100, chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * gamma(min(1, max(0, one)))):02x}" for one in linear)


def gamma(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
