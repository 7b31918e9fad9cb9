"""The whole site over the content it ships with, and over drafts that must be seen nowhere."""

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from io import StringIO
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, reset_queries
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from careers.models import (
    Note,
    OwnLink,
    Profile,
    Resource,
    ResourceProgress,
    Role,
    Skill,
    SkillProgress,
)
from careers.models.progress import Evidence
from portal.publication import State
from scalability.models import (
    Addresses,
    CaseStudy,
    CaseTopic,
    Pillar,
    Relation,
    Topic,
)
from tests.factories import (
    make_case_study,
    make_pillar,
    make_resource,
    make_role,
    make_skill,
    make_topic,
    make_user,
    make_visitor,
)

KINDS = {
    "role": Role,
    "skill": Skill,
    "resource": Resource,
    "pillar": Pillar,
    "topic": Topic,
    "case study": CaseStudy,
}
LISTS = {
    *("search", "about_match", "about_balance", "about_sources", "role_list"),
    *("skill_list", "transitions"),
    *("resource_list", "profile", "progress", "data", "delete", "matches", "plan"),
    "case_study_list",
}
TAG = re.compile(r"<[^>]*>")
ACCOUNTS = "/accounts/"
MOST_PAGES = 3000


class Page(NamedTuple):
    status: int
    headers: dict[str, str]
    content: str
    queries: int
    links: set[str]  # to pages of this site
    ids: list[str]
    named_ids: set[str]  # those that a link, a label or an ARIA attribute speaks of


class Reader(HTMLParser):
    """What a page links to, and the ids it has and speaks of."""

    def __init__(self, address: str, content: str) -> None:
        super().__init__()
        self.address = address
        self.links: set[str] = set()
        self.ids: list[str] = []
        self.named_ids: set[str] = set()
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            self.named_ids.update(given.get(name, "").split())
        if tag == "a" and "href" in given:
            self._follow(given["href"])

    def _follow(self, href: str) -> None:
        if href.startswith("#"):
            self.named_ids.add(href[1:])
        elif not urlsplit(href).scheme and not href.startswith("//"):
            self.links.add(urldefrag(urljoin(self.address, href)).url)


def read(browser: Client, address: str) -> Page:
    reset_queries()  # Django keeps the last 9,000, and a crawl asks more
    with CaptureQueriesContext(connection) as queries:
        response = browser.get(address)
    content = response.content.decode()
    reader = Reader(address, content)
    headers = dict(response.headers)
    if response.cookies:
        headers["Set-Cookie"] = response.cookies.output()
    return Page(
        response.status_code,
        headers,
        content,
        len(queries),
        reader.links,
        reader.ids,
        reader.named_ids,
    )


def crawl(browser: Client, address: str) -> dict[str, Page]:
    """Every page that one gets to by following links from an address."""
    pages: dict[str, Page] = {}
    waiting = [address]
    while waiting and len(pages) < MOST_PAGES:
        address = waiting.pop()
        if address not in pages:
            pages[address] = read(browser, address)
            waiting += {link for link in pages[address].links - pages.keys() if not is_pair(link)}
    return pages


def is_pair(address: str) -> bool:
    """Roles side by side: there is a page for every pair, so `comparisons` stand for them all."""
    return "&role=" in address


def addresses_of(*models) -> list[str]:
    return [row.get_absolute_url() for model in models for row in model.objects.published()]


def plans() -> list[str]:
    """The plan of all goals, and the plan of each role."""
    slugs = Role.objects.published().values_list("slug", flat=True)
    return [
        reverse("careers:plan"),
        *(reverse("careers:plan_detail", args=[slug]) for slug in slugs),
    ]


def ways() -> list[str]:
    slugs = Role.objects.published().values_list("slug", flat=True)
    return [reverse("careers:transitions", args=[slug]) for slug in slugs]


def comparisons() -> list[str]:
    """Every role beside the next one, and four at once."""
    slugs = [f"role={slug}" for slug in Role.objects.published().values_list("slug", flat=True)]
    asked = [*map("&".join, pairwise(slugs)), "&".join(slugs[:4])]
    return [f"{reverse('careers:compare')}?{one}" for one in asked]


def bar_of(address: str) -> int:
    """The most queries that a page for a reader may cost."""
    return 6 if resolve(urlsplit(address).path).url_name in LISTS else 13


@cache
def pages_for_readers() -> dict[str, Page]:
    """What anybody gets to from the home page; no test here changes it."""
    return crawl(Client(), reverse("home"))


@pytest.mark.no_cover  # thousands of pages, each made of what tests of its own reach
class FullContentTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("load_content", stdout=StringIO())

    def setUp(self):
        self.pages = pages_for_readers()

    def test_every_link_leads_to_a_page(self):
        assert {
            address: page.status for address, page in self.pages.items() if page.status != 200
        } == {}
        assert len(self.pages) < MOST_PAGES

    def test_every_published_row_is_found_by_following_links(self):
        rows = addresses_of(*KINDS.values())

        assert len(rows) > 600
        assert [address for address in rows if address not in self.pages] == []

    def test_the_two_halves_link_to_each_other(self):
        roles, topics = set(addresses_of(Role)), set(addresses_of(Topic))
        case_studies = addresses_of(CaseStudy)

        assert [one for one in roles if not self.pages[one].links & topics] == []
        assert [one for one in [*topics, *case_studies] if not self.pages[one].links & roles] == []

    def test_pages_for_readers_keep_within_their_queries(self):
        assert {
            address: page.queries
            for address, page in self.pages.items()
            if page.queries > bar_of(address)
        } == {}

    def test_plans_for_readers_keep_within_their_queries(self):
        pages = {address: read(self.client, address) for address in plans()}

        assert {
            address: (page.status, page.queries)
            for address, page in pages.items()
            if page.status != 200 or page.queries > 12
        } == {}

    def test_reading_sets_no_cookie(self):
        """The pages with a form of an account do: its token is kept in one."""
        with_cookies = [
            address for address, page in self.pages.items() if "Set-Cookie" in page.headers
        ]

        assert [one for one in with_cookies if not one.startswith(ACCOUNTS)] == []

    def test_every_page_has_the_strict_policy(self):
        others = [reverse("admin:index"), "/nowhere/", "/roles/nobody/", "/livez", "/readyz"]
        pages = self.pages | {address: read(self.client, address) for address in others}
        policy = {
            name: " ".join(values)
            for name, values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
        }

        assert {
            address: page.headers.get("Content-Security-Policy")
            for address, page in pages.items()
            if _directives(page.headers.get("Content-Security-Policy", "")) != policy
        } == {}

    def test_no_page_holds_a_script_or_style_of_its_own(self):
        """What schema.org has words for is data, which no browser runs."""
        inline = re.compile(
            r"<style|<script(?![^>]*(\bsrc=|ld\+json))|\sstyle=\"|\son[a-z]+=\"", re.IGNORECASE
        )

        assert {
            address: found[0]
            for address, page in self.pages.items()
            if (found := inline.search(page.content))
        } == {}

    def test_ids_are_unique_and_there_where_something_names_them(self):
        assert _mistaken_ids(self.pages) == {}

    def test_nothing_is_claimed_of_somebody_who_rated_nothing(self):
        lists = [
            *(reverse("careers:matches"), reverse("careers:profile"), reverse("careers:role_list")),
            *(reverse("careers:progress"), reverse("careers:data")),
            reverse("careers:role_list") + "?sort=readiness",
            *(reverse("careers:questions"), reverse("careers:questions") + "?asked=python"),
        ]
        shown = {address: read(self.client, address).content for address in [*lists, *plans()]}
        shown |= {
            address: self.pages[address].content.split('id="gap"')[1].split('id="pay"')[0]
            for address in addresses_of(Role)
        }

        words = {address: TAG.sub("", content) for address, content in shown.items()}
        assert [address for address, content in words.items() if "%" in content] == []
        assert len(shown) == 9 + 2 * Role.objects.published().count()

    def test_nothing_is_claimed_of_a_reader_beside_resources(self):
        assert [one for one in addresses_of(Resource) if "%" in self.pages[one].content] == []

    def test_roles_side_by_side_keep_within_their_queries(self):
        pages = {address: read(self.client, address) for address in comparisons()}

        assert {
            address: (page.status, page.queries)
            for address, page in pages.items()
            if page.status != 200 or page.queries > 12 or "Your readiness" in page.content
        } == {}
        assert _mistaken_ids(pages) == {}

    def test_pages_for_a_member_keep_within_their_queries(self):
        browser = _member_with_twenty_ratings_and_three_goals()
        addresses = [
            *(reverse(f"careers:{name}") for name in ("profile", "matches", "role_list")),
            *(reverse(f"careers:{name}") for name in ("progress", "data", "delete")),
            *(f"{reverse('careers:role_list')}?sort=readiness", reverse("home")),
            *(f"{reverse('careers:matches')}?page=4", reverse("careers:skill_list")),
            *(
                f"{reverse('careers:matches')}?country=US&pay=100000",
                reverse("careers:present_role"),
            ),
            *(reverse("careers:questions"), f"{reverse('careers:questions')}?asked=python,sql"),
            *(addresses_of(Role, Skill, Topic, CaseStudy, Resource) + plans()),
            *(comparisons() + ways()),
        ]
        pages = {address: read(browser, address) for address in addresses}
        links = set().union(*(page.links for page in pages.values()))
        new = {link for link in links - pages.keys() - self.pages.keys() if not is_pair(link)}

        assert {
            address: (page.status, page.queries)
            for address, page in pages.items()
            if page.status != 200 or page.queries > 15
        } == {}
        assert _mistaken_ids(pages) == {}
        assert {link for link in new if browser.get(link).status_code != 200} == set()


def _directives(policy: str) -> dict[str, str]:
    parts = [part.split(maxsplit=1) for part in policy.split(";") if part.strip()]
    return {name: values.strip() for name, values in parts}


def _mistaken_ids(pages: dict[str, Page]) -> dict[str, list[str]]:
    """The ids that a page has twice, and those that it speaks of and does not have."""
    mistaken = {
        address: sorted(
            [one for one, times in Counter(page.ids).items() if times > 1]
            + [f"missing {one}" for one in page.named_ids - set(page.ids)]
        )
        for address, page in pages.items()
    }
    return {address: ids for address, ids in mistaken.items() if ids}


def _member_with_twenty_ratings_and_three_goals() -> Client:
    skills = Skill.objects.published().most_asked_first()[:20]
    ratings = {skill: number % 6 for number, skill in enumerate(skills)}
    goals = Role.objects.published()[:3]
    return make_visitor(ratings=ratings, member=make_user(), goals=goals)


class World(NamedTuple):
    """Rows of every kind tied to one another, one of each kind fit to be hidden."""

    reader: Client
    visitor: Client
    pages: list[str]

    def naming(self, kind: str) -> list[str]:
        """The pages that name what may be hidden, whoever reads them.

        A page that is not there only repeats the address, as words to search for.
        """
        answers = [
            (page, browser.get(page))
            for page in self.pages
            for browser in (self.reader, self.visitor)
        ]
        return [
            page
            for page, answer in answers
            if answer.status_code == 200 and f"hidden {kind}" in answer.content.decode().lower()
        ]


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
        *("careers:role_list", "careers:skill_list"),
        *("careers:resource_list", "careers:profile", "careers:matches", "scalability:hub"),
        *("careers:present_role", "careers:compare"),
        *("careers:progress", "careers:data", "careers:data_resume"),
        "scalability:case_study_list",
    ]
    pages = [
        *map(reverse, lists),
        *(f"{reverse('search')}?q={word}" for word in ("hidden", "again", "under")),
        *(f"{reverse('careers:role_list')}?sort={sort}" for sort in ("pay", "readiness")),
        f"{reverse('careers:profile')}?show=rated",
        f"{reverse('careers:compare')}?role=engineer&role=hidden-role",
        reverse("careers:transitions", args=["engineer"]),
        reverse("careers:plan"),
        *(f"{reverse('careers:questions')}{query}" for query in ("", "?asked=", "?asked=python")),
        reverse("careers:plan_detail", args=[engineer.slug]),
        *addresses_of(*KINDS.values()),
    ]
    visitor = make_visitor(ratings={python: 2, skill: 3}, goals=[engineer, role])
    say_everything(Profile.objects.get(), skill, role, resource)
    return World(Client(), visitor, pages)


@pytest.mark.parametrize("kind", KINDS)
def test_draft_is_seen_nowhere(world, kind):
    named_before = world.naming(kind)
    hidden = KINDS[kind].objects.get(title=f"Hidden {kind}")
    hidden.state = State.DRAFT
    hidden.save()
    Role.objects.recount()

    assert len(named_before) > 3
    assert world.naming(kind) == []
    assert world.reader.get(hidden.get_absolute_url()).status_code == 404
    assert [page for page in world.pages if world.reader.get(page).status_code == 404] == [
        row.get_absolute_url()
        for row in (hidden, *(hidden.topics.all() if kind == "pillar" else ()))
    ]
