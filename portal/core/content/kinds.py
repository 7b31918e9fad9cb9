"""A kind of content: where its files are, what they may say, and how they become rows."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

import pydantic
from django.db.models import Manager, Model

from portal.core.content.files import (
    FileEntry,
    read_markdown,
    read_yaml,
    write_markdown,
    write_yaml,
)
from portal.core.content.records import ContentError, Problem, Record

RecordT = TypeVar("RecordT", bound=Record)
RowT = TypeVar("RowT", bound=Model)


class Mistake(NamedTuple):
    """A problem with the row of this slug that shows only once all rows are saved."""

    slug: str
    key: str
    text: str


class OtherName(NamedTuple):
    """A name of a row besides its title; an ambiguous one may refer to several rows."""

    key: str
    text: str
    is_ambiguous: bool = False


class Location(ABC):
    """Where the files of a kind are, relative to the root of the project."""

    path: str
    suffix: str
    is_folder = True

    def read(self, root: Path) -> Iterator[FileEntry]:
        for file in self.present_files(root):
            yield from self.read_file(file, file.relative_to(root).as_posix())

    def present_files(self, root: Path) -> list[Path]:
        """Its files; ContentError if the folder is missing, which would have every row removed."""
        if not self.folder(root).is_dir():
            raise ContentError([Problem(self.path, 1, "folder", "It is missing. Put it back.")])
        return self.files(root)

    @abstractmethod
    def read_file(self, file: Path, shown: str) -> Iterator[FileEntry]: ...

    @abstractmethod
    def write(self, records: Iterable[Record]) -> dict[str, str]:
        """The files that hold the records: path -> text."""

    def folder(self, root: Path) -> Path:
        return root / self.path

    def files(self, root: Path) -> list[Path]:
        """The files that exist now."""
        return sorted(
            file
            for file in self.folder(root).glob(f"*{self.suffix}")
            if not file.name.startswith(".")
        )

    def name_like(self, stem: str) -> str | None:
        """The name a file with this stem would have here."""
        return f"{stem}{self.suffix}"


@dataclass(frozen=True)
class YamlFile(Location):
    """One YAML list."""

    path: str
    suffix = ".yaml"
    is_folder = False

    def folder(self, root: Path) -> Path:
        return (root / self.path).parent

    def files(self, root: Path) -> list[Path]:
        return [root / self.path]

    def name_like(self, stem: str) -> str | None:
        name = Path(self.path)
        return name.name if get_close_matches(stem, [name.stem], cutoff=0.8) else None

    def read_file(self, file: Path, shown: str) -> Iterator[FileEntry]:
        yield from read_yaml(file, shown)

    def write(self, records: Iterable[Record]) -> dict[str, str]:
        return {self.path: write_yaml([record.as_data() for record in records])}


@dataclass(frozen=True)
class YamlFolder(Location):
    """A folder of YAML lists. `stem` is the key that names the file; it is left out inside it."""

    path: str
    stem: str
    suffix = ".yaml"

    def read_file(self, file: Path, shown: str) -> Iterator[FileEntry]:
        for entry in read_yaml(file, shown):
            entry.data.setdefault(self.stem, file.stem)
            yield entry

    def write(self, records: Iterable[Record]) -> dict[str, str]:
        lists: dict[str, list[dict[str, Any]]] = {}
        for record in records:
            data = record.as_data()
            lists.setdefault(f"{self.path}/{data.pop(self.stem)}.yaml", []).append(data)
        return {path: write_yaml(rows) for path, rows in lists.items()}


@dataclass(frozen=True)
class MarkdownFolder(Location):
    """A folder with one Markdown file per record, named after its slug."""

    path: str
    suffix = ".md"

    def read_file(self, file: Path, shown: str) -> Iterator[FileEntry]:
        yield read_markdown(file, shown)

    def write(self, records: Iterable[Record]) -> dict[str, str]:
        return {
            f"{self.path}/{record.slug}.md": write_markdown(record.as_data()) for record in records
        }


class Links:
    """The primary keys of rows by slug, read once per model; for the second pass of a load."""

    def __init__(self) -> None:
        self._keys: dict[type[Model], dict[str, int]] = {}

    def pk(self, model: type[Model], slug: str) -> int:
        if model not in self._keys:
            rows = model._default_manager.values_list("slug", "pk")
            self._keys[model] = dict(rows)
        return self._keys[model][slug]

    def pks(self, model: type[Model], slugs: Iterable[str]) -> list[int]:
        return [self.pk(model, slug) for slug in slugs]


class Kind(ABC, Generic[RecordT]):
    """One kind of content. A load saves all records of all kinds first, then links them."""

    name: str
    record: type[RecordT]
    model: type[Model]
    place: Location
    unique: tuple[str, ...] = ("title",)
    has_ambiguous_names = False
    stated: tuple[str, ...] = ()  # keys a file must have, though existing rows may lack them

    @abstractmethod
    def rows(self) -> Iterable[Any]:
        """Every row with all that its record needs, ordered by slug."""

    @abstractmethod
    def to_record(self, row: Any) -> RecordT:
        """The row as its file would say it; pydantic.ValidationError if no file may say so."""

    @abstractmethod
    def fields(self, record: RecordT, links: Links) -> dict[str, Any]:
        """Set the row's own columns; rows of earlier kinds already exist."""

    def other_names(self, record: RecordT) -> Iterator[OtherName]:  # noqa: ARG002 -- most have none
        yield from ()

    def link(self, row: Any, record: RecordT, links: Links) -> None:
        """Replace the row's children and its links to other rows."""

    def check(self) -> Iterator[Mistake]:
        """What is wrong now that every row is saved and linked."""
        yield from ()

    def settle(self) -> None:
        """Update whatever is derived from the rows."""

    def records(self) -> Iterator[RecordT]:
        """Every row as its record; ContentError if one says something no file may say."""
        for row in self.rows():
            try:
                record = self.to_record(row)
            except pydantic.ValidationError as error:
                raise ContentError(self._objections(row.slug, error)) from error
            if missing := self.unstated(record):
                text = "It is missing. Add it in the admin; content_report lists every case."
                raise ContentError(Problem(self._called(row.slug), 0, key, text) for key in missing)
            yield record

    def is_listed(self, slug: str, leaving: Collection[str]) -> bool:
        """Whether a row that stays has this one in a list. No file does, so that row is a
        curator's.

        The database protects rows that foreign keys point to; from a many-to-many list this row
        would vanish silently.
        """
        for relation in self.model._meta.related_objects:
            if relation.many_to_many:
                rows = relation.related_model._default_manager.filter(
                    **{f"{relation.field.name}__slug": slug}
                )
                if relation.related_model is self.model:
                    rows = rows.exclude(slug__in=leaving)
                if rows.exists():
                    return True
        return False

    def unstated(self, record: RecordT) -> list[str]:
        """The keys a file must have that the row's record lacks."""
        return [key for key in self.stated if getattr(record, key) is None]

    def present(self) -> dict[str, RecordT | None]:
        """The record of every row by slug; None for one that says something no file may say."""
        return {row.slug: self._record_or_none(row) for row in self.rows()}

    def _record_or_none(self, row: Any) -> RecordT | None:
        try:
            return self.to_record(row)
        except pydantic.ValidationError:
            return None

    def _objections(self, slug: str, error: pydantic.ValidationError) -> Iterator[Problem]:
        for one in error.errors():
            key = ".".join(map(str, one["loc"]))
            said = one["msg"].removeprefix("Value error, ").rstrip(".")
            text = f"{said}. Correct the value in the admin."
            yield Problem(self._called(slug), 0, key, text)

    def _called(self, slug: str) -> str:
        return f"{self.name} '{slug}'"


def replace(children: "Manager[RowT]", rows: Iterable[RowT]) -> None:
    """Replace the existing children with these; each must fit its columns."""
    children.all().delete()
    fresh = list(rows)
    for row in fresh:
        row.clean_fields()
    children.bulk_create(fresh)
