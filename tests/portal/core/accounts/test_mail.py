"""Mails that no server takes are kept without their secrets, and sent again."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core import context
from django.contrib.messages.storage.cookie import CookieStorage
from django.core import mail
from django.core.management import call_command
from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from portal.core.accounts.mail import AT_ONCE, Outcome, send_or_keep
from portal.models import UnsentMail, User
from tests.factories import make_user, make_visitor
from tests.mail_server import serve_mail
from tests.workers import shared_database, work

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"
ADA = "ada@example.com"
SIGNUP, RESET = reverse("account_signup"), reverse("account_reset_password")
NOT_SENT = "We could not send the message just now. We have kept it and will try again."
MEMORY = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def smtp(settings):
    """A function that has mails go to a port from now on; nobody listens at the first."""

    def use(port: int) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port

    use(9)
    return use


def make_member(email: str = ADA) -> User:
    member = make_user(email=email, password=PASSWORD)
    EmailAddress.objects.create(user=member, email=email, primary=True, verified=True)
    return member


def sign_up(browser, email: str = ADA):
    return browser.post(SIGNUP, {"email": email, "password1": PASSWORD}, follow=True)


def send_again() -> None:
    UnsentMail.objects.update(due=timezone.now())
    call_command("send_mail_again", verbosity=0)


def link_in(text: str) -> str:
    [link] = re.findall(r"http://testserver(/accounts/\S+)", text)
    return link


def test_mail_that_could_not_be_sent_is_not_said_to_be_sent(smtp, words):
    response = sign_up(make_visitor())

    assert NOT_SENT in words(response)
    assert "We couldn\u2019t send the message with your link yet" in words(response)
    assert "We have sent" not in words(response)


def test_reset_that_could_not_be_sent_says_so_for_any_address(smtp, words):
    make_member()
    said = []
    for email in (ADA, "nobody@example.com"):
        response = make_visitor().post(RESET, {"email": email}, follow=True)
        said.append(words(response))

    assert said[0] == said[1]
    assert NOT_SENT in said[0]
    assert "We couldn\u2019t send the message yet" in said[0]
    assert "is on its way" not in said[0]


def test_page_says_sent_again_once_a_mail_goes_out(smtp, settings, words):
    browser = make_visitor()
    browser.post(RESET, {"email": ADA}, follow=True)
    settings.EMAIL_BACKEND = MEMORY
    response = browser.post(RESET, {"email": ADA}, follow=True)

    assert "is on its way" in words(response)


def test_link_asked_for_again_that_could_not_be_sent_is_said_not_to_be(smtp, words):
    member = make_member()
    EmailAddress.objects.update(verified=False)
    data = {"email": ADA, "action_send": ""}
    response = make_visitor(member=member).post(reverse("account_email"), data, follow=True)

    assert NOT_SENT in words(response)
    assert "We have sent" not in words(response)


def test_kept_mail_holds_no_secret(smtp, settings):
    make_member()
    make_visitor().post(RESET, {"email": ADA})
    sign_up(make_visitor(), "new@example.com")
    rows = list(UnsentMail.objects.values_list("template", "email", "values"))

    assert rows == [
        ("account/email/password_reset_key", ADA, {}),
        ("account/email/email_confirmation_signup", "new@example.com", {}),
    ]


def test_kept_reset_is_sent_again_with_a_link_that_works(smtp, settings):
    member = make_member()
    make_visitor().post(RESET, {"email": ADA})
    settings.EMAIL_BACKEND = MEMORY
    send_again()
    browser = make_visitor()
    form = browser.get(link_in(mail.outbox[0].body), follow=True).redirect_chain[-1][0]
    browser.post(form, {"password1": "another horse", "password2": "another horse"})
    member.refresh_from_db()

    assert member.check_password("another horse")
    assert not UnsentMail.objects.exists()


def test_kept_confirmation_is_sent_again_with_a_link_that_works(smtp, settings):
    sign_up(make_visitor())
    settings.EMAIL_BACKEND = MEMORY
    send_again()
    make_visitor().post(link_in(mail.outbox[0].body))

    assert EmailAddress.objects.get().verified


def test_kept_confirmation_of_an_address_that_is_confirmed_meanwhile_is_dropped(smtp, settings):
    sign_up(make_visitor())
    EmailAddress.objects.update(verified=True)
    settings.EMAIL_BACKEND = MEMORY
    send_again()

    assert (mail.outbox, UnsentMail.objects.count()) == ([], 0)


def test_kept_mails_about_strangers_are_sent_again_too(smtp, settings):
    make_member()
    sign_up(make_visitor())
    make_visitor().post(RESET, {"email": "nobody@example.com"})
    settings.EMAIL_BACKEND = MEMORY
    send_again()

    assert [(one.to[0], one.subject) for one in mail.outbox] == [
        (ADA, "You have an account at the AI Career Portal"),
        ("nobody@example.com", "No account at the AI Career Portal for this address"),
    ]


def test_notice_about_an_account_is_kept_with_its_facts_and_without_links(smtp, settings, rf):
    member = make_member()
    facts = {"user": member, "timestamp": timezone.now(), "ip": "192.0.2.1", "user_agent": "A B"}
    request = rf.get("/")
    request.session, request._messages = {}, CookieStorage(request)  # noqa: SLF001
    with context.request_context(request):
        secrets = {"key": "s3cret", "login_code": "s3cret", "password_reset_url": "s3cret"}
        get_adapter().send_mail("account/email/password_changed", ADA, facts | secrets)
    kept = UnsentMail.objects.get()
    settings.EMAIL_BACKEND = MEMORY
    send_again()

    assert "s3cret" not in json.dumps(kept.values)
    assert (kept.user, kept.values["ip"]) == (member, "192.0.2.1")
    assert "192.0.2.1" in mail.outbox[0].body


def test_mail_that_fails_again_rests_longer_each_time_and_is_given_up(smtp):
    sign_up(make_visitor())
    rests = []
    for _ in range(3):
        before = timezone.now()
        send_again()
        rests.append(round((UnsentMail.objects.get().due - before).total_seconds() / 60))
    UnsentMail.objects.update(created=timezone.now() - timedelta(days=3))
    call_command("send_mail_again", verbosity=0)

    assert rests == [5, 10, 20]
    assert not UnsentMail.objects.exists()


def test_same_mail_is_kept_once(smtp):
    browser = make_visitor()
    for _ in range(3):
        browser.post(RESET, {"email": ADA})

    assert UnsentMail.objects.count() == 1


def test_mail_in_work_elsewhere_is_left_alone_and_taken_up_after_a_kill(smtp, settings):
    sign_up(make_visitor())
    settings.EMAIL_BACKEND = MEMORY
    kept, now = UnsentMail.objects.get(), timezone.now()
    UnsentMail.objects.update(due=now)
    kept.refresh_from_db()
    assert kept.claim(now)  # and then the power went
    assert not kept.claim(now)
    call_command("send_mail_again", verbosity=0)
    assert mail.outbox == []
    UnsentMail.objects.update(due=F("due") - UnsentMail.LEASE)
    call_command("send_mail_again", verbosity=0)

    assert [one.to for one in mail.outbox] == [[ADA]]


def test_one_bad_mail_keeps_no_other_from_going_out(settings, mailoutbox):
    now = timezone.now()
    for template in ("account/email/no_such", "account/email/account_already_exists"):
        UnsentMail.objects.create(
            template=template, email=ADA, site="http://testserver", due=now - timedelta(minutes=1)
        )
    call_command("send_mail_again", verbosity=0)

    assert [one.to for one in mailoutbox] == [[ADA]]
    assert UnsentMail.objects.get().template == "account/email/no_such"


def test_refused_recipient_is_said_once_and_not_tried_for_days(smtp, words, caplog):
    with serve_mail("550 no such mailbox") as server:
        smtp(server.server_address[1])
        response = sign_up(make_visitor())

    assert "The message could not be delivered. Check the address for mistakes." in words(response)
    assert "No mail server accepts messages for the address you gave" in words(response)
    assert not UnsentMail.objects.exists()
    assert ADA not in caplog.text


def test_recipient_to_be_tried_later_is_kept(smtp):
    with serve_mail("450 try again later") as server:
        smtp(server.server_address[1])
        sign_up(make_visitor())

    assert UnsentMail.objects.get().email == ADA


def test_slow_mail_server_holds_two_threads_and_not_all(smtp, words):
    with serve_mail() as server:
        smtp(server.server_address[1])
        server.hold.clear()
        with ThreadPoolExecutor(2) as pool:
            request, send = HttpRequest(), mail.EmailMessage(to=[ADA]).send
            sent = [pool.submit(send_or_keep, request, send, "", ADA, {}) for _ in range(2)]
            while AT_ONCE.acquire(blocking=False):
                AT_ONCE.release()
            response = sign_up(make_visitor())
            server.hold.set()

    assert [one.result() for one in sent] == [Outcome.SENT] * 2
    assert NOT_SENT in words(response)
    assert UnsentMail.objects.get().email == ADA


SENDING = """
import json, os
from django.core import mail
from django.core.management import call_command
from django.test.utils import override_settings
mail.outbox = []
with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
    call_command("send_mail_again", stdout=open(os.devnull, "w"))
print(json.dumps([one.to[0] for one in mail.outbox]))
"""
KEEPING = """
from datetime import timedelta
from django.utils import timezone
from portal.models import UnsentMail
for n in range(20):
    UnsentMail.objects.create(template="account/email/account_already_exists",
        email=f"person{n}@example.com", site="http://localhost",
        due=timezone.now() - timedelta(minutes=1))
"""


@pytest.mark.django_db(transaction=True)
def test_command_run_twice_at_once_sends_each_mail_once(tmp_path, migrated_database):
    environ = shared_database(tmp_path, migrated_database)
    work([KEEPING], environ)
    first, second = work([SENDING, SENDING], environ)

    assert sorted(first + second) == sorted(f"person{n}@example.com" for n in range(20))
