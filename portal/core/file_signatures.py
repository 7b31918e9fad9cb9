"""What a file is, by how it begins, where it is none of the text files that the portal reads."""

import re

OFFICE = "a document of an office program"
ARCHIVE = "a zip archive, or a document of an office program"
SIGNATURES = {
    b"PK\x03\x04": ARCHIVE,
    b"PK\x05\x06": ARCHIVE,
    b"\xd0\xcf\x11\xe0": OFFICE,
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a packed file (gzip)",
    b"{\\rtf": "a document of a word processor (RTF)",
    **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "a picture"),
}
WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)", re.IGNORECASE)


def kind_of(data: bytes) -> str:
    """In words that follow "This is"; empty for what may be text."""
    if WEB_PAGE.match(data):
        return "a web page"
    return next((kind for begins, kind in SIGNATURES.items() if data.startswith(begins)), "")
