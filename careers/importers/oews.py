"""The national workbook of the US Occupational Employment and Wage Statistics, read or refused.

It is the file `national_M2025_dl.xlsx` from https://www.bls.gov/oes/tables.htm: a sheet with that
name, a row of column names, and a row for each occupation and group of occupations.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn
from zipfile import is_zipfile

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, XmlError, ZipError

from portal.core.file_signatures import ARCHIVE, OFFICE, kind_of

SHEET = re.compile(r"national_M(20\d\d)_dl", re.IGNORECASE)
CODE = re.compile(r"\d\d-\d{4}", re.ASCII)
MOST = 1_000_000_000  # of dollars or jobs; no single occupation has more
DETAILED = "detailed"  # rows of one occupation; the others are groups
PERCENTILES = {
    "p10": "A_PCT10",
    "p25": "A_PCT25",
    "amount": "A_MEDIAN",
    "p75": "A_PCT75",
    "p90": "A_PCT90",
}
COLUMNS = ("OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", *PERCENTILES.values())
# What BLS writes if it publishes no number.
MARKS = {
    "*": "no estimate of wages",
    "**": "no estimate of employment",
    "#": "more than the highest wage that is published",
}
AGAIN = "Download national_MYYYY_dl.xlsx from https://www.bls.gov/oes/tables.htm again."


class WorkbookError(Exception):
    """A file that can't be read; none of it was."""


@dataclass(frozen=True, slots=True)
class Wages:
    """One occupation. Annual wages in US dollars, and jobs; None stands for one of BLS's marks."""

    code: str
    title: str
    numbers: Mapping[str, int | None]  # p10, p25, amount (the median), p75, p90, employment
    marks: Mapping[str, str]  # what the marks mean, by column


@dataclass(frozen=True, slots=True)
class Edition:
    """The wages in May of a year, by occupation code."""

    year: int
    wages: Mapping[str, Wages]

    @property
    def period(self) -> str:
        return f"{self.year}-05"


def read_workbook(file: Path) -> Edition:
    """Raises WorkbookError for any other file, and for a cell that can't be understood."""
    name, rows = _sheet(file)
    year = int(name[len("national_M") :][:4])
    places = _places(name, rows[0] if rows else [])
    wages: dict[str, Wages] = {}
    for number, row in enumerate(rows[1:], start=2):
        cells = _Cells(name, number, {column: row[at] for column, at in places.items()})
        if cells.text("O_GROUP").lower() != DETAILED:
            continue
        one = cells.wages()
        if one.code in wages:
            cells.refuse("OCC_CODE", f"{one.code} appears twice")
        wages[one.code] = one
    if not wages:
        raise WorkbookError(f"Sheet {name}: no row has 'detailed' in column O_GROUP. {AGAIN}")
    return Edition(year, wages)


def _sheet(file: Path) -> tuple[str, list[list[Any]]]:
    try:
        # By its contents, whatever its name.
        data = file.read_bytes()
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            names = [name for name in book.sheet_names if SHEET.fullmatch(name)]
            if len(names) != 1:
                there = ", ".join(book.sheet_names) or "none"
                raise WorkbookError(
                    f"{file}: not the national OEWS workbook: it has no sheet national_MYYYY_dl "
                    f"(its sheets: {there}). {AGAIN}"
                )
            # Empty rows and columns stay, so that row numbers are those Excel shows.
            return names[0], book.get_sheet_by_name(names[0]).to_python(skip_empty_area=False)
    except OSError as error:
        said = f"{file}: it cannot be read ({error.strerror}). Give another path."
        raise WorkbookError(said) from error
    except (CalamineError, PasswordError, XmlError, ZipError) as error:
        said = _instead(data) or f"this workbook can't be read ({error}). {AGAIN}"
        raise WorkbookError(f"{file}: {said}") from error


def _instead(data: bytes) -> str:
    """What a file is if it isn't a workbook; empty if it is one that is broken in another way."""
    kind = kind_of(data)
    if kind == ARCHIVE and not is_zipfile(BytesIO(data)):
        return f"it was cut short. {AGAIN}"
    if kind == ARCHIVE:
        return "this is a zip archive. Unpack it, and give the file national_MYYYY_dl.xlsx in it."
    if kind == OFFICE:
        return ""
    return f"this is {kind or 'no Excel workbook'}. {AGAIN}" if data else f"it is empty. {AGAIN}"


def _places(sheet: str, header: Sequence[Any]) -> dict[str, int]:
    """Where the columns are; their order is up to BLS."""
    names = [str(cell).strip().upper() for cell in header]
    missing = [column for column in COLUMNS if column not in names]
    if missing:
        raise WorkbookError(
            f"Sheet {sheet}, row 1: no column {', '.join(missing)}. This year's layout is "
            "different: adapt careers/importers/oews.py to it."
        )
    return {column: names.index(column) for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one row that matter, by column."""

    sheet: str
    row: int
    values: Mapping[str, Any]

    def text(self, column: str) -> str:
        return str(self.values[column]).strip()

    def refuse(self, column: str, what: str) -> NoReturn:
        where = f"Sheet {self.sheet}, row {self.row}, column {column}"
        raise WorkbookError(f"{where}: {what}. {AGAIN}")

    def wages(self) -> Wages:
        code, title = self.text("OCC_CODE"), self.text("OCC_TITLE")
        if not CODE.fullmatch(code):
            self.refuse("OCC_CODE", f"'{code}' is not an occupation code such as 15-2051")
        if not title:
            self.refuse("OCC_TITLE", "the title is missing")
        columns = {**PERCENTILES, "employment": "TOT_EMP"}
        marks = {
            name: MARKS[self.text(column)]
            for name, column in columns.items()
            if self.text(column) in MARKS
        }
        numbers = {
            name: None if name in marks else self._number(column)
            for name, column in columns.items()
        }
        self._refuse_disorder(numbers)
        return Wages(code, title, numbers, marks)

    def _number(self, column: str) -> int:
        text = self.text(column).replace(",", "")
        try:
            number = float(text)
        except ValueError:
            number = 0.0
        if not (number.is_integer() and 0 < number <= MOST):
            said = f"'{self.text(column)}'"
            self.refuse(column, f"{said} is neither a whole number nor one of {' '.join(MARKS)}")
        return int(number)

    def _refuse_disorder(self, numbers: Mapping[str, int | None]) -> None:
        for (lower, low), (upper, high) in pairwise(_known(numbers)):
            if low > high:
                column = PERCENTILES[lower]
                self.refuse(PERCENTILES[upper], f"{high} is less than {low} in column {column}")


def _known(numbers: Mapping[str, int | None]) -> Iterator[tuple[str, int]]:
    """The percentiles that are numbers, the lowest first."""
    for name in PERCENTILES:
        number = numbers[name]
        if number is not None:
            yield name, number
