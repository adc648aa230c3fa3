"""Logs by allow-list: one JSON line for each event, and only keys named here; anything else never reaches a log."""

import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset((
    "event", "level", "timestamp", "method", "route", "status", "ms", "kind", "code", "result", "count", "bytes",
    "attempt", "port", "process", "pid",
))  # fmt: skip
MOST = 200


def _only_allowed(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop what is not listed, and whatever is neither a number nor a short text."""
    kept = {k: v for k, v in event.items() if k in ALLOWED and isinstance(v, int | float | str)}
    return {k: v[:MOST] if isinstance(v, str) else v for k, v in kept.items()}


def set_up() -> None:
    """JSON lines on standard error; other libraries' logs are not taken: their texts are not ours to judge."""
    structlog.configure(
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def say(event: str, **values: object) -> None:
    """One event."""
    structlog.get_logger().info(event, **values)
