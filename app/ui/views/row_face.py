"""What one row of the Simple list says: state, detail, bar, and what can be pressed on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.states import Outcome, UploadState
from app.domain.upload import TaskSnapshot
from app.ui import i18n
from app.ui.error_words import trouble
from app.ui.i18n import translate
from app.ui.line_words import waits_for_line
from app.ui.models.rows import progress
from app.ui.notice_words import failed_processing, row_words
from app.ui.plain_names import visible
from app.ui.words import Words, answer_text, reason_text, state_words, waits_for_access

SEPARATOR = " · "
"""Between facts of one line, in every language."""


class RowAction(StrEnum):
    """What a person can press on a row."""

    RETRY = "retry"
    COPY_LINK = "copy_link"
    DETAILS = "details"


@dataclass(frozen=True, slots=True)
class RowFace:
    """A row in words and numbers; the delegate only draws it."""

    state: Words
    detail: str
    """What follows the state, in muted ink; may be outside text."""
    bar: float | None
    """Share that was sent, 0 to 1; None for no bar."""
    actions: tuple[RowAction, ...]
    notice: Words | None = None
    """What the service tells later, beside it; None: nothing."""

    def line(self) -> str:
        """State, detail and notice as one text."""
        later = self.notice.text if self.notice else ""
        return SEPARATOR.join(filter(None, (self.state.text, self.detail, later)))


_WITH_BAR = frozenset(
    {
        UploadState.PREPARING,
        UploadState.SENDING,
        UploadState.COMPLETING,
        UploadState.VERIFYING,
        UploadState.WAITING,
        UploadState.PAUSED,
    }
)
_SAFE = frozenset({Outcome.CALLBACK_FAILED, Outcome.ANSWER_NOT_SEEN})
_STORED = frozenset({Outcome.DELIVERED, Outcome.STORED}) | _SAFE


def face_of(snapshot: TaskSnapshot, *, now: float) -> RowFace:
    """The face of a row; ``now`` is monotonic time in seconds."""
    with_bar = snapshot.state in _WITH_BAR
    return RowFace(
        state_words(snapshot, now=now),
        _detail(snapshot),
        progress(snapshot) / 100 if with_bar else None,
        actions_of(snapshot),
        row_words(snapshot),
    )


def actions_of(snapshot: TaskSnapshot) -> tuple[RowAction, ...]:
    """What can be pressed; *Details* leads to Expert."""
    if snapshot.state is UploadState.FAILED:
        return (RowAction.RETRY, RowAction.DETAILS)
    if snapshot.state is UploadState.CANCELLED:
        return (RowAction.RETRY,)
    if snapshot.outcome in _SAFE or (snapshot.outcome and failed_processing(snapshot)):
        return (RowAction.COPY_LINK, RowAction.DETAILS)
    return (RowAction.COPY_LINK,) if snapshot.outcome in _STORED else ()


def action_text(action: RowAction) -> str:
    """The word on the button."""
    if action is RowAction.RETRY:
        return translate("SimpleRow", "Try again")
    if action is RowAction.COPY_LINK:
        return translate("SimpleRow", "Copy link")
    return translate("SimpleRow", "Details")


def practice_text() -> str:
    """The word that every practice row carries."""
    return translate("SimpleRow", "practice")


def tooltip(snapshot: TaskSnapshot, *, now: float) -> str:
    """Everything that the row may have to cut off; plain text."""
    lines = [visible(snapshot.name), face_of(snapshot, now=now).line()]
    if snapshot.state is UploadState.FAILED and snapshot.error_code:
        told = trouble(snapshot.error_code, snapshot.error_values)
        lines += [text for text in (told.sentence, told.advice) if text]
    return "\n".join(lines)


def _detail(snapshot: TaskSnapshot) -> str:
    state, outcome = snapshot.state, snapshot.outcome
    if state is UploadState.SENDING:
        return _amount(snapshot)
    if state is UploadState.WAITING and waits_for_line(snapshot):
        return i18n.sizes(snapshot.sent, snapshot.size) if snapshot.sent else ""
    if state in (UploadState.WAITING, UploadState.FAILED) or waits_for_access(snapshot):
        return reason_text(snapshot)
    if state is UploadState.PAUSED:
        return i18n.sizes(snapshot.sent, snapshot.size) if snapshot.sent else ""
    if outcome is Outcome.DELIVERED:
        return answer_text(snapshot)
    if outcome in _SAFE:
        return translate("SimpleRow", "Your file is safe")
    return ""


def _amount(snapshot: TaskSnapshot) -> str:
    """How much was sent, and the time left when it can be trusted."""
    facts = [i18n.sizes(min(snapshot.sent, snapshot.size), snapshot.size)] if snapshot.size else []
    if snapshot.speed >= 1:
        facts.append(i18n.speed(snapshot.speed))
    amount = SEPARATOR.join(facts)
    if snapshot.seconds_left is None:
        return amount
    left = translate("SimpleRow", "{time} left").format(time=i18n.duration(snapshot.seconds_left))
    return amount + SEPARATOR + left
