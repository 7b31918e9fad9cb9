from careers.forms.compare import CompareForm
from careers.forms.filters import ProfileFilter, ResourceFilter, RoleFilter, SkillFilter
from careers.forms.matches import MatchFilter, PresentRoleForm, TransitionFilter
from careers.forms.ratings import RatingsForm

__all__ = [
    "CompareForm",
    "MatchFilter",
    "PresentRoleForm",
    "ProfileFilter",
    "RatingsForm",
    "ResourceFilter",
    "RoleFilter",
    "SkillFilter",
    "TransitionFilter",
]
