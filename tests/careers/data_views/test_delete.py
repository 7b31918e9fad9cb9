import re
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.urls import reverse

from careers.models import Profile, Rating
from portal.models import User
from tests.authenticators import SECRET, code_now
from tests.careers.data_views.profiles import DATA, DELETE, exported, fill, make_link, rows
from tests.factories import make_resource, make_role, make_user, make_visitor

pytestmark = pytest.mark.django_db


# --- Deleting everything -------------------------------------------------------------------------


def test_visitor_who_deletes_everything_leaves_no_row(python, words):
    fill(Profile.objects.create(), python)
    Profile.objects.all().delete()
    before = rows()
    visitor, elsewhere = make_visitor(ratings={python: 2}), make_visitor()
    fill(Profile.objects.get(), python)
    elsewhere.post(make_link(visitor))
    content = rows()
    page = visitor.post(DELETE, follow=True)

    assert "Everything has been deleted." in words(page)
    made = {model: count - before[model] for model, count in content.items()}
    assert sum(made.values()) > 12
    left = {model: count - before[model] for model, count in rows().items()}
    kinds = {model.__name__ for model, count in left.items() if count}
    # Sessions aside, the content that this test made on the way.
    assert kinds - {"Session"} <= {"Role", "Family", "Resource"}
    [left_over] = Session.objects.all()  # of the other browser: it names what is gone
    assert left_over.get_decoded().keys() == {"profile", "_session_expiry"}
    assert exported(elsewhere) == exported(make_visitor())
    assert elsewhere.get(DATA).context["kept"] is None


def make_member(password="correct horse", **fields):
    member = make_user(email="ada@example.org", password=password, **fields)
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return member


@pytest.mark.parametrize("what", ["data", "account"])
def test_member_chooses_what_goes(python, what, words):
    make_role()
    make_resource()
    before = rows()
    member = make_member()
    visitor, phone = (make_visitor(ratings={python: 2}, member=member) for _ in range(2))
    others = make_visitor(ratings={python: 1}, member=make_user())
    visitor.post(DELETE, {"what": what, "password": "correct horse"})

    left = {model.__name__: count - before[model] for model, count in rows().items()}
    kept = {name: count for name, count in left.items() if count}
    stranger = {"User": 1, "Profile": 1, "Rating": 1, "RatingChange": 1, "Session": 1}
    own = {"User": 2, "EmailAddress": 1, "Session": 3} if what == "data" else {"Session": 2}
    counted = {"RateLimitCount": 3}  # the password was asked for
    assert (
        kept == stranger | own | counted
    )  # with the account, the phone keeps a session that opens nothing
    assert exported(others)["ratings"][0]["level"] == 1
    assert ("Sign out" in words(phone.get(DATA))) == (what == "data")


def test_member_says_what_goes_before_anything_does(python, words):
    visitor = make_visitor(ratings={python: 2}, member=make_member())

    assert "What to delete" in words(visitor.get(DELETE))
    for sent in ({}, {"what": "all"}):
        page = visitor.post(DELETE, {"password": "correct horse", **sent})
        assert (page.status_code, "There is a problem" in words(page)) == (422, True)
    assert Rating.objects.count() == 1


def test_staff_may_delete_their_data_but_not_their_account(python, words):
    visitor = make_visitor(ratings={python: 2}, member=make_member(is_staff=True))
    page = visitor.post(DELETE, {"what": "account", "password": "correct horse"})

    assert page.status_code == 422
    assert "Only a superuser can delete" in words(page)
    assert (User.objects.count(), Rating.objects.count()) == (1, 1)
    visitor.post(DELETE, {"what": "data", "password": "correct horse"})
    assert (User.objects.count(), Profile.objects.count()) == (1, 0)


def test_reading_deletes_nothing_and_other_sites_cannot(client, python):
    visitor = make_visitor(ratings={python: 2})

    assert visitor.get(DELETE).status_code == 200
    client.cookies = visitor.cookies
    assert client.post(DELETE).status_code == 403
    assert Rating.objects.count() == 1


@pytest.mark.parametrize("what", ["data", "account"])
@pytest.mark.parametrize("password", ["", "wrong"])
def test_member_deletes_nothing_without_the_password(python, what, password, words):
    visitor = make_visitor(ratings={python: 2}, member=make_member())
    page = visitor.post(DELETE, {"what": what, "password": password})

    assert page.status_code == 422
    said = "That is not your password." if password else "Enter your password."
    assert f"Error: {said}" in words(page)
    [chosen] = re.findall(r'value="(\w+)"[^>]*checked', page.content.decode())
    assert chosen == what
    assert (User.objects.count(), Rating.objects.count()) == (1, 1)


def test_passwords_to_delete_by_are_counted_like_those_to_sign_in(python, words):
    visitor = make_visitor(ratings={python: 2}, member=make_member())
    for _ in range(10):
        visitor.post(DELETE, {"what": "data", "password": "wrong"})
    page = visitor.post(DELETE, {"what": "data", "password": "correct horse"})

    assert "Too many" in words(page)
    assert Rating.objects.count() == 1


def test_member_without_a_password_shows_another_way_who_they_are(python, words):
    member = make_member(password=None)
    TOTP.activate(member, SECRET)
    visitor = make_visitor(ratings={python: 2}, member=member)
    page = visitor.post(DELETE, {"what": "account"}, follow=True)

    assert page.redirect_chain == [
        (f"{reverse('mfa_reauthenticate')}?next={quote(DELETE, '')}", 302)
    ]
    assert User.objects.count() == 1
    code = code_now(SECRET)
    page = visitor.post(reverse("mfa_reauthenticate"), {"code": code, "next": DELETE}, follow=True)

    assert "Everything has been deleted." in words(page)
    assert User.objects.count() == 0
