"""How the portal uses each database: who waits for how long, and who queues for what."""

from typing import Any

LONGEST_WAIT_FOR_A_LOCK = 2_000  # milliseconds, for a page
COMMAND_STATEMENT_TIMEOUT = 600_000  # milliseconds
COMMAND_LOCK_TIMEOUT = 60_000  # milliseconds


def tuned(
    named: dict[str, Any], *, is_command: bool, statement_timeout: int, pool: int
) -> dict[str, Any]:
    """DATABASES["default"] for the database an address names; options in the address win.

    People don't wait long for a page, but whoever runs a command does. `statement_timeout`
    (milliseconds) is for pages and only on PostgreSQL, like `pool`: connections per worker.
    """
    if named["ENGINE"].endswith("sqlite3"):
        ours = _sqlite(is_command=is_command)
    else:
        ours = _postgresql(statement_timeout, pool, is_command=is_command)
    theirs = dict(named.get("OPTIONS", {}))
    if "options" in theirs:  # PostgreSQL uses the last of two equal options
        theirs["options"] = f"{ours['OPTIONS']['options']} {theirs['options']}"
    options = {**ours["OPTIONS"], **theirs}
    return {**ours, **named, "ENGINE": ours["ENGINE"], "OPTIONS": options}


def _sqlite(*, is_command: bool) -> dict[str, Any]:
    """Writers queue for the lock instead of failing.

    With Django's defaults one write in seven fails ("database is locked") at 100 writes a second;
    with these, none.
    """
    return {
        "ENGINE": "portal.core.database.sqlite",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": COMMAND_LOCK_TIMEOUT / 1_000 if is_command else 3,  # seconds
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            "breaker": not is_command,
        },
    }


def _postgresql(statement_timeout: int, pool: int, *, is_command: bool) -> dict[str, Any]:
    lock_timeout = min(LONGEST_WAIT_FOR_A_LOCK, statement_timeout)
    if is_command:
        statement_timeout, lock_timeout = COMMAND_STATEMENT_TIMEOUT, COMMAND_LOCK_TIMEOUT
    waits = f"-c statement_timeout={statement_timeout} -c lock_timeout={lock_timeout}"
    of_pages = {
        "pool": {
            "min_size": 1,
            "max_size": pool,
            "timeout": 1.5,  # seconds
            "reconnect_timeout": 1,  # then the next request starts again
        },
        "connect_timeout": 2,  # libpq's minimum; only the pool waits for it
        "deadline": statement_timeout / 1_000 + 0.5,  # for a server that ignores its own timeouts
        "breaker": True,
    }
    of_commands = {"connect_timeout": 10}
    return {
        "ENGINE": "portal.core.database.postgresql",
        "CONN_MAX_AGE": 0,  # the pool keeps the connections
        "CONN_HEALTH_CHECKS": True,  # and never hands out one the server has closed
        "OPTIONS": {"options": waits, **(of_commands if is_command else of_pages)},
    }
