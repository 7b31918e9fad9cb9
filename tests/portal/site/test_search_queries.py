"""What people type, and the page that comes first, over the content that is shipped."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.urls import reverse

FILE = Path(__file__).with_name("search_queries.txt")
CASES = [
    (query, pages.split(" or "))
    for query, arrow, pages in (line.partition(" -> ") for line in FILE.read_text().splitlines())
    if arrow
]
# Nothing that the content says tells these.
BEYOND = {"andrew ng machine learning course"}
RESULTS = re.compile(r'<div class="stack" id="results">.*</main>', re.DOTALL)
LINK = re.compile(r'<a [^>]*href="(?!/search/)([^"#]+)')

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_content")]


def first_page(page) -> str:
    [results] = RESULTS.findall(page.content.decode())
    return next((unescape(one) for one in LINK.findall(results)), "")


def test_there_are_sixty_searches():
    assert len({query for query, _ in CASES}) == 60


@pytest.mark.parametrize(("query", "pages"), CASES)
def test_page_that_is_meant_comes_first(client, query, pages):
    first = first_page(client.get(reverse("search"), {"q": query}))

    assert (first in pages) != (query in BEYOND), first
