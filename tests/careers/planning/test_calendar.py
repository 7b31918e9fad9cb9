"""The same step is the same event, wherever and whenever its calendar is downloaded."""

import json
import re
from datetime import timedelta
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from careers.models import Profile
from tests.careers.data_views.profiles import downloaded
from tests.factories import make_role, make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db

PLAN = reverse("careers:plan_calendar")
IMPORT = reverse("careers:data_import")
CHOOSE, RATE = reverse("careers:plan_choices_save"), reverse("careers:ratings_save")
PASSWORD = "correct horse battery"
GREATEST = 2**31 - 1  # of an INTEGER in a calendar


@pytest.fixture
def python():
    return make_skill(slug="python", title="Python")


@pytest.fixture
def role(python):
    law = make_skill(slug="law", title="Law")
    return make_role(slug="engineer", requirements={python: (3, 5), law: (2, 4)})


@pytest.fixture
def person(python, role):
    return make_visitor(ratings={python: 1}, goals=[role])


def events_of(browser, address: str = PLAN):
    return Calendar.from_ical(browser.get(address).content).walk("VEVENT")


def uids(browser, address: str = PLAN) -> dict[str, str]:
    """Summary of each step -> the id of its event."""
    return {str(event["summary"]): str(event["uid"]) for event in events_of(browser, address)}


def uid(browser, address: str = PLAN) -> str:
    [only] = uids(browser, address).values()
    return only


def bring_in(browser, content: bytes) -> None:
    file = SimpleUploadedFile("profile.json", content, "application/json")
    assert browser.post(IMPORT, {"file": file}).status_code == 302


def make_member(email: str = "ada@example.com"):
    member = make_user(email=email, password=PASSWORD)
    EmailAddress.objects.create(user=member, email=email, primary=True, verified=True)
    return member


def sign_in(browser, email: str = "ada@example.com") -> None:
    browser.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    assert "_auth_user_id" in browser.session


# --- The same step ---------------------------------------------------------------------------


def test_step_is_the_same_event_in_every_plan_that_has_it(person, python):
    analyst = make_role(slug="analyst", requirements={python: (3, 2)})
    person.post(reverse("careers:goal_add"), {"role": "analyst"})
    of_roles = [
        uids(person, reverse("careers:plan_detail_calendar", args=[slug]))
        for slug in ("engineer", analyst.slug)
    ]

    assert uids(person) == uids(person) == of_roles[0] == of_roles[1]


def test_step_whose_days_or_beginning_changed_is_the_same_event(person, python):
    before, was = uid(person), events_of(person)[0].start
    person.post(CHOOSE, {"start": "2027-01-04", "hours_per_week": "2"})
    [moved] = events_of(person)
    person.post(RATE, {"level-python": "2"})

    assert moved.start != was
    assert moved["uid"] == before
    assert uids(person) == {"Python: level 2 to 3": before}


def test_step_in_another_skill_is_another_event(person):
    before = uid(person)
    person.post(RATE, {"level-law": "1"})
    both = uids(person)

    assert both["Python: level 1 to 3"] == before
    assert len({*both.values()}) == 2


def test_step_that_another_goal_takes_further_is_the_same_event(person, python):
    before = uid(person)
    lead = make_role(slug="lead", requirements={python: (5, 5)})

    assert uid(person, reverse("careers:plan_detail_calendar", args=[lead.slug])) == before
    Profile.objects.get().goals.create(role=lead)
    assert uids(person)["Python: level 1 to 5"] == before


def test_step_is_the_same_event_after_an_import_elsewhere(person, python):
    elsewhere, rated_since = make_visitor(), make_visitor(ratings={python: 2})
    for browser in (elsewhere, rated_since):
        bring_in(browser, downloaded(person))

    assert uids(elsewhere) == uids(person) == {"Python: level 1 to 3": uid(person)}
    assert uids(rated_since) == {"Python: level 2 to 3": uid(person)}
    assert downloaded(elsewhere) == downloaded(person)


def test_step_is_the_same_event_after_everything_was_deleted_and_brought_back(person):
    before, content = uids(person), downloaded(person)
    person.post(reverse("careers:data_delete"), {})
    assert not Profile.objects.exists()
    bring_in(person, content)

    assert uids(person) == before


def test_step_is_the_same_event_after_joining_an_account(person):
    before = uids(person)
    make_member()
    sign_in(person)

    assert uids(person) == before


def test_account_keeps_its_events_whatever_a_later_browser_brings_along(person, python):
    make_member()
    sign_in(person)
    before = uids(person)
    later = make_visitor(ratings={python: 0})
    sign_in(later)

    assert set(uids(later).values()) == set(before.values())


def test_step_is_the_same_event_by_a_return_link(person, python):
    page = person.post(reverse("careers:return_link_create"))
    [path] = re.findall(r"http://testserver(/profile/return/[\w-]+/)", page.content.decode())
    elsewhere = make_visitor(ratings={python: 1})
    elsewhere.post(path)

    assert uids(elsewhere) == uids(person)


# --- Other people ----------------------------------------------------------------------------


def test_events_of_two_people_differ(person, python, role):
    assert uid(person) != uid(make_visitor(ratings={python: 1}, goals=[role]))


def test_file_imported_into_two_accounts_makes_no_event_that_both_have(person):
    content = downloaded(person)
    members = [make_visitor(member=make_user()) for _ in range(2)]
    for browser in members:
        bring_in(browser, content)

    assert uid(members[0]) == uid(person)
    assert uid(members[1]) not in {uid(person), uid(members[0])}


def test_two_who_sign_up_with_the_same_file_share_no_event(person):
    elsewhere = make_visitor()
    bring_in(elsewhere, downloaded(person))
    for browser, email in ((person, "ada@example.com"), (elsewhere, "bob@example.com")):
        make_member(email)
        sign_in(browser, email)

    assert uid(person) != uid(elsewhere)


def test_file_without_an_identity_leaves_ones_own(person):
    before, document = uids(person), json.loads(downloaded(person))
    del document["identity"]
    bring_in(person, json.dumps(document).encode())

    assert uids(person) == before


@pytest.mark.parametrize("key", ["python", "00000000-0000-0000-0000-000000000000", 3, None])
def test_identity_that_is_not_random_is_refused(person, key, words):
    document = json.loads(downloaded(person))
    document["identity"]["key"] = key
    file = SimpleUploadedFile("p.json", json.dumps(document).encode(), "application/json")
    response = person.post(IMPORT, {"file": file})

    assert response.status_code == 422
    assert "identity, key: " in words(response)


def test_event_and_file_say_nothing_that_opens_or_names_a_profile(person):
    make_member()
    sign_in(person)
    own = Profile.objects.get()
    content, calendar = downloaded(person).decode(), person.get(PLAN).content.decode()

    assert UUID(uid(person)).version == 5
    assert str(own.identity) not in calendar
    assert str(own.key) not in content + calendar
    assert "ada@" not in content + calendar


# --- What a calendar makes of a second download ----------------------------------------------


def test_later_download_wins_over_an_earlier_one_and_over_edits(person, monkeypatch):
    now = timezone.now()
    [first] = events_of(person)
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=1))
    [second] = events_of(person)

    assert second["uid"] == first["uid"]
    assert second["dtstamp"].dt - first["dtstamp"].dt >= timedelta(minutes=59)
    assert second["dtstamp"] == second["last-modified"]
    assert 0 < first["sequence"] < second["sequence"] < GREATEST // 50  # for centuries to come
