from careers.forms.filters import ProfileFilter, ResourceFilter, RoleFilter, SkillFilter
from careers.forms.questions import StartForm, Trail
from careers.forms.ratings import RatingsForm

__all__ = [
    "ProfileFilter",
    "RatingsForm",
    "ResourceFilter",
    "RoleFilter",
    "SkillFilter",
    "StartForm",
    "Trail",
]
