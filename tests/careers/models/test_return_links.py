import pytest
from django.utils import timezone

from careers.models import Profile, ReturnLink
from tests.factories import make_profile, make_user

pytestmark = pytest.mark.django_db


def test_link_opens_the_profile_it_was_made_for():
    mine, other = make_profile(), make_profile()
    token = ReturnLink.objects.make_for(mine)
    ReturnLink.objects.make_for(other)
    link = ReturnLink.objects.opened_by(token).get()

    assert len(token) == 43
    assert (link.profile, link.used) == (mine, None)
    assert str(link) == "Return link of Profile of a visitor"


@pytest.mark.parametrize("token", ["", "x" * 43, "\x00", "ä" * 43])
def test_token_of_nobody_opens_nothing(token):
    ReturnLink.objects.make_for(make_profile())

    assert not ReturnLink.objects.opened_by(token).exists()


def test_new_link_ends_the_one_before_and_was_not_used_yet():
    mine = make_profile()
    first = ReturnLink.objects.make_for(mine)
    ReturnLink.objects.opened_by(first).get().use()
    second = ReturnLink.objects.make_for(mine)

    assert not ReturnLink.objects.opened_by(first).exists()
    assert ReturnLink.objects.opened_by(second).get().used is None


def test_use_of_a_link_is_remembered():
    before = timezone.now()
    mine = make_profile()
    link = ReturnLink.objects.opened_by(ReturnLink.objects.make_for(mine)).get()

    assert link.use() == mine
    assert ReturnLink.objects.get().used >= before


def test_link_never_opens_a_members_profile():
    token = ReturnLink.objects.make_for(make_profile(member=make_user()))

    assert not ReturnLink.objects.opened_by(token).exists()


def test_link_that_was_used_up_while_the_button_was_pressed_twice_opens_nothing_new():
    member, visitor = make_profile(member=make_user()), make_profile()
    token = ReturnLink.objects.make_for(visitor)
    first, second = (ReturnLink.objects.opened_by(token).get() for _ in range(2))
    member.absorb(first.use())
    member.absorb(second.use())

    assert list(Profile.objects.all()) == [member]
