import csv
import re
from io import StringIO

import pytest

from portal.core.downloads import csv_file, download


def cells(response) -> list[list[str]]:
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


def test_download_is_saved_under_its_name():
    response = download("plan.ics", "text/calendar", b"BEGIN")

    assert response["Content-Disposition"] == 'attachment; filename="plan.ics"'
    assert (response["Content-Type"], response.content) == ("text/calendar", b"BEGIN")


def test_table_is_utf_8_that_spreadsheets_recognise():
    response = csv_file("a.csv", [["Größe", 'says "hi", twice'], [1, None]])

    assert response.content.startswith(b"\xef\xbb\xbf")
    assert cells(response) == [["Größe", 'says "hi", twice'], ["1", ""]]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_of_a_table_is_taken_for_a_formula(sign):
    response = csv_file("a.csv", [[f"{sign}1+1", f"1{sign}1", -1]])

    assert cells(response)[0][0] == f"'{sign}1+1"
    assert cells(response)[0][2] == "-1"


@pytest.mark.parametrize(
    "formula",
    [
        *("\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(A1)"),  # full width
        *("\ufe66", "\ufe62", "\ufe63", "\ufe6b", "\u207a", "\u207c", "\u2212", "\u207b"),
        *("\u200b=1+1", "\ufeff=1+1", "\u00ad@A1", "\u2060\u200e=1", "\u3164=1", "\u202e=1"),
        *(" =1+1", "\u00a0=1+1", "\u3000\uff1d1", "\u2003-1", "\x01=1+1", "\x00=1"),
        '"=1+1"',
    ],
    ids=ascii,
)
def test_no_formula_hides_behind_signs_that_few_people_see(formula):
    assert cells(csv_file("a.csv", [[formula]]))[0] == [f"'{formula}"]


@pytest.mark.parametrize("separator", [";", "\t", "\r\n", "\n"], ids=ascii)
@pytest.mark.parametrize("before", ["", " ", "\u200b", '"'], ids=ascii)
def test_no_formula_begins_where_another_separator_ends_a_cell(separator, before):
    """A spreadsheet in much of Europe takes semicolons, and quotes nothing that we quoted."""
    response = csv_file("a.csv", [["Python", f"done{separator}{before}=1+1{before}"]])

    text = response.content.decode("utf-8-sig")
    found = re.split(r"[;\t\r\n]+", text)
    assert not any(cell.lstrip(' \u200b"').startswith("=") for cell in found)
    assert "'" + before.replace('"', '""') + "=1+1" in text


@pytest.mark.parametrize("text", ["C++", "a = b", "3-4", "me@example.org", "", "\u200b", "≠"])
def test_text_that_is_no_formula_stays_as_it_is(text):
    assert cells(csv_file("a.csv", [["Python", text]]))[0] == ["Python", text]
