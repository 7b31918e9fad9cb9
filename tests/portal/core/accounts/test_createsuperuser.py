import builtins
import getpass
import io

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.factories import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _password(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    cache.clear()


def create(email: str) -> None:
    call_command("createsuperuser", email=email, interactive=False, verbosity=0)


def test_first_curator_signs_in_without_any_mail(client, mailoutbox):
    create("Ada@Example.com")
    credentials = {"login": "ada@example.com", "password": PASSWORD}
    client.post(reverse("account_login"), credentials)

    assert client.get(reverse("admin:index")).status_code == 200
    assert mailoutbox == []


def test_account_made_by_asking_is_confirmed_too(monkeypatch):
    monkeypatch.setattr(builtins, "input", lambda _: "ada@example.com")
    monkeypatch.setattr(getpass, "getpass", lambda *_: PASSWORD)
    call_command("createsuperuser", stdin=Terminal(), verbosity=0)

    address = EmailAddress.objects.get()
    assert (address.email, address.verified, address.primary) == ("ada@example.com", True, True)


def test_command_run_again_changes_no_address():
    create("ada@example.com")
    with pytest.raises(CommandError, match="already taken"):
        create("ada@example.com")
    create("bo@example.com")

    emails = EmailAddress.objects.order_by("email").values_list("email", flat=True)
    assert list(emails) == ["ada@example.com", "bo@example.com"]


def test_nobody_else_is_confirmed():
    make_user(email="member@example.com")
    make_user(email="curator@example.com", is_staff=True)
    create("ada@example.com")

    assert EmailAddress.objects.get().email == "ada@example.com"


def test_address_that_somebody_else_confirmed_stays_theirs():
    member = make_user(email="member@example.com")
    EmailAddress.objects.create(user=member, email="ada@example.com", verified=True)
    create("ada@example.com")

    assert EmailAddress.objects.get().user == member
