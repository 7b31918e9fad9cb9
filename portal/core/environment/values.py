"""What the text of a variable means: each function returns the value, or says what is wrong."""

import re
from collections.abc import Callable
from email.utils import parseaddr
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.mail.message import sanitize_address
from django.core.validators import validate_email

T = TypeVar("T")

INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"
REFERENCE = re.compile(r"\$[A-Z_][A-Z0-9_]*|\$\{.*\}|\$\(.*\)")
ON = {"on", "true", "yes", "y", "1"}
OFF = {"off", "false", "no", "n", "0"}

KEY_LENGTH = 50
DIFFERENT_CHARACTERS = 10
# How examples begin; one in millions of random keys does too.
PLACEHOLDERS = (
    *("change", "replace", "insert", "generate", "placeholder", "example", "enter"),
    *("yoursecret", "yourkey", "yourdjango", "yourlong", "yourrandom", "yourown"),
    *("django", "secret", "topsecret", "supersecret", "mysecret", "notsecret", "insecure", "dummy"),
)


class InvalidSettingError(ValueError):
    """A message that continues from the name of the variable and never shows its value."""


def meant(value: str) -> str:
    """The value without surrounding spaces, invisible marks and quotes."""
    value = bare(value)
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return bare(value[1:-1]) if is_quoted else value


def bare(value: str) -> str:
    return value.strip().strip(INVISIBLE).strip()


def literal(value: str) -> str:
    if REFERENCE.fullmatch(value):
        raise InvalidSettingError(
            "refers to another variable, which isn't expanded: write the value"
        )
    return value


def boolean(value: str) -> bool:
    word = value.lower()
    if word not in ON | OFF:
        raise InvalidSettingError("is not understood: write on or off")
    return word in ON


def integer(least: int, most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        try:
            number = int(value)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            raise InvalidSettingError(f"must be a whole number from {least} to {most}")
        return number

    return read


def choice(*words: str) -> Callable[[str], str]:
    """One of some words, in any case."""
    spelled = {word.lower(): word for word in words}

    def read(value: str) -> str:
        if value.lower() not in spelled:
            raise InvalidSettingError(
                f"is not understood: write {', '.join(words[:-1])} or {words[-1]}"
            )
        return spelled[value.lower()]

    return read


def list_of(convert: Callable[[str], T]) -> Callable[[str], list[T]]:
    """Values separated by commas."""

    def read(value: str) -> list[T]:
        values: list[T] = []
        entries = [entry for entry in map(meant, value.split(",")) if entry]
        if not entries:
            raise InvalidSettingError("contains nothing but commas")
        for number, entry in enumerate(entries, start=1):
            try:
                values.append(convert(entry))
            except InvalidSettingError as refused:
                which = f"(entry {number} of {len(entries)}) " if len(entries) > 1 else ""
                raise InvalidSettingError(f"{which}{refused}") from None
        return values

    return read


def mailbox(value: str) -> str:
    """An address with or without a name: Careers <careers@example.org>."""
    _, address = parseaddr(value)
    try:
        validate_email(address)
    except ValidationError:
        address = ""
    if not address or address not in value or not value.isprintable():
        raise InvalidSettingError("must hold an address, such as Careers <careers@example.org>")
    try:
        sanitize_address(value, "utf-8")  # as happens to each email
    except ValueError:
        raise InvalidSettingError(
            'must hold one address; put a name with a comma into "quotes"'
        ) from None
    return value


def contact(value: str) -> str:
    """How to reach somebody: an email address, with or without mailto:, or a page."""
    if value.startswith("https://") and value.isprintable() and " " not in value:
        return value
    address = value.removeprefix("mailto:")
    try:
        validate_email(address)
    except ValidationError:
        raise InvalidSettingError(
            "must hold security@example.org or https://example.org/security"
        ) from None
    return f"mailto:{address}"


def secret_key(*, strong: bool) -> Callable[[str], str]:
    """A key nobody can guess. If the site isn't public (HTTPS off), a short one will do."""
    how = "Generate one as described in .env.example"

    def read(value: str) -> str:
        letters = "".join(filter(str.isalnum, value.lower()))
        if letters.startswith(PLACEHOLDERS) or (value[0], value[-1]) == ("<", ">"):
            raise InvalidSettingError(f"is a placeholder. {how}")
        if strong and len(value) < KEY_LENGTH:
            raise InvalidSettingError(f"is too short: at least {KEY_LENGTH} characters. {how}")
        repeats = value in (value + value)[1:-1]
        if strong and (len(set(value)) < DIFFERENT_CHARACTERS or repeats):
            raise InvalidSettingError(f"is too regular to be random. {how}")
        return value

    return read
