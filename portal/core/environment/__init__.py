"""The one typed reading of every variable, from the environment and from a file such as `.env`.

Values that aren't understood are refused at start, with the name of the variable and what is
allowed. Messages never show a value: somebody may have put a secret into the wrong variable.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

from portal.core.environment.env_file import Variable, read_env_file, safe_name
from portal.core.environment.values import InvalidSettingError, literal, meant

T = TypeVar("T")

ALIKE = 0.75  # of a name in the file
VERY_ALIKE = 0.9  # of a name in the environment, which has many that aren't ours
LONG_NAME = 8  # letters; `PORTS` or `EMAIL` may well belong to another program


class Environment:
    """The variables that are set. Those of the process win over those of the file."""

    def __init__(
        self, process: Mapping[str, str], file: Mapping[str, Variable] | None = None
    ) -> None:
        self.process = process
        self.file = file or {}
        self.known = {"ENV_FILE"}
        self.mistakes: list[str] = []

    @classmethod
    def of(cls, folder: Path) -> "Environment":
        """The process's environment and the file that ENV_FILE names, by default `.env`."""
        named = os.environ.get("ENV_FILE")
        if named is not None and not meant(named):
            raise ImproperlyConfigured("ENV_FILE is empty. Name a file, or remove the variable.")
        path = folder / meant(named or ".env")
        if named is None and not path.exists():
            return cls(os.environ)
        try:
            return cls(os.environ, read_env_file(path))
        except InvalidSettingError as refused:
            raise ImproperlyConfigured(f"{path}: {refused}") from None

    def __call__(
        self,
        name: str,
        convert: Callable[[str], T],
        *,
        default: T,
        required: bool = False,
        may_be_empty: bool = True,
    ) -> T:
        """The value of a variable, or the default if `check` objects to it.

        An empty value counts as not set, unless the default would be the less safe choice.
        """
        self.known.add(name)
        given = self._given(name)
        if not given and (required or (given is not None and not may_be_empty)):
            state = "not set" if given is None else "empty"
            self.mistakes.append(f"{name} is {state}. See .env.example for what it holds.")
        if not given:
            return default
        try:
            return convert(literal(given))
        except InvalidSettingError as refused:
            self.mistakes.append(f"{name} {refused}.")
        return default

    def check(self) -> None:
        """Refuse to start, listing every mistake, including names nobody asked for.

        In the file all such names are refused; elsewhere, only those close to a name that isn't
        set.
        """
        mistakes = [*self.mistakes, *self._unknown_in_the_file(), *self._mistyped_elsewhere()]
        if mistakes:
            raise ImproperlyConfigured("\n".join(mistakes))

    def _unknown_in_the_file(self) -> Iterator[str]:
        for name, entry in self.file.items():
            if name == "ENV_FILE":
                yield "ENV_FILE has no effect inside the file. Set it in the environment."
            elif name not in self.known:
                close = _close(name, self.known, ALIKE)
                advice = f"Did you mean {close}?" if close else "Remove it, or correct its name."
                where = f"on line {entry.line} of the environment file"
                yield f"{safe_name(name)}, {where}, is not known. {advice}"

    def _mistyped_elsewhere(self) -> Iterator[str]:
        unset = {name for name in self.known if self._given(name) is None}
        for name in sorted(self.process.keys() - self.known):
            close = _close(name, unset, VERY_ALIKE) if len(name) >= LONG_NAME else None
            if close:
                yield f"{name} is set in the environment, but {close} isn't. Did you mean {close}?"

    def _given(self, name: str) -> str | None:
        if name in self.process:
            return meant(self.process[name])
        return self.file[name].value if name in self.file else None


def _close(name: str, known: Iterable[str], alike: float) -> str | None:
    return next(iter(get_close_matches(name.upper(), known, n=1, cutoff=alike)), None)
