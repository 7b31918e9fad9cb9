from zipfile import ZipFile

import pytest

from tests.careers.importers.oews import HEADER, SCIENTISTS, refusal, run
from tests.factories import make_source

pytestmark = pytest.mark.django_db


def test_workbook_that_is_older_is_refused(workbook, roles):
    assert "The workbook is from 2024-05, but there are already figures from 2025-05." in refusal(
        workbook(year=2024)
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"A_MEDIAN": "a lot"},
            "row 3, column A_MEDIAN: 'a lot' is neither a whole number nor one of * ** #.",
        ),
        ({"TOT_EMP": ""}, "row 3, column TOT_EMP: '' is neither a whole number nor one of"),
        ({"A_PCT10": -5}, "row 3, column A_PCT10: '-5.0' is neither a whole number nor one of"),
        ({"A_PCT25": 99_999.5}, "row 3, column A_PCT25: '99999.5' is neither a whole number"),
        ({"A_PCT75": 1_000}, "row 3, column A_PCT75: 1000 is less than 125000 in column A_MEDIAN"),
        ({"TOT_EMP": 10**10}, "row 3, column TOT_EMP: '10000000000.0' is neither a whole number"),
        ({"A_PCT90": 1e300}, "row 3, column A_PCT90: '1e+300' is neither a whole number"),
        ({"OCC_CODE": "15-20"}, "row 3, column OCC_CODE: '15-20' is not an occupation code"),
        ({"OCC_TITLE": ""}, "row 3, column OCC_TITLE: the title is missing"),
        ({"OCC_CODE": "15-1252"}, "row 4, column OCC_CODE: 15-1252 appears twice"),
    ],
)
def test_cell_that_is_not_understood_refuses_the_whole(workbook, roles, changed, said):
    message = refusal(workbook({"15-2051": SCIENTISTS | changed}))

    assert f"Sheet national_M2026_dl, {said}" in message
    assert "Download national_MYYYY_dl.xlsx from https://www.bls.gov/oes/tables.htm" in message


def test_workbook_of_another_layout_is_refused(workbook, roles):
    header = [name for name in HEADER if name not in {"A_PCT10", "O_GROUP"}]

    assert "Sheet national_M2026_dl, row 1: no column O_GROUP, A_PCT10." in refusal(
        workbook(header=header)
    )


def test_workbook_of_groups_alone_is_refused(workbook, roles):
    assert "no row has 'detailed' in column O_GROUP" in refusal(workbook(group="major"))


def test_workbook_of_states_is_refused(workbook, roles):
    assert "it has no sheet national_MYYYY_dl (its sheets: state_M2026_dl, Field" in refusal(
        workbook(sheet="state_M2026_dl")
    )


def test_source_of_another_address_in_the_place_of_the_new_one_is_named(workbook, roles):
    make_source(slug="bls-oews-2026", url="https://www.bls.gov/oes/tables.htm")

    message = refusal(workbook())

    assert "The address of source bls-oews-2026 is not https://www.bls.gov/oes/2026" in message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is empty. Download"),
        (b"\xef\xbb\xbfcode,median\r\n", "this is no Excel workbook. Download"),
        (b"<html><title>Access Denied</title>", "this is a web page. Download"),
        (b"%PDF-1.7", "this is a PDF. Download"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this workbook can't be read ("),
    ],
)
def test_file_that_is_no_workbook_is_told_what_it_is(tmp_path, roles, data, said):
    file = tmp_path / "wages.xlsx"
    file.write_bytes(data)

    assert f"{file}: {said}" in refusal(file)


def test_workbook_that_was_cut_short_is_told_so(workbook, roles):
    file = workbook()
    file.write_bytes(file.read_bytes()[:-30])

    assert f"{file}: it was cut short. Download" in refusal(file)


def test_archive_with_the_workbook_in_it_is_to_be_unpacked(workbook, roles, tmp_path):
    """It is what the bureau gives to download."""
    archive = tmp_path / "oesm26nat.zip"
    with ZipFile(archive, "w") as opened:
        opened.write(workbook(), "oesm26nat/national_M2026_dl.xlsx")

    assert "this is a zip archive. Unpack it, and give the file national_" in refusal(archive)


@pytest.mark.parametrize("name", ["wages.xls", "wages.xlsx.download", "wages"])
def test_workbook_is_read_whatever_it_is_called(workbook, roles, name):
    assert "2 figures changed" in run(workbook().rename(workbook().with_name(name)))


def test_path_that_cannot_be_read_is_named(tmp_path, roles):
    for path in (tmp_path / "missing.xlsx", tmp_path):
        assert f"{path}: it cannot be read (" in refusal(path)


def test_import_without_figures_changes_nothing(workbook):
    assert run(workbook()) == "May 2026: 0 figures changed, 0 unchanged, 0 kept\n"
