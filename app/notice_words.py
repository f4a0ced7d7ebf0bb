"""What a service told later, as a sentence for a terminal."""

from __future__ import annotations

from app.domain.notice import Notice, NoticeKind, NoticeState

_KINDS = {NoticeKind.PROCESSING: "Processing", NoticeKind.EVENT: "Event"}
_STATES = {
    NoticeState.PENDING: "still to come",
    NoticeState.ARRIVED: "arrived",
    NoticeState.GAVE_UP: "did not come",
    NoticeState.NONE: "none will be seen here",
}
_REASONS = {
    "off": "the service is set to send none",
    "elsewhere": "it goes to the application's own server",
    "not_read": "reading the queue is switched off; --option consume=1 reads it",
    "late": "nobody waits any longer",
    "unknown": "the service does not know it",
    "refused": "the key may not ask",
    "receiver": "the service could not reach the receiver",
}


def of_notice(notice: Notice) -> str:
    """Such as ``Event 5285890784273533167: arrived.``"""
    state = _STATES[notice.state]
    if notice.good is False:
        state += ", and says that it failed"
    elif notice.reason:
        state += f" ({_REASONS.get(notice.reason, notice.reason)})"
    return f"{_KINDS[notice.kind]} {notice.id}: {state}."
