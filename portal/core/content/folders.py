"""Files in the content folders that would never be read, each with what to do about it.

Content that isn't read counts as removed, so a file in the wrong place or with the wrong extension
is treated as a mistake. Two kinds of file are ignored: what desktops leave in every folder, and an
editor's own copy of a file that is there.
"""

import os
import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from portal.core.atomic_files import PARTIAL
from portal.core.content.kinds import Location
from portal.core.content.records import Problem

DESKTOP = {".DS_Store", "Thumbs.db", "desktop.ini", ".directory", ".gitkeep", ".gitignore"}
# What Emacs, Vim, a Mac or an interrupted write leaves beside a file, with that file's name.
BESIDE = re.compile(
    rf"(?:(?P<backup>.+)~|#(?P<autosave>.+)#|\.#(?P<lock>.+)|\.(?P<swap>.+)\.sw[a-p]"
    rf"|\._(?P<fork>.+)|\.(?P<partial>.+){re.escape(PARTIAL)})"
)
COPY = re.compile(r"(?P<name>.+)\.(?:orig|rej|bak|old|save|tmp|copy)", re.IGNORECASE)
ALIKE = (
    {".yaml", ".yml", ".ymal", ".yalm", ".json"},
    {".md", ".markdown", ".mdown", ".mkd", ".mdx", ".txt", ".text"},
)


def unread_files(places: Iterable[Location], root: Path) -> Iterator[Problem]:
    places = list(places)
    read = {file for place in places for file in place.files(root)}
    for top in sorted({(root / place.path).parent for place in places}):
        for file in _files_under(top):
            if file not in read and not _is_harmless(file):
                shown = file.relative_to(root).as_posix()
                yield Problem(shown, 1, "file", _remedy(file, places, root))


def _files_under(top: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(top, followlinks=True):
        folders.sort()
        links = [name for name in folders if name.startswith(".#")]  # Emacs uses a link as a lock
        yield from (Path(folder) / name for name in sorted([*names, *links]))


def _is_harmless(file: Path) -> bool:
    beside = BESIDE.fullmatch(file.name)
    return file.name in DESKTOP or (beside is not None and (file.parent / _named(beside)).is_file())


def _remedy(file: Path, places: list[Location], root: Path) -> str:
    if copied := BESIDE.fullmatch(file.name) or COPY.fullmatch(file.name):
        name = _named(copied)
        if (file.parent / name).is_file():
            return f"It looks like a copy of '{name}'. Remove it, or move it elsewhere."
        return f"It looks like a copy of '{name}', which is missing. Rename or remove it."
    here = [place for place in places if place.folder(root) == file.parent]
    if name := next(_names(file, here), ""):
        if (file.parent / name).exists():
            return f"It is not read, but '{name}' is. Move its contents there and remove this file."
        return f"A file with this name is not read. Rename it to '{name}'."
    if here:
        read = " and ".join(sorted(_what_is_read(place) for place in here))
        return f"Only {read} are read here. Move it elsewhere."
    near = _nearest(file, places, root)
    return f"Nothing is read from here. Move it to '{near}/', or out of the content folders."


def _names(file: Path, here: list[Location]) -> Iterator[str]:
    """What the file would have to be called to be read here."""
    for place in here:
        name = place.name_like(file.stem.lstrip(".").lower())
        if name and any({file.suffix.lower(), place.suffix} <= endings for endings in ALIKE):
            yield name


def _what_is_read(place: Location) -> str:
    return f"'*{place.suffix}' files" if place.is_folder else f"'{Path(place.path).name}'"


def _nearest(file: Path, places: list[Location], root: Path) -> str:
    """The folder whose name is most like the one the file is in."""
    folders = {place.folder(root).name: place.path for place in places if place.is_folder}
    for part in reversed(file.relative_to(root).parts[:-1]):
        if found := get_close_matches(part.lower(), folders, n=1):
            return folders[found[0]]
    alike = (place.path for place in places if place.is_folder and place.suffix == file.suffix)
    return next(alike, places[0].path)


def _named(match: re.Match[str]) -> str:
    return next(name for name in match.groups() if name)
