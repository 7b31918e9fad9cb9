from typing import NamedTuple


class RoleName(NamedTuple):
    """What a link to a role needs."""

    slug: str
    title: str
