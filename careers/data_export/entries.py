"""What a document may hold for each thing a person keeps: whatever the forms accept.

Forms and documents use the validators of the same columns, and clean texts in the same way.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, ClassVar

from django.core.exceptions import ValidationError
from pydantic import (
    UUID4,
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from careers.models import Note, OwnLink, PlanChoices, Resource, ResourceProgress, SkillProgress
from careers.rules.levels import HIGHEST, LOWEST, LOWEST_NEED

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LEEWAY = timedelta(days=1)  # for a clock other than ours
OWN_WORDS = "own_words"  # the type of an error whose message says what to do


def _in_time(moment: datetime, info: ValidationInfo) -> datetime:
    """A time that may win over another one: none in the future may."""
    latest = info.context["now"] + LEEWAY if info.context else None
    if moment < EARLIEST or (latest and moment > latest):
        raise ValueError("This time is in the future or before the year 2000")
    return moment.astimezone(UTC)


def _without_nul(text: str) -> str:
    if "\x00" in text:
        raise ValueError("This text contains a NUL character")
    return text


def _plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n")


def _as_column(model: Any, field: str) -> AfterValidator:
    """As long as the column allows and acceptable to its validators, with their messages."""
    column = model._meta.get_field(field)

    def check(value: Any) -> Any:
        if isinstance(value, str) and len(value) > column.max_length:
            said = f"It has {len(value):,} characters; the limit is {column.max_length:,}."
            raise PydanticCustomError(OWN_WORDS, "{said}", {"said": f"{said} Shorten it."})
        try:
            column.clean(list(value) if isinstance(value, tuple) else value, None)
        except ValidationError as error:
            raise PydanticCustomError(OWN_WORDS, "{said}", {"said": error.messages[0]}) from error
        return value

    return AfterValidator(check)


Slug = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]+$", max_length=120)]
Moment = Annotated[AwareDatetime, AfterValidator(_in_time)]
Text = Annotated[str, AfterValidator(_without_nul)]
Typed = Annotated[Text, AfterValidator(_plain_line_ends)]
STRIP = AfterValidator(str.strip)
Rating = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]
Need = Annotated[int, Field(ge=LOWEST_NEED, le=HIGHEST)]


class ProfileEntry(BaseModel):
    """One thing a person keeps. An unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Named(ProfileEntry):
    """An entry of a list, about one row of content."""

    kind: ClassVar[str]
    when: ClassVar[str]

    def key(self) -> tuple[Any, ...]:
        """What no two entries of a list have in common; the row's slug comes first."""
        return (getattr(self, self.kind),)

    @property
    def moment(self) -> datetime:
        moment: datetime = getattr(self, self.when)
        return moment


class IdentityEntry(ProfileEntry):
    key: UUID4
    since: Moment


class OfSkill(Named):
    kind = "skill"
    skill: Slug


class RatingEntry(OfSkill):
    when = "rated"
    level: Rating
    rated: Moment


class ChangeEntry(OfSkill):
    when = "changed"
    level: Rating | None
    changed: Moment

    def key(self) -> tuple[Any, ...]:
        return (self.skill, self.changed)


class GoalEntry(Named):
    kind, when = "role", "added"
    role: Slug
    added: Moment


class ChoicesEntry(ProfileEntry):
    hours_per_week: Annotated[int, _as_column(PlanChoices, "hours_per_week")]
    free_only: bool
    avoided_kinds: Annotated[tuple[Resource.Kind, ...], _as_column(PlanChoices, "avoided_kinds")]
    language: Annotated[Text, _as_column(PlanChoices, "language")]
    start: Annotated[date | None, _as_column(PlanChoices, "start")]
    changed: Moment


class LeftOutEntry(OfSkill):
    when = "added"
    added: Moment


class ResourceEntry(Named):
    kind, when = "resource", "changed"
    resource: Slug
    state: ResourceProgress.State
    changed: Moment


class LevelEntry(OfSkill):
    when = "changed"
    level: Need
    state: SkillProgress.State
    evidence: Annotated[Typed, STRIP, _as_column(SkillProgress, "evidence")] = ""
    evidence_url: Annotated[Text, STRIP, _as_column(SkillProgress, "evidence_url")] = ""
    on: Annotated[date | None, _as_column(SkillProgress, "on")] = None
    changed: Moment

    def key(self) -> tuple[Any, ...]:
        return (self.skill, self.level)


class NoteEntry(OfSkill):
    when = "changed"
    text: Annotated[Typed, _as_column(Note, "text")]
    changed: Moment


class LinkEntry(OfSkill):
    when = "added"
    url: Annotated[Text, STRIP, _as_column(OwnLink, "url")]
    title: Annotated[Text, STRIP, _as_column(OwnLink, "title")] = ""
    added: Moment

    def key(self) -> tuple[Any, ...]:
        return (self.skill, self.url)
