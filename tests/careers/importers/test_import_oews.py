"""`manage.py import_oews`, with small workbooks in the layout of the real one."""

from io import StringIO
from zipfile import ZipFile

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command

from careers.content_kinds.roles import RoleKind
from careers.models import Pay, Role, Source
from careers.models.labour import Provenance, Use
from portal.models import LoadedRow
from tests.factories import make_pay, make_role, make_source

pytestmark = pytest.mark.django_db

HEADER = [
    *("AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "NAICS", "NAICS_TITLE", "I_GROUP"),
    *("OWN_CODE", "OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", "EMP_PRSE", "JOBS_1000"),
    *("LOC_QUOTIENT", "PCT_TOTAL", "PCT_RPT", "H_MEAN", "A_MEAN", "MEAN_PRSE", "H_PCT10"),
    *("H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90", "A_PCT10", "A_PCT25", "A_MEDIAN"),
    *("A_PCT75", "A_PCT90", "ANNUAL", "HOURLY"),
]
TITLES = {
    "00-0000": "All Occupations",
    "15-1252": "Software Developers",
    "15-2051": "Data Scientists",
}
SCIENTISTS = {
    "TOT_EMP": 270_000,
    "A_PCT10": 70_000,
    "A_PCT25": 90_000,
    "A_MEDIAN": 125_000,
    "A_PCT75": 160_000,
    "A_PCT90": 210_000,
}
DEVELOPERS = {
    "TOT_EMP": "1,700,000",
    "A_PCT10": 84_000,
    "A_PCT25": 107_000,
    "A_MEDIAN": 138_000,
    "A_PCT75": 175_000,
    "A_PCT90": 220_000,
}
OLD = {"p10": 67_240, "p25": 85_660, "p75": 158_880, "p90": 199_130, "employment": 262_440}
DATA_SCIENTISTS = "15-2051 Data Scientists"


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


def loaded(role):
    """Remember the pay of a role as a load does."""
    kind = RoleKind()
    [record] = [kind.to_record(row) for row in kind.rows() if row.pk == role.pk]
    LoadedRow.objects.keep(
        [LoadedRow(kind="role", slug=role.slug, digest=record.digest(), record=record.as_json())]
    )


def run(path, *flags) -> str:
    out = StringIO()
    call_command("import_oews", path, *flags, stdout=out)
    return out.getvalue()


def refusal(path, *flags) -> str:
    before = list(Pay.objects.order_by("pk").values())
    with pytest.raises(CommandError) as error:
        run(path, *flags)
    assert list(Pay.objects.order_by("pk").values()) == before
    assert str(error.value).endswith("Nothing was imported.")
    return str(error.value)


def test_newer_workbook_replaces_figures_period_and_source(workbook, roles):
    said = run(workbook())

    for pay in Pay.objects.all():
        assert [int(getattr(pay, name)) for name in Pay.PERCENTILES] == [
            *(70_000, 90_000, 125_000, 160_000, 210_000)
        ]
        assert (pay.employment, pay.period, pay.use) == (270_000, "2026-05", Use.HEADLINE)
        assert pay.evidence == Provenance.PRIMARY_FILE
        assert pay.is_headline
    source = Source.objects.get(slug="bls-oews-2026")
    assert (source.publisher, source.year) == ("Bureau", 2027)
    assert source.url == "https://www.bls.gov/oes/2026/may/oes_nat.htm"
    assert (
        "changed 15-2051 Data Scientists: p10 67,240 -> 70,000, p25 85,660 -> 90,000, "
        "median 120,230 -> 125,000, p75 158,880 -> 160,000, p90 199,130 -> 210,000, "
        "jobs 262,440 -> 270,000, period 2025-05 -> 2026-05 (analyst, scientist)"
    ) in said
    assert "May 2026: 2 figures changed, 0 unchanged, 0 kept" in said


def test_same_workbook_twice_changes_nothing(workbook, roles):
    run(workbook())
    before = list(Pay.objects.values())

    assert run(workbook()) == "May 2026: 0 figures changed, 2 unchanged, 0 kept\n"
    assert list(Pay.objects.values()) == before


def test_year_after_year_is_imported(workbook, roles):
    run(workbook())
    run(workbook(year=2027))

    assert set(Pay.objects.values_list("period", flat=True)) == {"2027-05"}


def test_dry_run_says_all_and_changes_nothing(workbook, roles):
    before = list(Pay.objects.values())
    said = run(workbook(), "--dry-run")

    assert "median 120,230 -> 125,000" in said
    assert "2 figures changed, 0 unchanged, 0 kept (a dry run: nothing was changed)" in said
    assert list(Pay.objects.values()) == before
    assert not Source.objects.filter(slug="bls-oews-2026").exists()
    assert not LoadedRow.objects.filter(kind="imported pay").exists()


def test_what_a_curator_changed_is_kept_and_named(workbook, roles):
    roles["analyst"].pay.update(note="Only in the north")
    said = run(workbook())

    kept, changed = (Pay.objects.get(role__slug=slug) for slug in ("analyst", "scientist"))
    assert (kept.amount, kept.note) == (120_230, "Only in the north")
    assert changed.amount == 125_000
    assert kept.superseded
    assert (
        "kept 15-2051 Data Scientists of analyst: a curator changed its pay. "
        "To import over it: --take analyst"
    ) in said


def test_what_a_curator_changed_after_an_import_is_kept_too(workbook, roles):
    run(workbook())
    roles["analyst"].pay.update(amount=126_000)

    assert "kept 15-2051 Data Scientists of analyst" in run(workbook(year=2027))


def test_role_that_a_curator_made_is_kept(workbook, bureau):
    make_pay(role=make_role(slug="new"), source=bureau)

    assert "kept 15-2051 Data Scientists of new: a curator" in run(workbook())


def test_curator_hands_a_role_back(workbook, roles):
    roles["analyst"].pay.update(note="Only in the north")
    run(workbook(), "--take", "analyst")

    pay = Pay.objects.get(role__slug="analyst")
    assert (pay.amount, pay.note) == (125_000, "Only in the north")


def test_role_that_is_not_there_cannot_be_handed_back(workbook, roles):
    assert "--take nobody: no role of that name has pay" in refusal(workbook(), "--take", "nobody")


def test_figures_of_other_sources_countries_and_units_are_left_alone(workbook, roles):
    role = roles["analyst"]
    hourly = Pay.Measure.MEDIAN_HOURLY_WAGE
    for fields in ({}, {"country": "GB", "currency": "GBP"}, {"measure": hourly}):
        make_pay(role=role, amount=50_000, **fields)
    loaded(role)
    run(workbook())

    assert Pay.objects.filter(amount=50_000).count() == 3


def test_occupation_that_is_not_in_the_workbook_keeps_its_older_figure(workbook, bureau):
    role = make_role(slug="lawyer")
    make_pay(role=role, occupation="23-1011 Lawyers", source=bureau)
    make_pay(role=role, source=bureau, position=1, **OLD)
    loaded(role)
    said = run(workbook())

    assert "kept 23-1011 Lawyers: the workbook does not have it" in said
    assert Pay.objects.get(occupation="23-1011 Lawyers").superseded


def test_marks_of_the_bureau_are_understood(workbook, roles):
    said = run(workbook({"15-2051": SCIENTISTS | {"A_PCT90": "#", "TOT_EMP": "**"}}))

    pay = Pay.objects.first()
    assert (pay.p90, pay.employment, pay.amount) == (None, None, 125_000)
    assert "p90 199,130 -> more than the highest wage that is published" in said
    assert "jobs 262,440 -> no estimate of employment" in said


@pytest.mark.parametrize(
    ("mark", "meaning"),
    [
        ("*", "no estimate of wages"),
        ("#", "more than the highest wage that is published"),
    ],
)
def test_figure_without_a_median_keeps_the_older_one(workbook, roles, mark, meaning):
    said = run(workbook({"15-2051": SCIENTISTS | {"A_MEDIAN": mark}}))

    assert f"kept {DATA_SCIENTISTS}: BLS publishes no median ({meaning})" in said
    assert set(Pay.objects.values_list("amount", flat=True)) == {120_230}


def test_workbook_that_is_older_is_refused(workbook, roles):
    assert "The workbook is of 2024-05, and there are figures of 2025-05 already." in refusal(
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
        ({"OCC_CODE": "15-20"}, "row 3, column OCC_CODE: '15-20' is no occupation code"),
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

    assert "Source bls-oews-2026 has another address than https://www.bls.gov/oes/2026" in message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is empty. Download"),
        (b"\xef\xbb\xbfcode,median\r\n", "this is no Excel workbook. Download"),
        (b"<html><title>Access Denied</title>", "this is a web page. Download"),
        (b"%PDF-1.7", "this is a PDF. Download"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "no workbook that can be read ("),
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
