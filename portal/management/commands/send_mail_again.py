import logging
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.core.accounts.mail import is_final, send_again
from portal.models import UnsentMail

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Resend emails the mail server didn't accept. Run it every few minutes; it is safe "
        "to run twice at once, and each email is tried for three days."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        expired, _ = UnsentMail.objects.expired(timezone.now()).delete()
        sent = failed = 0
        for mail in list(UnsentMail.objects.due(timezone.now())):
            if not mail.claim(timezone.now()):
                continue
            try:
                send_again(mail)
            except Exception as error:  # noqa: BLE001 -- one bad mail keeps no other from going out
                logger.warning("A stored email could not be sent (%s)", type(error).__name__)
                failed += 1
                mail.delete() if is_final(error) else mail.put_off(timezone.now())
            else:
                sent += 1
                mail.delete()
        self.stdout.write(f"{sent} emails sent, {failed} failed, {expired} too old")
