"""Keeps secrets and people's addresses out of every log: Django's, gunicorn's, tracebacks too.

A line is redacted once it is complete, with all arguments and tracebacks, so it doesn't matter who
wrote it or how. Percent-encoded text is checked decoded, as often as necessary.
"""

import logging
import re
from collections.abc import Iterable
from urllib.parse import quote, unquote

from portal.core import request_ids

MASK = "..."
LEAST_SECRET = 6  # characters; a shorter one would hide ordinary words
MOST_LAYERS = 8  # of percent-encoding

WORD = re.compile(r'[^\s"]++')
KEPT_IN_CODE = "/:?#[]@!$&'()*+,;=~."

CREDENTIALS = re.compile(r"(://)[^\s\"'<>]{0,400}@")
KEY_URI = re.compile(r"(otpauth://)\S+", re.IGNORECASE)
# Return links, and links that set a password or confirm an address.
SECRET_PATH = re.compile(
    r"([/\\](?:return|reset[/\\]+key|confirm-email)[/\\]+)[^/\\?#\s\"'<>]+", re.IGNORECASE
)
QUERY = re.compile(r"(?<=[^\s?])\?([^\s\"'<>]+)")
HARMLESS_NAME = re.compile(r"[a-z_]{1,30}", re.IGNORECASE)
HARMLESS_VALUE = re.compile(r"\d{0,4}")  # the number of a page; a code has more digits
HEADER = re.compile(r"(cookie|authorization)(\W{0,3}[:= ]\s*).+", re.IGNORECASE)
# A quoted value goes completely: people choose passwords of several words.
ASSIGNED = re.compile(
    r"(sessionid|csrftoken|csrfmiddlewaretoken|passw(?:or)?d\d?|pwd|secret(?:_key)?|token|otp|"
    r"api_?key)([\"']?\s*[=:]\s*[\[(]?)(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[\"']?[^\s\"'&;,]+)",
    re.IGNORECASE,
)
HASH = re.compile(r"\b((?:argon2\w*|pbkdf2_\w+|scrypt|bcrypt\w*)\$)\S+")
AT = "@\uff20\ufe6b"
NOT_IN_MAILBOX = rf"\s<>\"'(),:;=&?/\\{AT}\[\]{{}}|"
MAILBOX = re.compile(
    rf"(?:\"[^\"\n]{{1,64}}\"|(?<![^{NOT_IN_MAILBOX}])[^{NOT_IN_MAILBOX}]++)\\?[{AT}](?=[\w\[])"
)
RUN = re.compile(r"[A-Za-z0-9_-]{16,}+")

# Most lines contain none of these words and aren't searched for what would follow them.
PATHS = ("return", "reset", "confirm-email")
NAMES = ("passw", "secret", "token", "session", "csrf", "otp", "pwd", "key", "cookie", "authoriz")

SESSION_KEY = re.compile(r"(?=[a-z0-9]*[g-z])(?=[a-z]*\d)[a-z0-9]{32}")
RESET_KEY = re.compile(r"(?:[0-9a-z]{1,13}-)?[0-9a-z]{6,7}-[0-9a-f]{32}")
BASE_32 = re.compile(r"(?=[A-Z]*[2-7])(?=[2-7]*[A-Z])[A-Z2-7]{16,}")
LONG, VERY_LONG = 24, 40  # characters that only a random token has in a row

_secrets: set[str] = set()


class RedactingFormatter(logging.Formatter):
    """A formatter whose lines contain no secrets; it can wrap another one.

    Both know the id of the current request as `request_id`. Each line of a traceback begins with
    it, so that a search for the id finds all of them.
    """

    inner: logging.Formatter | None = None

    @classmethod
    def around(cls, inner: logging.Formatter | None) -> "RedactingFormatter":
        formatter = cls()
        formatter.inner = inner
        return formatter

    def format(self, record: logging.LogRecord) -> str:
        name = request_ids.current_id()
        record.__dict__["request_id"] = name
        text = redact(self.inner.format(record) if self.inner else super().format(record))
        return text if name == request_ids.NONE else text.replace("\n", f"\nid={name} ")


def keep_secret(values: Iterable[str | None]) -> None:
    """Passwords and keys from the settings, which no line may show in any context."""
    known = {value for value in values if value and len(value) >= LEAST_SECRET}
    _secrets.update(
        known, (quote(value, safe="") for value in known), (repr(v)[1:-1] for v in known)
    )


def redact(text: str) -> str:
    text = _redact_known(text)
    if "%" in text:
        text = WORD.sub(_decoded_where_secret, text)
    return _redact_plain(text)


def _decoded_where_secret(word: re.Match[str]) -> str:
    """The word unchanged, unless its decoded form contains a secret."""
    plain = word[0]
    if "%" not in plain:
        return plain
    for _ in range(MOST_LAYERS):
        decoded = unquote(plain)
        if decoded == plain:
            break
        plain = decoded
    else:
        return MASK
    redacted = _redact_plain(_redact_known(plain))
    return word[0] if redacted == plain else quote(redacted, safe=KEPT_IN_CODE)


def _redact_known(text: str) -> str:
    for secret in _secrets:
        text = text.replace(secret, MASK)
    return text


def _redact_plain(text: str) -> str:
    small = text.lower()
    if any(word in small for word in PATHS):
        text = SECRET_PATH.sub(rf"\1{MASK}", text)
    if any(word in small for word in NAMES):
        text = ASSIGNED.sub(rf"\1\2{MASK}", HEADER.sub(rf"\1\2{MASK}", text))
    if "?" in text:
        text = QUERY.sub(_names_of_query, text)
    if "otpauth" in small:
        text = KEY_URI.sub(rf"\1{MASK}", text)
    if "$" in text:
        text = HASH.sub(rf"\1{MASK}", text)
    if any(sign in text for sign in AT):
        text = MAILBOX.sub(f"{MASK}@", CREDENTIALS.sub(rf"\1{MASK}@", text))
    return RUN.sub(lambda run: MASK if _is_random(run[0]) else run[0], text)


def _names_of_query(query: re.Match[str]) -> str:
    """The names of a page's query parameters, without values: people type anything into forms."""
    parts = [part.partition("=") for part in re.split("[&;]", query[1])]
    return "?" + "&".join(
        (name if is_name else MASK) + (sign and "=" + (value if is_value else MASK))
        for name, sign, value in parts
        for is_name in [bool(sign) and bool(HARMLESS_NAME.fullmatch(name))]
        for is_value in [bool(HARMLESS_VALUE.fullmatch(value))]
    )


def _is_random(run: str) -> bool:
    """It looks like a token: long, upper and lower case mixed, with digits in between."""
    if any(shape.fullmatch(run) for shape in (SESSION_KEY, RESET_KEY, BASE_32)):
        return True
    has_both_cases = not (run.islower() or run.isupper())
    digits = sum(map(str.isdigit, run))
    is_long = len(run) >= VERY_LONG or (len(run) >= LONG and digits > 1)
    return is_long and has_both_cases and any(map(str.isalpha, run))
