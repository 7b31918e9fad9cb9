from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from careers.models import Profile, Rating
from tests.factories import make_profile, make_skill, make_user

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
