"""What official statistics say of a role: equivalent occupations, pay and outlook."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from careers.models.roles import Role
from careers.models.sources import Source


class Equivalent(models.Model):
    """An occupation of an official taxonomy that a role corresponds to."""

    class Scheme(models.TextChoices):
        ONET = "onet", "O*NET"
        ESCO = "esco", "ESCO"

    class Match(models.TextChoices):
        ALTERNATE_TITLE = "alternate_title", "lists this very title"
        RELATED_TITLE = "related_title", "lists a near title"
        CLOSEST_MATCH = "closest_match", "the closest one, in our judgement"
        EXACT = "exact", "the same occupation"
        CLOSE = "close", "nearly the same occupation"
        BROAD = "broad", "a wider occupation"
        NARROW = "narrow", "a narrower occupation"
        ALTERNATIVE_LABEL = "alternative_label", "has our title as another label"

    role = models.ForeignKey(Role, models.CASCADE, related_name="equivalents")
    scheme = models.CharField(max_length=8, choices=Scheme)
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    uri = models.URLField("address", max_length=200, blank=True)
    match = models.CharField(max_length=20, choices=Match)
    listed_as = models.CharField(max_length=200, blank=True)
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="+",
        null=True,  # what was written before there was this column
        help_text="The release of the taxonomy in which it was looked up.",
    )

    class Meta:
        ordering = ["-scheme", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "scheme", "code"],
                name="careers_equivalent_unique",
                violation_error_message="The role names this occupation already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.code} {self.title}"


class Relation(models.TextChoices):
    """How near the occupation that a figure describes is to the role."""

    OCCUPATION_LISTS_TITLE = "occupation_lists_title", "an occupation that lists this title"
    CLOSEST_OCCUPATION = "closest_occupation", "the closest occupation"
    BROAD_GROUP = "broad_group", "a broad group: weak evidence"


class LabourFact(models.Model):
    """A figure about an official occupation, never about the title in an advert."""

    country = models.CharField(
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}$", "A country is two capital letters: US, GB.")],
        help_text="Two letters: US, GB.",
    )
    occupation = models.CharField(max_length=200)
    relation = models.CharField(max_length=24, choices=Relation)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0, help_text="The lowest is shown first.")

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Pay(LabourFact):
    class Measure(models.TextChoices):
        MEDIAN_ANNUAL_WAGE = "median_annual_wage", "median pay a year"

    role = models.ForeignKey(Role, models.CASCADE, related_name="pay")
    measure = models.CharField(max_length=24, choices=Measure)
    amount = models.PositiveIntegerField()
    p10 = models.PositiveIntegerField("10th percentile", null=True, blank=True)
    p90 = models.PositiveIntegerField("90th percentile", null=True, blank=True)
    currency = models.CharField(
        max_length=3,
        validators=[RegexValidator(r"^[A-Z]{3}$", "A currency is three capital letters: USD.")],
    )
    period = models.CharField(
        max_length=7,
        validators=[RegexValidator(r"^\d{4}(-\d{2})?$", "A period is a year or a month: 2025-05.")],
        help_text="A year or a month: 2025-05.",
    )

    class Meta(LabourFact.Meta):
        verbose_name_plural = "pay"
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="careers_pay_amount",
                violation_error_message="Pay is more than nothing.",
            ),
            models.CheckConstraint(
                condition=(Q(p10=None) | Q(p10__gt=0, p10__lte=F("amount")))
                & (Q(p90=None) | Q(p90__gte=F("amount"))),
                name="careers_pay_percentiles",
                violation_error_message="The median lies between the two percentiles.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}, {self.occupation}, {self.period}"


class Outlook(LabourFact):
    class Evidence(models.TextChoices):
        PRIMARY_PAGE = "primary_page", "read on the publisher's page"
        SECONDARY_NOTES = "secondary_notes", "read in notes that quote the publisher's page"

    role = models.ForeignKey(Role, models.CASCADE, related_name="outlook")
    percent_change = models.SmallIntegerField(help_text="Change of employment over the period.")
    period = models.CharField(
        max_length=9,
        validators=[RegexValidator(r"^\d{4}-\d{4}$", "A period is two years: 2024-2034.")],
        help_text="Two years: 2024-2034.",
    )
    annual_openings = models.PositiveIntegerField(null=True, blank=True)
    openings_scope = models.CharField(
        max_length=120, blank=True, help_text="The occupations that the openings count."
    )
    evidence = models.CharField(max_length=20, choices=Evidence)

    class Meta(LabourFact.Meta):
        verbose_name_plural = "outlook"
        constraints = [
            models.CheckConstraint(
                condition=Q(annual_openings=None) | Q(annual_openings__gt=0),
                name="careers_outlook_openings",
                violation_error_message="Openings are more than none, or left empty.",
            ),
            models.CheckConstraint(
                condition=Q(percent_change__gte=-100),
                name="careers_outlook_change",
                violation_error_message="Employment cannot fall by more than 100 percent.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent_change:+d} %, {self.occupation}, {self.period}"
