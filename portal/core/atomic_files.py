"""Files that are there completely or not at all, whatever happens while they are written."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PARTIAL = ".partial"


@contextmanager
def replacing(path: Path, *, mode: int | None = None) -> Iterator[Path]:
    """A path beside this one to write to; at the end the new file replaces this one.

    After an exception it is removed, and the old file stays. The new file gets the given mode, or
    else the mode of the file it replaces.
    """
    path = path.resolve()  # a link stays a link
    partial = path.with_name(f".{path.name}{PARTIAL}")
    try:
        partial.unlink(missing_ok=True)  # left by a process that was killed
        if mode is not None:
            os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
        yield partial
        if mode is None and path.exists():
            shutil.copymode(path, partial)
        _to_disk(partial)
        partial.replace(path)
        _to_disk(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
