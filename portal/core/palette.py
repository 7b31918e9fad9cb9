"""The colours of static/css/tokens.css where CSS can't reach: in pictures and the manifest.

They are the OKLCH tokens of the same names as sRGB; a test keeps the two in step.
"""

LIGHT = {
    "paper": "#fbfaf5",
    "surface": "#f2f0e9",
    "ink": "#161e23",
    "muted": "#4d575c",
    "rule": "#d3d1c8",
    "edge": "#6c767c",
    "accent": "#005c5a",
    "on-accent": "#fdfcf8",
    "circle": "#3e8343",
    "square": "#2c6fae",
    "triangle": "#ad721c",
    "diamond": "#af467e",
    "hexagon": "#047270",
    "cross": "#bf4f34",
    "star": "#7652ac",
    "ring": "#7b7c2f",
}
DARK = {"paper": "#161512"}
