import csv
from io import StringIO

import pytest

from portal.downloads import csv_file, download


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
