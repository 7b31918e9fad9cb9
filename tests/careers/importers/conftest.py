import pytest
import xlsxwriter

from careers.models import Role
from careers.models.labour import Use
from tests.careers.importers.oews import DEVELOPERS, HEADER, OLD, SCIENTISTS, TITLES, loaded
from tests.factories import make_pay, make_role, make_source


@pytest.fixture
def workbook(tmp_path):
    """A function that writes a workbook: what it says of occupations, by code."""

    def write(occupations=None, *, year=2026, sheet="", header=HEADER, group="detailed"):
        said = {"15-2051": SCIENTISTS, "15-1252": DEVELOPERS} | (occupations or {})
        path = tmp_path / f"{sheet or year}.xlsx"
        book = xlsxwriter.Workbook(str(path))
        page = book.add_worksheet(sheet or f"national_M{year}_dl")
        book.add_worksheet("Field Descriptions")
        page.write_row(0, 0, header)
        whole = {"OCC_CODE": "00-0000", "OCC_TITLE": "All Occupations", "O_GROUP": "total"}
        rows = [whole] + [
            {"OCC_CODE": code, "OCC_TITLE": TITLES[code], "O_GROUP": group} | one
            for code, one in said.items()
        ]
        for number, row in enumerate(rows, start=1):
            page.write_row(number, 0, [row.get(column, "") for column in header])
        book.close()
        return path

    return write


@pytest.fixture
def bureau():
    return make_source(
        slug="bls-oews-2025",
        publisher="Bureau",
        url="https://www.bls.gov/oes/2025/may/oes_nat.htm",
    )


@pytest.fixture
def roles(bureau):
    """Two roles with pay as it was loaded."""
    for slug in ("analyst", "scientist"):
        role = make_role(slug=slug)
        make_pay(role=role, amount=120_230, use=Use.HEADLINE, source=bureau, **OLD)
        loaded(role)
    return Role.objects.in_bulk(field_name="slug")
