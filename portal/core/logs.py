"""What is logged, and where it goes: lines on standard error, without secrets."""

from typing import Any

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def logging_at(level: str) -> dict[str, Any]:
    """Django's LOGGING for everything at this level and above."""
    of_django = "INFO" if level == "DEBUG" else level  # at DEBUG it logs each query with its values
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "class": "portal.core.log_redaction.RedactingFormatter",
                "format": "{asctime} {levelname} {name} id={request_id}: {message}",
                "style": "{",
            }
        },
        "filters": {"refused_hosts": {"()": "portal.core.proxies.RefusedHosts"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": of_django, "propagate": True},
            "django.server": {"handlers": [], "level": of_django, "propagate": True},  # `runserver`
            "django.security.DisallowedHost": {"filters": ["refused_hosts"]},
            "psycopg.pool": {"level": "ERROR"},  # a line for each attempt; the breaker logs it once
        },
    }
