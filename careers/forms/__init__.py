from careers.forms.data import DeleteForm, ImportForm
from careers.forms.filters import ProfileFilter, ResourceFilter, RoleFilter, SkillFilter
from careers.forms.progress import NoteForm, OwnLinkForm, ResourceProgressForm, SkillProgressForm
from careers.forms.ratings import RatingsForm

__all__ = [
    "DeleteForm",
    "ImportForm",
    "NoteForm",
    "OwnLinkForm",
    "ProfileFilter",
    "RatingsForm",
    "ResourceFilter",
    "ResourceProgressForm",
    "RoleFilter",
    "SkillFilter",
    "SkillProgressForm",
]
