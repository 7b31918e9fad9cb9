from datetime import timedelta

import pytest

from careers.models import Profile, ReturnLink
from tests.careers.data_views.profiles import (
    DATA,
    DELETE,
    IMPORT,
    MAKE,
    REVOKE,
    exported,
    make_link,
)
from tests.factories import make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db


# --- The return link -----------------------------------------------------------------------------


def test_link_opens_the_profile_in_a_browser_with_nothing(python, words):
    mine = make_visitor(ratings={python: 4})
    path = make_link(mine)
    other = make_visitor()
    page = other.get(path)

    assert (page.status_code, page["Referrer-Policy"]) == (200, "strict-origin")
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]
    assert dict(other.cookies) == {}
    assert ReturnLink.objects.get().used is None

    opened = other.post(path, follow=True)
    assert "Welcome back." in words(opened)
    assert "joined" not in words(opened).split("Your progress")[0]
    assert exported(other) == exported(mine)
    assert ReturnLink.objects.get().used is not None
    assert other.session.get_expiry_age() > timedelta(days=170).total_seconds()


def test_only_the_digest_of_a_link_is_kept(python):
    path = make_link(make_visitor(ratings={python: 4}))
    token = path.split("/")[-2]

    assert token not in str(list(ReturnLink.objects.values()))
    assert len(ReturnLink.objects.get().digest) == 64


def test_link_joins_what_the_browser_has(python, words):
    sql = make_skill(slug="sql")
    path = make_link(make_visitor(ratings={python: 4}))
    other = make_visitor(ratings={python: 1, sql: 2})
    make_link(other)

    assert "It will be merged with what the link opens" in words(other.get(path))
    assert "What this browser held has been merged into it" in words(other.post(path, follow=True))
    assert Profile.objects.get().levels() == {"python": 1, "sql": 2}
    assert ReturnLink.objects.count() == 1


def test_link_opened_where_it_was_made_changes_nothing(python, words):
    mine = make_visitor(ratings={python: 4})
    path = make_link(mine)

    assert "This browser already has what the link opens." in words(mine.get(path))
    mine.post(path)
    assert Profile.objects.get().levels() == {"python": 4}


def test_link_opened_by_a_member_joins_the_account_and_ends(python, words):
    path = make_link(make_visitor(ratings={python: 4}))
    member = make_visitor(member=make_user(email="ada@example.org"))

    assert "You are signed in as ada@example.org." in words(member.get(path))
    member.post(path)
    own = Profile.objects.get()
    assert (own.member.email, own.levels()) == ("ada@example.org", {"python": 4})
    assert member.get(path).status_code == 404


@pytest.mark.parametrize("how", ["wrong", "revoked", "replaced", "of a member now", "deleted"])
def test_link_that_opens_nothing_says_what_to_do(python, words, how):
    mine = make_visitor(ratings={python: 4})
    path = make_link(mine)
    if how == "wrong":
        path = path.replace(path[-5:], "aaaa/")
    elif how == "revoked":
        assert "Link revoked." in words(mine.post(REVOKE, follow=True))
    elif how == "replaced":
        make_link(mine)
    elif how == "deleted":
        mine.post(DELETE)
    else:
        Profile.objects.update(member=make_user())

    for response in (make_visitor().get(path), make_visitor().post(path)):
        assert response.status_code == 404
        assert "make a new link" in words(response)
        assert response["Referrer-Policy"] == "strict-origin"


def test_member_is_told_to_sign_in_instead_of_making_a_link(python, words):
    member = make_visitor(ratings={python: 4}, member=make_user())

    assert "Come back from another browser" not in words(member.get(DATA))
    assert "sign in on any device" in words(member.post(MAKE, follow=True))
    assert ReturnLink.objects.count() == 0


@pytest.mark.parametrize("address", [MAKE, REVOKE, IMPORT])
def test_links_and_imports_are_sent_and_from_this_site_only(client, address):
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 403
