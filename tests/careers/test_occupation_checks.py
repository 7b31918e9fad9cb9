"""What the report finds lacking of occupations."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from careers.content_checks import careers_findings
from careers.models import Occupation, OccupationCode, TypicalSkill
from portal.core.publication import State
from tests.factories import make_occupation, make_skill, make_source

pytestmark = pytest.mark.django_db


def found(title: str) -> list[str]:
    """The rows of the finding whose title begins like this."""
    [rows] = [one.rows for one in careers_findings() if one.title.startswith(title)]
    return list(rows)


def give_code(occupation, source) -> None:
    OccupationCode.objects.create(
        occupation=occupation, scheme="onet", code="1", title="Bakers", source=source
    )


def test_occupation_without_a_code_is_found_unless_it_is_a_study():
    make_occupation(title="Baker")
    make_occupation(title="Student", group=Occupation.Group.STUDY)
    make_occupation(title="Draft", state=State.DRAFT)
    give_code(make_occupation(title="Miller"), make_source())

    assert found("Occupations without a code") == ["Baker"]


def test_source_that_is_read_and_not_named_is_found():
    named, silent = make_occupation(title="Named"), make_occupation(title="Silent")
    make_occupation(title="Judged", typical={make_skill(): 2})
    for one in (named, silent):
        for basis in ("onet_skill", "esco_relation"):
            TypicalSkill.objects.create(
                occupation=one, skill=make_skill(), level=2, basis=basis, element="Speaking"
            )
    named.references.add(make_source())

    assert found("Occupations whose levels were read from a source") == ["Silent"]


def test_title_of_another_occupation_is_found():
    make_occupation(title="Baker", titles=["Miller"])
    make_occupation(title="Miller", titles=["Grinder"])

    assert found("Other titles of an occupation") == ["Baker: Miller, the title of Miller"]


def test_few_skills_and_few_titles_are_found():
    make_occupation(title="Thin", typical={make_skill(): 2}, titles=["A"])
    skills = {make_skill(): 2 for _ in range(6)}
    make_occupation(title="Enough", typical=skills, titles=["B", "C", "D", "E", "F"])

    assert found("Occupations with fewer than 6") == ["Thin"]
    assert found("Occupations with fewer than 5") == ["Thin"]


def test_occupations_that_cite_what_is_due_are_named():
    yesterday = localdate() - timedelta(days=1)
    late = make_source(title="Late", seen=yesterday - timedelta(days=9), review_by=yesterday)
    make_occupation(title="Baker").references.add(late)
    give_code(make_occupation(title="Miller"), late)

    assert found("Sources due") == [f"Late, due since {yesterday}: Baker, Miller"]
