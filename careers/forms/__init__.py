from careers.forms.compare import CompareForm
from careers.forms.data import DeleteForm, ImportForm
from careers.forms.filters import (
    OccupationFilter,
    ProfileFilter,
    ResourceFilter,
    RoleFilter,
    SkillFilter,
)
from careers.forms.matches import MatchFilter, PresentRoleForm, TransitionFilter
from careers.forms.plans import ChoicesForm, GoalForm
from careers.forms.progress import NoteForm, OwnLinkForm, ResourceProgressForm, SkillProgressForm
from careers.forms.questions import StartForm, Trail
from careers.forms.ratings import RatingsForm, rows_to_rate
from careers.forms.start import OfferForm

__all__ = [
    "ChoicesForm",
    "CompareForm",
    "DeleteForm",
    "GoalForm",
    "ImportForm",
    "MatchFilter",
    "NoteForm",
    "OccupationFilter",
    "OfferForm",
    "OwnLinkForm",
    "PresentRoleForm",
    "ProfileFilter",
    "RatingsForm",
    "ResourceFilter",
    "ResourceProgressForm",
    "RoleFilter",
    "SkillFilter",
    "SkillProgressForm",
    "StartForm",
    "Trail",
    "TransitionFilter",
    "rows_to_rate",
]
