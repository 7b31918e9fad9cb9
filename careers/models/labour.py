"""What official statistics say about a role: pay and outlook."""

import re
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from careers.models.periods import PAST, PROJECTED
from careers.models.roles import Role
from careers.models.sources import Source
from portal.core.publication import is_published

CODE_AND_TITLE = re.compile(r"\d[\d.-]* \S.*")


class OccupationMatch(models.TextChoices):
    """How close the occupation a figure describes is to the role."""

    OCCUPATION_LISTS_TITLE = "occupation_lists_title", "an occupation that lists this title"
    CLOSEST_OCCUPATION = "closest_occupation", "the closest occupation"
    BROAD_GROUP = "broad_group", "a broad group: weak evidence"


def _amount(name: str | None = None, *, blank: bool = True) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(name, max_digits=12, decimal_places=2, null=blank, blank=blank)


def names_occupation(occupation: str) -> bool:
    """A code and a title: 15-2051 Data Scientists."""
    return CODE_AND_TITLE.fullmatch(occupation) is not None


def plain_number(number: Decimal | float) -> int | float:
    """A number without the zeros a column adds: 135980.00 is 135980, 46.15 stays."""
    return int(number) if number == int(number) else float(number)


class Use(models.TextChoices):
    """Where a figure may appear."""

    HEADLINE = "headline", "beside the title of the role"
    BESIDE = "beside", "with the other named figures, none of which is the headline"
    DETAILS = "details", "only where somebody opens the details"


class Provenance(models.TextChoices):
    PRIMARY_FILE = "primary_file", "read in the publisher's own file"
    PRIMARY_PAGE = "primary_page", "read on the publisher's page"
    SECONDARY_NOTES = "secondary_notes", "read in a text that quotes the publisher"


class LabourFactQuerySet(models.QuerySet[Any]):
    def of_published_roles(self) -> Self:
        return self.filter(is_published("role")).select_related("role", "source")

    def mark_superseded(self) -> None:
        """Mark what a newer edition replaces; call it after figures have changed.

        Editions of a series share publisher, country and measure. Figures of a draft replace
        nothing outside it.
        """
        series = {name: OuterRef(name) for name in self.model.SERIES}
        seen = is_published("role") | Q(role=OuterRef("role"))
        newer = self.model._default_manager.filter(seen, **series, period__gt=OuterRef("period"))
        old = self.model._default_manager.filter(Exists(newer))
        self.filter(superseded=False, pk__in=old.values("pk")).update(superseded=True)
        self.filter(superseded=True).exclude(pk__in=old.values("pk")).update(superseded=False)


class LabourFact(models.Model):
    """A figure about an official occupation, never about the title in an advert."""

    SERIES: ClassVar[tuple[str, ...]] = ("country", "source__publisher")

    country = models.CharField(
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}$", "A country is two capital letters: US, GB.")],
        help_text="Two letters: US, GB.",
    )
    occupation = models.CharField(
        max_length=200, help_text="Code and title: 15-2051 Data Scientists."
    )
    relation = models.CharField(max_length=24, choices=OccupationMatch)
    use = models.CharField(
        max_length=8, choices=Use, default=Use.BESIDE, help_text="Where the figure may appear."
    )
    employment = models.PositiveIntegerField(
        "jobs",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="How many jobs the occupation has.",
    )
    note = models.CharField(
        max_length=250, blank=True, help_text="What readers need to know to understand the figure."
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0, help_text="The lowest is shown first.")
    superseded = models.BooleanField("replaced by a newer edition", default=False, editable=False)

    objects = LabourFactQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    @property
    def is_meant_to_head(self) -> bool:
        return self.use == Use.HEADLINE

    @property
    def is_headline(self) -> bool:
        """A figure that a newer edition replaced is never a headline, whatever it was before."""
        return self.is_meant_to_head and not self.superseded

    @property
    def is_named(self) -> bool:
        """It is shown without opening the details, together with its occupation."""
        return self.use != Use.DETAILS and not self.superseded


class Pay(LabourFact):
    class Measure(models.TextChoices):
        """Each has its own unit; none is converted into another."""

        MEDIAN_ANNUAL_WAGE = "median_annual_wage", "median pay a year"
        MEDIAN_MONTHLY_WAGE = "median_monthly_wage", "median pay a month"
        MEDIAN_HOURLY_WAGE = "median_hourly_wage", "median pay an hour"

    class Fit(models.TextChoices):
        GOOD = "good", "counts this work"
        FAIR = "fair", "the closest work that is counted"
        WEAK = "weak", "only a neighbour"
        NONE = "none", "does not fit"

    SERIES = (*LabourFact.SERIES, "measure")
    PERCENTILES = ("p10", "p25", "amount", "p75", "p90")

    role = models.ForeignKey(Role, models.CASCADE, related_name="pay")
    fit = models.CharField(
        max_length=4,
        choices=Fit,
        default=Fit.FAIR,
        help_text="How well the occupation fits the role. If it does not, use the details.",
    )
    measure = models.CharField(max_length=24, choices=Measure)
    amount = _amount(blank=False)
    p10 = _amount("10th percentile")
    p25 = _amount("25th percentile")
    p75 = _amount("75th percentile")
    p90 = _amount("90th percentile")
    currency = models.CharField(
        max_length=3,
        validators=[RegexValidator(r"^[A-Z]{3}$", "A currency is three capital letters: USD.")],
    )
    period = models.CharField(
        max_length=7,
        validators=PAST,
        help_text="A year or a month: 2025-05.",
    )
    standard_error = models.DecimalField(
        "relative standard error",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.1"))],
        help_text="In percent, where the publisher gives one.",
    )
    evidence = models.CharField(max_length=20, choices=Provenance, blank=True)

    class Meta(LabourFact.Meta):
        verbose_name_plural = "pay"
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="careers_pay_amount",
                violation_error_message="Pay must be more than 0.",
            ),
            models.CheckConstraint(
                condition=(Q(p10=None) | Q(p10__gt=0, p10__lte=F("amount")))
                & (Q(p90=None) | Q(p90__gte=F("amount"))),
                name="careers_pay_percentiles",
                violation_error_message="The median must be between the two percentiles.",
            ),
            models.CheckConstraint(
                condition=(Q(p25=None) | Q(p25__gt=0, p25__lte=F("amount")))
                & (Q(p75=None) | Q(p75__gte=F("amount")))
                & (Q(p10=None) | Q(p25=None) | Q(p25__gte=F("p10")))
                & (Q(p90=None) | Q(p75=None) | Q(p75__lte=F("p90"))),
                name="careers_pay_quartiles",
                violation_error_message="The percentiles must rise from the 10th to the 90th.",
            ),
            models.CheckConstraint(
                condition=~Q(fit="none") | Q(use="details"),
                name="careers_pay_unfit",
                violation_error_message="A figure that does not fit belongs in the details.",
            ),
        ]

    def __str__(self) -> str:
        return f"{plain_number(self.amount)} {self.currency}, {self.occupation}, {self.period}"

    @property
    def is_of_title(self) -> bool:
        """A figure of the role itself, fit for a place without room for its occupation."""
        listed = self.relation == OccupationMatch.OCCUPATION_LISTS_TITLE
        return listed and self.fit == self.Fit.GOOD and self.is_headline


class Outlook(LabourFact):
    Provenance = Provenance

    role = models.ForeignKey(Role, models.CASCADE, related_name="outlook")
    percent_change = models.DecimalField(
        max_digits=5, decimal_places=1, help_text="Change of employment over the period."
    )
    period = models.CharField(
        max_length=9,
        validators=PROJECTED,
        help_text="Two years: 2024-2034.",
    )
    annual_openings = models.PositiveIntegerField(
        null=True, blank=True, help_text="A year, on average; people who leave are counted."
    )
    openings_scope = models.CharField(
        max_length=120, blank=True, help_text="The occupations that the openings count."
    )
    evidence = models.CharField(max_length=20, choices=Provenance)

    class Meta(LabourFact.Meta):
        verbose_name_plural = "outlook"
        constraints = [
            models.CheckConstraint(
                condition=Q(annual_openings=None) | Q(annual_openings__gt=0),
                name="careers_outlook_openings",
                violation_error_message="Openings must be more than 0, or left empty.",
            ),
            models.CheckConstraint(
                condition=Q(percent_change__gte=-100),
                name="careers_outlook_change",
                violation_error_message="Employment cannot fall by more than 100 percent.",
            ),
        ]

    def __str__(self) -> str:
        return f"{plain_number(self.percent_change):+} %, {self.occupation}, {self.period}"
