"""All prerequisites at once: read again when content changes."""

from typing import NamedTuple

from careers.models.skills import Prerequisite
from careers.rules.implied import links_by_skill
from careers.rules.prerequisites import Link
from portal.core.content_version import once_per_version


class PrerequisiteGraph(NamedTuple):
    """The links between published skills by the skill that builds on another; titles by slug."""

    links: dict[str, list[Link]]
    titles: dict[str, str]


NO_GRAPH = PrerequisiteGraph({}, {})  # all that is needed where nothing is rated


@once_per_version
def prerequisite_graph() -> PrerequisiteGraph:
    named = Prerequisite.objects.published().named()
    links = links_by_skill(Link(slug, needs, level) for slug, _, needs, _, level in named)
    titles = {
        slug: title
        for skill, skill_title, needs, needs_title, _ in named
        for slug, title in ((skill, skill_title), (needs, needs_title))
    }
    return PrerequisiteGraph(links, titles)
