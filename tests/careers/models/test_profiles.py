from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from careers.models import Profile, Rating, Requirement, Skill
from careers.models.merging import MOST_KEPT
from portal.core.publication import State
from tests.factories import make_profile, make_role, make_skill, make_user

EARLIER = datetime(2026, 1, 1, tzinfo=UTC)
LATER = datetime(2026, 2, 1, tzinfo=UTC)


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
