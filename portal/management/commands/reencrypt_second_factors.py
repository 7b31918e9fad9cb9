from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal import second_factor


class Command(BaseCommand):
    help = (
        "Encrypt every second factor by the present SECRET_KEY. Run it after the key was changed, "
        "before the old one leaves SECRET_KEY_FALLBACKS. It can be run again at any time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done, unreadable = second_factor.reencrypt()
        self.stdout.write(f"{done} encrypted by the present key.")
        if unreadable:
            raise CommandError(
                f"{len(unreadable)} cannot be read by any key in SECRET_KEY and "
                f"SECRET_KEY_FALLBACKS: those of the accounts {', '.join(map(str, unreadable))}."
            )
