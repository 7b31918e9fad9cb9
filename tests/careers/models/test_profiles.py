from datetime import UTC, datetime
from fractions import Fraction
from typing import NamedTuple

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.models import Family, Prerequisite, Profile, Rating, Requirement, Role, Skill
from careers.models.merging import MOST_KEPT
from careers.models.prerequisite_graph import prerequisite_graph
from careers.rules.implied import implied_by, links_by_skill
from careers.rules.matching import explain
from careers.rules.prerequisites import Link
from portal.core.publication import State
from tests.factories import make_profile, make_role, make_skill, make_user

EARLIER = datetime(2026, 1, 1, tzinfo=UTC)
LATER = datetime(2026, 2, 1, tzinfo=UTC)


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


@pytest.mark.django_db
@pytest.mark.parametrize("role_count", [1, 3])
def test_needs_of_roles_take_one_query(role_count, django_assert_num_queries):
    skill = make_skill()
    roles = [make_role(requirements={skill: (3, 4)}) for _ in range(role_count)]

    with django_assert_num_queries(1):
        needs = Requirement.objects.needs_of(roles)

    assert sorted(needs) == sorted(role.pk for role in roles)


@pytest.mark.django_db
@pytest.mark.parametrize("skill_count", [1, 3])
def test_levels_take_one_query(skill_count, django_assert_num_queries):
    skills = [make_skill() for _ in range(skill_count)]
    profile = make_profile(ratings=dict.fromkeys(skills, 0))

    with django_assert_num_queries(1):
        levels = profile.levels()

    assert levels == {skill.slug: 0 for skill in skills}


@pytest.mark.django_db
def test_rate_adds_changes_and_takes_back():
    python, sql, art = make_skill(), make_skill(), make_skill()
    profile = make_profile(ratings={sql: 2, art: 4})
    other = make_profile(ratings={python: 5, art: 5})
    Rating.objects.update(rated=EARLIER)

    profile.rate({python: 3, sql: 0, art: None})

    assert profile.levels() == {python.slug: 3, sql.slug: 0}
    assert other.levels() == {python.slug: 5, art.slug: 5}
    assert profile.ratings.filter(rated__gt=EARLIER).count() == 2


@pytest.mark.django_db
def test_rate_none_of_a_skill_that_was_not_rated_changes_nothing():
    skill = make_skill()
    profile = make_profile(ratings={skill: 2})

    profile.rate({make_skill(): None})
    profile.rate({})

    assert profile.levels() == {skill.slug: 2}


@pytest.mark.django_db
def test_history_keeps_what_stood_and_not_what_was_passed_by():
    python, sql = make_skill(), make_skill()
    profile = make_profile()
    profile.rate({python: 1, sql: 1})
    profile.history.filter(skill=python).update(changed=EARLIER)

    for level in (2, 3, 4):
        profile.rate({python: level})

    assert list(profile.history.values_list("skill", "level")) == [
        (python.pk, 1),
        (sql.pk, 1),
        (python.pk, 4),
    ]


@pytest.mark.django_db
def test_history_that_is_too_long_loses_its_oldest_changes(monkeypatch):
    """Somebody may change a level every minute for ever."""
    monkeypatch.setitem(MOST_KEPT, "history", 4)
    python, sql = make_skill(), make_skill()
    profile, stranger = make_profile(), make_profile()
    stranger.history.create(skill=python, level=0, changed=EARLIER)
    for day in range(1, 6):
        profile.history.create(skill=python, level=day, changed=EARLIER.replace(day=day))

    profile.rate({sql: 3})

    assert list(profile.history.values_list("skill", "level")) == [
        (python.pk, 3),
        (python.pk, 4),
        (python.pk, 5),
        (sql.pk, 3),
    ]
    assert stranger.history.count() == 1


@pytest.mark.django_db
def test_row_counts_tell_all_that_hangs_on_a_profile():
    python, sql = make_skill(), make_skill()
    full, empty = make_profile(), make_profile()
    full.rate({python: 1, sql: 2})
    full.goals.create(role=make_role())

    assert Profile.objects.row_counts() == {full.pk: 6, empty.pk: 1}


@pytest.mark.django_db
@pytest.mark.parametrize("level", [-1, 6])
def test_rate_refuses_a_level_that_there_is_not_and_keeps_all(level):
    python, sql = make_skill(), make_skill()
    profile = make_profile(ratings={sql: 2})

    with pytest.raises(IntegrityError), transaction.atomic():
        profile.rate({sql: None, python: level})

    assert profile.levels() == {sql.slug: 2}


def rated_at(profile: Profile, skill: Skill, level: int, when: datetime) -> None:
    Rating.objects.create(profile=profile, skill=skill, level=level, rated=when)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mine", "theirs", "kept"),
    [
        ((2, EARLIER), (4, LATER), (4, LATER)),
        ((2, LATER), (4, EARLIER), (2, LATER)),
        ((4, EARLIER), (2, LATER), (2, LATER)),
        ((2, EARLIER), (4, EARLIER), (2, EARLIER)),
    ],
)
def test_absorb_lets_the_newer_rating_win(mine, theirs, kept):
    skill = make_skill()
    member, visitor = make_profile(member=make_user()), make_profile()
    rated_at(member, skill, *mine)
    rated_at(visitor, skill, *theirs)

    member.absorb(visitor)

    assert list(member.ratings.values_list("skill", "level", "rated")) == [(skill.pk, *kept)]


@pytest.mark.django_db
def test_absorb_brings_both_together_and_leaves_one_profile():
    python, sql, art = make_skill(), make_skill(), make_skill()
    member, visitor = make_profile(ratings={python: 1}), make_profile(ratings={sql: 2, art: 0})
    stranger = make_profile(ratings={python: 5})

    member.absorb(visitor)

    assert member.levels() == {python.slug: 1, sql.slug: 2, art.slug: 0}
    assert set(Profile.objects.values_list("pk", flat=True)) == {member.pk, stranger.pk}
    assert stranger.levels() == {python.slug: 5}
    assert Rating.objects.count() == 4


@pytest.mark.django_db
def test_absorb_of_a_draft_skill_keeps_its_rating():
    draft = make_skill(state=State.DRAFT)
    member, visitor = make_profile(), make_profile(ratings={draft: 3})

    member.absorb(visitor)

    assert list(member.ratings.values_list("skill", "level")) == [(draft.pk, 3)]


@pytest.mark.django_db
def test_profiles_of_visitors_are_those_without_a_member():
    visitor = make_profile()
    make_profile(member=make_user())

    assert list(Profile.objects.of_visitors()) == [visitor]


@pytest.mark.django_db
def test_profile_and_rating_say_whose_and_what():
    skill = make_skill(title="Python")
    profile = make_profile(member=make_user(email="ada@example.com"), ratings={skill: 3})

    assert str(profile) == "Profile of ada@example.com"
    assert str(make_profile()) == "Profile of a visitor"
    assert str(profile.ratings.get()) == "Python: 3"


@pytest.mark.django_db
def test_profile_goes_with_its_member_and_takes_its_ratings_along():
    member = make_user()
    make_profile(member=member, ratings={make_skill(): 3})

    member.delete()

    assert (Profile.objects.count(), Rating.objects.count()) == (0, 0)
