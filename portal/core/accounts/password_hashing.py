"""Passwords are hashed two at a time in a worker; when too many wait, sign-ins are refused
politely.

Hashing is meant to be expensive: 20 sign-ins a second, all hashed at once on every processor, would
leave nothing for readers. The third in line waits for a moment, and so do a few more; anybody after
that is asked to try again, so that a worker's threads are never all waiting for a hash.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import hashers

from portal.core.throttling import TooBusy

AT_ONCE = threading.BoundedSemaphore(2)
THREADS: int = settings.GUNICORN["threads"]
WAITING = threading.BoundedSemaphore(max(1, THREADS // 4))
LONGEST_WAIT = 1  # second


@contextmanager
def turn() -> Iterator[None]:
    if not (AT_ONCE.acquire(blocking=False) or _wait()):
        raise TooBusy
    try:
        yield
    finally:
        AT_ONCE.release()


def _wait() -> bool:
    if not WAITING.acquire(blocking=False):
        return False
    try:
        return AT_ONCE.acquire(timeout=LONGEST_WAIT)
    finally:
        WAITING.release()


class Argon2PasswordHasher(hashers.Argon2PasswordHasher):
    """Parameters from OWASP's Password Storage Cheat Sheet: 19 MiB, two rounds, one thread.

    Django's defaults use 100 MiB and eight threads for each hash. A password hashed with those is
    hashed again at the next sign-in.
    """

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with turn():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with turn():
            return super().verify(password, encoded)


class PBKDF2PasswordHasher(hashers.PBKDF2PasswordHasher):
    """For passwords hashed before Argon2: verifying one encodes it."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        with turn():
            return super().encode(password, salt, iterations)
