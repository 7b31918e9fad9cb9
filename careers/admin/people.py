"""People are only ever counted here: what they keep is for no curator's eyes."""

from typing import Any

from django.db.models.functions import Coalesce

from portal.admin.content import count_of


def people_with(model: Any, key: str) -> Coalesce:
    """How many people keep a row that points by `key` at the row that is annotated."""
    return count_of(model._default_manager.all(), key, what="profile")
