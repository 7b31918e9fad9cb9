"""What a person plans for: goal roles, how they want to learn, and what they leave out."""

from collections.abc import Mapping
from typing import Self

from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from careers.models.dates import FIRST_START, LAST_START
from careers.models.profiles import Profile
from careers.models.progress import ResourceProgress
from careers.models.resources import Resource
from careers.models.roles import Role
from careers.models.skills import Skill
from careers.rules.resource_choice import Choices
from portal.core.publication import is_published

FEWEST_HOURS, MOST_HOURS = 1, 80
HOURS_WRONG = f"Type whole hours, from {FEWEST_HOURS} to {MOST_HOURS}."
START_WRONG = (
    f"Choose a date of the years {FIRST_START.year} to {LAST_START.year}, such as 2027-01-04."
)
LANGUAGE_WRONG = "A language is two small letters, such as en."
Progress = ResourceProgress.State


class GoalQuerySet(models.QuerySet["Goal"]):
    def published(self) -> Self:
        """For published roles, the only ones shown and planned, in the order they were added."""
        return self.filter(is_published("role")).select_related("role__family")


class Goal(models.Model):
    """A role that a person works towards; several share one plan."""

    is_content = False

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="goals")
    role = models.ForeignKey(Role, models.PROTECT, related_name="goals")
    added = models.DateTimeField(default=timezone.now)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["added", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "role"],
                name="careers_goal_unique",
                violation_error_message="This role is already a goal.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} works towards {self.role}"


def refuse_wrong_kinds(kinds: object) -> None:
    """Raises ValidationError for anything but a list of kinds of resources, each once."""
    known = known_kinds(kinds)
    if not isinstance(kinds, list) or any(kind not in known for kind in kinds):
        raise ValidationError(f"Choose among {', '.join(Resource.Kind.values)}.")
    if len(kinds) > len(known):
        twice = next(kind for kind in known if kinds.count(kind) > 1)
        raise ValidationError(f"“{twice}” appears twice. Remove one.")


def known_kinds(stored: object) -> list[str]:
    """The kinds of resources in what is stored, each once."""
    held = stored if isinstance(stored, list) else []
    kinds = [kind for kind in held if kind in Resource.Kind.values]
    return list(dict.fromkeys(kinds))


def language_name(code: str) -> str:
    """English for en; the code itself if Django knows no name."""
    return str(LANG_INFO.get(code, {}).get("name", code))


class PlanChoicesQuerySet(models.QuerySet["PlanChoices"]):
    def of(self, profile: Profile | None) -> "PlanChoices":
        """The choices a person made, or the defaults, unsaved.

        A stored value that no form accepts counts as not chosen, so pages cope with whatever is
        there.
        """
        made = self.filter(profile=profile).first() if profile else None
        if made is None:
            return PlanChoices()
        made.avoided_kinds = known_kinds(made.avoided_kinds)
        try:
            made.clean_fields(exclude=["profile"])
        except ValidationError as error:
            for name in error.error_dict:
                setattr(made, name, made._meta.get_field(name).get_default())  # type: ignore[union-attr]
        return made


class PlanChoices(models.Model):
    """How a person wants to learn. Without a row, the defaults apply."""

    is_content = False

    profile = models.OneToOneField(Profile, models.CASCADE, related_name="plan_choices")
    hours_per_week = models.PositiveSmallIntegerField(
        default=6,
        validators=[
            MinValueValidator(FEWEST_HOURS, HOURS_WRONG),
            MaxValueValidator(MOST_HOURS, HOURS_WRONG),
        ],
    )
    free_only = models.BooleanField(default=False)
    avoided_kinds = models.JSONField(
        default=list,
        blank=True,
        help_text="Kinds of resources to leave out, such as video.",
        validators=[refuse_wrong_kinds],
    )
    language = models.CharField(
        max_length=2,
        blank=True,
        help_text="Leave empty for any language.",
        validators=[RegexValidator(r"^[a-z]{2}\Z", LANGUAGE_WRONG)],
    )
    start = models.DateField(
        null=True,
        blank=True,
        help_text="Leave empty for today.",
        validators=[
            MinValueValidator(FIRST_START, START_WRONG),
            MaxValueValidator(LAST_START, START_WRONG),
        ],
    )
    changed = models.DateTimeField(default=timezone.now)

    objects = PlanChoicesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "plan choices"
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_per_week__range=(FEWEST_HOURS, MOST_HOURS)),
                name="careers_planchoices_hours",
                violation_error_message=f"Hours a week are {FEWEST_HOURS} to {MOST_HOURS}.",
            ),
            models.CheckConstraint(
                condition=Q(start=None) | Q(start__range=(FIRST_START, LAST_START)),
                name="careers_planchoices_start",
                violation_error_message=START_WRONG,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hours_per_week} hours a week"

    def languages(self) -> list[str]:
        """What there is to choose: languages of visible resources, and the chosen one."""
        chosen = {self.language} if self.language else set()
        return sorted({*Resource.objects.published().languages(), *chosen})

    def with_states(self, states: Mapping[str, str]) -> Choices:
        """As the rules take them; `states` are resource slug -> ResourceProgress.State."""

        def in_state(*wanted: str) -> frozenset[str]:
            return frozenset(slug for slug, state in states.items() if state in wanted)

        return Choices(
            free_only=self.free_only,
            avoided_kinds=frozenset(self.avoided_kinds),
            language=self.language,
            done=in_state(Progress.DONE),
            in_hand=in_state(Progress.PLANNED, Progress.STARTED),
            dropped=in_state(Progress.DROPPED),
        )


class LeftOut(models.Model):
    """A skill for which a person wants no step."""

    is_content = False

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="left_out")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    added = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added", "pk"]
        verbose_name_plural = "left out"
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "skill"],
                name="careers_leftout_unique",
                violation_error_message="This skill is already excluded.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill} is left out"
