"""The scores of a profile: what the rule gives for the rows, with all that the ratings imply."""

from fractions import Fraction
from typing import NamedTuple

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.models import Family, Prerequisite, Profile, Requirement, Role, Skill
from careers.models.prerequisite_graph import prerequisite_graph
from careers.rules.implied import implied_by, links_by_skill
from careers.rules.matching import explain
from careers.rules.prerequisites import Link
from portal.core.publication import State
from tests.factories import make_profile, make_role, make_skill


def explained(profile: Profile, roles: list[Role]) -> dict:
    """The scores of the rule, which are the definition."""
    needs, levels = Requirement.objects.needs_of(roles), profile.levels()
    links = links_by_skill(
        Link(one.skill.slug, one.needs.slug, one.level)
        for one in Prerequisite.objects.select_related("skill", "needs")
        if one.skill.is_published and one.needs.is_published
    )
    implied = implied_by(levels, links)
    return {role.pk: explain(needs.get(role.pk, []), levels, implied).score for role in roles}


class Catalogue(NamedTuple):
    """Skills by state and telling weight; what roles ask, what skills build on, what is rated."""

    skills: list[tuple[State, int]]
    asked: list[dict[int, tuple[int, int]]]
    links: dict[tuple[int, int], int]
    rated: list[dict[int, int]]


@st.composite
def catalogues(draw) -> Catalogue:
    skill_rows = st.tuples(st.sampled_from(State), st.integers(1, 500))
    skills = draw(st.lists(skill_rows, min_size=1, max_size=8))
    skill = st.integers(0, len(skills) - 1)
    asked = st.dictionaries(skill, st.tuples(st.integers(1, 5), st.integers(1, 5)))
    pairs = st.tuples(skill, skill).filter(lambda pair: pair[0] > pair[1])  # so no circle
    return Catalogue(
        skills,
        asked=draw(st.lists(asked, min_size=1, max_size=5)),
        links=draw(st.dictionaries(pairs, st.integers(1, 5))) if len(skills) > 1 else {},
        rated=draw(st.lists(st.dictionaries(skill, st.integers(0, 5)), min_size=2, max_size=3)),
    )


@pytest.mark.django_db
@settings(max_examples=100)
@given(catalogues())
def test_scores_are_the_scores_of_the_rule(catalogue):
    with transaction.atomic():
        skills = Skill.objects.bulk_create(
            Skill(slug=f"s{n}", title=f"S{n}", state=state, telling=telling)
            for n, (state, telling) in enumerate(catalogue.skills)
        )
        Prerequisite.objects.bulk_create(
            Prerequisite(skill=skills[skill], needs=skills[needs], level=level)
            for (skill, needs), level in catalogue.links.items()
        )
        family = Family.objects.create(slug="family", title="Family")
        roles = Role.objects.bulk_create(
            Role(slug=f"r{n}", title=f"R{n}", family=family) for n in range(len(catalogue.asked))
        )
        Requirement.objects.bulk_create(
            Requirement(role=role, skill=skills[n], level=level, importance=importance)
            for role, needs in zip(roles, catalogue.asked, strict=True)
            for n, (level, importance) in needs.items()
        )
        Role.objects.recount()
        roles = list(Role.objects.all())
        profiles = [
            make_profile(ratings={skills[n]: level for n, level in ratings.items()})
            for ratings in catalogue.rated
        ]
        by_rows = [profile.scores(roles) for profile in profiles]
        by_rule = [explained(profile, roles) for profile in profiles]
        transaction.set_rollback(True)

    assert by_rows == by_rule


@pytest.mark.django_db
def test_scores_add_up_as_by_hand():
    python, sql, art = make_skill(), make_skill(), make_skill()
    role = make_role(requirements={python: (4, 5), sql: (2, 3), make_skill(): (3, 1)})
    profile = make_profile(ratings={python: 3, sql: 5, art: 4})
    make_profile(ratings={python: 5, sql: 0})

    score = profile.scores([role])[role.pk]

    assert (score.points, score.weight, score.known_weight) == (405, 9, 8)  # 3.75 + 3 points
    assert (score.essential_points, score.essential_weight) == (225, 5)
    assert score.fit == 5 * 3 + 3 * 2
    assert (score.readiness, score.known) == (75, 88)


@pytest.mark.django_db
def test_scores_count_what_ratings_imply_but_for_the_fit():
    containers, linux = make_skill(), make_skill()
    hidden = make_skill(state=State.DRAFT)
    kubernetes = make_skill(telling=50)
    Prerequisite.objects.create(skill=kubernetes, needs=containers, level=2)
    Prerequisite.objects.create(skill=kubernetes, needs=hidden, level=4)
    Prerequisite.objects.create(skill=hidden, needs=linux, level=4)
    role = make_role(
        requirements={kubernetes: (4, 5), containers: (4, 3), linux: (4, 1), hidden: (4, 1)}
    )
    score = make_profile(ratings={kubernetes: 4}).scores([role])[role.pk]

    # Containers are implied at 2 of 4; a draft implies nothing, and nothing is implied through it.
    assert (score.points, score.weight) == ((5 + Fraction(3, 2)) * 60, 9)
    assert (score.known_weight, score.implied_weight) == (8, 3)
    assert score.fit == 50 * 5 * 4


@pytest.mark.django_db
def test_scores_leave_drafts_out_on_both_sides():
    python = make_skill()
    draft = make_skill(state=State.DRAFT)
    role = make_role(requirements={python: (4, 5), draft: (4, 5)})
    profile = make_profile(ratings={python: 4, draft: 4})

    score = profile.scores([role])[role.pk]

    assert score == explained(profile, [role])[role.pk]
    assert (score.readiness, score.weight, score.known) == (100, 5, 100)
    assert profile.levels() == {python.slug: 4}


@pytest.mark.django_db
def test_scores_of_an_empty_profile_claim_nothing():
    role = make_role(requirements={make_skill(): (4, 5)})
    score = make_profile().scores([role])[role.pk]

    assert not score.is_enough
    assert (score.known, score.weight, score.fit) == (0, 5, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("role_count", [1, 3])
def test_scores_take_three_queries(role_count, django_assert_num_queries):
    """Levels, needs, and the version of the content, by which a worker keeps the prerequisites."""
    skill = make_skill()
    roles = [make_role(requirements={skill: (3, 4)}) for _ in range(role_count)]
    profile = make_profile(ratings={skill: 3})
    prerequisite_graph()

    with django_assert_num_queries(3):
        scores = profile.scores(roles)

    assert {score.readiness for score in scores.values()} == {100}
