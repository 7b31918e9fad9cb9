"""The version of the content: a random value that every write to the content replaces.

Database triggers replace it, so it doesn't matter who writes: the admin, the loader, a shell, a
bulk update. It is changed and rolled back together with the content itself. Because it is random,
it never repeats, so what was seen inside a transaction that was rolled back can't be mistaken for
what another one wrote.
"""

from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import Any, NamedTuple, ParamSpec, TypeVar

from django.apps import apps
from django.db import DatabaseError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from portal.core.database.breaker import Breaker
from portal.core.database.failures import Failure, LockedError, failure_of, is_passing, reconnect
from portal.models import ContentVersion

P = ParamSpec("P")
ResultT = TypeVar("ResultT")

# Apps whose tables hold no content: Django's and allauth's own records.
BOOKS = {"account", "admin", "auth", "contenttypes", "mfa", "sessions"}

VERSION = ContentVersion._meta.db_table
RANDOM = {"postgresql": "gen_random_uuid()::text", "sqlite": "lower(hex(randomblob(16)))"}
EVENTS = ("INSERT", "UPDATE", "DELETE")
WITH_TRIGGER = (
    "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE tgname = 'renew_content_version'"
)
MOST_RESULTS = 2_000  # per function: each page of each role, with room to spare

# A restore locks the table for as long as it runs. Every page asks for the version, so all would
# queue for it.
breaker = Breaker("The version of the content")

_last_seen: str | None = None  # the version

# The version a result is being computed at, for the functions called along the way.
_working_at: ContextVar[str | None] = ContextVar("working_at", default=None)


class _Kept(NamedTuple):
    version: str | None
    results: dict[Hashable, Any]


def current() -> str | None:
    """The current version; None if there is none or no database, and nothing may be cached."""
    try:
        return read()
    except DatabaseError:
        return None


def read() -> str | None:
    """The current version; None if there is none. Raises if there is no database."""
    global _last_seen  # noqa: PLW0603 -- one for the process, like the copies that are known by it
    if not breaker.admits():
        raise LockedError("the version could not be read a moment ago")
    try:
        version = _ask()
    except DatabaseError as error:
        if failure_of(error) is Failure.BUSY:
            breaker.failed()
        if not is_passing(error):
            raise
        reconnect()
        version = _ask()
    breaker.answered()
    _last_seen = version or _last_seen
    return version


def last_seen() -> str | None:
    """The version this process last read, for as long as the database is down."""
    return _last_seen


def once_per_version(work: Callable[P, ResultT]) -> Callable[P, ResultT]:
    """Cache what a function computes from the content alone, in this process, until it changes.

    Its arguments must be hashable, and nobody may change what it returns, because all callers share
    it. A call costs one small query. While one thread computes a result, others that need the same
    function wait for it rather than compute it again.
    """
    kept = _Kept(None, {})
    making = Lock()

    @wraps(work)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> ResultT:
        nonlocal kept
        # Read before the work is done: a result may be newer than its version, but never older.
        version = _working_at.get() or current()
        if version is None:
            return work(*args, **kwargs)
        key = args, tuple(sorted(kwargs.items()))
        with making:
            if kept.version != version or len(kept.results) >= MOST_RESULTS:
                kept = _Kept(version, {})
            if key not in kept.results:
                token = _working_at.set(version)
                try:
                    kept.results[key] = work(*args, **kwargs)
                finally:
                    _working_at.reset(token)
            result: ResultT = kept.results[key]
            return result

    return remembered


@contextmanager
def at_one_version() -> Iterator[None]:
    """Within it all that is kept `once_per_version` asks for the version once."""
    token = _working_at.set(_working_at.get() or current())
    try:
        yield
    finally:
        _working_at.reset(token)


def content_tables() -> list[str]:
    """The tables of every model that doesn't say `is_content = False`, and those between models.

    What people do, and the loader's own records, are not content. A model that forgets to say so
    costs speed; one that says so by mistake shows stale pages.
    """
    return sorted(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in BOOKS and _is_content(model)
    )


def install_triggers(using: str) -> None:
    """Recreate the triggers and renew the version; call it when tables may have changed.

    SQLite drops a table's triggers when a migration rebuilds it.
    """
    database = connections[using]
    content = set(content_tables())
    with database.cursor() as cursor:
        tables = set(database.introspection.table_names(cursor))
        is_ready = VERSION in tables
        wanted = sorted(content & tables) if is_ready else []
        for statement in [*_without_triggers(database, cursor, tables, wanted)]:
            cursor.execute(statement)
        if is_ready:
            for statement in _begin(database, wanted):
                cursor.execute(statement)


def _is_content(model: type[Model]) -> bool:
    """A table between two models is content if the model that declares the relation is."""
    declared: type[Model] = model._meta.auto_created or model  # type: ignore[assignment]
    return getattr(declared, "is_content", True)


def _ask() -> str | None:
    with connection.cursor() as cursor:  # a tenth of the time the ORM needs
        cursor.execute(f"SELECT value FROM {VERSION}")  # noqa: S608 -- the name of our table
        row = cursor.fetchone()
    return row[0] if row else None


def _without_triggers(
    database: BaseDatabaseWrapper, cursor: Any, tables: Collection[str], wanted: Collection[str]
) -> Iterator[str]:
    """PostgreSQL keeps the triggers that are needed and replaces them.

    Dropping one, or even checking whether it exists, takes a lock that blocks every reader: if a
    backup delayed it, the whole site would wait.
    """
    quote = database.ops.quote_name
    if database.vendor == "postgresql":
        cursor.execute(WITH_TRIGGER)
        for table in sorted({table for (table,) in cursor.fetchall()} & set(tables) - set(wanted)):
            yield f"DROP TRIGGER IF EXISTS renew_content_version ON {quote(table)}"
        return
    for table in sorted(tables):
        for event in EVENTS:
            yield f"DROP TRIGGER IF EXISTS {quote(f'{table}_renews_by_{event.lower()}')}"


def _begin(database: BaseDatabaseWrapper, tables: list[str]) -> Iterator[str]:
    quote, random = database.ops.quote_name, RANDOM[database.vendor]
    renew = f"UPDATE {VERSION} SET value = {random}"  # noqa: S608 -- no word of it is anybody's
    yield f"INSERT INTO {VERSION} (id, value) VALUES (1, '') ON CONFLICT DO NOTHING"  # noqa: S608
    yield renew
    if database.vendor == "postgresql":
        yield (
            "CREATE OR REPLACE FUNCTION renew_content_version() RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN {renew}; RETURN NULL; END $$"
        )
    for table in tables:
        if database.vendor == "postgresql":
            yield (
                "CREATE OR REPLACE TRIGGER renew_content_version "
                f"AFTER {' OR '.join(EVENTS)} OR TRUNCATE "
                f"ON {quote(table)} EXECUTE FUNCTION renew_content_version()"
            )
        else:
            for event in EVENTS:
                name = quote(f"{table}_renews_by_{event.lower()}")
                yield (f"CREATE TRIGGER {name} AFTER {event} ON {quote(table)} BEGIN {renew}; END")
