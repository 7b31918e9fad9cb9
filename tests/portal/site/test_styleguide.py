"""The page of all components: what is on it comes from the files that pages are made of."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as configured

from careers.models import Family
from careers.rules.matching import BANDS
from tests.content_tree import all_rows
from tests.factories import make_resource, make_role, make_skill
from tests.scalability.factories import make_topic

TEMPLATES = Path(configured.BASE_DIR, "templates")
COMPONENTS = {path.stem for path in (TEMPLATES / "components").glob("*.html")}
# A component is included, or made by the tag of its name.
TAGS = "breadcrumbs|colophon|gap_bar|level_bar|level_options|level_span"
REACHED = re.compile(rf'"components/(\w+)\.html"|\{{% ({TAGS}) ')

# What is no component to look at, or a section of one page that is made of what the guide shows.
SECTIONS = {
    "balance_method",  # about the balance: how it is counted
    "data_downloads",  # your data: a list of links
    "filtering",  # every page with a list to filter: no more than scripts
    "how_checked",  # sources: words alone
    "htmx",  # every page with htmx: no more than scripts
    "in_place",  # the same where forms change the page they are on
    "in_place_page",  # the attributes of such a page
    "licences",  # sources: words alone
    "map_section",  # AI at scale: the map and its list
    "match_example",  # about the match: the worked match beside words
    "role_aside",  # a role: links and their sources
    "role_contents",  # a role: links within the page
    "role_head",  # a role: its title
    "role_links",  # a role: lists of topics, case studies and resources
    "role_saved",  # a role: the words that are read out once levels are saved
    "role_work",  # a role: its tasks, and sections that stand here
    "search_ways",  # search: links before anything was typed
    "ways_on",  # pages that are none: links
    "typed",  # signing in and up: what was typed, where limits refuse the form
}


@pytest.fixture
def page(client, db, settings):
    """The guide over an empty database."""
    settings.DEBUG = True
    return client.get("/styleguide/")


@pytest.fixture
def full(client, loaded, settings):
    """The guide over a little of every kind of content."""
    settings.DEBUG = True
    return client.get("/styleguide/")


def reached(text: str) -> set[str]:
    """The components that a template includes, and those that they include."""
    found = {one or tag for one, tag in REACHED.findall(text)}
    for one in list(found):
        found |= reached((TEMPLATES / f"components/{one}.html").read_text())
    return found


def shown() -> set[str]:
    """By the guide, by the frame that it shares with every page, and by its forms."""
    parts = [*TEMPLATES.glob("styleguide/*.html"), *TEMPLATES.glob("django/forms/*.html")]
    return reached("\n".join(path.read_text() for path in [TEMPLATES / "base.html", *parts]))


def test_every_component_is_shown_or_a_section_of_one_page():
    assert COMPONENTS - shown() == SECTIONS


@pytest.mark.parametrize("name", sorted(SECTIONS))
def test_section_is_made_of_what_is_shown(name):
    parts = reached((TEMPLATES / f"components/{name}.html").read_text())

    assert parts - shown() <= SECTIONS


def test_page_is_not_there_without_debug(client, db):
    assert client.get("/styleguide/").status_code == 404


@pytest.mark.parametrize("guide", ["page", "full"])
def test_page_has_each_id_once_and_no_heading_leaps(request, guide):
    text = request.getfixturevalue(guide).text
    ids = Counter(re.findall(r'\sid="([^"]+)"', text))
    levels = [int(level) for level in re.findall(r"<h([1-6])", text)]

    assert [one for one, times in ids.items() if times > 1] == []
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize("guide", ["page", "full"])
def test_label_and_link_lead_to_what_is_on_the_page(request, guide):
    text = request.getfixturevalue(guide).text
    ids = set(re.findall(r'\sid="([^"]+)"', text))
    named = re.findall(r'\s(?:for|aria-labelledby|aria-describedby)="([^"]+)"', text)

    assert {one for names in named for one in names.split()} - ids == set()


def test_page_says_what_to_do_where_nothing_is_published(page):
    assert page.status_code == 200
    assert page.text.count("Nothing is published to show this with") == 10


def test_page_shows_content_and_writes_nothing(client, loaded, settings):
    settings.DEBUG = True
    before = all_rows()

    page = client.get("/styleguide/")

    assert "Nothing is published to show this with" not in page.text
    assert all_rows() == before
    assert not apps.get_model("sessions.Session").objects.exists()


SCARCE = {
    "a role without skills": make_role,
    "a role of one skill": lambda: make_role(requirements={make_skill(): (5, 5)}),
    "roles unlike": lambda: [make_role(requirements={make_skill(): (3, 3)}) for _ in range(2)],
    "a resource that nobody asks": lambda: make_resource(teaches={make_skill(): (0, 3)}),
    "a topic without ties": make_topic,
}


@pytest.mark.parametrize("content", SCARCE)
def test_page_stands_on_little_content(client, db, settings, content):
    settings.DEBUG = True
    SCARCE[content]()

    assert client.get("/styleguide/").status_code == 200


def test_every_sheet_of_a_page_is_loaded(page, settings):
    """But that of the admin, which has no component."""
    sheets = {path.name for path in (settings.BASE_DIR / "static/css").glob("*.css")}

    assert set(re.findall(r"css/([\w-]+\.css)", page.text)) == sheets - {"admin.css"}


def test_every_colour_and_size_of_the_tokens_is_shown(page, settings):
    tokens = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    shown = set(re.findall(r"var\(--([\w-]+)\)", page.text))

    assert shown == set(re.findall(r"--([\w-]+): (?:light-dark\(oklch|oklch)", tokens)) | set(
        re.findall(r"--(size-[\w-]+):", tokens)
    )


def test_every_icon_and_every_mark_of_the_sprite_is_shown(page, settings):
    sprite = (settings.BASE_DIR / "static/icons/sprite.svg").read_text()
    symbols = set(re.findall(r'<symbol id="([\w-]+)"', sprite))

    assert set(re.findall(r"sprite\.svg#([\w-]+)", page.text)) == symbols
    assert {f"mark-{mark}" for mark in Family.Mark.values} < symbols


@pytest.mark.parametrize("band", BANDS)
def test_every_band_is_shown(page, band):
    assert f'data-band="{band}"' in page.text


def test_form_is_shown_right_and_wrong(page):
    assert page.text.count("There is a problem") == 1
    assert page.text.count('aria-invalid="true"') >= 5


def test_map_of_a_skill_is_shown_in_every_state(page):
    for state in ("unknown", "0", "2", "4"):
        assert f'data-level="{state}"' in page.text
    assert page.text.count('class="skill-map__pass"') == 2


def test_resource_is_shown_in_every_state(full):
    pressed = re.findall(r'value="(\w+)"\s+aria-pressed="true"', full.text)

    assert {"planned", "started", "done", "dropped"} <= set(pressed)
