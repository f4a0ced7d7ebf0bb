"""What a service's refusal is to us, and what the status of an answer says by itself."""

from __future__ import annotations

from app.domain.errors import ServiceFault, Throttled, UploadError

Verdict = tuple[type[UploadError], str]
"""Class, and ``values["reason"]``."""


def by_status(status: int) -> Verdict | None:
    """By status alone, for answers with an unknown code or none; None when it says nothing.

    500 and above, 408 and 429 are worth another try, whoever answered (oss.md, 8.3).
    """
    if status == 429:
        return Throttled, ""
    if status == 408:
        return ServiceFault, "stalled"
    return (ServiceFault, "") if status >= 500 else None
