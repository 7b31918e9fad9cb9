from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from careers.models import (
    Note,
    OwnLink,
    PlanChoices,
    Profile,
    Rating,
    ResourceProgress,
    ReturnLink,
    SkillProgress,
)
from careers.models.progress import Evidence
from tests.factories import make_profile, make_resource, make_role, make_skill, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def long_ago():
    return timezone.now() - timedelta(seconds=settings.VISITOR_SESSION_AGE + 1)


def test_visitors_whose_session_ended_are_forgotten_and_nobody_else(long_ago, capsys):
    skill = make_skill()
    profiles = {
        "quiet visitor": make_profile(ratings={skill: 3}),
        "lively visitor": make_profile(ratings={skill: 3}),
        "quiet member": make_profile(member=make_user(), ratings={skill: 3}),
    }
    Profile.objects.update(created=long_ago)
    Rating.objects.exclude(profile=profiles["lively visitor"]).update(rated=long_ago)
    profiles["new visitor"] = make_profile()

    call_command("forget_visitors")

    assert capsys.readouterr().out == "1 profiles forgotten\n"
    left = set(Profile.objects.all())
    assert left == {profile for who, profile in profiles.items() if who != "quiet visitor"}


SIGNS_OF_LIFE = {
    "goal": lambda who: who.goals.create(role=make_role()),
    "left out": lambda who: who.left_out.create(skill=make_skill()),
    "choices": lambda who: PlanChoices.objects.create(profile=who),
    "resource": lambda who: ResourceProgress.objects.keep(who, make_resource(), "started"),
    "level": lambda who: SkillProgress.objects.learn(who, make_skill(), 2, Evidence()),
    "note": lambda who: Note.objects.keep(who, make_skill(), "Mine."),
    "link": lambda who: OwnLink.objects.keep(who, make_skill(), "https://example.org/", ""),
    "rating taken back": lambda who: who.rate({make_skill(): None}),
    "return link": ReturnLink.objects.make_for,
}


@pytest.mark.parametrize("sign", SIGNS_OF_LIFE)
def test_visitor_with_any_sign_of_life_is_remembered(long_ago, sign):
    lively, _ = make_profile(), make_profile()
    SIGNS_OF_LIFE[sign](lively)
    Profile.objects.update(created=long_ago)

    call_command("forget_visitors")

    assert list(Profile.objects.all()) == [lively]


def test_visitor_who_used_a_return_link_is_remembered_and_one_who_did_not_is_not(long_ago):
    used, unused = make_profile(), make_profile()
    for profile in (used, unused):
        ReturnLink.objects.make_for(profile)
    Profile.objects.update(created=long_ago)
    ReturnLink.objects.update(created=long_ago)
    used.return_link.use()

    call_command("forget_visitors")

    assert list(Profile.objects.all()) == [used]
