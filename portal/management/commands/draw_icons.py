from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.icons import PLACES, draw_icon


class Command(BaseCommand):
    help = "Draw the icons of the site anew, into static/icons."

    def handle(self, *args: Any, **options: Any) -> None:
        for name in PLACES:
            file = settings.BASE_DIR / "static" / "icons" / name
            file.write_bytes(draw_icon(name))
            self.stdout.write(f"{name}: {file.stat().st_size:,} bytes")
