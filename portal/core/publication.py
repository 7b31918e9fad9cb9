"""The one door through which content reaches the public: `published()`, and who may pass it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, NamedTuple, Self, TypeAlias, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Count, Q, Subquery

from portal.models import ContentVersion


class State(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"


RowT_co = TypeVar("RowT_co", bound="Publication", covariant=True)
AnyRows: TypeAlias = "models.QuerySet[Any]"


def is_published(path: str) -> Q:
    """For queries on other models: the content at a path, such as "role", is published."""
    return Q(**{f"{path}__state": State.PUBLISHED})


def is_draft(path: str) -> Q:
    return Q(**{f"{path}__state": State.DRAFT})


class PublicationQuerySet(models.QuerySet[RowT_co]):
    def published(self) -> Self:
        return self.marked_published()

    def marked_published(self) -> Self:
        """Whatever else hides rows from readers, such as a draft they belong to."""
        return self.filter(state=State.PUBLISHED)

    def drafts(self) -> Self:
        return self.not_yet(State.PUBLISHED)

    def not_yet(self, state: State) -> Self:
        """Those that aren't in this state already."""
        return self.exclude(state=state)

    def with_version(self) -> Self:
        """Read the version of the content along with the rows, to cache what is made from them."""
        return self.annotate(version=Subquery(ContentVersion.objects.values("value")[:1]))


@dataclass(frozen=True, slots=True)
class MustHave:
    """What a published row must have: a text of its own, or rows at the end of a relation.

    If `end` names a link from those rows to other content, only rows whose end is published count;
    `drafts_only` is what to say when there are rows but none counts.
    """

    name: str
    words: str
    at_least: int = 1
    in_drafts: bool = False  # drafts need the rows too
    end: str = ""
    drafts_only: str = ""

    def lacking(self, rows: AnyRows) -> AnyRows:
        """Those of the rows that lack it."""
        field = rows.model._meta.get_field(self.name)
        if not field.is_relation:
            return rows.filter(**{self.name: ""})
        few = self._with_few(rows.model, self._counted(rows.model))
        return rows.filter(pk__in=few.values("pk"))

    def lacking_without(self, rows: AnyRows, path: str, gone: AnyRows) -> AnyRows:
        """Those that would lack it without what `path` leads to, and don't lack it now."""
        others = self._counted(rows.model) & ~Q(**{f"{path}__in": gone})
        few = self._with_few(rows.model, others)
        now = self.lacking(rows.model._default_manager.all())
        return rows.filter(pk__in=few.values("pk")).exclude(pk__in=now.values("pk"))

    def end_of(self, model: type[models.Model]) -> "type[Publication] | None":
        """The kind of content at the end of the relation, if it has to be published."""
        if not self.end:
            return None
        between: Any = model._meta.get_field(self.name).related_model
        found: type[Publication] = between._meta.get_field(self.end).related_model
        return found

    @property
    def reason(self) -> str:
        return f"{self.words} is missing"

    def _counted(self, model: type[models.Model]) -> Q:
        end = self.end_of(model)
        if end is None:
            return Q(**{f"{self.name}__isnull": False})
        public = end._default_manager.published()  # type: ignore[attr-defined]
        return Q(**{f"{self.name}__{self.end}__in": public.order_by().values("pk")})

    def _with_few(self, model: type[models.Model], counted: Q) -> AnyRows:
        rows = model._default_manager.order_by()
        there = Count(self.name, filter=counted, distinct=True)
        few: AnyRows = rows.annotate(there=there).filter(there__lt=self.at_least)
        return few


class Shortage(NamedTuple):
    """Rows that can't be published, and why, to be read after “because” or “although”."""

    must_have: MustHave
    reason: str
    rows: list[Any]


class Publication(models.Model):
    version: str | None  # by with_version()

    must_have: ClassVar[tuple[MustHave, ...]] = ()
    carries: ClassVar[str] = ""  # the relation with rows that are shown only while this one is
    also_at: ClassVar[tuple[str, ...]] = ()  # routes of other pages that include a row's slug

    state = models.CharField(
        max_length=12,
        choices=State,
        default=State.DRAFT,
        db_index=True,
        help_text="Only published content is shown to visitors.",
    )

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED


def shortages(rows: AnyRows) -> Iterator[Shortage]:
    """What keeps some of the rows from being published, one thing at a time.

    It costs at most two queries for each thing a row of this kind must have.
    """
    for must_have in rows.model.must_have:
        lacking = must_have.lacking(rows)
        empty = found = list(lacking)
        if must_have.end and found:
            bare = set(replace(must_have, end="").lacking(lacking).values_list("pk", flat=True))
            empty = [row for row in found if row.pk in bare]
            if drafts := [row for row in found if row.pk not in bare]:
                yield Shortage(must_have, must_have.drafts_only, drafts)
        if empty:
            yield Shortage(must_have, must_have.reason, empty)


def short_without(rows: AnyRows) -> Iterator[Shortage]:
    """Published rows of any kind that are complete only while these rows are public."""
    for model in apps.get_models():
        for must_have in getattr(model, "must_have", ()):
            if path := _path_to(rows.model, model, must_have):
                public: AnyRows = model._default_manager.published()  # type: ignore[attr-defined]
                if short := list(must_have.lacking_without(public, path, rows)):
                    yield Shortage(must_have, must_have.drafts_only or must_have.reason, short)


def _path_to(model: type[models.Model], owner: Any, must_have: MustHave) -> str:
    """How the rows the owner must have lead to those of a model; empty if they don't."""
    if must_have.end_of(owner) is model:
        return f"{must_have.name}__{must_have.end}"
    field = owner._meta.get_field(must_have.name)
    return must_have.name if field.is_relation and field.related_model is model else ""
