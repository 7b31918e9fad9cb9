"""Pay and outlook on the page of a role."""

import pytest

from careers.models import Outlook, Pay
from careers.models.labour import OccupationMatch, Provenance, Use
from tests.factories import make_outlook, make_pay, make_role, make_source

pytestmark = pytest.mark.django_db

PERCENTILES = {"p10": 60_000, "p25": 80_000, "p75": 160_000, "p90": 200_000}


@pytest.fixture
def role():
    return make_role(title="Engineer")


@pytest.fixture
def section(client, role, words):
    """A function for the words of the page under the heading, and of what stands above it."""

    def section_of() -> tuple[str, str]:
        text = words(client.get(role.get_absolute_url()))
        above, _, rest = text.rpartition("Pay and outlook Official figures")
        return rest, above

    return section_of


def test_figure_names_occupation_country_period_and_how_it_was_read(role, section):
    make_pay(
        role=role,
        amount=120_230,
        use=Use.HEADLINE,
        employment=262_440,
        note="Full-time and part-time",
        evidence=Provenance.PRIMARY_FILE,
        **PERCENTILES,
    )
    text, above = section()

    assert (
        "US$120,230 median pay a year, US, May 2025: 15-2051 Data Scientists (the closest "
        "occupation); 262,440 employee jobs. Full-time and part-time."
    ) in text
    assert (
        "A tenth earns less than US$60,000, a quarter less than US$80,000, a quarter more than "
        "US$160,000, a tenth more than US$200,000."
    ) in text
    assert "Read in the publisher's own file." in text
    assert "Pay: United States only." in text
    assert "Median pay, US US$120,230 a year: 15-2051 Data Scientists." in above


def test_percentiles_are_drawn_on_one_scale_for_one_country(client, role):
    make_pay(role=role, amount=100_000, **PERCENTILES)
    make_pay(role=role, amount=150_000, p10=100_000, p90=400_000, position=1)
    make_pay(role=role, amount=150_000, country="GB", currency="GBP", position=2)
    page = client.get(role.get_absolute_url()).content.decode()

    assert page.count('class="pay-strip"') == 2
    assert '<rect class="most" x="15.0%" y="6" width="35.0%" height="4" />' in page
    assert '<rect class="half" x="20.0%" y="2" width="20.0%" height="12" />' in page
    assert '<rect class="most" x="25.0%" y="6" width="75.0%" height="4" />' in page


def test_figures_beside_each_other_have_no_headline(role, section):
    make_pay(role=role, amount=105_850, occupation="15-1211 Systems Analysts")
    make_pay(role=role, amount=80_730, occupation="13-1041 Compliance Officers", position=1)
    text, above = section()

    assert "15-1211 Systems Analysts" in text
    assert "13-1041 Compliance Officers" in text
    assert "Pay No single official figure" in above
    assert "US$" not in above


def test_what_fits_badly_is_a_sentence_and_a_detail(client, role, section, words):
    role.pay_note = "Statistics do not count this work."
    role.save()
    make_pay(role=role, amount=142_080, fit=Pay.Fit.NONE, use=Use.DETAILS)
    text, above = section()
    before, _, details = text.partition("Figures of other occupations")

    assert "Statistics do not count this work." in before
    assert "No official pay figure describes this role closely enough to show." in before
    assert "US$142,080" not in above + before
    assert "US$142,080" in details
    assert "(the closest occupation; does not fit)" in details


def test_other_countries_stand_in_a_table_each_in_its_unit(role, section):
    make_pay(role=role, amount=120_000, use=Use.HEADLINE)
    make_pay(
        role=role,
        country="CA",
        occupation="21211 Data scientists",
        measure=Pay.Measure.MEDIAN_HOURLY_WAGE,
        amount="46.15",
        currency="CAD",
        period="2025",
        evidence=Provenance.SECONDARY_NOTES,
        position=1,
    )
    make_pay(
        role=role,
        country="DE",
        occupation="134894 Software developers",
        relation=OccupationMatch.BROAD_GROUP,
        measure=Pay.Measure.MEDIAN_MONTHLY_WAGE,
        amount=6_301,
        currency="EUR",
        position=2,
    )
    text, _ = section()

    assert "not converted and not ranked" in text
    assert "Canada 21211 Data scientists (the closest occupation) CAD 46.15 median pay an" in text
    assert "Read in a text that quotes the publisher." in text
    assert "Germany 134894 Software developers (a broad group: weak evidence) €6,301 median" in text
    assert "only. We found no official figure" not in text


def test_outlook_says_what_openings_count(role, section):
    make_outlook(
        role=role,
        percent_change="10.2",
        period="2025-2035",
        annual_openings=95_300,
        employment=1_700_000,
        use=Use.HEADLINE,
    )
    text, above = section()

    assert (
        "+10.2 % jobs, US, projected, 2025 to 2035: 15-2051 Data Scientists (the closest "
        "occupation); about 95,300 openings a year."
    ) in text
    assert "It had 1,700,000 jobs in 2025, those of the self-employed included." in text
    assert (
        "count the places of people who leave the occupation: not all of them are new jobs." in text
    )
    assert "Jobs, US, projected +10.2 % 15-2051 Data Scientists." in above


def test_old_outlook_is_shown_nowhere(client, role, section):
    """A curator's row of an older edition never stands beside the newer one."""
    bureau = make_source(publisher="Bureau")
    make_outlook(role=role, percent_change=16, use=Use.HEADLINE, superseded=True, source=bureau)
    make_outlook(role=role, percent_change=10, period="2025-2035", position=1, source=bureau)
    text, above = section()

    assert "2024" not in text + above
    assert "+10 %" in text


def test_old_pay_is_a_detail_that_says_so(role, section):
    make_pay(role=role, amount=99_000, period="2024-05", use=Use.HEADLINE, superseded=True)
    text, above = section()
    before, _, details = text.partition("Older figures")

    assert "US$99,000" not in above + before
    assert "A newer edition replaces it." in details


def test_figure_of_a_neighbour_in_another_country_says_so(role, section):
    make_pay(role=role)
    make_pay(role=role, country="GB", occupation="2134 Programmers", fit="weak", position=1)
    text, _ = section()

    assert "2134 Programmers (the closest occupation; only a neighbour)" in text


def test_role_whose_figures_are_all_replaced_says_so(role, section):
    bureau = make_source(publisher="Bureau")
    make_pay(role=role, period="2024-05", source=bureau)
    make_pay(role=make_role(), period="2025-05", source=bureau)
    make_outlook(role=role, period="2023-2033", source=bureau)
    make_outlook(role=make_role(), period="2025-2035", source=bureau)
    Pay.objects.mark_superseded()
    Outlook.objects.mark_superseded()
    text, _ = section()

    assert "A newer edition replaced the official pay figures of this role." in text
    assert "A newer edition replaced the official outlook of this role." in text
    assert "Older figures, which describe this role less well US$100,000" in text
    assert "closely enough" not in text
