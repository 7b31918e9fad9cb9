"""The list of what people ask for and the site does not have."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.models import NothingFound

if TYPE_CHECKING:
    AnyNothingFoundAdmin = admin.ModelAdmin[NothingFound]
else:
    AnyNothingFoundAdmin = admin.ModelAdmin


@admin.register(NothingFound)
class NothingFoundAdmin(AnyNothingFoundAdmin):
    """To read, for all who may enter the admin; what was asked most comes first."""

    list_display = ["text", "place", "times", "day_count", "last"]
    list_filter = ["place"]
    list_display_links = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[NothingFound]:  # noqa: ARG002
        return NothingFound.objects.all().in_words()

    @admin.display(description="times asked", ordering="times")
    def times(self, row: NothingFound) -> int:
        return row.times

    @admin.display(description="days", ordering="day_count")
    def day_count(self, row: NothingFound) -> int:
        return row.day_count

    @admin.display(description="last asked", ordering="last")
    def last(self, row: NothingFound) -> str:
        return f"{row.last:%-d %B %Y}"

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_staff

    def has_view_permission(
        self,
        request: HttpRequest,
        obj: NothingFound | None = None,  # noqa: ARG002
    ) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(
        self,
        request: HttpRequest,  # noqa: ARG002
        obj: NothingFound | None = None,  # noqa: ARG002
    ) -> bool:
        return False

    def has_delete_permission(
        self,
        request: HttpRequest,  # noqa: ARG002
        obj: NothingFound | None = None,  # noqa: ARG002
    ) -> bool:
        return False
