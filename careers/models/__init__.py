from careers.models.equivalents import Equivalent
from careers.models.families import Family
from careers.models.first_projects import FirstProject
from careers.models.labour import Outlook, Pay
from careers.models.notes import Note, OwnLink
from careers.models.occupations import (
    Occupation,
    OccupationCode,
    OccupationTitle,
    TypicalSkill,
)
from careers.models.plans import Goal, LeftOut, PlanChoices
from careers.models.profiles import Profile
from careers.models.progress import ResourceProgress, SkillProgress
from careers.models.ratings import Rating, RatingChange
from careers.models.resources import Resource, Teaches
from careers.models.return_links import ReturnLink
from careers.models.roles import Requirement, Role, RoleAlias
from careers.models.skills import Prerequisite, Skill, SkillAlias, SkillLevel
from careers.models.sources import Source

__all__ = [
    "Equivalent",
    "Family",
    "FirstProject",
    "Goal",
    "LeftOut",
    "Note",
    "Occupation",
    "OccupationCode",
    "OccupationTitle",
    "Outlook",
    "OwnLink",
    "Pay",
    "PlanChoices",
    "Prerequisite",
    "Profile",
    "Rating",
    "RatingChange",
    "Requirement",
    "Resource",
    "ResourceProgress",
    "ReturnLink",
    "Role",
    "RoleAlias",
    "Skill",
    "SkillAlias",
    "SkillLevel",
    "SkillProgress",
    "Source",
    "Teaches",
    "TypicalSkill",
]
