"""One mailbox, one address: how an address is written before it is compared or kept.

Two addresses that a person cannot tell apart, or that mail servers take for one, are written the
same: no invisible signs, full-width letters as plain ones, small letters, a domain without a dot
at its end and in the form that mail servers use (xn--…). Plus-addresses and dots before the @ stay
as typed: only the server of the mailbox knows whether they matter.

Python's `idna` codec follows the rules of 2003 and turns straße.de into strasse.de, which may be
somebody else's; its `punycode` codec turns a label into the form that the rules of 2008 give.
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

LONGEST_ADDRESS = 254  # that mail servers take (RFC 5321), and that the columns hold
MOST_SIGNS = 320  # as in Django's EmailValidator, which refuses a longer one afterwards
ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
NEEDS_NO_QUOTES = re.compile(rf'"({ATOM}(?:\.{ATOM})*)"', re.ASCII)
FULL_STOP = "\u3002"  # ideographic: what keyboards for Chinese and Japanese write


def normalise(typed: str) -> str:
    """The one way to write the address. What is no address stays one that a check refuses."""
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
    """Keeps addresses, and looks them up, in their one way to be written."""

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
    if domain.startswith("["):  # the number of a machine
        return domain
    return ".".join(map(_label, domain.replace(FULL_STOP, ".").removesuffix(".").split(".")))


def _label(label: str) -> str:
    """A part of a domain as mail servers know it, also where it was typed half translated."""
    shown = label
    if label.startswith("xn--"):
        try:
            shown = _plain(label.removeprefix("xn--").encode("ascii").decode("punycode"))
        except UnicodeError:
            return label
    is_name = shown.isprintable() and " " not in shown
    return f"xn--{shown.encode('punycode').decode()}" if is_name and not shown.isascii() else label
