"""What a role asks as its page shows it: a row a skill, drawn and put into words."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString

from careers.forms import rows_to_rate
from careers.models import Requirement
from portal.templatetags.portal import gap_bar, gap_words


class AskedRow(NamedTuple):
    title: str
    url: str
    name: str  # of the field for the person's level
    selected: str
    importance: int
    bar: SafeString
    words: str


class AskedGroup(NamedTuple):
    """The essential skills of a role, or the supporting ones."""

    title: str
    meaning: str
    rows: list[AskedRow]


def asked_groups(
    requirements: Sequence[Requirement], levels: Mapping[str, int]
) -> list[AskedGroup]:
    """The rows in the order of the requirements; a group without any is left out."""
    essential: list[AskedRow] = []
    supporting: list[AskedRow] = []
    rated = rows_to_rate([one.skill for one in requirements], levels)
    for one, own in zip(requirements, rated, strict=True):
        row = AskedRow(
            title=own.skill.title,
            url=own.skill.get_absolute_url(),
            name=own.name,
            selected=own.selected,
            importance=one.importance,
            bar=gap_bar(one.level, own.level, one.importance, need_only=not levels),
            words=gap_words(one.level, own.level, need_only=not levels),
        )
        (essential if one.is_essential else supporting).append(row)
    groups = [
        AskedGroup("Essential", "importance 4 and 5", essential),
        AskedGroup("Supporting", "importance 1 to 3", supporting),
    ]
    return [group for group in groups if group.rows]
