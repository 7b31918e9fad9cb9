"""What people do with all of their data at once."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from threading import Lock
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.fields import PasswordField
from allauth.core import ratelimit
from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat

from careers.data_export.document import MOST_PROBLEMS, Document, Mention
from careers.data_export.limits import CHOOSE, MOST_BYTES
from careers.data_export.recognition import BLANK, UnreadableError
from careers.data_export.rows import TooMany, too_many_with, unknown_in
from careers.models import Profile
from portal.models import User

# Parsing the largest valid file takes a second and 100 MB; a malicious one takes 400 MB.
one_at_a_time = Lock()
NOTHING_IMPORTED = (
    "Nothing was imported. To import the rest, choose the file again and tick “Skip what the "
    "portal doesn't know”."
)


class ImportForm(forms.Form):
    """A file that becomes a `document`, without unknown entries if the person wants that."""

    file = forms.FileField(
        label="The file",
        widget=forms.FileInput({"accept": ".json,application/json"}),
        error_messages={
            "required": "Choose the file you got from “Download everything”.",
            "empty": BLANK,
        },
    )
    skip_unknown = forms.BooleanField(
        label="Skip what the portal doesn't know",
        required=False,
        help_text="Entries about skills, roles or resources that aren't shown here, or no longer.",
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        now: datetime | None = None,
        profile: Profile | None = None,
    ) -> None:
        super().__init__(data, files)
        self.now = now
        self.profile = profile
        self.left_out: list[Mention] = []

    @property
    def document(self) -> Document:
        document: Document = self.cleaned_data["document"]
        return document

    def said(self) -> str:
        """What was imported, in words."""
        count = sum(1 for _ in self.document.mentions())
        said = f"Imported {count} entr{'y' if count == 1 else 'ies'}."
        return f"{said} Skipped {len(self.left_out)}." if self.left_out else said

    def clean_file(self) -> "File[bytes]":
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(
                f"This file is larger than {filesizeformat(MOST_BYTES)}, which none of ours is. "
                f"{CHOOSE}"
            )
        return file

    def clean(self) -> None:
        if self.now is None or "file" not in self.cleaned_data:
            return
        try:
            with one_at_a_time:
                document = Document.read(self.cleaned_data["file"].read(), self.now)
        except UnreadableError as error:
            self.add_error("file", ValidationError(error.problems))
            return
        unknown = unknown_in(document, self.profile)
        if unknown and not self.cleaned_data["skip_unknown"]:
            self.add_error("file", ValidationError(_not_known(unknown)))
        self.left_out = unknown
        known = self.cleaned_data["document"] = document.without(unknown)
        too_many = [_no_room(one) for one in too_many_with(known, self.profile)]
        if too_many:
            self.add_error("file", ValidationError(too_many))


class DeleteForm(forms.Form):
    """What a person wants to delete. Only a member can choose to keep the account.

    Members enter their password for either: both are final, and a browser left open must not be
    enough.
    """

    class What:
        DATA, ACCOUNT = "data", "account"

    what = forms.ChoiceField(
        label="What to delete",
        widget=forms.RadioSelect,
        choices=[
            (What.DATA, "My data, but not my account"),
            (What.ACCOUNT, "My data and my account with its email addresses"),
        ],
        error_messages={"required": "Choose what to delete."},
    )
    password = PasswordField(
        label="Your password",
        autocomplete="current-password",
        help_text="This makes sure that it is you.",
        error_messages={"required": "Enter your password."},
    )

    def __init__(
        self, data: Mapping[str, Any] | None, request: HttpRequest, member: User | None
    ) -> None:
        super().__init__(data)
        self.request = request
        self.member = member
        if member is None:
            del self.fields["what"]
        if member is None or not member.has_usable_password():
            del self.fields["password"]

    def clean_what(self) -> str:
        what: str = self.cleaned_data["what"]
        if what == self.What.ACCOUNT and self.member and self.member.is_staff:
            raise ValidationError(
                "Only a superuser can delete a curator's account, because the "
                "history of the content names it. You can delete your data here."
            )
        return what

    def clean_password(self) -> str:
        """Limited like every page that asks a member to prove who they are again."""
        password: str = self.cleaned_data["password"]
        if not ratelimit.consume(self.request, action="reauthenticate", user=self.member):
            raise ValidationError("Too many tries. Wait a minute, then try again.")
        if not get_adapter().reauthenticate(self.member, password):
            raise ValidationError("That is not your password. Enter the one you sign in with.")
        return password

    @property
    def with_account(self) -> bool:
        return self.cleaned_data.get("what") == self.What.ACCOUNT


def _no_room(one: TooMany) -> str:
    return (
        f"{one.name}: With these you would have {one.entries:,} {one.name}, but the limit is "
        f"{one.most:,}. Remove some of yours first, or some from the file."
    )


def _not_known(unknown: Iterable[Mention]) -> list[str]:
    said = [f"{one.where}: the portal has no {one.kind} called “{one.slug}”." for one in unknown]
    more = len(said) - MOST_PROBLEMS
    return [
        *said[:MOST_PROBLEMS],
        *([f"And {more} more."] if more > 0 else []),
        NOTHING_IMPORTED,
    ]
