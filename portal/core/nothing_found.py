"""What people ask for that the site does not have, counted by day for curators.

Nothing is kept of who asked or at what time. The words themselves are kept only once they have
been asked on five different days; until then a keyed hash tells one text from another. What may
name a person (an address, a number of a phone, a link) is never told apart, nor is a long text.
"""

import logging
import re

from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from portal.core.http import comes_from_here
from portal.core.text.folding import folded
from portal.models import NothingFound, NothingFoundDay

SALT = "portal.nothing_found"  # of hashes that are kept: it stays as it is
MOST_LETTERS = 60
MOST_NEW = 300  # texts that are told apart, of those first asked on one day

ROBOTS = re.compile(r"bot\b|bot/|crawl|spider|slurp|preview|headless|monitor", re.IGNORECASE)
ADDRESS = re.compile(
    r"@|://|\bwww\.|\b[\w-]+\.(?:com|org|net|edu|gov|info|io|ai|app|co|eu|uk|de|fr|me)\b"
)
MOST_DIGITS = 5  # a number with more may be of a phone, an account, a birthday
NOT_TOLD_APART = ""

logger = logging.getLogger(__name__)


def record_nothing_found(request: HttpRequest, place: NothingFound.Place, text: str) -> None:
    """Count that somebody asked for this and nothing was found. It never fails.

    Only what a person sent by a form of this site counts: no crawler, no HEAD, no page that a
    browser fetched ahead.
    """
    if not _was_sent_by_somebody(request) or not (words := _plain(text)):
        return
    try:
        with transaction.atomic():
            _count(place, words)
    except DatabaseError:
        logger.warning("A text that found nothing could not be counted", exc_info=True)


def may_be_kept(words: str) -> bool:
    """Whether the folded text is short, and looks like nothing that names a person."""
    digits = sum(sign.isdigit() for sign in words)
    return len(words) <= MOST_LETTERS and digits <= MOST_DIGITS and not ADDRESS.search(words)


def forget_old_days() -> int:
    """Delete the counts of days long past, and what was asked on no other day: how many rows."""
    old = NothingFoundDay.objects.all().before(localdate() - NothingFoundDay.KEPT)
    days = old.delete()[0]
    return days + NothingFound.objects.all().without_days().delete()[0]


def _was_sent_by_somebody(request: HttpRequest) -> bool:
    if request.method == "HEAD" or ROBOTS.search(request.headers.get("User-Agent", "")):
        return False
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return "prefetch" not in purpose and comes_from_here(request)


def _plain(text: str) -> str:
    return " ".join(folded(text).split())


def _count(place: NothingFound.Place, words: str) -> None:
    key = _hash(place, words) if may_be_kept(words) else NOT_TOLD_APART
    row = NothingFound.objects.filter(place=place, key=key).first()
    if row is None:
        today = localdate()
        if NothingFound.objects.all().new_on(today).count() >= MOST_NEW:
            key = NOT_TOLD_APART
        row, _ = NothingFound.objects.get_or_create(
            place=place, key=key, defaults={"first_day": today}
        )
    row.count(localdate(), words)


def _hash(place: str, words: str) -> str:
    return salted_hmac(SALT, f"{place}\n{words}", algorithm="sha256").hexdigest()
