"""The people a page may be for: with an account or without, with nothing kept or with much."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from careers.models import Requirement
from tests.authenticators import PASSKEY, SECRET, code_now
from tests.factories import make_user, make_visitor

ROLES = ("machine-learning-engineer", "data-engineer", "data-scientist")
STATES = {
    "cs50-python": "done",
    "3b1b-linear-algebra": "started",
    "attention-paper": "planned",
    "airflow-docs": "dropped",
}
PASSWORD = "correct horse battery"
NOTE = "Read the chapter on generators again.\n\nThen the one on `asyncio`."
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def _day(number: int) -> str:
    return (START + timedelta(days=number)).isoformat()


LEARNING = {"skill": "python", "level": 4, "state": "learning", "changed": _day(50)}
REACHED = {
    "skill": "python",
    "level": 3,
    "state": "reached",
    "evidence": "I published a package.",
    "evidence_url": "https://example.org/package",
    "on": "2026-04-10",
    "changed": _day(41),
}


def reader() -> None:
    """Who only reads has no session."""


def visitor() -> str:
    """Somebody without an account who has done everything that leaves a trace."""
    return _session(_filled(make_visitor()))


def newcomer() -> str:
    """A member who has done nothing yet, and has just given the password once more."""
    client = make_visitor(member=_member("new@example.org"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return _session(client)


def member() -> str:
    return _session(_filled(make_visitor(member=_member("ada@example.org"))))


def guarded() -> str:
    """A member with second factors of every kind, who has just entered a code."""
    client = make_visitor(member=_with_factors("kay@example.org"))
    client.post(reverse("mfa_reauthenticate"), {"code": code_now()})
    return _session(client)


def half_in() -> str:
    """Somebody whose password was right, and whose second factor is still to come."""
    client, email = make_visitor(), "may@example.org"
    _with_factors(email)
    client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    return _session(client)


PEOPLE = {
    "reader": reader,
    "newcomer": newcomer,
    "visitor": visitor,
    "member": member,
    "guarded": guarded,
    "half in": half_in,
}


def _with_factors(email):
    user = _member(email)
    WebAuthn.add(user, "My phone", PASSKEY)
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def _member(email):
    user = make_user(email=email, password=PASSWORD)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _session(client: Client) -> str:
    return client.cookies["sessionid"].value


def _filled(client: Client) -> Client:
    text = json.dumps(_document()).encode()
    file = SimpleUploadedFile("profile.json", text, "application/json")
    answer = client.post(reverse("careers:data_import"), {"file": file})
    assert answer.status_code == 302, "The document of the full person was refused."
    return client


def _document() -> dict[str, Any]:
    """Entries of every kind; most of what three roles ask is rated, from none to leading."""
    asked = Requirement.objects.filter(role__slug__in=ROLES)
    slugs = sorted(set(asked.values_list("skill__slug", flat=True)))
    levels = {slug: (3, 2, 4, 1, 5, 3, 0, 2)[n % 8] for n, slug in enumerate(slugs) if n % 9}
    levels |= {"python": 3}
    return {
        "format": "ai-career-portal-profile",
        "version": 1,
        "present_role": "data-analyst",
        "occupation": "statistician",
        "ratings": [
            {"skill": skill, "level": level, "rated": _day(60)} for skill, level in levels.items()
        ],
        "history": [
            {"skill": skill, "level": level, "changed": _day(20 * level)}
            for skill in ("python", "sql")
            for level in (1, 2, 3)
        ],
        "goals": [{"role": role, "added": _day(n)} for n, role in enumerate(ROLES[:2])],
        "choices": {
            "hours_per_week": 6,
            "free_only": True,
            "avoided_kinds": ["video"],
            "language": "en",
            "start": "2026-03-02",
            "changed": _day(1),
        },
        "left_out": [{"skill": slugs[0], "added": _day(2)}],
        "resources": [
            {"resource": resource, "state": state, "changed": _day(3)}
            for resource, state in STATES.items()
        ],
        "levels": [LEARNING, REACHED],
        "notes": [{"skill": "python", "text": NOTE, "changed": _day(50)}],
        "links": [
            {"skill": "python", "url": "https://example.org/", "title": "Mine", "added": _day(50)}
        ],
    }
