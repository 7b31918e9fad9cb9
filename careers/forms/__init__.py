from careers.forms.filters import ProfileFilter, ResourceFilter, RoleFilter, SkillFilter
from careers.forms.plans import ChoicesForm, GoalForm
from careers.forms.ratings import RatingsForm

__all__ = [
    "ChoicesForm",
    "GoalForm",
    "ProfileFilter",
    "RatingsForm",
    "ResourceFilter",
    "RoleFilter",
    "SkillFilter",
]
