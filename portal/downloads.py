"""Files to keep: what a person takes along from a page."""

import csv
from collections.abc import Iterable
from io import StringIO

from django.http import HttpResponse

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"

Cell = str | int | None


def download(name: str, content_type: str, content: str | bytes) -> HttpResponse:
    """A file that the browser saves under a name of plain letters."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def csv_file(name: str, rows: Iterable[Iterable[Cell]]) -> HttpResponse:
    """A table in UTF-8 with a byte order mark: without one Excel takes it for another encoding.

    Text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    text = StringIO()
    text.write(BYTE_ORDER_MARK)
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    return download(name, "text/csv; charset=utf-8", text.getvalue())


def _harmless(cell: Cell) -> Cell:
    is_formula = isinstance(cell, str) and cell.startswith(FORMULA_SIGNS)
    return f"'{cell}" if is_formula else cell
