"""Files a person downloads from a page."""

import csv
import re
import unicodedata
from collections.abc import Iterable
from io import StringIO

from django.http import HttpResponse

from portal.core.text.invisible_characters import is_invisible

FORMULA_SIGNS = frozenset("=+-@\u2212")  # the last is the mathematical minus
# Where a spreadsheet with another separator, or without joined lines, would begin a new cell.
CELL_ENDS = re.compile(r"([;\t\r\n])")
BYTE_ORDER_MARK = "\ufeff"

Cell = str | int | None


def download(name: str, content_type: str, content: str | bytes) -> HttpResponse:
    """A file the browser saves, under a plain ASCII name."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def csv_file(name: str, rows: Iterable[Iterable[Cell]]) -> HttpResponse:
    """A table in UTF-8 with a byte order mark: without one, Excel guesses another encoding.

    Text that a spreadsheet would treat as a formula gets an apostrophe before it.
    """
    text = StringIO()
    text.write(BYTE_ORDER_MARK)
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    return download(name, "text/csv; charset=utf-8", text.getvalue())


def _harmless(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    parts = CELL_ENDS.split(cell)
    text = "".join(f"'{part}" if _is_formula(part) else part for part in parts)
    return f"'{text}" if cell.startswith(("\t", "\r", "\n")) else text


def _is_formula(text: str) -> bool:
    """Whether a spreadsheet would run it, after dropping or translating obscure characters."""
    seen = (sign for sign in text if not _is_passed_over(sign))
    first = unicodedata.normalize("NFKC", next(seen, ""))  # so does a full-width =
    return first[:1] in FORMULA_SIGNS


def _is_passed_over(sign: str) -> bool:
    return sign.isspace() or sign == '"' or is_invisible(sign) or unicodedata.category(sign) == "Cc"
