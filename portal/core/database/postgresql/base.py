"""Django's backend for PostgreSQL, for a server that may stop answering.

`statement_timeout` is enforced by the server, so a server that hangs doesn't enforce it: this
backend watches the clock itself. OPTIONS has two more keys, for pages: `deadline`, the seconds
after which a statement is given up, and `breaker`, whether the database is then left alone for a
moment.
"""

from time import monotonic
from typing import Any, ClassVar

import psycopg
from django.db.backends.postgresql import base
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus

from portal.core.database.breaker import answers
from portal.core.database.deadline import at_most
from portal.core.database.failures import NoAnswerError, RefusedError

IS_IT_THERE = 1.0  # seconds for the pool's check before it hands out a connection


class Connection(psycopg.Connection[Any]):
    """A connection that doesn't wait for ever."""

    emptied_at: ClassVar[float] = 0.0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deadline = IS_IT_THERE
        self.made_at = monotonic()

    def wait(self, gen: PQGen[Any], interval: float = 0.1, timeout: float | None = None) -> Any:
        limit = at_most(self.deadline) if timeout is None else timeout
        try:
            answer = super().wait(gen, interval=interval, timeout=limit)
        except psycopg.OperationalError as error:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()  # nobody knows what it will say next
                answers.failed()
                self._empty_the_pool()
                raise NoAnswerError(f"no answer within {limit:.1f} s") from error
            if self.pgconn.transaction_status == TransactionStatus.UNKNOWN:
                self._empty_the_pool()
            raise
        answers.answered()
        return answer

    def _empty_the_pool(self) -> None:
        """Whatever ended this connection also ended those made before it.

        The pool would try them one by one, with pauses, until nobody is waiting any more.
        """
        pool = getattr(self, "_pool", None)
        if pool is not None and self.made_at > Connection.emptied_at:
            Connection.emptied_at = monotonic()
            pool.drain()


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        options = settings_dict["OPTIONS"]
        self.has_breaker: bool = options.get("breaker", False)
        self.deadline: float | None = options.get("deadline")
        if self.deadline and isinstance(options.get("pool"), dict):
            options["pool"].setdefault("connection_class", Connection)

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        for ours in ("breaker", "deadline"):
            params.pop(ours, None)
        return params

    def ensure_connection(self) -> None:
        if self.connection is None:
            self._ask_leave()
        super().ensure_connection()

    def _cursor(self, name: str | None = None) -> Any:
        self._ask_leave()
        return super()._cursor(name)  # type: ignore[misc]

    def _ask_leave(self) -> None:
        if self.has_breaker and not answers.admits():
            raise RefusedError("the database did not answer a moment ago")

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            connection = super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            if self.has_breaker:
                answers.failed()
            raise
        if isinstance(connection, Connection) and self.deadline:
            connection.deadline = self.deadline
        return connection

    def _close(self) -> None:
        if isinstance(self.connection, Connection):
            self.connection.deadline = IS_IT_THERE
        super()._close()  # type: ignore[misc]  # django-stubs do not know it
