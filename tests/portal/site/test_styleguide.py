"""The page of all components: what is on it comes from the files that pages are made of."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import pytest
from django.apps import apps

from careers.models import Family
from careers.rules.score import BANDS
from tests.content_tree import all_rows
from tests.factories import make_resource, make_role, make_skill
from tests.scalability.factories import make_topic
from tests.template_tree import GUIDE, template_tree

TREE = template_tree()
# What pages share, and the parts of pages of these.
COMPONENTS = {
    name.removesuffix(".html")
    for name in TREE.sources
    if TREE.is_shared_or_part(name)
    and name.startswith(("components/", "careers/", "portal/", "scalability/"))
    and not name.startswith(GUIDE)
}

# What is no component to look at, or a section of one page that is made of what the guide shows.
SECTIONS = {
    "careers/data/downloads",  # your data: a list of links
    "careers/matches/all_alike",  # matches: a notice
    "careers/matches/conflicts",  # matches: a list of links
    "careers/matches/method",  # matches: words and links
    "careers/occupation_detail/attribution",  # an occupation: words alone
    "careers/occupation_detail/basis",  # an occupation: links and their sources
    "careers/occupation_detail/contents",  # an occupation: links within the page
    "careers/questions/new",  # the questions: boxes to tick
    "careers/questions/question",  # the questions: a skill to rate
    "careers/questions/stop",  # the questions: a link
    "careers/questions/trail_fields",  # the questions: fields that nobody sees
    "careers/questions/work",  # the questions: a form
    "careers/role_detail/aside",  # a role: links and their sources
    "careers/role_detail/contents",  # a role: links within the page
    "careers/role_detail/day",  # a role: a day of it in prose, and its tasks
    "careers/role_detail/first_project",  # a role: prose, and its sources
    "careers/role_detail/head",  # a role: its title
    "careers/role_detail/links",  # a role: lists of topics, case studies and resources
    "careers/role_detail/saved",  # a role: the words that are read out once levels are saved
    "careers/role_detail/way_in",  # a role: prose, and a list of resources
    "careers/role_detail/work",  # a role: sections that stand here
    "components/filtering",  # every page with a list to filter: no more than scripts
    "components/htmx",  # every page with htmx: no more than scripts
    "components/in_place",  # the same where forms change the page they are on
    "components/in_place_page",  # the attributes of such a page
    "components/part_title",  # no more than the title that goes with a part
    "components/request_id",  # pages that are none: words alone
    "components/staff_warning",  # second factors: words alone
    "components/typed",  # signing in and up: what was typed, where limits refuse the form
    "components/ways_on",  # pages that are none: links
    "portal/about_balance/method",  # about the balance: how it is counted
    "portal/about_match/example",  # about the match: the worked match beside words
    "portal/about_match/implied",  # about the match: words alone
    "portal/about_match/limits",  # about the match: words alone
    "portal/about_match/order",  # about the match: words and a table
    "portal/about_sources/how_checked",  # sources: words alone
    "portal/about_sources/licences",  # sources: words alone
    "portal/search/ways",  # search: links before anything was typed
    "scalability/hub/map_section",  # AI at scale: the map and its list
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


def reached(names: Iterable[str]) -> set[str]:
    """The components and parts that templates show, and those that these show."""
    found, waiting = set(), list(names)
    users = TREE.users()
    while waiting:
        by = waiting.pop()
        new = {name for name, others in users.items() if by in others} - found
        found |= new
        waiting += new
    return {name.removesuffix(".html") for name in found}


def shown() -> set[str]:
    """By the guide, by the frame that it shares with every page, and by its forms."""
    guide = (GUIDE, "base.html", "django/forms/")
    return reached(name for name in TREE.sources if name.startswith(guide))


def test_every_component_is_shown_or_a_section_of_one_page():
    assert COMPONENTS - shown() == SECTIONS


@pytest.mark.parametrize("name", sorted(SECTIONS))
def test_section_is_made_of_what_is_shown(name):
    parts = reached([f"{name}.html"])

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
    assert page.text.count("Nothing is published to show this with") == 12


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


def test_every_component_is_listed_with_what_it_takes(page):
    listed = page.text.partition('id="components"')[2]
    names = re.findall(r'<th scope="row"><code>(\w+)</code>', listed)

    assert names == sorted(
        one.removeprefix("components/") for one in COMPONENTS if one.startswith("components/")
    )
    assert "<code>need</code> (1-5), " in listed
