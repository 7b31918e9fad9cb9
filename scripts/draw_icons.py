"""Draw the name mark as pixels, for those who take no SVG, into static/icons: `make icons`."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from portal.core.palette import LIGHT
from portal.core.social_cards.canvas import FINER, Canvas
from portal.core.social_cards.shapes import NAME_MARK

ICONS = Path(__file__).parents[1] / "static" / "icons"
UNITS = 32  # of static/icons/favicon.svg
CORNER = 6
# File -> its size in pixels, the mark's share of it, and whether its corners are round.
VARIANTS = {
    "apple-touch-icon.png": (180, 0.84, False),  # the phone rounds it
    "icon-192.png": (192, 1.0, True),
    "icon-512.png": (512, 1.0, True),
    "icon-maskable-512.png": (512, 0.72, False),  # of which only the inner 80 % are sure to show
    "favicon.ico": (32, 1.0, True),
}


def draw_icons(folder: Path = ICONS) -> None:
    for name in VARIANTS:
        size = (folder / name).write_bytes(draw_icon(name))
        print(f"{name}: {size:,} bytes")


def draw_icon(name: str) -> bytes:
    size, share, is_round = VARIANTS[name]
    scale = size / UNITS
    canvas = Canvas((size, size), LIGHT["accent"])
    left = (size - UNITS * scale * share) / 2
    for polygon, is_filled in NAME_MARK:
        points = [(left + x * scale * share, left + y * scale * share) for x, y in polygon]
        outline = 0 if is_filled else 1.8 * scale * share
        canvas.polygon(points, LIGHT["paper"], outline=outline)
    image = canvas.image.quantize(32, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    if is_round:
        image = canvas.image.copy()
        image.putalpha(_rounded(size, CORNER * scale))
    file = BytesIO()
    if name.endswith(".ico"):
        image.save(file, "ICO", sizes=[(size, size)])
    else:
        image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _rounded(size: int, radius: float) -> Image.Image:
    mask = Image.new("L", (size * FINER, size * FINER))
    box = (0, 0, size * FINER, size * FINER)
    ImageDraw.Draw(mask).rounded_rectangle(box, radius * FINER, fill=255)
    return mask.reduce(FINER)


if __name__ == "__main__":
    draw_icons()
