"""Words for states, phases and outcomes, with the glyph and the tone that go with each.

Every state is told three ways at once: glyph, word and colour (design, section 9). Simple says
*your server*, Expert may say *callback*; the three outcomes keep one meaning everywhere (design,
section 3). Texts for errors are in `error_words`, for failed callbacks in `callback_words`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from app.domain.states import Outcome, UploadState
from app.domain.upload import TaskSnapshot
from app.ui.error_words import trouble
from app.ui.i18n import percent, translate
from app.ui.line_words import waits_for_line


class Tone(StrEnum):
    """Name of the theme's colour for a state."""

    MUTED = "muted"
    ACCENT = "accent"
    GOOD = "good"
    AMBER = "amber"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Words:
    """A state as a person is told it."""

    glyph: str
    """Name of an icon in resources/icons, without its ending."""
    text: str
    """The state's word or words, without a full stop."""
    tone: Tone


def state_words(snapshot: TaskSnapshot, *, expert: bool = False, now: float = 0.0) -> Words:
    """The state of one row; ``now`` is the monotonic time, for *Trying again in 8 s*."""
    if snapshot.outcome is not None:
        return outcome_words(snapshot.outcome, expert=expert)
    state = snapshot.state
    if waits_for_access(snapshot):
        return Words("key", translate("States", "Waiting for access"), Tone.AMBER)
    if state is UploadState.QUEUED:
        return _queued(held=snapshot.held)
    if state is UploadState.SENDING:
        return Words("state-sending", percent_text(snapshot), Tone.ACCENT)
    if state is UploadState.COMPLETING:
        return _completing(with_callback=snapshot.with_callback)
    if state is UploadState.WAITING and waits_for_line(snapshot):
        text = translate("States", "Waiting for the network")
        return Words("state-offline", text, Tone.AMBER)
    if state is UploadState.WAITING:
        return Words("state-waiting", waiting_text(snapshot, now), Tone.AMBER)
    return _plain(state)


def waits_for_access(snapshot: TaskSnapshot) -> bool:
    """Whether it waits in the queue for a new authorisation; its row keeps the reason."""
    queued = snapshot.state is UploadState.QUEUED
    return queued and bool(snapshot.error_code) and not snapshot.held


def outcome_words(outcome: Outcome, *, expert: bool = False) -> Words:
    """The end of an upload."""
    if outcome is Outcome.DELIVERED:
        return Words("state-delivered", translate("States", "Delivered"), Tone.GOOD)
    if outcome is Outcome.STORED:
        return Words("state-stored", translate("States", "Stored"), Tone.GOOD)
    if outcome is Outcome.CALLBACK_FAILED:
        return Words("state-attention", _callback_failed(expert=expert), Tone.AMBER)
    if outcome is Outcome.ANSWER_NOT_SEEN:
        text = translate("States", "Stored - answer not seen")
        return Words("state-attention", text, Tone.AMBER)
    if outcome is Outcome.NOT_STORED:
        return Words("state-failed", translate("States", "Not stored"), Tone.DANGER)
    if outcome is Outcome.SKIPPED:
        text = translate("States", "Already there, left as it is")
        return Words("state-skipped", text, Tone.MUTED)
    return Words("state-cancelled", translate("States", "Cancelled"), Tone.MUTED)


def percent_text(snapshot: TaskSnapshot) -> str:
    """Percentage as people write it."""
    return translate("States", "{percent} %").format(percent=percent(snapshot.sent, snapshot.size))


def waiting_text(snapshot: TaskSnapshot, now: float) -> str:
    """When the next try begins."""
    seconds = math.ceil(max(snapshot.retry_at - now, 0.0)) if snapshot.retry_at else 0
    if seconds < 1:
        return translate("States", "Trying again now")
    return translate("States", "Trying again in {seconds} s").format(seconds=seconds)


def reason_text(snapshot: TaskSnapshot, *, expert: bool = False) -> str:
    """Why it waits or was not stored, in a few words; empty when there is no trouble."""
    if not snapshot.error_code:
        return ""
    return trouble(snapshot.error_code, snapshot.error_values, expert=expert).title


def failure_kind_text(kind: str) -> str:
    """Which of the four reasons kept a file from being stored (`Failure.kind`), for Expert."""
    if kind == "refused":
        return translate("States", "The service refused it")
    if kind == "unreachable":
        return translate("States", "The service could not be reached")
    if kind == "unreadable":
        return translate("States", "The file could not be read")
    return translate("States", "Upcall made a mistake")


def answer_text(snapshot: TaskSnapshot) -> str:
    """The server's answer as a sentence; outside text: show it plain."""
    return snapshot.answer or translate("States", "Your server confirmed it")


def _queued(*, held: bool) -> Words:
    if held:
        return Words("state-ready", translate("States", "Ready"), Tone.MUTED)
    return Words("state-queued", translate("States", "Waiting its turn"), Tone.MUTED)


def _completing(*, with_callback: bool) -> Words:
    if with_callback:
        text = translate("States", "Waiting for your server")
        return Words("state-server", text, Tone.ACCENT)
    return Words("state-finishing", translate("States", "Finishing"), Tone.ACCENT)


def _callback_failed(*, expert: bool) -> str:
    if expert:
        return translate("States", "Stored - callback failed")
    return translate("States", "Stored - your server was not reached")


def _plain(state: UploadState) -> Words:
    """States that say the same whatever else is known."""
    if state is UploadState.PREPARING:
        return Words("state-preparing", translate("States", "Getting ready"), Tone.ACCENT)
    if state is UploadState.VERIFYING:
        return Words("state-checking", translate("States", "Checking"), Tone.ACCENT)
    if state is UploadState.PAUSED:
        return Words("state-paused", translate("States", "Paused"), Tone.MUTED)
    if state is UploadState.CANCELLING:
        return Words("state-cancelled", translate("States", "Cancelling"), Tone.MUTED)
    if state is UploadState.FAILED:
        return outcome_words(Outcome.NOT_STORED)
    if state is UploadState.DONE:
        return outcome_words(Outcome.STORED)
    return outcome_words(Outcome.CANCELLED)
