"""What browsers may load on our pages: only this site, and nothing inline or evaluated."""

from csp.constants import NONE, SELF

NOTHING = ("default-src", "base-uri", "frame-ancestors")
THIS_SITE = (
    "connect-src",
    "font-src",
    "form-action",
    "img-src",
    "manifest-src",
    "script-src",
    "style-src",
)
DIRECTIVES = {name: [NONE] for name in NOTHING} | {name: [SELF] for name in THIS_SITE}
