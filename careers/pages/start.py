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
from portal.core.search import EXACT, IN_NAME, has_words
from portal.core.text.folding import folded

MOST_SUGGESTED = 8
MOST_LOOKED_AT = 3 * MOST_SUGGESTED
MOST_TITLES = 400  # in a page that is to stay light
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
    if not has_words(name):
        return []
    occupations = Occupation.objects.published().titled(name)
    roles = Role.objects.published().search(name).filter(rank=EXACT)
    return [*map(_of_occupation, occupations), *map(_of_role, roles)]


def works_beginning(name: str) -> list[WayIn]:
    """What has words that begin like those typed; whose own title has them comes first."""
    if not has_words(name):
        return []
    occupations = Occupation.objects.published().suggested(name, MOST_LOOKED_AT)
    roles = Role.objects.published().search(name).filter(rank__lte=IN_NAME)[:MOST_LOOKED_AT]
    found = [*map(_of_occupation, occupations), *map(_of_role, roles)]
    return _in_order_of_titles(name, found)[:MOST_SUGGESTED]


def works_by_another_name(name: str) -> list[WayIn]:
    """What a slip of the finger may have made of a name, or else what shares a word with it."""
    if not has_words(name):
        return []
    names, typed = _every_name(), folded(name)
    alike = names_alike(typed, names) or names_sharing_words(typed, names)
    found = dict.fromkeys(way for one in alike for way in names[one])
    return list(found)[:MOST_SUGGESTED]


def offered_skills(form: OfferForm) -> Iterator[OfferedSkill]:
    for row in form.rows():
        yield OfferedSkill(row, row.skill.slug in form.own)


def work_titles() -> list[str]:
    """What a field may offer while somebody types."""
    occupations = Occupation.objects.published().order_by().values_list("title")
    titles = occupations.union(Role.objects.published().order_by().values_list("title"))
    return [title for (title,) in titles.order_by("title")[:MOST_TITLES]]


@once_per_version
def most_asked_skills() -> list[Skill]:
    """What to tick, for whoever would rather say what they can do."""
    return list(Skill.objects.published().most_asked_first()[:MOST_TO_TICK])


def _in_order_of_titles(name: str, found: list[WayIn]) -> list[WayIn]:
    """Titles that begin like the name, those that have it in the middle, and the rest."""
    typed = f" {folded(name).removesuffix('s')}"

    def place(way: WayIn) -> int:
        at = f" {folded(way.title)}".find(typed)
        return 2 if at < 0 else min(at, 1)

    return sorted(found, key=place)


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
