"""What tests of import oews share."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from careers.content_kinds.roles import RoleKind
from careers.models import Pay
from portal.models import LoadedRow

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
