"""Forms of accounts that a double click sends twice at once."""

import pytest

from tests.workers import shared_database, work

MEMBERS = """
from allauth.account.models import EmailAddress
from portal.models import User
for number in range(5):
    user = User.objects.create_user(f"p{number}@example.com", "correct horse battery")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
"""
DOUBLE_CLICKS = """
import json, re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.authenticators import code_now

def member(number):
    client = Client(SERVER_NAME="localhost")
    sent = {"login": f"p{number}@example.com", "password": "correct horse battery"}
    client.post(reverse("account_login"), sent)
    client.post(reverse("account_reauthenticate"), sent)
    return client

def click(client, page, sent, gate):
    browser = Client(SERVER_NAME="localhost", raise_request_exception=False)
    browser.cookies = client.cookies.copy()
    gate.wait()
    status = browser.post(page, sent).status_code
    connection.close()
    return status

answers = []
for number in range(5):
    client, gate = member(number), Barrier(4)
    page, sent = (FORM)
    with ThreadPoolExecutor(4) as pool:
        clicks = [pool.submit(click, client, page, sent, gate) for _ in range(4)]
    answers.append(sorted(one.result() for one in clicks))
print(json.dumps(answers))
"""
APP = """reverse("mfa_activate_totp"), {"code": code_now(re.search(
    "<code>([A-Z2-7]+)</code>", client.get(reverse("mfa_activate_totp")).content.decode())[1])}"""
ADDRESS = 'reverse("account_email"), {"action_add": "", "email": f"second{number}@example.com"}'
COUNT = """
import json
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
totp = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
second = EmailAddress.objects.filter(email__startswith="second")
print(json.dumps({"app": totp.count(), "address": second.count()}))
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("form", "made"), [(APP, "app"), (ADDRESS, "address")], ids=["app", "address"]
)
def test_form_of_an_account_sent_four_times_at_once_counts_once(
    tmp_path, migrated_database, form, made
):
    environ = shared_database(tmp_path, migrated_database)
    work([MEMBERS], environ)
    [answers] = work([DOUBLE_CLICKS.replace("FORM", form)], environ)
    [rows] = work([COUNT], environ)

    assert {status for clicks in answers for status in clicks} <= {200, 302, 409}
    assert all(302 in clicks for clicks in answers)
    assert rows[made] == len(answers)
