from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core.accounts import second_factor


class Command(BaseCommand):
    help = (
        "Encrypt every second factor with the current SECRET_KEY. Run it after changing the key, "
        "before removing the old one from SECRET_KEY_FALLBACKS. It is safe to run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done, unreadable = second_factor.reencrypt()
        self.stdout.write(f"{done} encrypted with the current key.")
        if unreadable:
            raise CommandError(
                "No key in SECRET_KEY or SECRET_KEY_FALLBACKS can decrypt the second factors of "
                f"{len(unreadable)} account{'' if len(unreadable) == 1 else 's'}: "
                f"{', '.join(map(str, unreadable))}."
            )
