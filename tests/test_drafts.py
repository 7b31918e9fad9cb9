"""Drafts are seen nowhere: no page names what is hidden, whoever reads it."""

from typing import NamedTuple

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from careers.models import (
    Note,
    Occupation,
    OwnLink,
    Profile,
    Resource,
    ResourceProgress,
    Role,
    Skill,
    SkillProgress,
)
from careers.models.progress import Evidence
from portal.core.publication import State
from scalability.models import Addresses, CaseStudy, CaseTopic, Pillar, Relation, Topic
from tests.crawling import addresses_of
from tests.factories import make_occupation, make_resource, make_role, make_skill, make_visitor
from tests.scalability.factories import make_case_study, make_pillar, make_topic

KINDS = {
    "role": Role,
    "skill": Skill,
    "resource": Resource,
    "occupation": Occupation,
    "pillar": Pillar,
    "topic": Topic,
    "case study": CaseStudy,
}


class Reading(NamedTuple):
    """How a page answers whoever reads it."""

    reader: HttpResponse
    visitor: HttpResponse

    def names(self, kind: str) -> bool:
        """A page that is not there only repeats the address, as words to search for."""
        return any(
            answer.status_code == 200 and f"hidden {kind}" in answer.content.decode().lower()
            for answer in self
        )


class World(NamedTuple):
    """Rows of every kind tied to one another, one of each kind fit to be hidden."""

    reader: Client
    visitor: Client
    pages: list[str]

    def read(self) -> dict[str, Reading]:
        return {page: Reading(self.reader.get(page), self.visitor.get(page)) for page in self.pages}


def say_everything(own: Profile, skill: Skill, role: Role, resource: Resource) -> None:
    """What somebody keeps about rows that may be hidden."""
    own.goals.get_or_create(role=role)
    ResourceProgress.objects.keep(own, resource, "done")
    SkillProgress.objects.learn(own, skill, 4, Evidence())
    Note.objects.keep(own, skill, "Mine.")
    OwnLink.objects.keep(own, skill, "https://example.org/", "")


@pytest.fixture
def world(db):
    base = make_skill(title="Logic")
    skill = make_skill(title="Hidden skill", prerequisites=[base], aliases=["Hidden skill again"])
    python = make_skill(title="Python", prerequisites=[skill])
    asked = dict.fromkeys([python, skill], (4, 5))
    engineer = make_role(title="Engineer", requirements=asked)
    role = make_role(title="Hidden role", requirements=asked, aliases=["Hidden role again"])
    make_resource(title="A book", teaches={python: (0, 4), skill: (0, 4)})
    resource = make_resource(title="Hidden resource", teaches={python: (0, 4), skill: (0, 5)})
    make_occupation(title="Nurse", typical={python: 2, skill: 3})
    work = make_occupation(
        title="Hidden occupation", titles=["Hidden occupation again"], typical={python: 2, skill: 3}
    )
    strategy = make_pillar(title="Clouds", kind=Pillar.Kind.STRATEGY)
    ties = {"skills": [python, skill], "roles": [engineer, role]}
    slow = make_topic(title="Slow", **ties)
    topic = make_topic(title="Hidden topic", pillar=slow.pillar, **ties)
    buried = make_topic(
        title="Under the hidden pillar", pillar=make_pillar(title="Hidden pillar"), **ties
    )
    growing = make_topic(title="Growing", pillar=strategy, **ties)
    for challenge in (slow, topic, buried):
        Addresses.objects.create(strategy=growing, challenge=challenge, how="grows")
    for one, other in ((slow, topic), (topic, slow), (buried, slow)):
        Relation.objects.create(topic=one, kind=Relation.Kind.NEEDS, other=other, how="so")
    challenge, used = CaseTopic.Part.CHALLENGE, CaseTopic.Part.STRATEGY
    parts = {slow: challenge, topic: challenge, buried: challenge, growing: used}
    make_case_study(title="A case", parts=parts, **ties)
    make_case_study(
        title="Hidden case study", parts=parts, domain="hidden case study domain", **ties
    )
    lists = [
        *("home", "about_match", "about_balance", "about_sources"),
        *("careers:role_list", "careers:skill_list", "careers:occupation_list"),
        *("careers:resource_list", "careers:profile", "careers:matches", "scalability:hub"),
        *("careers:present_role", "careers:compare"),
        *("careers:progress", "careers:data", "careers:data_resume"),
        "scalability:case_study_list",
    ]
    pages = [
        *map(reverse, lists),
        *(f"{reverse('search')}?q={word}" for word in ("hidden", "again", "under")),
        *(f"{reverse('careers:role_list')}?sort={sort}" for sort in ("", "readiness")),
        f"{reverse('careers:profile')}?show=rated",
        *(f"{reverse('careers:occupation_list')}?q={word}" for word in ("hidden", "again")),
        *(f"{reverse('careers:start')}?q={word}" for word in ("hidden", "again", "hiden role")),
        reverse("careers:start_occupation", args=["nurse"]),
        f"{reverse('careers:present_role')}?role=hidden-role",
        f"{reverse('careers:compare')}?role=engineer&role=hidden-role",
        reverse("careers:transitions", args=["engineer"]),
        reverse("careers:plan"),
        *(f"{reverse('careers:questions')}{query}" for query in ("", "?asked=", "?asked=python")),
        reverse("careers:plan_detail", args=[engineer.slug]),
        *addresses_of(*KINDS.values()),
    ]
    visitor = make_visitor(ratings={python: 2, skill: 3}, goals=[engineer, role])
    own = Profile.objects.get()
    own.come_from(work)
    say_everything(own, skill, role, resource)
    return World(Client(), visitor, pages)


def test_draft_is_seen_nowhere(world):
    """One world for all kinds, each hidden in turn: to make and read it takes long."""
    before, seen, hidden, gone = world.read(), {}, {}, {}
    for kind in KINDS:
        assert sum(page.names(kind) for page in before.values()) > 3, kind
        with transaction.atomic():
            page_of_kind, away = hide(kind)
            after = world.read()
            transaction.set_rollback(True)
        seen[kind] = [address for address, page in after.items() if page.names(kind)]
        hidden[kind] = after[page_of_kind].reader.status_code
        lost = [address for address, page in after.items() if page.reader.status_code == 404]
        gone[kind] = (lost, away)

    assert {kind: pages for kind, pages in seen.items() if pages} == {}
    assert hidden == dict.fromkeys(KINDS, 404)
    assert {kind: lost for kind, (lost, away) in gone.items() if lost != away} == {}


def hide(kind: str) -> tuple[str, list[str]]:
    """The address of the row that becomes a draft, and all that are no pages any more with it."""
    hidden = KINDS[kind].objects.get(title=f"Hidden {kind}")
    hidden.state = State.DRAFT
    hidden.save()
    Role.objects.recount()
    rows = (hidden, *(hidden.topics.all() if kind == "pillar" else ()))
    return hidden.get_absolute_url(), [row.get_absolute_url() for row in rows]
