"""The similarity of the published roles: computed once, and again when content changes."""

from careers.models.names import RoleName
from careers.models.requirements import Vectors
from careers.models.roles import Requirement
from careers.rules.similarity import neighbours
from portal.core.content_version import once_per_version


@once_per_version
def vectors() -> Vectors:
    return Requirement.objects.vectors()


@once_per_version
def neighbours_of(role: RoleName, most: int) -> list[RoleName]:
    """The published roles most like one of them, the most similar first."""
    asks, tools = vectors()
    return neighbours(role, asks, most, tools)
