"""What official statistics say about a role, in the order in which a page says it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from careers.graphics.percentile_strip import Spread, Strip, draw_strip
from careers.models import Outlook, Pay
from careers.models.labour import LabourFact, Use

FactT = TypeVar("FactT", bound=LabourFact)


class PayFigure(NamedTuple):
    """A pay figure, with its percentiles as a strip if they are all known."""

    fact: Pay
    strip: Strip | None


class Labour(NamedTuple):
    """Pay and outlook of a role.

    `pay` and `outlook` appear on the page, those `abroad` in a table of other countries, and the
    rest in the details. What a newer edition replaced appears only there.
    """

    note: str
    pay: list[PayFigure]
    abroad: list[Pay]
    pay_details: list[PayFigure]
    outlook: list[Outlook]
    outlook_details: list[Outlook]
    pay_is_old: bool  # there were figures to show, but a newer edition replaced them all
    outlook_is_old: bool

    @property
    def has_strips(self) -> bool:
        return any(one.strip for one in self.pay)

    @property
    def has_strips_in_details(self) -> bool:
        return any(one.strip for one in self.pay_details)

    @property
    def only_country(self) -> str:
        """The country of all pay figures; empty if there are several."""
        facts = [*self.pay, *self.pay_details]
        countries = {one.fact.country for one in facts} | {one.country for one in self.abroad}
        return countries.pop() if len(countries) == 1 else ""


def labour_of(note: str, pay: Sequence[Pay], outlook: Sequence[Outlook]) -> Labour:
    """The facts in the order of their positions."""
    named = [fact for fact in pay if fact.is_named]
    here = [fact for fact in named if fact.country == named[0].country]
    figures = _with_strips(pay)
    return Labour(
        note=note,
        pay=[figures[fact.pk] for fact in here],
        abroad=[fact for fact in named if fact not in here],
        pay_details=[figures[fact.pk] for fact in pay if not fact.is_named],
        outlook=[fact for fact in outlook if fact.is_named],
        outlook_details=[fact for fact in outlook if not fact.is_named and not fact.superseded],
        pay_is_old=_are_old(pay),
        outlook_is_old=_are_old(outlook),
    )


def _are_old(facts: Iterable[LabourFact]) -> bool:
    meant = [fact for fact in facts if fact.use != Use.DETAILS]
    return bool(meant) and all(fact.superseded for fact in meant)


def at_a_glance(facts: Iterable[FactT]) -> list[FactT]:
    """The headline alone, or else what replaces it: the named figures of one country."""
    named = [fact for fact in facts if fact.is_named]
    headline = [fact for fact in named if fact.is_headline]
    return headline[:1] or [fact for fact in named if fact.country == named[0].country]


def headline_of(facts: Iterable[FactT]) -> FactT | None:
    return next((fact for fact in facts if fact.is_headline), None)


def _with_strips(pay: Sequence[Pay]) -> dict[int, PayFigure]:
    """By primary key. The strips of one country and unit share a scale, so they can be compared."""
    ends: dict[tuple[str, str], float] = {}
    for fact in pay:
        series = (fact.country, fact.measure)
        ends[series] = max(ends.get(series, 0), float(fact.p90 or fact.amount))
    return {
        fact.pk: PayFigure(fact, draw_strip(_spread(fact), ends[fact.country, fact.measure]))
        for fact in pay
    }


def _spread(fact: Pay) -> Spread:
    return Spread(
        median=float(fact.amount),
        tenths=(float(fact.p10), float(fact.p90)) if fact.p10 and fact.p90 else None,
        quarters=(float(fact.p25), float(fact.p75)) if fact.p25 and fact.p75 else None,
    )
