from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from careers.models import (
    Note,
    OwnLink,
    Profile,
    RatingChange,
)
from careers.models.merging import MOST_KEPT
from tests.careers.models.two_profiles import EARLIER, LATER
from tests.factories import make_profile, make_skill

pytestmark = pytest.mark.django_db


QUERIES = 39  # to join two profiles, whatever they keep


def change(profile, skill, when, level=1):
    return RatingChange(profile=profile, skill=skill, level=level, changed=when)


@pytest.mark.parametrize("rows", [1, 3])
def test_joining_costs_the_same_for_more_rows(mine, theirs, rows, django_assert_num_queries):
    for profile in (mine, theirs):
        for number in range(rows):
            skill = make_skill(slug=f"s{profile.pk}-{number}")
            profile.rate({skill: 3})
            Note.objects.keep(profile, skill, "Mine.")
            OwnLink.objects.keep(profile, skill, "https://example.org/", "")

    with django_assert_num_queries(QUERIES):
        mine.absorb(theirs)

    assert (mine.ratings.count(), mine.history.count()) == (2 * rows, 2 * rows)


def test_of_histories_that_are_too_long_together_the_newest_stay(mine, theirs, monkeypatch):
    monkeypatch.setitem(MOST_KEPT, "history", 3)
    python = make_skill()
    days = [EARLIER + timedelta(days=day) for day in range(4)]
    RatingChange.objects.bulk_create(
        change(profile, python, day) for profile in (mine, theirs) for day in days
    )

    mine.absorb(theirs)

    assert list(mine.history.values_list("changed", flat=True)) == days[1:]


def test_of_links_that_are_too_many_together_the_newest_stay(mine, theirs, monkeypatch):
    monkeypatch.setitem(MOST_KEPT, "own_links", 2)
    python = make_skill()
    for number, (profile, when) in enumerate(
        [(mine, EARLIER), (theirs, LATER), (mine, LATER), (theirs, EARLIER)]
    ):
        profile.own_links.create(skill=python, url=f"https://example.org/{number}", added=when)

    mine.absorb(theirs)

    assert [link.url[-1] for link in mine.own_links.all()] == ["1", "2"]


@pytest.mark.parametrize("gone", ["mine", "theirs"])
def test_profile_that_is_gone_meanwhile_joins_nothing(mine, theirs, gone):
    python = make_skill()
    for profile in (mine, theirs):
        Note.objects.keep(profile, python, "Still here.")
    Profile.objects.filter(pk=(mine if gone == "mine" else theirs).pk).delete()

    mine.absorb(theirs)

    assert Note.objects.get().profile == (theirs if gone == "mine" else mine)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one transaction write.")
@pytest.mark.django_db(transaction=True)
def test_profiles_that_are_joined_at_once_into_one_lose_nothing(mine):
    """As two imports of one person do, while they rate what is in both files."""
    skills = [make_skill() for _ in range(30)]
    brought = [make_profile(ratings=dict.fromkeys(skills, level)) for level in (1, 2, 3, 4)]

    def work(job):
        try:
            job()
        finally:
            connection.close()

    jobs = [lambda one=one: Profile.objects.get(pk=mine.pk).absorb(one) for one in brought]
    jobs += [lambda one=one: Profile.objects.get(pk=mine.pk).rate({one: 5}) for one in skills]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, jobs))

    assert list(Profile.objects.all()) == [mine]
    assert set(mine.levels().values()) == {5}
    assert len(mine.levels()) == 30
