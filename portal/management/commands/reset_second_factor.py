from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core.accounts import second_factor
from portal.models import User


class Command(BaseCommand):
    help = "Remove the second factors of somebody who lost them, so that the password is enough."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="The email address they sign in with.")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            user = User.objects.get_by_natural_key(email)
        except User.DoesNotExist as error:
            raise CommandError("There is no account with this address.") from error
        had_any = second_factor.reset(user)
        self.stdout.write(
            "Second factors removed." if had_any else "This account has no second factor."
        )
