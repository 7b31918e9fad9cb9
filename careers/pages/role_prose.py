"""What is written of a role, taken apart by its headings, so that each part stands in its place."""

import re
from typing import NamedTuple

DAY, WAYS = "A day in the work", "Ways in and ways on"  # as docs/content.md names them

_HEADING = re.compile(r"^##[ \t]+(.+?)[ \t]*$", re.MULTILINE)


class RoleProse(NamedTuple):
    """Markdown: a day and the ways in without their headings, and all the rest as it stands."""

    day: str
    ways: str
    rest: str


def role_prose(body: str) -> RoleProse:
    """Parts are known by their headings; a text without them is all rest."""
    before, *parts = _HEADING.split(body)
    sections = list(zip(parts[::2], parts[1::2], strict=True))
    found = dict(reversed(sections))  # of two with one heading the first counts
    rest = [
        f"## {title}{text}"
        for title, text in sections
        if title not in {DAY, WAYS} or text is not found[title]
    ]
    return RoleProse(
        day=found.get(DAY, "").strip(),
        ways=found.get(WAYS, "").strip(),
        rest="".join([before, *rest]).strip(),
    )
