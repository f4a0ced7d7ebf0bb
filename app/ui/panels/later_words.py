"""Names of what a notice tells: facts, stages, and what is worth knowing of each."""

from __future__ import annotations

from app.domain.notice import Notice
from app.domain.vod_event import NEVER
from app.ui import i18n
from app.ui.i18n import translate
from app.ui.notice_words import kind_words, long_reason, way_words

RECEIVER, SIGNATURE, ATTEMPT = "receiver", "signature", "attempt"


def fact_name(code: str) -> str:
    """What a fact is called (`app.domain.notice_reading.FACTS`)."""
    texts = {
        "type": translate("Later", "Event"),
        "file_id": translate("Later", "File id"),
        "name": translate("Later", "Name"),
        "media_url": translate("Later", "Address"),
        "cover_url": translate("Later", "Cover"),
        "container": translate("Later", "Format"),
        "region": translate("Later", "Storage region"),
        "class_name": translate("Later", "Class"),
        "created": translate("Later", "Created"),
        "expires": translate("Later", "Expires"),
        "procedure_task": translate("Later", "Processing task"),
        "source": translate("Later", "Source"),
        "context": translate("Later", "Source context"),
        "task": translate("Later", "Task"),
        "stage": translate("Later", "Stage"),
        "description": translate("Later", "The service's words"),
        "input": translate("Later", "Made from"),
        "input_size": translate("Later", "Its size"),
    }
    return texts.get(code, code)


def fact_value(code: str, value: str) -> str:
    """A fact's value as people read it; times and ids stay as the service wrote them."""
    if code == "stage":
        return stage_words(value)
    if code == "expires" and value == NEVER:
        return translate("Later", "never")
    if code == "input_size" and value.isdecimal() and len(value) < 16:
        return i18n.size(int(value))
    return value


def stage_words(stage: str) -> str:
    """How far a task or an instruction is."""
    texts = {
        "waits": translate("Later", "waits"),
        "works": translate("Later", "at work"),
        "failed": translate("Later", "failed"),
        "finished": translate("Later", "finished"),
        "tells": translate("Later", "finished, your server is being told"),
        "not_told": translate("Later", "finished, your server could not be told"),
        "told": translate("Later", "finished, your server was told"),
        "partial": translate("Later", "a part is finished"),
        "partial_failed": translate("Later", "something failed"),
    }
    return texts.get(stage, stage)


def about(notice: Notice, verdict: str = "") -> list[tuple[str, str]]:
    """What is known of the notice itself: name and value, one line each."""
    facts = dict(notice.facts)
    times = i18n.number(notice.times) if notice.times else ""
    lines = [
        (translate("Later", "Kind"), kind_words(notice.kind)),
        (translate("Later", "Id"), notice.id),
        (translate("Later", "Waited for since"), _moment(notice.since)),
        (translate("Later", "Last news"), _moment(notice.at)),
        (translate("Later", "Seen how"), way_words(notice.way)),
        (translate("Later", "Delivered to us"), _times(notice.times, times)),
        (translate("Later", "Your server"), _receiver(facts.get(RECEIVER, ""))),
        (translate("Later", "Tries at your server"), facts.get(ATTEMPT, "")),
        (translate("Later", "Signature"), facts.get(SIGNATURE, "")),
        (translate("Later", "Checked here"), verdict_words(verdict)),
        (translate("Later", "Why"), long_reason(notice)),
    ]
    return [(name, value) for name, value in lines if value]


def _moment(unix: float) -> str:
    return i18n.moment(unix) if unix else ""


def _times(count: int, text: str) -> str:
    if count == 1:
        return translate("Later", "once")
    several = translate("Later", "{count} times, shown once")
    return several.replace("{count}", text) if count else ""


def _receiver(word: str) -> str:
    texts = {
        "asked": translate("Later", "is to be told"),
        "delivered": translate("Later", "was told"),
        "failed": translate("Later", "could not be told"),
    }
    return texts.get(word, word)


def verdict_words(verdict: str) -> str:
    """What ``T`` and ``Sign`` of an event are worth (`app.domain.vod_event.checked`)."""
    texts = {
        "good": translate("Later", "The signature is right."),
        "absent": translate("Later", "It carries no signature."),
        "wrong": translate("Later", "The signature is wrong: somebody else may have sent it."),
        "expired": translate("Later", "The signature is right, but its time is over."),
    }
    return texts.get(verdict, "")
