"""The people a page may be for: with an account or without, with nothing kept or with much."""

from datetime import UTC, datetime, timedelta

from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from careers.models import Requirement
from careers.portable.document import Document
from careers.portable.entries import (
    ChangeEntry,
    ChoicesEntry,
    GoalEntry,
    LeftOutEntry,
    LevelEntry,
    LinkEntry,
    NoteEntry,
    RatingEntry,
    ResourceEntry,
)
from tests.factories import make_user, make_visitor

ROLES = ("machine-learning-engineer", "data-engineer", "data-scientist")
STATES = {
    "cs50-python": "done",
    "3b1b-linear-algebra": "started",
    "attention-paper": "planned",
    "airflow-docs": "dropped",
}
NOTE = "Read the chapter on generators again.\n\nThen the one on `asyncio`."
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def reader() -> None:
    """Who only reads has no session."""


def visitor() -> str:
    """Somebody without an account who has done everything that leaves a trace."""
    return _session(_filled(make_visitor()))


def newcomer() -> str:
    """A member who has done nothing yet."""
    return _session(make_visitor(member=_member("new@example.org")))


def member() -> str:
    return _session(_filled(make_visitor(member=_member("ada@example.org"))))


PEOPLE = {"reader": reader, "newcomer": newcomer, "visitor": visitor, "member": member}


def _member(email):
    user = make_user(email=email, password="correct horse battery")
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _session(client: Client) -> str:
    return client.cookies["sessionid"].value


def _filled(client: Client) -> Client:
    text = _document().written().encode()
    file = SimpleUploadedFile("profile.json", text, "application/json")
    answer = client.post(reverse("careers:data_import"), {"file": file})
    assert answer.status_code == 302, "The document of the full person was refused."
    return client


def _document() -> Document:
    """All kinds of entries; most of what three roles ask is rated, from none to leading."""
    asked = Requirement.objects.filter(role__slug__in=ROLES).order_by("skill__slug")
    slugs = sorted(set(asked.values_list("skill__slug", flat=True)))
    rated = {slug: (3, 2, 4, 1, 5, 3, 0, 2)[n % 8] for n, slug in enumerate(slugs) if n % 9}
    rated |= {"python": 3}
    return Document(
        present_role="data-analyst",
        ratings=[RatingEntry(skill=slug, level=rated[slug], rated=_day(60)) for slug in rated],
        history=[
            ChangeEntry(skill=slug, level=level, changed=_day(20 * level))
            for slug in ("python", "sql")
            for level in (1, 2, 3)
        ],
        goals=[GoalEntry(role=slug, added=_day(n)) for n, slug in enumerate(ROLES[:2])],
        choices=ChoicesEntry(
            hours_per_week=6,
            free_only=True,
            avoided_kinds=("video",),
            language="en",
            start=_day(0).date(),
            changed=_day(1),
        ),
        left_out=[LeftOutEntry(skill=slugs[0], added=_day(2))],
        resources=[
            ResourceEntry(resource=slug, state=state, changed=_day(n))
            for n, (slug, state) in enumerate(STATES.items())
        ],
        levels=[
            LevelEntry(skill="python", level=4, state="learning", changed=_day(50)),
            LevelEntry(
                skill="python",
                level=3,
                state="reached",
                evidence="I published a package.",
                evidence_url="https://example.org/package",
                on=_day(40).date(),
                changed=_day(41),
            ),
        ],
        notes=[NoteEntry(skill="python", text=NOTE, changed=_day(50))],
        links=[
            LinkEntry(skill="python", url="https://example.org/", title="Mine", added=_day(50))
        ],
    )


def _day(number: int) -> datetime:
    return START + timedelta(days=number)
