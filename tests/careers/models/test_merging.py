"""Two profiles become one: at sign-in, by a return link, by an import."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.models import (
    Goal,
    LeftOut,
    Note,
    OwnLink,
    PlanChoices,
    Profile,
    RatingChange,
    ResourceProgress,
    ReturnLink,
    SkillProgress,
)
from tests.careers.models.two_profiles import EARLIER, LATER
from tests.factories import (
    make_occupation,
    make_profile,
    make_resource,
    make_role,
    make_skill,
    make_user,
)

pytestmark = pytest.mark.django_db


def rated_at(profile, skill, level, when):
    profile.ratings.create(skill=skill, level=level, rated=when)


# What makes two rows speak of the same thing, and what each of them says.
ONE_STAYS = {
    "state of a resource": (
        ResourceProgress,
        "changed",
        lambda: {"resource": make_resource()},
        ({"state": "done"}, {"state": "planned"}),
    ),
    "state of a level": (
        SkillProgress,
        "changed",
        lambda: {"skill": make_skill(), "level": 3},
        (
            {"state": "learning", "evidence": "None yet."},
            {"state": "reached", "evidence": "Shipped."},
        ),
    ),
    "note": (
        Note,
        "changed",
        lambda: {"skill": make_skill()},
        ({"text": "One."}, {"text": "Another."}),
    ),
    "choices": (
        PlanChoices,
        "changed",
        dict,
        ({"hours_per_week": 3}, {"hours_per_week": 9}),
    ),
    "link": (
        OwnLink,
        "added",
        lambda: {"skill": make_skill(), "url": "https://example.org/"},
        ({"title": "One"}, {"title": "Another"}),
    ),
    "goal": (Goal, "added", lambda: {"role": make_role()}, ({}, {})),
    "left out": (LeftOut, "added", lambda: {"skill": make_skill()}, ({}, {})),
}


@pytest.mark.parametrize("what", ONE_STAYS)
@pytest.mark.parametrize(
    ("my_time", "their_time", "stays"),
    [(EARLIER, LATER, "theirs"), (LATER, EARLIER, "mine"), (EARLIER, EARLIER, "mine")],
)
def test_of_two_rows_about_the_same_thing_the_newer_stays(
    mine, theirs, what, my_time, their_time, stays
):
    model, when, make, (said, said_there) = ONE_STAYS[what]
    thing = make()
    model.objects.create(profile=mine, **thing, **said, **{when: my_time})
    model.objects.create(profile=theirs, **thing, **said_there, **{when: their_time})

    mine.absorb(theirs)

    expected = said if stays == "mine" else said_there
    row = model.objects.get()
    assert row.profile == mine
    assert {name: getattr(row, name) for name in expected} == expected
    assert getattr(row, when) == (my_time if stays == "mine" else their_time)


@pytest.mark.parametrize("what", [name for name in ONE_STAYS if name != "choices"])
def test_what_only_one_side_has_stays(mine, theirs, what):
    model, _, make, (said, said_there) = ONE_STAYS[what]
    model.objects.create(profile=mine, **make(), **said)
    model.objects.create(profile=theirs, **make(), **said_there)

    mine.absorb(theirs)

    assert model.objects.filter(profile=mine).count() == model.objects.count() == 2


def test_choices_are_taken_over_where_there_were_none(mine, theirs):
    PlanChoices.objects.create(profile=theirs, hours_per_week=9)

    mine.absorb(theirs)

    assert PlanChoices.objects.get(profile=mine).hours_per_week == 9


def test_histories_run_together_and_none_is_told_twice(mine, theirs):
    python = make_skill()
    for profile, level, when in ((mine, 1, EARLIER), (theirs, 1, EARLIER), (theirs, 2, LATER)):
        profile.history.create(skill=python, level=level, changed=when)

    mine.absorb(theirs)

    assert list(RatingChange.objects.values_list("profile", "level")) == [
        (mine.pk, 1),
        (mine.pk, 2),
    ]


@pytest.mark.parametrize("who", ["mine", "theirs"])
def test_rating_that_the_other_side_took_back_later_stays_taken_back(mine, theirs, who):
    python = make_skill()
    rating, taking_back = (mine, theirs) if who == "theirs" else (theirs, mine)
    rated_at(rating, python, 3, EARLIER)
    taking_back.history.create(skill=python, level=None, changed=LATER)

    mine.absorb(theirs)

    assert mine.levels() == {}


def test_rating_that_is_newer_than_its_taking_back_stays(mine, theirs):
    python = make_skill()
    rated_at(theirs, python, 3, LATER)
    mine.history.create(skill=python, level=None, changed=EARLIER)

    mine.absorb(theirs)

    assert mine.levels() == {python.slug: 3}


@pytest.mark.parametrize(
    ("mine_works", "theirs_works", "works"),
    [(True, True, "mine"), (True, False, "mine"), (False, True, "theirs"), (False, False, None)],
)
def test_present_role_is_kept_unless_there_is_none(mine, theirs, mine_works, theirs_works, works):
    roles = {"mine": make_role(), "theirs": make_role()}
    mine.present_role = roles["mine"] if mine_works else None
    theirs.present_role = roles["theirs"] if theirs_works else None
    mine.save()
    theirs.save()

    mine.absorb(theirs)

    mine.refresh_from_db()
    assert mine.present_role == roles.get(works)


@pytest.mark.parametrize(
    ("own", "brought", "kept"),
    [("nurse", "cook", "nurse"), ("nurse", "", "nurse"), ("", "cook", "cook"), ("", "", "")],
)
def test_occupation_is_kept_unless_there_is_none(mine, theirs, own, brought, kept):
    for profile, slug in ((mine, own), (theirs, brought)):
        if slug:
            profile.come_from(make_occupation(slug=slug))

    mine.absorb(theirs)

    mine.refresh_from_db()
    assert getattr(mine.occupation, "slug", "") == kept


def test_return_link_of_the_other_ends_and_ones_own_stays(mine, theirs):
    mine.member = None
    mine.save()
    token, other = ReturnLink.objects.make_for(mine), ReturnLink.objects.make_for(theirs)

    mine.absorb(theirs)

    assert ReturnLink.objects.opened_by(token).get().profile == mine
    assert not ReturnLink.objects.opened_by(other).exists()


@settings(max_examples=30)
@given(st.lists(st.integers(0, 3), min_size=4, max_size=4), st.permutations(range(4)))
def test_joined_in_whatever_order_the_oldest_identity_is_left(days, order):
    with transaction.atomic():
        profiles = [make_profile() for _ in days]
        for profile, day in zip(profiles, days, strict=True):
            profile.created = EARLIER + timedelta(days=day)
            profile.save()
        identities = {
            profile.identity
            for profile in profiles
            if profile.created == min(one.created for one in profiles)
        }
        last, *others = (profiles[place] for place in order)
        for other in others:
            last.absorb(other)
        left = Profile.objects.get()
        transaction.set_rollback(True)

    assert left.identity in identities
    assert left.created == EARLIER + timedelta(days=min(days))
    assert (last.identity, last.created) == (left.identity, left.created)


def test_identity_of_another_member_is_not_taken(mine, theirs):
    another = make_profile(member=make_user())
    theirs.identity, theirs.created = another.identity, EARLIER
    theirs.save()
    before = mine.identity

    mine.absorb(theirs)

    mine.refresh_from_db()
    assert mine.identity == before != another.identity


def test_joining_leaves_other_people_alone(mine, theirs):
    stranger = make_profile()
    python = make_skill()
    for profile in (mine, theirs, stranger):
        Note.objects.keep(profile, python, f"By {profile.pk}.")

    mine.absorb(theirs)
    mine.absorb(mine)

    assert set(Profile.objects.all()) == {mine, stranger}
    assert stranger.notes.get().text == f"By {stranger.pk}."
    assert mine.notes.count() == 1
