"""The database back into content files."""

from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from portal.content.kinds import Kind


def dump(kinds: Sequence[Kind[Any]], root: Path) -> list[str]:
    """Write every row over the files under `root`; say what was written and removed.

    ContentError, and no file written, where a row says what no file may say. A file whose text
    would be the same is left alone. The records are sorted here, because not all databases sort
    hyphens alike.
    """
    written = [
        (kind.place, kind.place.write(sorted(kind.records(), key=attrgetter("slug"))))
        for kind in kinds
    ]
    lines = []
    for place, texts in written:
        for path, text in texts.items():
            if _write(root / path, text):
                lines.append(f"wrote {path}")
        place.folder(root).mkdir(parents=True, exist_ok=True)
        for file in place.files(root):
            if (path := file.relative_to(root).as_posix()) not in texts:
                file.unlink()
                lines.append(f"removed {path}")
    return lines


def _write(file: Path, text: str) -> bool:
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return True
