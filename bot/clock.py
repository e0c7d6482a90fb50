"""The one place that reads the clock."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the time, aware and in UTC."""
    return datetime.now(UTC)
