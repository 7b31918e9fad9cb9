"""What kind of file something is, from its first bytes, if it isn't a text file."""

import re

OFFICE = "an office document"
ARCHIVE = "a zip archive or an office document"
SIGNATURES = {
    b"PK\x03\x04": ARCHIVE,
    b"PK\x05\x06": ARCHIVE,
    b"\xd0\xcf\x11\xe0": OFFICE,
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a compressed file (gzip)",
    b"{\\rtf": "a word processor document (RTF)",
    **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "a picture"),
}
WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)", re.IGNORECASE)


def kind_of(data: bytes) -> str:
    """In words that follow "This is"; empty for what may be text."""
    if WEB_PAGE.match(data):
        return "a web page"
    return next((kind for begins, kind in SIGNATURES.items() if data.startswith(begins)), "")
