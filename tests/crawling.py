"""Pages of the whole site, read one by one or by following links, and what each one holds."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from careers.models import Role

TAG = re.compile(r"<[^>]*>")
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
