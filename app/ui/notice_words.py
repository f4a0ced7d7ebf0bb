"""Words for what a service tells later about a stored file: glyph, word and tone, and reasons.

Simple says *confirmed*; Expert says *notice*. A notice never changes the outcome of an upload: a
row goes on to say *Stored*, and this stands beside it.
"""

from __future__ import annotations

from app.domain.notice import Notice, NoticeKind, NoticeState
from app.domain.receipt import LineNotice
from app.domain.upload import TaskSnapshot
from app.ui.i18n import translate
from app.ui.words import Tone, Words

FAILED = "failed"
"""Reason beside a row's notice: what it tells of went wrong."""
_GLYPHS = {
    NoticeState.PENDING: ("state-waiting", Tone.MUTED),
    NoticeState.ARRIVED: ("told", Tone.GOOD),
    NoticeState.GAVE_UP: ("state-attention", Tone.AMBER),
    NoticeState.NONE: ("state-skipped", Tone.MUTED),
}


def row_words(row: TaskSnapshot, *, expert: bool = False) -> Words | None:
    """What a row says of its notice; None: there is nothing to say."""
    if not row.notice or row.outcome is None:
        return None
    state = NoticeState(row.notice)
    glyph, tone = _GLYPHS[state]
    if row.notice_reason == FAILED:
        return Words("state-attention", _failed(expert=expert), Tone.AMBER)
    return Words(glyph, _of_row(state, row.notice_reason, expert=expert), tone)


def line_words(told: LineNotice, *, expert: bool) -> str:
    """A notice of a receipt in words; with its kind and number for Expert."""
    kind, id_, state, reason = told
    known = state in list(NoticeState)
    failed = reason == FAILED
    text = _failed(expert=expert) if failed else ""
    if not failed:
        text = _of_row(NoticeState(state), reason, expert=expert) if known else state
    return f"{text} ({kind} {id_})" if expert else text


def failed_processing(row: TaskSnapshot) -> bool:
    """Whether a row's notice tells that something went wrong."""
    return row.notice_reason == FAILED


def _failed(*, expert: bool) -> str:
    if expert:
        return translate("Notices", "Processing failed")
    return translate("Notices", "Your file is safe, but it could not be processed")


def _of_row(state: NoticeState, reason: str, *, expert: bool) -> str:
    if state is NoticeState.PENDING:
        if expert:
            return translate("Notices", "Waiting for its notice")
        return translate("Notices", "Waiting for the service to confirm it")
    if state is NoticeState.ARRIVED:
        if expert:
            return translate("Notices", "Notice arrived")
        return translate("Notices", "Confirmed by the service")
    if reason == "elsewhere" and not expert:
        return translate("Notices", "Your server is told of it")
    if reason == "receiver" and not expert:
        return translate("Notices", "Your server could not be told of it")
    if not expert:
        return translate("Notices", "No confirmation will come")
    text = translate("Notices", "No notice: {why}")
    return text.replace("{why}", reason_words(reason))


def reason_words(reason: str) -> str:
    """Why a notice will not be seen here or was given up, for Expert; begins in lower case."""
    texts = {
        "off": translate("Notices", "they are switched off"),
        "elsewhere": translate("Notices", "it goes to your server"),
        "not_read": translate("Notices", "the queue is not read here"),
        "late": translate("Notices", "nobody waits any longer"),
        "unknown": translate("Notices", "the service does not know it"),
        "refused": translate("Notices", "the key may not ask"),
        "receiver": translate("Notices", "your server could not be told"),
        "management": translate("Notices", "there is no address to ask at"),
        "no_id": translate("Notices", "the service gave no number for it"),
    }
    return texts.get(reason) or translate("Notices", "nobody knows why")


def long_reason(notice: Notice) -> str:
    """The same as sentences, with what to do about it; empty where there is none."""
    texts = {
        "off": translate(
            "Notices",
            "The application is set to tell nobody of uploads. Event settings change that.",
        ),
        "elsewhere": translate(
            "Notices",
            "The service tells your server alone. With the address of its status stream in the"
            " upload options it is seen here, too.",
        ),
        "not_read": translate(
            "Notices",
            "The event waits in the application's queue. Upcall reads that queue only when it is"
            " switched on.",
        ),
        "late": translate("Notices", "Nothing came in four days, so nobody waits any longer."),
        "unknown": translate("Notices", "The service does not know this task, or forgot it."),
        "refused": translate("Notices", "The key may not ask for it. Another key may."),
        "receiver": translate(
            "Notices", "The work is over, but the service could not reach your server."
        ),
        "management": translate(
            "Notices", "The connection names no management domain, so nobody can be asked."
        ),
        "no_id": translate(
            "Notices", "The service gave no number for the task, so nobody can be asked."
        ),
    }
    return texts.get(notice.reason, "")


def state_words(notice: Notice) -> Words:
    """One notice in full, for Expert: state, and whether what it tells of went well."""
    glyph, tone = _GLYPHS[notice.state]
    if notice.good is False:
        return Words("state-attention", _failed(expert=True), Tone.AMBER)
    if notice.state is NoticeState.PENDING:
        return Words(glyph, translate("Notices", "Waiting"), tone)
    if notice.state is NoticeState.ARRIVED:
        return Words(glyph, translate("Notices", "Arrived"), tone)
    if notice.state is NoticeState.GAVE_UP:
        return Words(glyph, translate("Notices", "Gave up"), tone)
    return Words(glyph, translate("Notices", "None will come"), tone)


def kind_words(kind: NoticeKind) -> str:
    """What is told."""
    if kind is NoticeKind.PROCESSING:
        return translate("Notices", "Processing")
    return translate("Notices", "Event")


def way_words(way: str) -> str:
    """How it was seen; empty: it was not."""
    texts = {
        "poll": translate("Notices", "Upcall asked the service"),
        "queue": translate("Notices", "read from the application's queue"),
        "stream": translate("Notices", "your server passed it on"),
    }
    return texts.get(way, "")
