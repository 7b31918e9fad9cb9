"""What a person keeps, and how two profiles become one: by sign-in, return link or import."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef

AnyRows = models.QuerySet[Any]

# What a person keeps, by relation: which columns make two rows the same entry, and which date them.
KEPT: dict[str, tuple[list[str], str]] = {
    "ratings": (["skill"], "rated"),
    "history": (["skill", "changed"], "changed"),
    "goals": (["role"], "added"),
    "plan_choices": ([], "changed"),
    "left_out": (["skill"], "added"),
    "resource_progress": (["resource"], "changed"),
    "skill_progress": (["skill", "level"], "changed"),
    "notes": (["skill"], "changed"),
    "own_links": (["skill", "url"], "added"),
}
# Limits for whatever grows with time or holds text, by relation: beyond them the oldest rows go.
# Forms don't let anybody write more, so that a download is never larger than what can be imported
# again (`careers.data_export.limits`).
MOST_KEPT = {"history": 5_000, "own_links": 1_000, "notes": 500, "skill_progress": 1_000}

MOST_TRIES = 10  # each sees everything others have written before


def rows_of(relation: str) -> AnyRows:
    """The rows of all people."""
    profile = apps.get_model("careers", "Profile")
    model: Any = profile._meta.get_field(relation).related_model
    rows: AnyRows = model._default_manager.all()
    return rows


def keep_newest(profile: Any, relation: str) -> None:
    _, when = KEPT[relation]
    rows = rows_of(relation).filter(profile=profile)
    beyond = rows.order_by(f"-{when}", "-pk").values("pk")[MOST_KEPT[relation] :]
    rows.filter(pk__in=beyond).delete()


@transaction.atomic
def join(mine: Any, other: Any) -> None:
    """Merge another profile into this one, as `Profile.absorb` says, and delete it.

    Every statement finds its rows by an index: time grows with the rows, not with their square.
    """
    both = type(mine)._default_manager.filter(pk__in=[mine.pk, other.pk])
    # Not the lock that prevents new references to these rows: somebody saving a rating holds one
    # already.
    held = {row.pk: row for row in both.select_for_update(no_key=True).order_by("pk")}
    if len(held) < len([mine, other]):
        return  # somebody else has merged or deleted one of them
    for one, another in ((mine, other), (other, mine)):
        taken_back = another.history.filter(level=None, skill=OuterRef("skill"))
        one.ratings.filter(Exists(taken_back.filter(changed__gt=OuterRef("rated")))).delete()
    _take_all(mine, other)
    for relation in MOST_KEPT:
        keep_newest(mine, relation)
    if mine.present_role_id is None and other.present_role_id is not None:
        mine.work_as(other.present_role)
    if mine.occupation_id is None and (occupation := held[other.pk].occupation):
        mine.come_from(occupation)
    now_mine = _with_older_identity(held[mine.pk], held[other.pk])
    mine.identity, mine.created = now_mine.identity, now_mine.created
    other.delete()


def _with_older_identity(mine: Any, other: Any) -> Any:
    """The first of two locked rows, under the older identity unless it is another member's."""
    if other.created < mine.created and not _is_of_another_member(other.identity, mine):
        mine.identity, mine.created = other.identity, other.created
        mine.save(update_fields=["identity", "created"])
    return mine


def _is_of_another_member(identity: UUID, mine: Any) -> bool:
    """Only members are sure to be different people: a visitor may be one of them elsewhere."""
    members = type(mine)._default_manager.filter(identity=identity, member__isnull=False)
    return mine.member_id is not None and members.exclude(pk=mine.pk).exists()


def _take_all(mine: Any, other: Any) -> None:
    """Start again if somebody meanwhile wrote a row that was about to be moved: now we see it."""
    for tries_left in reversed(range(MOST_TRIES)):
        try:
            with transaction.atomic():
                for relation, (same, when) in KEPT.items():
                    _take(rows_of(relation), mine, other, same, when)
        except IntegrityError:
            if not tries_left:
                raise
        else:
            return


def _take(rows: AnyRows, mine: Any, other: Any, same: list[str], when: str) -> None:
    own, others = rows.filter(profile=mine), rows.filter(profile=other)
    alike = {name: OuterRef(name) for name in same}
    if when not in same:  # otherwise two rows for the same entry have the same age
        newer = others.filter(**alike, **{f"{when}__gt": OuterRef(when)})
        own.filter(Exists(newer)).delete()
    others.exclude(Exists(own.filter(**alike))).update(profile=mine)
