"""The careers half of the content: its kinds, in the order in which each needs those before."""

from careers.catalogue.resources import ResourceKind
from careers.catalogue.roles import FamilyKind, RoleKind
from careers.catalogue.skills import SkillKind
from careers.catalogue.sources import SourceKind

KINDS = (SourceKind(), FamilyKind(), SkillKind(), RoleKind(), ResourceKind())

__all__ = ["KINDS"]
