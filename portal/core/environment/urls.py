"""Addresses of the database, mail server and cache, read by django-environ.

django-environ accepts nearly anything and falls back to something else when it doesn't understand,
so its result is checked here before it is used.
"""

import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit
from warnings import catch_warnings, simplefilter

import environ

from portal.core.environment.values import InvalidSettingError, boolean

Config = dict[str, Any]

ESCAPE = "In a name or password write %23 for #, %2F for /, %3F for ?, %40 for @ and %25 for %"
SCHEME = re.compile(r"[a-z][a-z0-9+]*://", re.IGNORECASE)

POSTGRESQL = {"postgres", "postgresql", "psql", "pgsql"}
SQLITE_MEMORY = "sqlite://:memory:"
OF_DJANGO = {"CONN_MAX_AGE", "CONN_HEALTH_CHECKS", "DISABLE_SERVER_SIDE_CURSORS"}
OF_SQLITE = {"timeout", "transaction_mode", "init_command", "cached_statements"}
OF_LIBPQ = {
    *("application_name", "channel_binding", "client_encoding", "connect_timeout", "gssencmode"),
    *("keepalives", "keepalives_count", "keepalives_idle", "keepalives_interval"),
    *("load_balance_hosts", "options", "passfile", "service", "sslcert", "sslcrl", "sslkey"),
    *("sslmode", "sslrootcert", "target_session_attrs", "tcp_user_timeout"),
}
SSL_MODES = {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"}

SMTP = {"smtp", "smtp+tls", "smtp+ssl"}
NO_SMTP = {"consolemail", "filemail", "memorymail", "dummymail"}

NEEDED_BY_CACHE = {
    "locmemcache": "django",
    "dbcache": "django",
    "filecache": "django",
    "redis": "redis",
    "rediss": "redis",
    "pymemcache": "pymemcache",
    "pylibmc": "pylibmc",
}


def database(folder: Path) -> Callable[[str], Config]:
    """PostgreSQL, or a SQLite file, whose path is relative to the folder unless it is absolute."""

    def read(url: str) -> Config:
        scheme = url.partition(":")[0].lower()
        if scheme == "sqlite":
            return _sqlite(url, folder)
        if scheme in POSTGRESQL:
            return _postgresql(url)
        raise InvalidSettingError(
            "must begin with postgres:// or sqlite:///, such as "
            "postgres://user:password@host:5432/name"
        )

    return read


def email(url: str) -> Config:
    parts = _split(url)
    if parts.scheme == "smtps":
        raise InvalidSettingError(
            "is ambiguous: write smtp+tls:// for STARTTLS (usually port 587), "
            "smtp+ssl:// for TLS from the start (usually port 465)"
        )
    if parts.scheme not in SMTP | NO_SMTP:
        raise InvalidSettingError(
            f"must begin with one of {', '.join(sorted(SMTP | NO_SMTP))}, then ://"
        )
    if parts.query or (parts.scheme in SMTP and parts.path.strip("/")):
        raise InvalidSettingError(f"must end after the host and the port. {ESCAPE}")
    config = _parsed(environ.Env.email_url_config, url)
    if parts.scheme in SMTP and not config["EMAIL_HOST"]:
        raise InvalidSettingError(
            "names no host, such as smtp+tls://user:password@mail.example.org:587"
        )
    if bool(config["EMAIL_HOST_USER"]) != bool(config["EMAIL_HOST_PASSWORD"]):
        raise InvalidSettingError("must hold both a user and a password, or neither")
    return config


def cache(url: str) -> Config:
    parts = _split(url)
    if parts.scheme not in NEEDED_BY_CACHE:
        raise InvalidSettingError(f"must begin with one of {', '.join(NEEDED_BY_CACHE)}, then ://")
    needed = NEEDED_BY_CACHE[parts.scheme]
    if find_spec(needed) is None:
        raise InvalidSettingError(f"needs the package {needed}, which is not installed")
    if needed != "django" and not (parts.hostname or parts.path.strip("/")):
        raise InvalidSettingError(f"names no host, such as {parts.scheme}://127.0.0.1:6379/0")
    if parts.scheme == "filecache" and not parts.path.strip("/"):
        raise InvalidSettingError("names no folder, such as filecache:///var/cache/portal")
    if parts.scheme == "dbcache" and not parts.netloc:
        raise InvalidSettingError("names no table, such as dbcache://cache")
    config = _parsed(environ.Env.cache_url_config, url)
    if not isinstance(config.get("TIMEOUT", 1), int | None):
        raise InvalidSettingError("has a TIMEOUT that is not a number of seconds")
    return config


def _sqlite(url: str, folder: Path) -> Config:
    if url == SQLITE_MEMORY:
        return _parsed(environ.Env.db_url_config, url)
    parts = _split(url)
    if parts.netloc or not parts.path.strip("/"):
        raise InvalidSettingError(
            "names no file: write sqlite:///name.sqlite3 for one beside manage.py, "
            "or sqlite:////srv/name.sqlite3, with four slashes, for any other"
        )
    config = _parsed(environ.Env.db_url_config, url)
    _check_options(config, OF_SQLITE)
    path = folder / config["NAME"]
    if path.is_dir():
        raise InvalidSettingError("names a folder, not a file")
    if not path.parent.is_dir():
        raise InvalidSettingError(
            "names a file in a folder that doesn't exist (an absolute path has four slashes: "
            "sqlite:////srv/name.sqlite3)"
        )
    return {**config, "NAME": str(path)}


def _postgresql(url: str) -> Config:
    parts = _split(url)
    config = _parsed(environ.Env.db_url_config, url)
    if not config["NAME"]:
        raise InvalidSettingError(
            "names no database, such as postgres://user:password@host:5432/name"
        )
    if {"/", "@", ":"} & set(config["NAME"]) or "/" in parts.path.strip("/"):
        raise InvalidSettingError(f"names a database with / : or @ in its name. {ESCAPE}")
    _check_options(config, OF_LIBPQ)
    if config.get("OPTIONS", {}).get("sslmode", "require") not in SSL_MODES:
        raise InvalidSettingError(
            f"has an sslmode that isn't one of {', '.join(sorted(SSL_MODES))}"
        )
    if config.get("CONN_MAX_AGE"):
        raise InvalidSettingError("must not set CONN_MAX_AGE: the pool keeps the connections")
    return config


def _check_options(config: Config, allowed: set[str]) -> None:
    """Check what follows the question mark, where a typo would silently have no effect."""
    for name, value in config.get("OPTIONS", {}).items():
        if name not in allowed:
            raise InvalidSettingError(
                f"has an option that isn't one of {', '.join(sorted(allowed | OF_DJANGO))}"
            )
        if name.endswith("timeout") and not isinstance(value, int):
            raise InvalidSettingError(f"has a {name} that is not a whole number")
    for name in OF_DJANGO & config.keys() - {"CONN_MAX_AGE"}:
        config[name] = boolean(str(config[name]))
    if not isinstance(config.get("CONN_MAX_AGE"), int | None):
        raise InvalidSettingError("has a CONN_MAX_AGE that is neither a number of seconds nor None")


def _split(url: str) -> SplitResult:
    if not SCHEME.match(url):
        raise InvalidSettingError("is not understood: it must begin with a word and ://")
    if "#" in url or any(letter.isspace() or not letter.isprintable() for letter in url):
        raise InvalidSettingError(f"must not contain # or spaces. {ESCAPE}")
    try:
        parts = urlsplit(url)
        port = parts.port if "," not in parts.netloc else None
    except ValueError:
        port = -1
    if port == -1:
        raise InvalidSettingError(f"has a host or port that is not understood. {ESCAPE}")
    options = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    if len(options) != len(set(options)):
        raise InvalidSettingError("has an option twice")
    return parts


def _parsed(parse: Callable[[str], Config], url: str) -> Config:
    try:
        with catch_warnings():
            simplefilter("error")
            return parse(url)
    except (ValueError, Warning, environ.ImproperlyConfigured):
        pass
    raise InvalidSettingError(f"is not understood. {ESCAPE}")
