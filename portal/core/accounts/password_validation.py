"""What a password must not be, in addition to Django's own rules."""

import re
import unicodedata
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

MOST_CHARACTERS = 128
TOO_LONG = f"Passwords have at most {MOST_CHARACTERS} characters. Choose a shorter one."
OWN_WORDS = ("ai", "career", "careers", "portal")
# What people add to a name although it makes it no harder to guess.
FILLING = ("my", "the", "password", "login", "welcome", "www")
SHORTEST_LABEL = 4  # of a host name: shorter ones occur in too many words
LOOKALIKES = str.maketrans("013457@$!", "oieastasi")


def check_length(password: str) -> None:
    if len(password) > MOST_CHARACTERS:
        raise ValidationError(TOO_LONG, code="password_too_long")


class MaximumLengthValidator:
    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 -- Django's
        check_length(password)

    def get_help_text(self) -> str:
        return f"Your password can have at most {MOST_CHARACTERS} characters."


class SiteNameValidator:
    """The site's name is what its users choose first, so it is what attackers try first."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 -- Django's
        own = "|".join({*OWN_WORDS, *_host_words()})
        only_names = re.compile(rf"(?=.*(?:{own}))(?:{own}|{'|'.join(FILLING)})+")
        if any(only_names.fullmatch(reading) for reading in _readings(password)):
            raise ValidationError(
                "This password is too common: it is the name of this site. Choose another one.",
                code="password_is_site_name",
            )

    def get_help_text(self) -> str:
        return "Your password can't be the name of this site."


def _readings(password: str) -> list[str]:
    """The letters of a password, as typed and with look-alike digits read as letters."""
    text = unicodedata.normalize("NFKC", password).lower()
    inner = re.sub(r"^[^a-z]+|[\W\d_]+$", "", text)
    return [re.sub("[^a-z]", "", one) for one in (text, inner.translate(LOOKALIKES))]


def _host_words() -> set[str]:
    labels = {label for host in settings.ALLOWED_HOSTS for label in re.split("[^a-z]+", host)}
    return {label for label in labels if len(label) >= SHORTEST_LABEL}
