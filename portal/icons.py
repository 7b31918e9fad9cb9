"""The name mark as pixels, for those who take no SVG: `manage.py draw_icons` writes them."""

from io import BytesIO

from PIL import Image

from portal.core.palette import LIGHT
from portal.core.social_cards.canvas import Canvas
from portal.core.social_cards.shapes import NAME_MARK

UNITS = 32  # of static/icons/favicon.svg
CORNER = 6
# File -> its size in pixels, the mark's share of it, and whether its corners are round.
PLACES = {
    "apple-touch-icon.png": (180, 0.84, False),  # the phone rounds it
    "icon-192.png": (192, 1.0, True),
    "icon-512.png": (512, 1.0, True),
    "icon-maskable-512.png": (512, 0.72, False),  # of which only the inner 80 % are sure to show
    "favicon.ico": (32, 1.0, True),
}


def draw_icon(name: str) -> bytes:
    size, share, is_round = PLACES[name]
    scale = size / UNITS
    canvas = Canvas((size, size), LIGHT["accent"])
    left = (size - UNITS * scale * share) / 2
    for polygon, is_filled in NAME_MARK:
        points = [(left + x * scale * share, left + y * scale * share) for x, y in polygon]
        outline = 0 if is_filled else 1.8 * scale * share
        canvas.polygon(points, LIGHT["paper"], outline=outline)
    image = canvas.image.quantize(32, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    if is_round:
        corners = Canvas((size, size), "#000000")
        corners.rounded((0, 0, size, size), CORNER * scale, "#ffffff")
        image = canvas.image.copy()
        image.putalpha(corners.image.convert("L"))
    file = BytesIO()
    if name.endswith(".ico"):
        image.save(file, "ICO", sizes=[(size, size)])
    else:
        image.save(file, "PNG", optimize=True)
    return file.getvalue()
