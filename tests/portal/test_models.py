import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from portal.models import LoadedRow, User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_user_is_known_by_a_small_e_mail_address():
    user = User.objects.create_user("Ada@Example.COM", "correct horse")

    assert (user.email, user.get_username(), str(user)) == ("ada@example.com",) * 3
    assert user.check_password("correct horse")
    assert (user.is_staff, user.is_superuser, user.is_active) == (False, False, True)
    assert user.username is None


def test_user_without_a_password_cannot_use_one():
    assert not User.objects.create_user("ada@example.com").has_usable_password()


def test_superuser_may_do_everything():
    user = User.objects.create_superuser("ada@example.com", "correct horse")

    assert (user.is_staff, user.is_superuser) == (True, True)


def test_user_addresses_differ_by_more_than_case():
    make_user(email="ada@example.com")

    with pytest.raises(IntegrityError):
        User.objects.create(email="ADA@example.com")


def test_user_with_an_address_that_is_taken_is_told_so_once():
    make_user(email="ada@example.com")

    with pytest.raises(ValidationError) as caught:
        User(email="ADA@example.com", password="x").full_clean()

    assert caught.value.messages == ["An account with this email address already exists."]


def test_loaded_rows_are_told_by_kind():
    row = LoadedRow.objects.create(kind="skill", slug="python", digest="a")
    LoadedRow.objects.create(kind="role", slug="python", digest="b")

    assert list(LoadedRow.objects.of("skill")) == [row]
    assert str(row) == "skill python"


def test_user_is_found_by_address_whatever_its_case():
    user = User.objects.create_user("ada@example.org", "x")

    assert User.objects.get_by_natural_key("Ada@Example.org") == user
