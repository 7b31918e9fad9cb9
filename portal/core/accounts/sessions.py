"""Django's database sessions, without email addresses in them, cleared in batches."""

import re
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as SIGN_INS
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError
from django.utils import timezone

from portal.core.batches import portions_of
from portal.core.database.failures import failure_of

PORTION = 500
KEY = re.compile("[a-z0-9]{8,40}")


class SessionStore(db.SessionStore):
    def encode(self, session_dict: dict[str, Any]) -> str:
        """Leave out the address allauth stores at each sign-in: it would outlive the account.

        Deleting an account ends the session in one browser. Sessions in other browsers grant no
        access, but remain stored until they expire.
        """
        if SIGN_INS in session_dict:
            sign_ins = [{**one, "email": None} for one in session_dict[SIGN_INS]]
            session_dict = {**session_dict, SIGN_INS: sign_ins}
        return super().encode(session_dict)

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 -- Django's
        """Django treats any database error as a session that was deleted meanwhile: 400."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if failure_of(error):
                raise OperationalError("the session could not be saved") from error
            raise

    def _validate_session_key(self, key: str | None) -> bool:
        """Look up nothing else a cookie may hold: PostgreSQL rejects a NUL, for one."""
        return key is not None and KEY.fullmatch(key) is not None

    @classmethod
    def clear_expired(cls) -> None:
        """For `clearsessions`: one DELETE of 200,000 rows would block all other writers."""
        ended = cls.get_model_class().objects.filter(expire_date__lt=timezone.now())
        keys = list(ended.values_list("pk", flat=True))
        for portion in portions_of(keys, PORTION):
            ended.filter(pk__in=portion).delete()
