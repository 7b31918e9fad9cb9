"""The kinds of careers content, in an order in which each needs only earlier ones."""

from careers.content_kinds.occupations import OccupationKind
from careers.content_kinds.resources import ResourceKind
from careers.content_kinds.roles import FamilyKind, RoleKind
from careers.content_kinds.skills import SkillKind
from careers.content_kinds.sources import SourceKind

KINDS = (
    SourceKind(),
    FamilyKind(),
    SkillKind(),
    RoleKind(),
    ResourceKind(),
    OccupationKind(),
)

__all__ = ["KINDS"]
