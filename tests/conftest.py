import re
from html import unescape

import pytest
from hypothesis import settings

# No deadline: how long one example takes says more about the machine than about the code.
settings.register_profile("portal", deadline=None)
settings.load_profile("portal")


@pytest.fixture(scope="session")
def words():
    """A function from a response to all that a person reads in it, one space between words."""

    def read(response) -> str:
        text = re.sub(r"<[^>]+>", " ", response.content.decode())
        return " ".join(unescape(text).split())

    return read


@pytest.fixture(scope="session")
def headings():
    """A function from a response to the headings of a list's rows: links, or what unfolds."""

    def read(response) -> list[str]:
        linked = r"<h[23][^>]*>\s*<a[^>]*>([^<]+)</a>|<summary>\s*<h2>([^<]+)</h2>"
        found = re.findall(linked, response.content.decode())
        return [unescape(link or summary).strip() for link, summary in found]

    return read


@pytest.fixture(scope="session")
def options():
    """A function from a response and the name of a select to the words of its choices."""

    def read(response, name: str) -> list[str]:
        select = rf'<select[^>]* ?name="{name}"[^>]*>(.*?)</select>'
        [inner] = re.findall(select, response.content.decode(), re.DOTALL)
        return [unescape(one).strip() for one in re.findall(r"<option[^>]*>([^<]*)<", inner)]

    return read
