"""The whole site over the content it ships with, as a member sees it."""

from urllib.parse import urlsplit

import pytest
from django.test import Client, TestCase
from django.urls import resolve, reverse

from careers.models import Resource, Role, Skill
from scalability.models import CaseStudy, Topic
from tests.crawling import addresses_of, comparisons, is_pair, mistaken_ids, plans, read, ways
from tests.factories import make_user, make_visitor


@pytest.mark.crawl
@pytest.mark.usefixtures("shipped_content")
class FullMemberTest(TestCase):
    def test_pages_for_a_member_keep_within_their_queries(self):
        browser = _member_with_twenty_ratings_and_three_goals()
        addresses = [
            *(reverse(f"careers:{name}") for name in ("profile", "matches", "role_list")),
            *(reverse(f"careers:{name}") for name in ("progress", "data", "data_delete")),
            *(f"{reverse('careers:role_list')}?sort=readiness", reverse("home")),
            *(f"{reverse('careers:matches')}?page=4", reverse("careers:skill_list")),
            *(
                f"{reverse('careers:matches')}?family=research&entry=mid",
                reverse("careers:present_role"),
                reverse("careers:start_occupation", args=["registered-nurse"]),
            ),
            *(reverse("careers:questions"), f"{reverse('careers:questions')}?asked=python,sql"),
            *(addresses_of(Role, Skill, Topic, CaseStudy, Resource) + plans()),
            *(comparisons() + ways()),
        ]
        pages = {address: read(browser, address) for address in addresses}
        links = set().union(*(page.links for page in pages.values()))
        new = {link for link in links - pages.keys() if not _is_known(link)}

        assert {
            address: (page.status, page.queries)
            for address, page in pages.items()
            if page.status != 200 or page.queries > 15
        } == {}
        assert mistaken_ids(pages) == {}
        assert {link for link in new if browser.get(link).status_code != 200} == set()


def _is_known(address: str) -> bool:
    """Whether the crawl of what anybody reads has followed the link, or need not."""
    return is_pair(address) or hasattr(resolve(urlsplit(address).path).func, "parameters")


def _member_with_twenty_ratings_and_three_goals() -> Client:
    skills = Skill.objects.published().most_asked_first()[:20]
    ratings = {skill: number % 6 for number, skill in enumerate(skills)}
    goals = Role.objects.published()[:3]
    return make_visitor(ratings=ratings, member=make_user(), goals=goals)
