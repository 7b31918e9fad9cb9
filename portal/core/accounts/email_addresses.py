"""One mailbox, one address: addresses are normalised before they are compared or stored.

Two addresses that a person cannot tell apart, or that mail servers treat as the same, come out the
same: no invisible characters, plain letters instead of full-width ones, lower case, and a domain in
the form mail servers use (xn--…), without a trailing dot. Plus-addresses and dots before the @ stay
as typed: only the mailbox's own server knows whether they matter.

Python's `idna` codec follows the 2003 rules and turns straße.de into strasse.de, which may belong
to somebody else; its `punycode` codec gives the form required by the 2008 rules.
"""

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models

from portal.core.text.invisible_characters import is_invisible

if TYPE_CHECKING:
    AnyEmailField = models.EmailField[str, str]
else:
    AnyEmailField = models.EmailField

LONGEST_ADDRESS = 254  # the limit of mail servers (RFC 5321) and of the columns
MOST_SIGNS = 320  # as in Django's EmailValidator, which would refuse a longer one later
ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
NEEDS_NO_QUOTES = re.compile(rf'"({ATOM}(?:\.{ATOM})*)"', re.ASCII)
FULL_STOP = "\u3002"  # ideographic: typed by Chinese and Japanese keyboards


def normalise(typed: str) -> str:
    """Normalise an address. Text that isn't one comes out as something a check will refuse."""
    if len(typed) > MOST_SIGNS:
        return typed
    local, at, domain = _plain(typed).rpartition("@")
    if not at:
        return domain
    return f"{_local(local)}@{_domain(domain)}"


class NormalisedEmailField(forms.EmailField):
    def to_python(self, value: Any) -> str:
        return normalise(super().to_python(value) or "")


class EmailAddressField(AnyEmailField):
    """Stores addresses, and looks them up, in normalised form."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return normalise(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return normalise(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 -- Django's
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": NormalisedEmailField, **kwargs})


def _plain(text: str) -> str:
    seen = (sign for sign in unicodedata.normalize("NFKC", text) if not is_invisible(sign))
    return unicodedata.normalize("NFKC", "".join(seen).strip().lower())


def _local(local: str) -> str:
    quoted = NEEDS_NO_QUOTES.fullmatch(local)
    return quoted[1] if quoted else local


def _domain(domain: str) -> str:
    if domain.startswith("["):  # an IP address
        return domain
    return ".".join(map(_label, domain.replace(FULL_STOP, ".").removesuffix(".").split(".")))


def _label(label: str) -> str:
    """A label of a domain as mail servers know it, even if it was typed half encoded."""
    shown = label
    if label.startswith("xn--"):
        try:
            shown = _plain(label.removeprefix("xn--").encode("ascii").decode("punycode"))
        except UnicodeError:
            return label
    is_name = shown.isprintable() and " " not in shown
    return f"xn--{shown.encode('punycode').decode()}" if is_name and not shown.isascii() else label
