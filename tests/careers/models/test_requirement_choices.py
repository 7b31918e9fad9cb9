"""Requirements of which any will do: one need, counted once, without what is not published."""

from math import isclose, sqrt

import pytest

from careers.models import Requirement, Role, Skill
from careers.rules.balance import Balance
from careers.rules.needs import Alternative, Need
from portal.core.publication import State
from tests.factories import make_profile, make_role, make_skill

pytestmark = pytest.mark.django_db


@pytest.fixture
def clouds():
    """The first listed is not the first by title."""
    names = {"gcp": "Google Cloud", "aws": "AWS", "azure": "Azure"}
    category = Skill.Category.INFRASTRUCTURE
    return [make_skill(slug=slug, title=names[slug], category=category) for slug in names]


@pytest.fixture
def role(clouds):
    python = make_skill(slug="python", title="Python")
    return make_role(requirements={python: (4, 5), tuple(clouds): (3, 4)})


def needs(role):
    return Requirement.objects.needs_of([role])[role.pk]


def take_back(*skills):
    Skill.objects.filter(pk__in=[skill.pk for skill in skills]).update(state=State.DRAFT)
    Role.objects.recount()


def test_rows_of_a_choice_are_one_need_in_the_order_they_were_written(role):
    python, cloud = needs(role)

    assert python == Need("python", "Python", 4, 5)
    assert (cloud.skill, cloud.title) == ("gcp", "Google Cloud, AWS or Azure")
    assert cloud.alternatives == (
        Alternative("gcp", "Google Cloud"),
        Alternative("aws", "AWS"),
        Alternative("azure", "Azure"),
    )
    assert (cloud.level, cloud.importance) == (3, 4)
    assert Requirement.objects.needs_by_role() == {role.name: (python, cloud)}


def test_a_choice_weighs_once(role):
    assert (role.weight, role.essential_weight) == (9, 9)


def test_an_alternative_that_is_not_published_drops_out(role, clouds):
    take_back(clouds[0])
    role.refresh_from_db()

    assert needs(role)[1].title == "AWS or Azure"
    assert role.weight == 9


def test_a_choice_with_one_skill_left_is_an_ordinary_need(role, clouds):
    take_back(*clouds[:2])
    role.refresh_from_db()

    assert needs(role)[1] == Need("azure", "Azure", 3, 4)
    assert role.weight == 9


def test_a_choice_with_nothing_left_is_no_need(role, clouds):
    take_back(*clouds)
    role.refresh_from_db()

    assert len(needs(role)) == 1
    assert role.weight == 5


def test_the_best_rated_alternative_alone_counts_in_the_scores(role, clouds):
    google, aws, azure = clouds
    score = make_profile(ratings={google: 1, aws: 2, azure: 2}).scores([role])[role.pk]

    assert (score.points, score.known_weight, score.fit) == (4 * 2 * 20, 4, 4 * 2)


def test_a_choice_counts_for_the_fit_what_its_most_telling_level_does(role, clouds):
    google, aws, azure = clouds
    Skill.objects.filter(pk=google.pk).update(telling=30)
    score = make_profile(ratings={google: 1, aws: 3, azure: 3}).scores([role])[role.pk]

    assert (score.points, score.fit) == (4 * 60, 4 * 1 * 30)


def test_numbers_of_choices_belong_to_their_role(clouds):
    google, aws, azure = clouds
    first = make_role(requirements={(google, aws): (3, 4)})
    other = make_role(requirements={(aws, azure): (3, 4)})
    scores = make_profile(ratings={aws: 1, azure: 3}).scores([first, other])

    assert [scores[one.pk].points for one in (first, other)] == [4 * 1 * 20, 4 * 3 * 20]


def test_any_of_a_choice_finds_the_role(role):
    for skill in ("gcp", "aws", "azure"):
        assert list(Role.objects.asking(skill)) == [role]


def test_a_choice_is_as_long_as_a_need_of_one_skill(role, clouds):
    asks, _ = Requirement.objects.vectors()
    lengths = [asks[role.name][skill.pk] for skill in clouds]

    assert lengths == [3 * 4 / sqrt(3)] * 3
    assert isclose(sum(length**2 for length in lengths), (3 * 4) ** 2)


def test_the_first_listed_stands_for_a_choice_in_the_balance(role):
    assert Requirement.objects.balances() == {role.name: Balance(model=0, system=4, points=9)}


def test_rows_name_what_their_role_takes_instead(role, clouds):
    aws = clouds[1]
    alone = make_role(requirements={aws: (2, 1)})
    rows = aws.requirements.most_important_first().with_alternatives()

    assert [(row.role, row.instead) for row in rows] == [
        (role, "Google Cloud or Azure"),
        (alone, ""),
    ]
    take_back(clouds[0])
    assert [row.instead for row in aws.requirements.with_alternatives()] == ["Azure", ""]
