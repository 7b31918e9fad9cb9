"""`manage.py import_oews`, with small workbooks in the layout of the real one."""

import pytest

from careers.models import Pay, Source
from careers.models.labour import Provenance, Use
from portal.models import LoadedRow
from tests.careers.importers.oews import OLD, SCIENTISTS, loaded, refusal, run
from tests.factories import make_pay, make_role

pytestmark = pytest.mark.django_db


DATA_SCIENTISTS = "15-2051 Data Scientists"


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
    assert "--take nobody: no role with that name has pay" in refusal(
        workbook(), "--take", "nobody"
    )


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

    assert "kept 23-1011 Lawyers: it is not in the workbook" in said
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
