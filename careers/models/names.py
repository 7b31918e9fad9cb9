from typing import NamedTuple


class RoleName(NamedTuple):
    """What a link to a role needs to know of it."""

    slug: str
    title: str
