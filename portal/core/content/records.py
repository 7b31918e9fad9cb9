"""What a content file may say: the base of every record, and the mistakes it can have."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from portal.core.publication import State
from portal.core.text.folding import is_shown_as_nothing


def in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names whose order doesn't matter, sorted; one that appears twice is a mistake."""
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"'{twice[0]}' appears twice. Remove one")
    return tuple(sorted(names))


def line_of_text(text: str) -> str:
    """A text kept as one line among others in a column."""
    if "\n" in text:
        raise ValueError("This text has a line break. Write it on one line")
    return text


def something_to_see(text: str) -> str:
    if all(sign.isspace() or is_shown_as_nothing(sign) for sign in text):
        raise ValueError("This has only spaces or invisible characters. Write something visible")
    return text


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
Text = Annotated[
    str, StringConstraints(min_length=1, pattern=r"\S"), AfterValidator(something_to_see)
]


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of a column that holds one item per line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def one_line_end(text: str) -> str:
    """Browsers send two characters for a line end, files have one."""
    return text.replace("\r\n", "\n")


def slug_of(value: object) -> object:
    """A file names another row by its slug; a row holds that row itself."""
    return getattr(value, "slug", value)


def digest_of(data: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def number_of(value: object) -> object:
    """YAML reads yes and on as true, which would pass for 1."""
    if isinstance(value, bool):
        raise ValueError(f"{str(value).lower()} isn't a number")  # noqa: TRY004 -- for pydantic
    return value


Line = Annotated[Text, AfterValidator(line_of_text)]
Body = Annotated[str, AfterValidator(one_line_end)]
SlugOf = Annotated[Slug, BeforeValidator(slug_of)]
Slugs = Annotated[tuple[Slug, ...], AfterValidator(in_order)]
Names = Annotated[tuple[Text, ...], AfterValidator(in_order)]
Level = Annotated[int, BeforeValidator(number_of), Field(ge=1, le=5)]
Year = Annotated[int, Field(ge=1900, le=2100)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]


class Reference(NamedTuple):
    """A key of a record that names a row of some kind."""

    key: str
    kind: str
    slug: str


class RecordPart(BaseModel):
    """Part of a record, from a file or from a row with the same field names.

    An unknown key is a mistake, not a comment.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, from_attributes=True, str_strip_whitespace=True
    )


class Record(RecordPart):
    """One row of content, as its file has it and as the database holds it."""

    slug: Slug

    @property
    def is_published(self) -> bool:
        return True

    def refers_to(self) -> Iterator[Reference]:
        yield from ()

    def as_data(self) -> dict[str, Any]:
        """The values, without those left at their default."""
        return self.model_dump(exclude_defaults=True)

    def as_json(self) -> dict[str, Any]:
        """The same, using only what JSON can hold."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def digest(self) -> str:
        return digest_of(self.as_json())


class PublishedRecord(Record):
    state: State = State.PUBLISHED

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a content file: where it is, what is wrong, what to do.

    Line 0 means a row of the database, which has no line.
    """

    path: str
    line: int
    key: str
    text: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return ": ".join(filter(None, [where, self.key, self.text]))


class ContentError(Exception):
    """Content that cannot be loaded; none of it was."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))
