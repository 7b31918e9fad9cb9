"""Who may enter the admin, and by which door."""

from typing import Any

from django.contrib import admin

from portal.admin_views import careful
from portal.kept_forms import keep_what_was_sent


class AdminSite(admin.AdminSite):
    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002
        return keep_what_was_sent(super().admin_view(careful(view), cacheable))
