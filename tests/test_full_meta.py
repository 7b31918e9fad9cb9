"""The heads of all pages over the content that ships: no two alike, and data that can be read."""

import json
import re
from functools import cache
from html import unescape
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client, TestCase
from django.urls import reverse

from careers.models import Resource, Role, Skill
from scalability.models import CaseStudy, Pillar, Topic

SITE = "http://testserver"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@cache
def pages_of_the_site_map() -> dict[str, str]:
    """The content of each page by its address; no test here changes it."""
    sitemap = Client().get(reverse("sitemap")).content.decode()
    addresses = re.findall(r"<loc>([^<]+)</loc>", sitemap)
    return {one: Client().get(one).content.decode() for one in addresses}


@pytest.mark.no_cover  # hundreds of pages, each made of what tests of its own reach
class FullMetaTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("load_content", stdout=StringIO())

    def setUp(self):
        self.pages = pages_of_the_site_map()

    def test_site_map_holds_every_row(self):
        rows = [
            SITE + row.get_absolute_url()
            for model in (Role, Skill, Resource, Pillar, Topic, CaseStudy)
            for row in model.objects.published()
        ]

        assert len(rows) > 600
        assert [one for one in rows if one not in self.pages] == []

    def test_no_two_pages_share_a_title_or_a_description(self):
        for pattern in (r"<title>([^<]+)</title>", r'name="description" content="([^"]+)"'):
            found = [re.search(pattern, page)[1].casefold() for page in self.pages.values()]
            assert sorted({one for one in found if found.count(one) > 1}) == []

    def test_descriptions_fit_a_result_page(self):
        found = [
            unescape(re.search(r'name="description" content="([^"]+)"', page)[1])
            for page in self.pages.values()
        ]

        assert [one for one in found if not 40 <= len(one) <= 156] == []

    def test_every_page_is_the_one_at_its_address(self):
        canonical = re.compile(r'<link rel="canonical" href="([^"]+)">')

        assert {one: canonical.findall(page) for one, page in self.pages.items()} == {
            one: [one] for one in self.pages
        }

    def test_every_row_tells_programs_what_it_is(self):
        told = {one: list(map(json.loads, BLOCK.findall(page))) for one, page in self.pages.items()}
        rows = {one: found for one, found in told.items() if one.count("/") > 4}

        assert len(rows) > 600
        assert [one for one, found in rows.items() if not found and "/about/" not in one] == []
