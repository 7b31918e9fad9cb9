from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from careers.management.commands import forget_visitors
from careers.models import Profile, RatingChange, ReturnLink
from portal.core import batches
from tests.factories import (
    make_profile,
    make_resource,
    make_role,
    make_skill,
    make_user,
    make_visitor,
)

pytestmark = pytest.mark.django_db

SESSION, DAY = timedelta(seconds=settings.VISITOR_SESSION_AGE), timedelta(days=1)


@pytest.fixture
def long_ago():
    return timezone.now() - SESSION - DAY - timedelta(seconds=1)


def make_quiet(count, long_ago):
    keys = [make_profile().pk for _ in range(count)]
    Profile.objects.filter(pk__in=keys).update(last_seen=long_ago)


# --- Who is forgotten ----------------------------------------------------------------------------


def test_visitors_whose_session_ended_are_forgotten_and_nobody_else(long_ago, capsys):
    skill = make_skill()
    profiles = {
        "quiet visitor": make_profile(ratings={skill: 3}),
        "quiet member": make_profile(member=make_user(), ratings={skill: 3}),
    }
    Profile.objects.update(last_seen=long_ago)
    profiles["new visitor"] = make_profile()
    # Somebody whose session still lives may have been seen a day later than is written.
    profiles["visitor of the last day"] = make_profile()
    Profile.objects.filter(pk=profiles["visitor of the last day"].pk).update(
        last_seen=timezone.now() - SESSION - DAY / 2
    )

    call_command("forget_visitors")

    assert capsys.readouterr().out == "1 profiles deleted\n"
    left = set(Profile.objects.all())
    assert left == {profile for who, profile in profiles.items() if who != "quiet visitor"}


# Where a person's forms go, and what they send.
SIGNS_OF_LIFE = {
    "ratings_save": {"level-python": "3"},
    "question_goals": {"goals": "engineer"},
    "question_answer": {"level-python": "3"},
    "present_role": {"role": "engineer"},
    "goal_add": {"role": "engineer"},
    "goal_remove": {},
    "plan_choices_save": {"hours_per_week": "9"},
    "skill_exclude": {},
    "skill_include": {},
    "resource_progress": {"state": "started"},
    "skill_progress": {"level": "2", "state": "learning"},
    "skill_note": {"text": "Mine."},
    "own_link_add": {"url": "https://example.org/"},
    "own_link_remove": {"url": "https://example.org/"},
    "return_link_create": {},
    "return_link_revoke": {},
}
SLUGS = {
    "goal_remove": "engineer",
    "resource_progress": "a-book",
    **dict.fromkeys(["skill_exclude", "skill_include", "skill_progress", "skill_note"], "python"),
    **dict.fromkeys(["own_link_add", "own_link_remove"], "python"),
}


@pytest.mark.parametrize("name", SIGNS_OF_LIFE)
def test_visitor_who_changes_anything_is_remembered(long_ago, name):
    visitor = make_visitor(ratings={make_skill(slug="python"): 2})
    make_role(slug="engineer")
    make_resource(slug="a-book")
    Profile.objects.update(last_seen=long_ago)
    args = [SLUGS[name]] if name in SLUGS else []

    answer = visitor.post(reverse(f"careers:{name}", args=args), SIGNS_OF_LIFE[name])
    call_command("forget_visitors")

    assert answer.status_code in {200, 302}
    assert Profile.objects.count() == 1


def test_visitor_who_only_reads_is_forgotten_with_the_session(long_ago):
    visitor = make_visitor(ratings={make_skill(): 2})
    Profile.objects.update(last_seen=long_ago)

    visitor.get(reverse("careers:profile"))
    call_command("forget_visitors")

    assert Profile.objects.count() == 0


def test_visitor_who_used_a_return_link_is_remembered_and_one_who_did_not_is_not(long_ago):
    used, unused = make_profile(), make_profile()
    for profile in (used, unused):
        ReturnLink.objects.make_for(profile)
    Profile.objects.update(last_seen=long_ago)
    ReturnLink.objects.get(profile=used).use()

    call_command("forget_visitors")

    assert list(Profile.objects.all()) == [used]


def test_sign_of_life_is_written_once_a_day(django_assert_num_queries):
    profile = make_profile()

    with django_assert_num_queries(0):
        profile.touch()
    profile.last_seen -= DAY
    with django_assert_num_queries(1):
        profile.touch()
    with django_assert_num_queries(0):
        profile.touch()


# --- A wrong clock -------------------------------------------------------------------------------


def test_more_than_a_tenth_of_all_visitors_is_refused_without_the_flag(
    long_ago, monkeypatch, capsys
):
    monkeypatch.setattr(forget_visitors, "FEW", 0)
    make_quiet(2, long_ago)
    for _ in range(10):
        make_profile()
    make_profile(member=make_user())  # members are not counted: they are never forgotten

    with pytest.raises(CommandError, match=r"Nothing was deleted: 2 of 12 profiles") as refused:
        call_command("forget_visitors")

    assert "--more-than-a-tenth" in str(refused.value)
    assert Profile.objects.count() == 13
    call_command("forget_visitors", more_than_a_tenth=True)
    assert capsys.readouterr().out == "2 profiles deleted\n"


@pytest.mark.parametrize(("quiet", "others", "left"), [(20, 0, 0), (21, 0, 21), (21, 189, 189)])
def test_a_few_may_go_from_a_small_site(long_ago, quiet, others, left):
    make_quiet(quiet, long_ago)
    Profile.objects.bulk_create(Profile() for _ in range(others))

    try:
        call_command("forget_visitors")
    except CommandError:
        assert left

    assert Profile.objects.count() == left


def test_dry_run_counts_and_deletes_nothing(long_ago, capsys):
    make_quiet(2, long_ago)
    make_profile()

    call_command("forget_visitors", dry_run=True)

    assert capsys.readouterr().out == "2 of 3 profiles would be deleted\n"
    assert Profile.objects.count() == 3


# --- In portions ---------------------------------------------------------------------------------


def test_portions_are_of_few_people_and_of_few_rows(long_ago, monkeypatch):
    """A pause follows each portion: their number is that of the pauses."""
    pauses = []
    monkeypatch.setattr(batches, "sleep", pauses.append)
    monkeypatch.setattr(forget_visitors, "MOST_PEOPLE", 3)
    monkeypatch.setattr(forget_visitors, "MOST_ROWS", 10)
    skill = make_skill()
    make_quiet(4, long_ago)  # 3 and 1
    for profile in Profile.objects.order_by("pk")[1:3]:
        RatingChange.objects.bulk_create(
            RatingChange(profile=profile, skill=skill, level=1) for _ in range(8)
        )

    call_command("forget_visitors")

    assert (Profile.objects.count(), RatingChange.objects.count()) == (0, 0)
    assert len(pauses) == 3  # a small one and a large one, another large one, the fourth


def test_killed_run_keeps_what_it_did_and_the_next_one_finishes(long_ago, monkeypatch, capsys):
    def kill(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(forget_visitors, "MOST_PEOPLE", 2)
    make_quiet(5, long_ago)
    with monkeypatch.context() as patch:
        patch.setattr(batches, "sleep", kill)
        with pytest.raises(KeyboardInterrupt):
            call_command("forget_visitors")

    assert Profile.objects.count() == 3
    call_command("forget_visitors")
    assert capsys.readouterr().out == "3 profiles deleted\n"


def test_two_runs_at_once_forget_everybody_once_and_nobody_who_came_back(
    long_ago, monkeypatch, capsys
):
    """In the first pause somebody comes back, and a second run does all the rest."""
    monkeypatch.setattr(forget_visitors, "MOST_PEOPLE", 2)
    make_quiet(6, long_ago)
    back = Profile.objects.order_by("pk").last()
    pauses = []

    def meanwhile(pause):
        pauses.append(pause)
        if len(pauses) == 1:
            back.touch()
            call_command("forget_visitors")

    monkeypatch.setattr(batches, "sleep", meanwhile)
    call_command("forget_visitors")

    assert capsys.readouterr().out == "3 profiles deleted\n2 profiles deleted\n"
    assert list(Profile.objects.all()) == [back]
