import pytest
from django.urls import reverse

from tests.factories import make_user, make_visitor


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["account_signup", "account_change_password"])
def test_form_says_in_one_sentence_what_a_password_must_be(page, words):
    member = make_user(email="ada@example.com") if "change" in page else None
    response = make_visitor(member=member).get(reverse(page))

    assert "At least 8 characters; not only digits" in words(response)
    assert "placeholder" not in response.text
