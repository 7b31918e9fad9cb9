"""What somebody may mean by the work they name, and what an occupation offers them to confirm."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from careers.forms.ratings import NOT_RATED, RatingRow
from careers.forms.start import OfferForm
from careers.models import Occupation, OccupationTitle, Role, RoleAlias, Skill
from careers.rules.work_names import names_alike, names_sharing_words
from portal.core.content_version import once_per_version
from portal.core.search import EXACT, IN_NAME
from portal.core.text.folding import folded

MOST_SUGGESTED = 8
MOST_TO_TICK = 12
LEFT_OUT = "It stays unknown, and nothing is held against you."


class WayIn(NamedTuple):
    """Work that somebody may do today, and where it leads on."""

    title: str
    about: str
    url: str


class OfferedSkill(NamedTuple):
    """A typical skill, with the level that is offered: the person's own where they have one."""

    row: RatingRow
    is_own: bool

    @property
    def choices(self) -> list[tuple[str, str, str]]:
        return [(NOT_RATED, "leave out", LEFT_OUT), *self.row.choices[1:]]


def works_called(name: str) -> list[WayIn]:
    """What is called exactly so: several where the name is ambiguous."""
    occupations = Occupation.objects.published().titled(name)
    roles = Role.objects.published().search(name).filter(rank=EXACT) if name else []
    return [*map(_of_occupation, occupations), *map(_of_role, roles)]


def works_like(name: str) -> list[WayIn]:
    """What is called nearly so: by the beginnings of words, by a word alone, or by a slip."""
    if not name:
        return []
    occupations = Occupation.objects.published().suggested(name, MOST_SUGGESTED)
    roles = Role.objects.published().search(name).filter(rank__lte=IN_NAME)[:MOST_SUGGESTED]
    found = [*map(_of_occupation, occupations), *map(_of_role, roles)]
    return (found or _by_another_name(folded(name)))[:MOST_SUGGESTED]


def offered_skills(form: OfferForm) -> Iterator[OfferedSkill]:
    for row in form.rows():
        yield OfferedSkill(row, row.skill.slug in form.own)


@once_per_version
def most_asked_skills() -> list[Skill]:
    """What to tick, for whoever would rather say what they can do."""
    return list(Skill.objects.published().most_asked_first()[:MOST_TO_TICK])


def _by_another_name(text: str) -> list[WayIn]:
    names = _every_name()
    alike = names_alike(text, names) or names_sharing_words(text, names)
    return list(dict.fromkeys(way for name in alike for way in names[name]))


@once_per_version
def _every_name() -> dict[str, list[WayIn]]:
    """All that occupations and roles are called, in small letters, with what it may mean."""
    occupations = {one.pk: one for one in Occupation.objects.published()}
    roles = {one.pk: one for one in Role.objects.published().select_related("family")}
    others = OccupationTitle.objects.values_list("occupation", "title")
    aliases = RoleAlias.objects.values_list("role", "name")
    named = [
        *((one.title, _of_occupation(one)) for one in occupations.values()),
        *((name, _of_occupation(occupations[key])) for key, name in others if key in occupations),
        *((one.title, _of_role(one)) for one in roles.values()),
        *((name, _of_role(roles[key])) for key, name in aliases if key in roles),
    ]
    return _by_name(named)


def _by_name(named: Iterable[tuple[str, WayIn]]) -> dict[str, list[WayIn]]:
    names: dict[str, list[WayIn]] = {}
    for name, way in named:
        names.setdefault(folded(name), []).append(way)
    return names


def _of_occupation(occupation: Occupation) -> WayIn:
    url = reverse("careers:start_occupation", args=[occupation.slug])
    return WayIn(occupation.title, occupation.get_group_display(), url)


def _of_role(role: Role) -> WayIn:
    url = f"{reverse('careers:present_role')}?{urlencode({'role': role.slug})}"
    return WayIn(role.title, "A role in AI", url)
