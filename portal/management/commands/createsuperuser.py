from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.management.commands import createsuperuser

from portal.models import User


class Command(createsuperuser.Command):
    """Django's command, but the new account needs no confirmation email.

    Whoever runs it has a shell on the server and is trusted; email may not work yet.
    """

    def handle(self, *args: Any, database: str, **options: Any) -> None:
        super().handle(*args, database=database, **options)
        unconfirmed = User.objects.using(database).filter(is_superuser=True, emailaddress=None)
        EmailAddress.objects.using(database).bulk_create(
            [
                EmailAddress(user=user, email=user.email, verified=True, primary=True)
                for user in unconfirmed
            ],
            ignore_conflicts=True,
        )
