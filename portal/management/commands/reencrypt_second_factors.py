from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core.accounts import second_factor


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
                "No key in SECRET_KEY and SECRET_KEY_FALLBACKS opens the second factors of "
                f"{len(unreadable)} account{'' if len(unreadable) == 1 else 's'}: "
                f"{', '.join(map(str, unreadable))}."
            )
