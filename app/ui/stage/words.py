"""Words of the stage: what each step says, what it means, and times as they were seen."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from app.domain.stage import TO_COMPUTER, Lane, Run, Sight, Step, Tale
from app.domain.stage_ways import is_first
from app.domain.states import Outcome
from app.ui.i18n import size as size_text
from app.ui.i18n import translate
from app.ui.stage import later_words
from app.ui.stage.forged_words import forged_caption, forged_detail, forged_outcome
from app.ui.words import outcome_words

_PAST = 1.0
"""Seconds from which a time is written in seconds."""


def time_text(seconds: float) -> str:
    """A time as it was seen, to the tenth of a millisecond: ``3.2 ms``, ``5.003 s``."""
    if seconds < _PAST:
        value = QLocale().toString(seconds * 1000, "f", 1)
        return translate("Stage", "{number} ms").format(number=value)
    value = QLocale().toString(seconds, "f", 3)
    return translate("Stage", "{number} s").format(number=value)


def limit_text(seconds: float) -> str:
    """The time that a server has."""
    value = QLocale().toString(seconds, "g", 3)
    return translate("Stage", "{number} s at most").format(number=value)


def step_time(step: Step) -> str:
    """When a step was seen; empty for one that nobody saw."""
    if step.sight is Sight.INFERRED:
        return ""
    begins = step.number in TO_COMPUTER or step.within
    seen = step.left if begins and step.left is not None else step.came
    seen = step.left if seen is None else seen
    return "" if seen is None else time_text(seen)


def lane_name(lane: Lane) -> str:
    """Who it is."""
    if lane is Lane.COMPUTER:
        return translate("Stage", "This computer")
    if lane is Lane.STORAGE:
        return translate("Stage", "The storage")
    if lane is Lane.STRANGER:
        return translate("Stage", "A stranger")
    return translate("Stage", "Your server")


def lane_hint(lane: Lane, run: Run | None, name: str = "") -> str:
    """What it is, in a word; ``name``: of a further service."""
    if lane is Lane.COMPUTER:
        return translate("Stage", "Upcall")
    practice = run is None or run.practice
    if lane is Lane.STRANGER:
        return translate("Stage", "knows the address")
    if lane is Lane.STORAGE and name:
        text = translate("Stage", "{service}, demo cloud") if practice else "{service}"
        return text.format(service=name)
    if lane is Lane.STORAGE:
        return (
            translate("Stage", "demo cloud") if practice else translate("Stage", "the real service")
        )
    return (
        translate("Stage", "in the demo cloud")
        if practice
        else translate("Stage", "not seen from here")
    )


def _file(run: Run) -> str:
    return run.name or run.key.rpartition("/")[2] or run.key


def title(step: Step, run: Run) -> str:
    """What is written above an arrow."""
    tale = step.tale
    if tale is Tale.FORGED:
        return translate("Stage", "A forged callback")
    if known := later_words.title(step):
        return known
    if tale is Tale.UPLOAD or tale is Tale.CUT:
        method = step.name or ("POST" if run.operation == "PostObject" else "PUT")
        return translate("Stage", "{method} {file}").format(method=method, file=_file(run))
    if tale in (Tale.CALLBACK, Tale.UNREACHABLE):
        return translate("Stage", "POST to your server")
    if tale is Tale.NO_ANSWER:
        return translate("Stage", "No answer in time")
    if tale is Tale.ANSWER_LOST:
        return translate("Stage", "The answer was not seen")
    words = {
        Tale.ANSWER: translate("Stage", "{status}: the answer"),
        Tale.BAD_ANSWER: translate("Stage", "{status}: does not count"),
        Tale.HANDED_ON: translate("Stage", "{status}: the same answer"),
        Tale.FAILED: translate("Stage", "{status}: callback failed"),
        Tale.STORED: translate("Stage", "{status}: stored"),
        Tale.REFUSED: translate("Stage", "{status}: refused"),
        Tale.TURNED_AWAY: translate("Stage", "{status}: refused"),
        Tale.TAKEN_IN: translate("Stage", "{status}: believed"),
    }
    status = "" if step.status is None else str(step.status)
    return words[tale].format(status=status).removeprefix(": ").removeprefix("：")


def detail(step: Step, run: Run) -> str:
    """What is written below an arrow."""
    tale = step.tale
    if not is_first(run.service) and not run.forged:
        known = later_words.detail(step, run)
        if known is not None:
            return known
    if tale is Tale.UPLOAD:
        return _upload_detail(step, run)
    if tale in (Tale.FORGED, Tale.TURNED_AWAY, Tale.TAKEN_IN):
        return forged_detail(step)
    if tale is Tale.CUT:
        return translate("Stage", "the connection broke off")
    if tale is Tale.CALLBACK:
        return _callback_detail(step)
    if tale is Tale.UNREACHABLE:
        return translate("Stage", "nobody listens there")
    if tale in (Tale.ANSWER, Tale.HANDED_ON) and step.number_in_answer:
        return translate("Stage", "number {number}").format(number=step.number_in_answer)
    if tale is Tale.NO_ANSWER:
        return translate("Stage", "the storage stops waiting")
    if tale is Tale.REFUSED:
        return step.code
    if tale is Tale.FAILED:
        return translate("Stage", "the file is stored")
    return step.reason


def _upload_detail(step: Step, run: Run) -> str:
    what = translate("Stage", "the file and “call my server”")
    if run.size is None or step.came is None:
        return what
    if run.parts > 1:
        return translate("Stage", "{size} in {count} parts").format(
            size=size_text(run.size), count=run.parts
        )
    return translate("Stage", "{size} and “call my server”").format(size=size_text(run.size))


def _callback_detail(step: Step) -> str:
    if step.sight is Sight.INFERRED:
        return translate("Stage", "not seen from here: inferred from the answer")
    if step.signature_valid is True:
        return translate("Stage", "signed by the storage, valid")
    if step.signature_valid is False:
        return translate("Stage", "signature not valid")
    return translate("Stage", "signed by the storage")


def planned(number: int) -> str:
    """What a step will be, before it happens."""
    return {
        1: translate("Stage", "The file goes up"),
        2: translate("Stage", "The storage calls your server"),
        3: translate("Stage", "Your server answers"),
        4: translate("Stage", "The answer is handed on"),
    }.get(number, "")


def caption(run: Run, step: Step) -> str:
    """One sentence that tells an audience what just happened."""
    if not is_first(run.service) and (known := later_words.caption(run, step)):
        return known
    if step.sight is Sight.INFERRED:
        return translate(
            "Stage",
            "This happened between the storage and your server; nobody here saw it.",
        )
    tales = {
        Tale.UPLOAD: _upload_caption(run),
        Tale.CUT: translate(
            "Stage", "The connection broke. Nothing was stored, so nobody is called."
        ),
        Tale.CALLBACK: translate(
            "Stage",
            "The storage signs a message about the file, the callback, and posts it to your server."
            " Upcall waits.",
        ),
        Tale.UNREACHABLE: translate(
            "Stage", "The storage finds nobody at this address. The file stays stored."
        ),
        Tale.ANSWER: translate(
            "Stage", "Your server checks the signature, does its work, and answers in time."
        ),
        Tale.BAD_ANSWER: translate(
            "Stage", "Your server answered, but the storage does not take it."
        ),
        Tale.NO_ANSWER: translate(
            "Stage", "Your server is too slow: after {number} s the storage stops waiting."
        ).format(number=QLocale().toString(run.limit, "g", 3)),
        Tale.REFUSED: translate("Stage", "The storage refuses, and says why. Upcall tries again."),
        Tale.ANSWER_LOST: translate("Stage", "The answer got lost on its way to this computer."),
        Tale.FORGED: forged_caption(step),
        Tale.TURNED_AWAY: translate(
            "Stage", "Your server checks the signature, refuses, and writes nothing down."
        ),
        Tale.TAKEN_IN: translate("Stage", "Your server believed it: it does not check signatures."),
    }
    return tales.get(step.tale, "") or outcome_sentence(run)


def _upload_caption(run: Run) -> str:
    if run.practice:
        return translate(
            "Stage", "The file is stored now. From here on it is safe, whatever happens next."
        )
    return translate("Stage", "This computer sends the file and the wish to call your server.")


def outcome_sentence(run: Run) -> str:
    """How it ended, and what there is to do."""
    if run.forged:
        return forged_outcome(run)
    if not is_first(run.service) and (known := later_words.outcome_sentence(run)):
        return known
    if run.outcome is Outcome.DELIVERED:
        return translate("Stage", "The upload's answer is your server's own answer, word for word.")
    if run.outcome is Outcome.CALLBACK_FAILED:
        return translate(
            "Stage",
            "The file is stored and stays stored. The storage does not call again by itself:"
            " sending the message again is up to you.",
        )
    if run.outcome is Outcome.STORED:
        return translate("Stage", "The file is stored. No server was to be called.")
    if run.outcome is Outcome.ANSWER_NOT_SEEN:
        return translate("Stage", "The file is stored, but nobody here saw the answer.")
    return translate("Stage", "The file is not stored.")


def sight_words(step: Step) -> str:
    """How we know: for screen readers and for the trace."""
    if step.sight is Sight.OBSERVED:
        return translate("Stage", "seen")
    if step.sight is Sight.INFERRED:
        return translate("Stage", "inferred")
    return translate("Stage", "did not come")


def aloud(run: Run, step: Step) -> str:
    """A step for a screen reader."""
    text = translate("Stage", "Step {number}, {sight}: {title}, {detail} {time}")
    said = text.format(
        number=step.mark,
        sight=sight_words(step),
        title=title(step, run),
        detail=detail(step, run),
        time=step_time(step),
    )
    return said.strip()


def planned_forgery(*, answered: bool) -> str:
    """What a stranger does, or the server, before it happens."""
    if answered:
        return translate("Stage", "Your server refuses")
    return translate("Stage", "A stranger calls your server")


def run_name(run: Run) -> str:
    """What the list of uploads calls it."""
    if run.forged:
        return translate("Stage", "Forged callbacks")
    return _file(run)  # the folder is one of ours, or long


def outcome_word(run: Run) -> str:
    """How it ended, in the words of the list; empty while it is under way."""
    return outcome_words(run.outcome, expert=True).text if run.outcome else ""
