"""What a document may hold of each thing that a person keeps."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, ClassVar

from django.core.exceptions import ValidationError as InvalidAddress
from django.core.validators import URLValidator
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

from careers.models import Note, OwnLink, Resource, ResourceProgress, SkillProgress
from careers.models.plans import FEWEST_HOURS, MOST_HOURS
from careers.rules.levels import HIGHEST, LOWEST, LOWEST_NEED

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LEEWAY = timedelta(days=1)  # for a clock that is not ours
check_address = URLValidator(schemes=["http", "https"])


def _in_time(moment: datetime, info: ValidationInfo) -> datetime:
    """A moment that may win over another one: none from the future may."""
    latest = info.context["now"] + LEEWAY if info.context else None
    if moment < EARLIEST or (latest and moment > latest):
        raise ValueError("This moment lies in the future or before the year 2000")
    return moment.astimezone(UTC)


def _without_nul(text: str) -> str:
    if "\x00" in text:
        raise ValueError("This text holds a NUL character")
    return text


def _address(url: str) -> str:
    try:
        if url:
            check_address(url)
    except InvalidAddress as error:
        raise ValueError("This is no address that starts with http:// or https://") from error
    return url


def _at_most(field: str, model: Any) -> int:
    return int(model._meta.get_field(field).max_length)


Slug = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]+$", max_length=120)]
Moment = Annotated[AwareDatetime, AfterValidator(_in_time)]
Text = Annotated[str, AfterValidator(_without_nul)]
Address = Annotated[Text, AfterValidator(_address), Field(max_length=_at_most("url", OwnLink))]
Rating = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]
Need = Annotated[int, Field(ge=LOWEST_NEED, le=HIGHEST)]


class Entry(BaseModel):
    """One thing that a person keeps. A key that nobody knows is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Named(Entry):
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


class IdentityEntry(Entry):
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


class ChoicesEntry(Entry):
    hours_per_week: Annotated[int, Field(ge=FEWEST_HOURS, le=MOST_HOURS)]
    free_only: bool
    avoided_kinds: tuple[Resource.Kind, ...]
    language: Annotated[str, StringConstraints(pattern=r"^([a-z]{2})?$")]
    start: date | None
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
    evidence: Annotated[Text, Field(max_length=_at_most("evidence", SkillProgress))] = ""
    evidence_url: Address = ""
    on: date | None = None
    changed: Moment

    def key(self) -> tuple[Any, ...]:
        return (self.skill, self.level)


class NoteEntry(OfSkill):
    when = "changed"
    text: Annotated[Text, Field(min_length=1, max_length=_at_most("text", Note))]
    changed: Moment


class LinkEntry(OfSkill):
    when = "added"
    url: Annotated[Address, Field(min_length=1)]
    title: Annotated[Text, Field(max_length=_at_most("title", OwnLink))] = ""
    added: Moment

    def key(self) -> tuple[Any, ...]:
        return (self.skill, self.url)
