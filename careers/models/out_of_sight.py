"""What a person keeps about content that was taken back to a draft: kept, and shown nowhere."""

from collections.abc import Mapping

from django.db import models
from django.db.models import Case, Count, Expression, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from careers.models.merging import rows_of
from portal.core.publication import is_draft

# What there may be some of -> the relation of a profile that holds it, and what it is about.
ABOUT = {
    "ratings": ("ratings", "skill"),
    "history": ("history", "skill"),
    "goals": ("goals", "role"),
    "left_out": ("left_out", "skill"),
    "resources": ("resource_progress", "resource"),
    "levels": ("skill_progress", "skill"),
    "notes": ("notes", "skill"),
    "links": ("own_links", "skill"),
}
NAMED = ("present_role", "occupation")  # what the profile itself names, once
PREFIX = "out_of_sight_"


def annotations() -> dict[str, Expression]:
    """For profiles: how much there is of each, in the query that reads them."""
    numbers: dict[str, Expression] = {
        name: _number_of(relation, about) for name, (relation, about) in ABOUT.items()
    }
    numbers |= {name: Case(When(is_draft(name), then=1), default=0) for name in NAMED}
    return {PREFIX + name: number for name, number in numbers.items()}


def annotated_on(profile: models.Model) -> Mapping[str, int]:
    """What there is any of, by name."""
    found = {name: getattr(profile, PREFIX + name) for name in (*ABOUT, *NAMED)}
    return {name: count for name, count in found.items() if count}


def _number_of(relation: str, about: str) -> Expression:
    rows = rows_of(relation).filter(is_draft(about), profile=OuterRef("pk")).order_by()
    number = rows.values("profile").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number), Value(0))
