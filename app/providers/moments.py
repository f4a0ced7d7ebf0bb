"""Moments as services write them, and how long they ask us to wait."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from app.providers.contract import Reply

LONGEST_WAIT = 3600.0
"""Seconds; nobody waits longer because a server says so."""


def moment(text: str) -> float | None:
    """Unix seconds of an HTTP date or an ISO 8601 time; None when it is neither."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        try:
            when = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    try:
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def retry_after(reply: Reply) -> float | None:
    """Seconds that ``Retry-After`` asks for; None without one."""
    after = reply.header("retry-after").strip()
    if after.isdecimal() and len(after) < 10:
        return min(float(after), LONGEST_WAIT)
    then, start = moment(after), moment(reply.header("date"))
    return None if then is None or start is None else min(max(then - start, 0.0), LONGEST_WAIT)


def skew_values(reply: Reply) -> dict[str, str]:
    """For `ClockSkewed`: ``server_time`` in Unix seconds, ``minutes`` that this clock is off by."""
    server = moment(reply.header("date"))
    if server is None:
        return {}
    values = {"server_time": str(round(server))}
    if reply.exchange is not None and reply.exchange.started_at:
        values["minutes"] = str(round(abs(reply.exchange.started_at - server) / 60))
    return values
