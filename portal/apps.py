from typing import Any

from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate


class AdminConfig(admin.AdminConfig):
    default = False
    default_site = "portal.admin_site.AdminSite"


class PortalConfig(AppConfig):
    default = True
    name = "portal"

    def ready(self) -> None:
        # The only signal we use: nothing else reveals that tables were created or rebuilt.
        post_migrate.connect(_watch_the_content, sender=self)

        from portal.core.accounts import (  # noqa: PLC0415 -- they need models
            rate_limits,
            second_factor,
        )

        rate_limits.count_in_database()
        second_factor.remember_used_codes_in_database()
        second_factor.listen()


def _watch_the_content(using: str, **told: Any) -> None:  # noqa: ARG001
    from portal.core import content_version  # noqa: PLC0415 -- there are no models before the apps are ready

    content_version.install_triggers(using)
