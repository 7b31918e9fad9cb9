"""Pages of the whole site, read one by one or by following links, and what each one holds."""

import re
from collections import Counter
from html import unescape
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from careers.models import Role

TAG = re.compile(r"<[^>]*>")
# The site escapes what it didn't write and quotes every value, so a pattern sees what a parser
# does, in a fifth of the time (`test_crawling.py` compares them). The browser tests check that
# pages are valid HTML.
ID = re.compile(r'<[a-z][^>]*?\sid="([^"]*)"', re.IGNORECASE)
NAMED = re.compile(r'\s(?:for|aria-labelledby|aria-describedby|aria-controls)="([^"]*)"(?=[^<>]*>)')
HREF = re.compile(r'<a\s(?:[^>]*?\s)?href="([^"]*)"')
MOST_PAGES = 3000


class Page(NamedTuple):
    status: int
    headers: dict[str, str]
    content: str
    queries: int
    links: set[str]  # to pages of this site
    ids: list[str]
    named_ids: set[str]  # those that a link, a label or an ARIA attribute speaks of


def read(browser: Client, address: str) -> Page:
    reset_queries()  # Django keeps the last 9,000, and a crawl asks more
    with CaptureQueriesContext(connection) as queries:
        response = browser.get(address)
    content = response.content.decode()
    headers = dict(response.headers)
    if response.cookies:
        headers["Set-Cookie"] = response.cookies.output()
    hrefs, ids, named = links_in(content)
    return Page(
        response.status_code,
        headers,
        content,
        len(queries),
        {urldefrag(urljoin(address, href)).url for href in hrefs if _is_on_this_site(href)},
        ids,
        named,
    )


def links_in(content: str) -> tuple[set[str], list[str], set[str]]:
    """The addresses that a page links to, its ids, and the ids it refers to."""
    hrefs = {*map(unescape, HREF.findall(content))}
    named = {*unescape(" ".join(NAMED.findall(content))).split()}
    anchors = {href[1:] for href in hrefs if href.startswith("#")}
    return hrefs, [*map(unescape, ID.findall(content))], named | anchors


def _is_on_this_site(href: str) -> bool:
    """On another page than the one that holds it."""
    return not (href.startswith(("#", "//")) or urlsplit(href).scheme)


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


def mistaken_ids(pages: dict[str, Page]) -> dict[str, list[str]]:
    """The ids that a page has twice, and those that it speaks of and does not have."""
    mistaken = {
        address: sorted(
            [one for one, times in Counter(page.ids).items() if times > 1]
            + [f"missing {one}" for one in page.named_ids - set(page.ids)]
        )
        for address, page in pages.items()
    }
    return {address: ids for address, ids in mistaken.items() if ids}
