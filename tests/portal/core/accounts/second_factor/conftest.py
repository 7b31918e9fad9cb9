import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from portal.models import User
from tests.authenticators import SECRET
from tests.factories import make_user
from tests.portal.core.accounts.second_factor.steps import EMAIL, PASSWORD


@pytest.fixture
def member() -> User:
    member = make_user(email=EMAIL, password=PASSWORD)
    EmailAddress.objects.create(user=member, email=EMAIL, primary=True, verified=True)
    return member


@pytest.fixture
def guarded(member) -> User:
    """The same, with an app and recovery codes."""
    TOTP.activate(member, SECRET)
    RecoveryCodes.activate(member)
    return member
