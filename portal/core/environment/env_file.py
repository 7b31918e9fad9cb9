"""Reads a file of variables such as `.env`. Messages never show a line: it may hold a secret."""

import re
from pathlib import Path
from typing import NamedTuple

from portal.core.environment.values import InvalidSettingError, bare

LONGEST_NAME = 40
LINE = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)")
COMMENT = r"\s*(?:\s#.*)?"
IN_DOUBLE_QUOTES = re.compile(rf'"((?:[^"\\]|\\.)*)"{COMMENT}')
IN_SINGLE_QUOTES = re.compile(rf"'([^']*)'{COMMENT}")
PLAIN = re.compile(r"(.*?)(?:\s+#.*|^#\s.*)?")
ESCAPED = re.compile(r'\\(["\\$`])')  # what a backslash escapes in a shell's double quotes


class Variable(NamedTuple):
    value: str
    line: int


def read_env_file(path: Path) -> dict[str, Variable]:
    """Each variable of the file, once. A byte order mark and Windows line endings are fine."""
    entries: dict[str, Variable] = {}
    for number, line in enumerate(_text(path).split("\n"), start=1):
        text = bare(line)
        if not text or text.startswith("#"):
            continue
        name, value = _variable(text, number)
        if name in entries:
            lines = f"{entries[name].line} and {number}"
            raise InvalidSettingError(
                f"{safe_name(name)} is set twice, on lines {lines}. Remove one."
            )
        entries[name] = Variable(value, number)
    return entries


def safe_name(name: str) -> str:
    """The name, unless it might be a base64 key alone on its line, ending in `=`."""
    is_name = name.isupper() and name.replace("_", "").isalpha() and len(name) <= LONGEST_NAME
    return name if is_name else "a variable"


def _text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InvalidSettingError("this file, named by ENV_FILE, doesn't exist.") from None
    except UnicodeDecodeError:
        text = "\0"
    except OSError as error:
        raise InvalidSettingError(f"the file cannot be read ({error.strerror}).") from None
    if "\0" in text:
        raise InvalidSettingError("the file is not UTF-8. Save it as UTF-8.")
    return text


def _variable(line: str, number: int) -> tuple[str, str]:
    parts = LINE.fullmatch(line)
    if not parts:
        raise InvalidSettingError(
            f"line {number} is not understood. Write NAME=value, or # before a comment."
        )
    name, value = parts.groups()
    if value[:1] not in {"'", '"'}:
        plain = PLAIN.fullmatch(value)
        return name, bare(plain[1] if plain else value)
    quoted = (IN_DOUBLE_QUOTES if value[0] == '"' else IN_SINGLE_QUOTES).fullmatch(value)
    if not quoted:
        raise InvalidSettingError(f"line {number}: the quotes of {safe_name(name)} don't match.")
    inner = quoted[1]
    return name, bare(ESCAPED.sub(r"\1", inner) if value[0] == '"' else inner)
