"""What occupations lack, and which of their titles could lead astray."""

from collections.abc import Iterator

from django.db.models import Count

from careers.models import Occupation, OccupationTitle, TypicalSkill
from careers.models.occupations import OccupationQuerySet
from portal.core.content.findings import Finding

FEWEST_SKILLS, MOST_SKILLS = 6, 18
FEWEST_TITLES = 5


def occupation_findings() -> Iterator[Finding]:
    occupations = Occupation.objects.published()
    read = TypicalSkill.objects.exclude(basis=TypicalSkill.Basis.EDITORIAL)
    coded = occupations.exclude(group=Occupation.Group.STUDY)
    yield Finding.of("Occupations without a code of O*NET or ESCO", coded.filter(codes=None))
    yield Finding.of(
        "Occupations whose levels were read from a source that they do not name",
        occupations.filter(pk__in=read.values("occupation"), references=None),
    )
    yield Finding.of(
        "Other titles of an occupation that are the title of another one", _titles_of_others()
    )
    yield from _thin(occupations)


def _thin(occupations: OccupationQuerySet) -> Iterator[Finding]:
    counted = occupations.annotate(
        skills=Count("typical", distinct=True), named=Count("titles", distinct=True)
    )
    yield Finding.of(
        f"Occupations with fewer than {FEWEST_SKILLS} typical skills, or more than {MOST_SKILLS}",
        counted.exclude(skills__gte=FEWEST_SKILLS, skills__lte=MOST_SKILLS),
        is_gap=False,
    )
    yield Finding.of(
        f"Occupations with fewer than {FEWEST_TITLES} other titles",
        counted.filter(named__lt=FEWEST_TITLES),
        is_gap=False,
    )


def _titles_of_others() -> Iterator[str]:
    titles = dict(Occupation.objects.values_list("title_key", "title"))
    rows = OccupationTitle.objects.filter(title_key__in=titles).select_related("occupation")
    for row in rows:
        if row.title_key != row.occupation.title_key:
            yield f"{row.occupation}: {row.title}, the title of {titles[row.title_key]}"
