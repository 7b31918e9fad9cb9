from careers.models.labour import Equivalent, Outlook, Pay
from careers.models.profiles import Profile, Rating
from careers.models.resources import Resource, Teaches
from careers.models.roles import Family, Requirement, Role, RoleAlias
from careers.models.skills import Prerequisite, Skill, SkillAlias, SkillLevel
from careers.models.sources import Source

__all__ = [
    "Equivalent",
    "Family",
    "Outlook",
    "Pay",
    "Prerequisite",
    "Profile",
    "Rating",
    "Requirement",
    "Resource",
    "Role",
    "RoleAlias",
    "Skill",
    "SkillAlias",
    "SkillLevel",
    "Source",
    "Teaches",
]
