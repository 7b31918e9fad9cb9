"""People are only ever counted here: curators never see what they keep."""

from typing import Any

from django.db.models.functions import Coalesce

from portal.admin.content import count_of


def people_with(model: Any, key: str) -> Coalesce:
    """How many people have a row that points to the annotated row by `key`."""
    return count_of(model._default_manager.all(), key, what="profile")
