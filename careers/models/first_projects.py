from typing import Self

from django.db import models
from django.db.models import F, Q

from careers.models.roles import Role
from careers.models.sources import Source
from careers.rules.lessons import Hours
from portal.core.publication import is_published


class FirstProjectQuerySet(models.QuerySet["FirstProject"]):
    def of_published_roles(self) -> Self:
        return self.filter(is_published("role"))


class FirstProject(models.Model):
    """What somebody new to a role can build in a first month, and show afterwards.

    The skills that it exercises are marked among the requirements of the role.
    """

    MOST_HOURS = 40

    role = models.OneToOneField(Role, models.CASCADE, related_name="first_project")
    title = models.CharField(max_length=120)
    build = models.TextField(
        "what to build", help_text="What there is to show at the end, and how to go about it."
    )
    data = models.TextField(
        "with which data", help_text="Free data or tools, with their licence where it is known."
    )
    measure = models.TextField(
        "what to measure", help_text="The figures that the person takes, of their own work."
    )
    good = models.TextField(
        "how to know it is good", help_text="What a stranger can check. No figure of anybody else."
    )
    hours_from = models.PositiveSmallIntegerField(help_text="For somebody who is quick.")
    hours_to = models.PositiveSmallIntegerField(help_text="For somebody who takes the time.")
    sources = models.ManyToManyField(
        Source,
        related_name="first_projects",
        blank=True,
        help_text="Where the data or the tools are.",
    )

    objects = FirstProjectQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_from__gte=1, hours_to__gte=F("hours_from"), hours_to__lte=40),
                name="careers_firstproject_hours",
                violation_error_message=(
                    "A first project takes 1 to 40 hours; the second figure is not the lower one."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def hours(self) -> Hours:
        return Hours(self.hours_from, self.hours_to)
