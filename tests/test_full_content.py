"""The whole site over the content it ships with, as anybody reads it."""

import json
import re
from functools import cache
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client, TestCase
from django.urls import resolve, reverse

from careers.models import Occupation, Resource, Role, Skill
from scalability.models import CaseStudy, Pillar, Topic
from tests.crawling import (
    MOST_PAGES,
    TAG,
    Page,
    addresses_of,
    comparisons,
    crawl,
    mistaken_ids,
    plans,
    read,
)

LISTS = {
    *("about_match", "about_balance", "about_sources", "role_list"),
    *("skill_list", "transitions", "occupation_list"),
    *("resource_list", "profile", "progress", "data", "data_delete", "matches", "plan"),
    "case_study_list",
}
KINDS = (Role, Skill, Resource, Occupation, Pillar, Topic, CaseStudy)
SITE = "http://testserver"
ACCOUNTS = "/accounts/"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@cache
def pages_for_readers() -> dict[str, Page]:
    """What anybody gets to from the home page; no test here changes it."""
    return crawl(Client(), reverse("home"))


@cache
def pages_of_the_site_map() -> dict[str, str]:
    """The content of each page by its whole address."""
    sitemap = Client().get(reverse("sitemap")).content.decode()
    addresses = re.findall(rf"<loc>{SITE}([^<]+)</loc>", sitemap)
    return {SITE + one: pages_for_readers()[one].content for one in addresses}


@pytest.mark.crawl
@pytest.mark.usefixtures("shipped_content")
class FullContentTest(TestCase):
    def setUp(self):
        self.pages = pages_for_readers()

    def test_every_link_leads_to_a_page(self):
        assert {
            address: page.status for address, page in self.pages.items() if page.status != 200
        } == {}
        assert len(self.pages) < MOST_PAGES

    def test_every_published_row_is_found_by_following_links(self):
        rows = addresses_of(*KINDS)

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
        assert mistaken_ids(self.pages) == {}

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
        assert mistaken_ids(pages) == {}

    def test_site_map_holds_every_row(self):
        rows = [
            SITE + row.get_absolute_url() for model in KINDS for row in model.objects.published()
        ]

        assert len(rows) > 600
        assert [one for one in rows if one not in pages_of_the_site_map()] == []

    def test_no_two_pages_share_a_title_or_a_description(self):
        for pattern in (r"<title>([^<]+)</title>", r'name="description" content="([^"]+)"'):
            found = [
                re.search(pattern, page)[1].casefold() for page in pages_of_the_site_map().values()
            ]
            assert sorted({one for one in found if found.count(one) > 1}) == []

    def test_descriptions_fit_a_result_page(self):
        found = [
            unescape(re.search(r'name="description" content="([^"]+)"', page)[1])
            for page in pages_of_the_site_map().values()
        ]

        assert [one for one in found if not 40 <= len(one) <= 156] == []

    def test_every_page_is_the_one_at_its_address(self):
        canonical = re.compile(r'<link rel="canonical" href="([^"]+)">')

        assert {one: canonical.findall(page) for one, page in pages_of_the_site_map().items()} == {
            one: [one] for one in pages_of_the_site_map()
        }

    def test_every_row_tells_programs_what_it_is(self):
        told = {
            one: list(map(json.loads, BLOCK.findall(page)))
            for one, page in pages_of_the_site_map().items()
        }
        rows = {one: found for one, found in told.items() if one.count("/") > 4}

        assert len(rows) > 600
        assert [one for one, found in rows.items() if not found and "/about/" not in one] == []


def bar_of(address: str) -> int:
    """The most queries that a page for a reader may cost."""
    name = resolve(urlsplit(address).path).url_name
    if name == "search":
        return 8  # a query for each kind of thing
    return 6 if name in LISTS else 13


def _directives(policy: str) -> dict[str, str]:
    parts = [part.split(maxsplit=1) for part in policy.split(";") if part.strip()]
    return {name: values.strip() for name, values in parts}
