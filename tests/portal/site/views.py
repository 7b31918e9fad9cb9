"""What tests of pages share."""

import re

from django.urls import reverse

HOME, SEARCH, BALANCE = reverse("home"), reverse("search"), reverse("about_balance")


def found(response) -> list[tuple[str, list[str]]]:
    """The groups of what was found, each with its rows."""
    sections = re.findall(
        r'<section class="section group".*?</svg>([^<]+)<span[^>]*>\d+\+?</span>(.*?)</section>',
        re.sub(r"</?mark>", "", response.content.decode()),
        re.DOTALL,
    )
    return [
        (title.strip(), re.findall(r'<a href="[^"?]+">([^<]+)</a>', rows))
        for title, rows in sections
    ]
