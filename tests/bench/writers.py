"""People who save ratings, notes and progress, one thing after the other, and what became of it."""

import time
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib.auth import SESSION_KEY as MEMBER_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from careers.data_export.rows import document_of
from careers.models import Profile, Resource, Skill
from careers.visitors import SESSION_KEY
from tests.bench.servers import Server
from tests.factories import make_user, make_visitor

SAVED = 302


class Save(NamedTuple):
    """One thing that somebody keeps; nobody saves the same one twice."""

    kind: str
    slug: str
    value: str

    def form(self) -> tuple[str, dict[str, str]]:
        """Where it is sent, and what."""
        match self.kind:
            case "rating":
                return reverse("careers:ratings_save"), {f"level-{self.slug}": self.value}
            case "note":
                return reverse("careers:skill_note", args=[self.slug]), {"text": self.value}
            case "level":
                fields = {"state": "learning", "level": "1", "evidence": self.value}
                return reverse("careers:skill_progress", args=[self.slug]), fields
        return reverse("careers:resource_progress", args=[self.slug]), {"state": self.value}


class Writer:
    def __init__(self, number: int) -> None:
        """Every other one is a member; the others are known by the cookie of their first save."""
        member = make_visitor(member=make_user()) if number % 2 else None
        self.session = member.cookies["sessionid"].value if member else ""
        self.saves = _saves(number)
        self.acknowledged: list[Save] = []
        self.refused: list[tuple[Save, int]] = []
        self.took: list[float] = []  # milliseconds

    def write(self, site: Server, until: float, pause: float) -> None:
        """Save as soon as the answer before has come and `pause` seconds have passed."""
        for save in self.saves:
            begun = time.perf_counter()
            if begun > until:
                return
            status = self._send(site, save)
            self.took.append((time.perf_counter() - begun) * 1000)
            if status == SAVED:
                self.acknowledged.append(save)
            else:
                self.refused.append((save, status))
            time.sleep(pause)

    def lost(self) -> list[Save]:
        """What was acknowledged and is not in the database, or not as it was sent."""
        kept = set(_kept(self.session))
        return [save for save in self.acknowledged if save not in kept]

    def _send(self, site: Server, save: Save) -> int:
        path, fields = save.form()
        cookie = f"sessionid={self.session}" if self.session else ""
        try:
            answer, _ = site.exchange(
                path,
                "POST",
                urlencode(fields),
                Cookie=cookie,
                Content_Type="application/x-www-form-urlencoded",
                Sec_Fetch_Site="same-origin",
            )
        except OSError:
            return 0
        for given in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = given.partition(";")[0].partition("=")
            self.session = value if name == "sessionid" else self.session
        return int(answer.status)


def _saves(number: int) -> Iterator[Save]:
    """Five for each skill and resource, in an order of the writer's own."""
    skills = list(Skill.objects.published().values_list("slug", flat=True))
    resources = list(Resource.objects.published().values_list("slug", flat=True))
    states = ["planned", "started", "done", "dropped"]
    for turn in range(max(len(skills), len(resources))):
        place = turn + number * 7
        if turn < len(skills):
            skill = skills[place % len(skills)]
            yield Save("rating", skill, str(place % 6))
            yield Save("note", skill, f"Note {turn} of writer {number}.")
            yield Save("level", skill, f"Proof {turn} of writer {number}.")
        if turn < len(resources):
            yield Save("resource", resources[place % len(resources)], states[place % 4])


def _kept(session: str) -> Iterator[Save]:
    held = SessionStore(session)
    whose = {"member": held[MEMBER_KEY]} if MEMBER_KEY in held else {"key": held[SESSION_KEY]}
    document = document_of(Profile.objects.get(**whose))
    for rating in document.ratings:
        yield Save("rating", rating.skill, str(rating.level))
    for note in document.notes:
        yield Save("note", note.skill, note.text)
    for level in document.levels:
        yield Save("level", level.skill, level.evidence)
    for resource in document.resources:
        yield Save("resource", resource.resource, resource.state)
