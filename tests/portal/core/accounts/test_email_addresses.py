"""One mailbox is one account, however its address is typed."""

from importlib import import_module

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portal.core.accounts.email_addresses import MOST_SIGNS, normalise
from portal.models import User
from tests.factories import make_user, make_visitor

PASSWORD = "correct horse battery"
ADA = "ada@example.com"
ADAS = [
    "Ada@Example.COM",
    "ada@example.com\u200b",
    "ada@example.com\u00a0",
    "\ufeffada@example.com",
    "a\u00adda@example.com",
    "ada\u2060@example.com",
    "ada@exam\u034fple.com",
    "\uff41\uff44\uff41\uff20\uff45\uff58\uff41\uff4d\uff50\uff4c\uff45\uff0e\uff43\uff4f\uff4d",
    "ada@example.com.",
    "ada@example\u3002com",
    "ada@\u212fxample.com",
    '"ada"@example.com',
    "ada@example.com\ufe0f",
]
SAME = [
    ("ada@münchen.example", "ada@xn--mnchen-3ya.example"),
    ("ada@MÜNCHEN.example", "ada@xn--mnchen-3ya.example"),
    ("ada@mu\u0308nchen.example", "ada@xn--mnchen-3ya.example"),
    ("ada@XN--MNCHEN-3YA.example", "ada@xn--mnchen-3ya.example"),
    ("ada@例え。example", "ada@xn--r8jz45g.example"),
]


def make_member(email: str = ADA) -> User:
    member = make_user(email=email, password=PASSWORD)
    EmailAddress.objects.create(user=member, email=member.email, primary=True, verified=True)
    return member


@pytest.mark.parametrize("typed", ADAS)
def test_address_has_one_way_to_be_written(typed):
    assert normalise(typed) == ADA


@pytest.mark.parametrize(("typed", "written"), SAME)
def test_domain_is_written_as_mail_servers_know_it(typed, written):
    assert normalise(typed) == written


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ada@straße.example", "ada@strasse.example"),
        ("ada+jobs@example.com", ADA),
        ("a.da@example.com", ADA),
        ("ada@mail.example.com", ADA),
        ('"a da"@example.com', "ada@example.com"),
    ],
)
def test_mailboxes_that_may_be_two_stay_two(one, other):
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@",
        "ada",
        "ada@",
        "@example.com",
        "ada@[127.0.0.1]",
        "ada@xn--999999999.example",
        "a b@c",
    ],
)
def test_what_is_no_ordinary_address_stays_as_it_is(typed):
    assert normalise(typed) == typed


def test_what_is_far_too_long_is_not_looked_at():
    long = "ü" * (MOST_SIGNS + 1)
    assert normalise(long) is long


@given(
    st.text(max_size=40) | st.builds("{}@{}.com".format, st.text(max_size=9), st.text(max_size=9))
)
def test_writing_it_again_changes_nothing(typed):
    once = normalise(typed)
    assert normalise(once) == once


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ADAS)
def test_member_signs_in_however_the_address_is_typed(typed):
    make_member()
    browser = make_visitor()
    browser.post(reverse("account_login"), {"login": typed, "password": PASSWORD})

    assert "_auth_user_id" in browser.session


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ADAS)
def test_second_account_for_one_mailbox_is_not_made(typed, mailoutbox):
    make_member()
    data = {"email": typed, "password1": PASSWORD}
    response = make_visitor().post(reverse("account_signup"), data)

    assert response["Location"] == reverse("account_email_verification_sent")
    assert [mail.to for mail in mailoutbox] == [[ADA]]
    assert User.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ADAS)
def test_new_password_goes_to_the_address_as_it_is_kept(typed, mailoutbox):
    make_member()
    make_visitor().post(reverse("account_reset_password"), {"email": typed})

    assert [mail.to for mail in mailoutbox] == [[ADA]]
    assert "/accounts/password/reset/key/" in mailoutbox[0].body


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [f"{'a' * 243}@example.com", f"a@{'.'.join(['ü' * 20] * 10)}.example"],
    ids=["as typed", "as mail servers know it"],
)
@pytest.mark.parametrize(
    ("page", "data"),
    [
        ("account_signup", {"email": "{}", "password1": PASSWORD}),
        ("account_reset_password", {"email": "{}"}),
        ("account_login", {"login": "{}", "password": PASSWORD}),
    ],
    ids=["sign up", "reset", "sign in"],
)
def test_address_that_no_mail_server_takes_is_refused_in_words(page, data, typed, words):
    """PostgreSQL would refuse it later, and the page would answer 500."""
    sent = {name: value.format(typed) for name, value in data.items()}
    response = make_visitor().post(reverse(page), sent)

    assert "at most 254 characters" in words(response)
    assert not User.objects.exists()


@pytest.mark.django_db
def test_member_adds_an_address_in_its_one_way_and_only_once(words):
    browser = make_visitor(member=make_member())
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = reverse("account_email")
    browser.post(page, {"email": "Second@Example.com\u200b", "action_add": ""})
    again = browser.post(page, {"email": "second@example.com.", "action_add": ""})

    assert "already associated with this account" in words(again)
    emails = EmailAddress.objects.order_by("email").values_list("email", flat=True)
    assert list(emails) == [ADA, "second@example.com"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ADAS)
def test_user_is_kept_and_found_in_one_way(typed):
    user = User.objects.create_user(typed, PASSWORD)

    assert user.email == ADA
    assert User.objects.get_by_natural_key(typed) == user
    assert User.objects.get(email=typed) == user
    user.email = typed
    user.save()
    assert User.objects.values_list("email", flat=True).get() == ADA


@pytest.mark.django_db
def test_second_superuser_for_one_mailbox_is_refused(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", email="Ada@Example.com\u200b", interactive=False, verbosity=0)
    with pytest.raises(CommandError, match="already taken"):
        call_command("createsuperuser", email="ada@example.com.", interactive=False, verbosity=0)

    assert [address.email for address in EmailAddress.objects.all()] == [ADA]


@pytest.mark.django_db
def test_admin_makes_no_second_account_for_one_mailbox(client, words):
    boss = make_user(is_staff=True, is_superuser=True)
    client.force_login(boss)
    person = make_user(email=ADA)
    data = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    new = client.post(reverse("admin:portal_user_add"), data | {"email": "ada@example.com\u00ad"})
    changed = client.post(
        reverse("admin:portal_user_change", args=[boss.pk]), {"email": "\uff41da@example.com"}
    )
    addresses = reverse("admin:account_emailaddress_add")
    client.post(addresses, {"user": person.pk, "email": "ADA@example.com\u200b"})

    taken = "An account with this email address already exists."
    assert [taken in words(page) for page in (new, changed)] == [True, True]
    assert [address.email for address in EmailAddress.objects.all()] == [ADA]


@pytest.mark.django_db
def test_migration_writes_addresses_in_one_way_and_names_those_it_cannot(caplog):
    alone, first, second = make_user(), make_user(email=ADA), make_user()
    _write(alone, "Bo@example.com\u200b")
    _write(second, "ada@example.com\u200b")
    for user in (alone, second):
        typed = "Bo@example.com\u200b" if user == alone else "ada@example.com\u200b"
        EmailAddress.objects.create(user=user, email=typed, verified=True)
    EmailAddress.objects.create(user=first, email=ADA, verified=True)
    migration = import_module("portal.migrations.0007_normalised_addresses")
    migration.normalise_addresses(apps, connection.schema_editor())

    emails = dict(get_user_model().objects.values_list("pk", "email"))
    assert emails == {alone.pk: "bo@example.com", first.pk: ADA, second.pk: "ada@example.com\u200b"}
    assert set(EmailAddress.objects.values_list("user", "email")) == set(emails.items())
    said = [record.getMessage() for record in caplog.records]
    assert said[0] == (
        f"Users {second.pk} and {first.pk} hold the same mailbox; change or delete one."
    )
    assert len(said) == 2


def _write(user: User, email: str) -> None:
    """As an earlier release kept it."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE portal_user SET email = %s WHERE id = %s", [email, user.pk])
