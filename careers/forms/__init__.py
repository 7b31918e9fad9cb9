from careers.forms.compare import CompareForm
from careers.forms.filters import ProfileFilter, ResourceFilter, RoleFilter, SkillFilter
from careers.forms.matches import MatchFilter, PresentRoleForm, TransitionFilter
from careers.forms.plans import ChoicesForm, GoalForm
from careers.forms.ratings import RatingsForm

__all__ = [
    "ChoicesForm",
    "CompareForm",
    "GoalForm",
    "MatchFilter",
    "PresentRoleForm",
    "ProfileFilter",
    "RatingsForm",
    "ResourceFilter",
    "RoleFilter",
    "SkillFilter",
    "TransitionFilter",
]
