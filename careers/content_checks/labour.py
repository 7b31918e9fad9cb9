"""Figures of pay and outlook that could be misunderstood."""

from collections import Counter
from collections.abc import Iterable, Iterator

from careers.models import Outlook, Pay, Role
from careers.models.labour import Provenance, names_occupation
from portal.core.content.findings import Finding


def labour_findings() -> Iterator[Finding]:
    """What keeps readers from misunderstanding a figure of pay or jobs."""
    pay = list(Pay.objects.of_published_roles())
    facts: list[Pay | Outlook] = [*pay, *Outlook.objects.of_published_roles()]
    old = [one for one in facts if one.superseded]
    yield _facts("Superseded figures in headlines", (one for one in old if one.is_meant_to_head))
    yield _facts(
        "Pay of another occupation without its name",
        (one for one in facts if not names_occupation(one.occupation)),
    )
    yield _facts(
        "Figures without a country or a period",
        (one for one in facts if not (one.country and one.period)),
    )
    yield _facts(
        "Figures that don't say how they were checked", (one for one in facts if not one.evidence)
    )
    yield _facts(
        "Superseded figures in the details",
        (one for one in old if not one.is_meant_to_head),
        is_gap=False,
    )
    yield from _headlines(pay, facts)


def _headlines(pay: list[Pay], facts: list[Pay | Outlook]) -> Iterator[Finding]:
    """What may not appear beside a role's title, and what must be said if no figure does."""
    yield _facts(
        "Pay headlines taken from a text that quotes the publisher",
        (one for one in pay if one.is_meant_to_head and one.evidence == Provenance.SECONDARY_NOTES),
    )
    heads = Counter(
        f"{one.role}: {one._meta.verbose_name_plural}" for one in facts if one.is_meant_to_head
    )
    yield Finding.of(
        "Roles with two headlines of one kind", (head for head, times in heads.items() if times > 1)
    )
    headed = [one.role_id for one in pay if one.is_headline]
    untold = Role.objects.published().filter(pay_note="").exclude(pk__in=headed)
    yield Finding.of("Roles with neither a pay headline nor a reason for its absence", untold)


def _facts(title: str, facts: Iterable[Pay | Outlook], *, is_gap: bool = True) -> Finding:
    return Finding.of(title, (f"{one.role}: {one}" for one in facts), is_gap=is_gap)
