from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from careers.models import Profile


class Command(BaseCommand):
    help = (
        "Delete the ratings of visitors whose session has ended. Run it daily, with clearsessions."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        ended = timezone.now() - timedelta(seconds=settings.VISITOR_SESSION_AGE)
        profiles = Profile.objects.of_visitors().quiet_since(ended)
        count = profiles.count()
        profiles.delete()
        self.stdout.write(f"{count} profiles forgotten")
