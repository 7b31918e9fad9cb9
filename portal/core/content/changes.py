"""Who changed which field: what was last loaded, what the row holds now, what its file says."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple, TypeVar

from portal.core.content.records import Record

Data = Mapping[str, Any]
RecordT = TypeVar("RecordT", bound=Record)


class Changes(NamedTuple):
    """The fields in which a row and its file differ, by who changed them since the last load.

    A field that both changed counts as the curator's. If it isn't known what was last loaded, it
    isn't known who changed what.
    """

    curators: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.unknown:
            return f"a curator changed it, and its file differs in {', '.join(self.unknown)}"
        changed = f"a curator changed {', '.join(self.curators) or 'it'}"
        return f"{changed}; its file changed {', '.join(self.files)}" if self.files else changed


def between(loaded: Data | None, row: Record | None, file: Record) -> Changes:
    """A row that can't be written as a file has no fields to compare."""
    if row is None:
        return Changes()
    held, said = row.as_json(), file.as_json()
    differ = [name for name in type(file).model_fields if held.get(name) != said.get(name)]
    if loaded is None:
        return Changes(unknown=tuple(differ))
    kept = tuple(name for name in differ if held.get(name) != loaded.get(name))
    return Changes(kept, tuple(name for name in differ if name not in kept))


def taking(fields: Collection[str], row: Data, file: Data) -> dict[str, Any]:
    """The row's data, with these fields as the file has them."""
    kept = {name: value for name, value in row.items() if name not in fields}
    return {**kept, **{name: value for name, value in file.items() if name in fields}}
