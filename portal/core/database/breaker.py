"""A circuit breaker: what didn't answer in time is left alone for a moment.

Without it, every request would wait its own two seconds for a database that hangs, and a worker
would run out of threads within a second.
"""

import logging
from threading import Lock, get_ident
from time import monotonic

logger = logging.getLogger(__name__)

PAUSE = 1.0  # seconds in which nobody asks
PROBE = 4.0  # seconds for whoever tries again before somebody else may


class Breaker:
    """Closed while all is well. When open, it lets one thread try at a time and no other."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = Lock()
        self._retry_at: float | None = None
        self._prober: int | None = None

    @property
    def is_open(self) -> bool:
        return self._retry_at is not None

    def admits(self) -> bool:
        """Whether this thread may ask. After the pause, the first to come asks for all."""
        if self._retry_at is None:
            return True
        with self._lock:
            if self._retry_at is None or self._prober == get_ident():
                return True
            if monotonic() < self._retry_at:
                return False
            self._prober, self._retry_at = get_ident(), monotonic() + PROBE
            return True

    def failed(self) -> None:
        """There was no answer in time."""
        with self._lock:
            if self._retry_at is None:
                logger.warning(
                    "%s: no answer in time; asking once a second until it is back.", self.name
                )
            self._prober, self._retry_at = None, monotonic() + PAUSE

    def answered(self) -> None:
        if self._retry_at is None:
            return
        with self._lock:
            self._prober = self._retry_at = None
            logger.warning("%s: back to normal.", self.name)

    def reset(self) -> None:
        """Forget everything, like a process that has just started."""
        with self._lock:
            self._prober = self._retry_at = None


# Per process: whether PostgreSQL answers at all, and whether SQLite's one lock is available.
answers = Breaker("The database")
locks = Breaker("The write lock of the database")
