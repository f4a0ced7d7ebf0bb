"""Words of the stage for what some services do besides: tries, work, notices, events in a queue."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from app.domain.stage import Run, Sight, Step, Tale
from app.domain.stage_services import HIDDEN
from app.domain.states import Outcome
from app.ui.i18n import size as size_text
from app.ui.i18n import translate

_LONGEST_ID = 20
_SHORT = 60
"""Characters of a service's own words that stand below an arrow."""


def planned(tale: Tale) -> str:
    """What a step will be, before it happens."""
    return {
        Tale.APPLY: translate("Stage", "Upcall asks for a place"),
        Tale.GRANTED: translate("Stage", "A place, and a key for it"),
        Tale.UPLOAD: translate("Stage", "The file goes up"),
        Tale.COMMIT: translate("Stage", "“It is there”"),
        Tale.CALLBACK: translate("Stage", "The storage calls your server"),
        Tale.ANSWER: translate("Stage", "Your server answers"),
        Tale.HANDED_ON: translate("Stage", "The answer is handed on"),
        Tale.STORED: translate("Stage", "The upload is answered"),
        Tale.PROCESSED: translate("Stage", "The service works on the file"),
        Tale.QUEUED: translate("Stage", "An event is put into the queue"),
        Tale.NOTICE: translate("Stage", "Your server is told"),
        Tale.TAKEN: translate("Stage", "Your server takes it"),
        Tale.SAID: translate("Stage", "Upcall asks how far it is"),
        Tale.PULL: translate("Stage", "Upcall asks for events"),
        Tale.GIVEN: translate("Stage", "It gets the event"),
        Tale.CONFIRMED: translate("Stage", "Upcall confirms it"),
        Tale.PASSED_ON: translate("Stage", "Your server tells Upcall"),
    }.get(tale, "")


def title(step: Step) -> str:
    """What is written above an arrow; empty where the usual words will do."""
    status = "" if step.status is None else str(step.status)
    words = {
        Tale.APPLY: step.name,
        Tale.COMMIT: step.name,
        Tale.PULL: step.name,
        Tale.CONFIRMED: step.name,
        Tale.GRANTED: translate("Stage", "{status}: a place and a key"),
        Tale.PROCESSED: translate("Stage", "Processing"),
        Tale.QUEUED: translate("Stage", "{name}: queued"),
        Tale.DROPPED: translate("Stage", "{name}: nobody will get it"),
        Tale.NOTICE: translate("Stage", "POST to your server"),
        Tale.TAKEN: translate("Stage", "{status}: taken"),
        Tale.SAID: translate("Stage", "Status {code}: {meaning}"),
        Tale.GIVEN: translate("Stage", "The event {name}"),
        Tale.PASSED_ON: translate("Stage", "Your server passes it on"),
    }
    text = words.get(step.tale, "")
    meaning = status_word(step.code)
    return text.format(status=status, name=step.name, code=step.code, meaning=meaning)


def status_word(code: str) -> str:
    """What the status of processing means."""
    return {
        "0": translate("Stage", "waiting"),
        "1": translate("Stage", "processing"),
        "2": translate("Stage", "failed"),
        "3": translate("Stage", "processed"),
        "4": translate("Stage", "telling your server"),
        "5": translate("Stage", "your server was not reached"),
        "6": translate("Stage", "done, your server knows"),
    }.get(code, code)


def detail(step: Step, run: Run) -> str | None:
    """What is written below an arrow; None where the usual words will do."""
    words = {
        Tale.APPLY: translate("Stage", "signed with your key"),
        Tale.GRANTED: translate("Stage", "a temporary key, for this one file"),
        Tale.COMMIT: translate("Stage", "signed: it is complete"),
        Tale.QUEUED: translate("Stage", "until somebody confirms it"),
        Tale.PULL: _pull_detail(step),
        Tale.GIVEN: translate("Stage", "hidden from others for {number} s").format(
            number=_number(HIDDEN)
        ),
        Tale.CONFIRMED: translate("Stage", "the service forgets it"),
        Tale.PASSED_ON: translate("Stage", "Upcall follows its stream of news"),
    }
    tale = step.tale
    if tale is Tale.UPLOAD:
        return _upload_detail(step, run)
    if tale in (Tale.CALLBACK, Tale.NOTICE):
        return _call_detail(step)
    if tale is Tale.PROCESSED:
        return _work_detail(step)
    if tale is Tale.SAID:
        return _asked_detail(step)
    if tale is Tale.STORED and step.variant:
        return translate("Stage", "its id: {name}").format(name=_id(step.variant))
    if tale in (Tale.BAD_ANSWER, Tale.NO_ANSWER, Tale.UNREACHABLE):
        return _again(step)
    if tale is Tale.TAKEN and step.number_in_answer:
        return translate("Stage", "number {number}").format(number=step.number_in_answer)
    return words.get(tale)


def _id(name: str) -> str:
    """An id, cut where it is too long to be read aloud."""
    return name if len(name) <= _LONGEST_ID else f"{name[:_LONGEST_ID]}…"


def _number(value: float) -> str:
    return QLocale().toString(value, "g", 3)


def _upload_detail(step: Step, run: Run) -> str:
    asked = any(one.tale is Tale.APPLY for one in run.steps)
    if run.size is None or step.came is None:
        return translate("Stage", "the file")
    size = size_text(run.size)
    if run.parts > 1:
        return translate("Stage", "{size} in {count} parts").format(size=size, count=run.parts)
    if asked:
        return translate("Stage", "{size}, with the temporary key").format(size=size)
    return translate("Stage", "{size} and a signed leave to upload").format(size=size)


def _call_detail(step: Step) -> str:
    if step.sight is Sight.INFERRED:
        return translate("Stage", "not seen from here: inferred from the answer")
    if step.signature_valid is False:
        said = translate("Stage", "signature not valid")
    elif step.signature_valid is True:
        said = translate("Stage", "signed with a shared key, valid")
    else:
        said = translate("Stage", "signed with a shared key")
    if step.attempt > 1 and step.signature_valid is not False:
        return try_words(step)
    return said


def try_words(step: Step) -> str:
    """Which try of how many."""
    if step.tries:
        text = translate("Stage", "try {number} of {count}")
        return text.format(number=step.attempt, count=step.tries)
    return translate("Stage", "try {number}").format(number=step.attempt)


def _again(step: Step) -> str:
    """What went wrong, and when it tries again."""
    if step.again is None:
        return step.reason[:_SHORT]
    if step.again <= 0:
        return translate("Stage", "again at once")
    return translate("Stage", "again in {number} s").format(number=_number(step.again))


def _work_detail(step: Step) -> str:
    if not step.parts:
        return translate("Stage", "nobody waits for it")
    done = " · ".join(part[:_SHORT] for part in step.parts)
    if step.came is None or step.left is None:
        return done
    text = translate("Stage", "{number} s: {work}")
    return text.format(work=done, number=QLocale().toString(step.came - step.left, "f", 3))


def _asked_detail(step: Step) -> str:
    if step.attempt > 1:
        return translate("Stage", "asked {count} times").format(count=step.attempt)
    return translate("Stage", "Upcall asked")


def _pull_detail(step: Step) -> str:
    if step.attempt > 1:
        return translate("Stage", "it was not confirmed: it comes again")
    return translate("Stage", "any news?")


def caption(run: Run, step: Step) -> str:
    """One sentence that tells an audience what just happened; empty: the usual one will do."""
    if step.tale is Tale.UPLOAD and any(one.tale is Tale.APPLY for one in run.steps):
        return translate(
            "Stage", "The file is up. It counts only once Upcall has said that it is complete."
        )
    if step.tale is Tale.CALLBACK and step.attempt > 1:
        text = translate("Stage", "The storage calls again: {tries}. Upcall still waits.")
        return text.format(tries=try_words(step))
    if step.number in (3, 8) and not step.well and step.again is not None:
        return translate("Stage", "That does not count. The service will try again by itself.")
    if step.tale is Tale.STORED and run.file_id:
        return translate(
            "Stage", "The file is stored now, and has a number by which the service knows it."
        )
    if step.tale is Tale.STORED and step.variant:
        return translate(
            "Stage", "The upload is over. What is to be done with the file is a task with a number."
        )
    return {**_captions(), **_notice_captions()}.get(step.tale, "")


def _captions() -> dict[Tale, str]:
    return {
        Tale.APPLY: translate(
            "Stage", "Before the file, a question: where is it to go? It is signed with your key."
        ),
        Tale.GRANTED: translate(
            "Stage",
            "The service names a place, and lends a key that is good for that place alone, and not"
            " for long.",
        ),
        Tale.COMMIT: translate(
            "Stage", "Upcall says that the file is complete. From here on it is safe."
        ),
        Tale.PROCESSED: translate(
            "Stage", "The service works on the stored file. The upload was answered long ago."
        ),
        Tale.SAID: translate(
            "Stage", "Upcall asks now and then how far it is: that needs no server of yours."
        ),
    }


def _notice_captions() -> dict[Tale, str]:
    return {
        Tale.QUEUED: translate(
            "Stage",
            "The event waits in a queue of the service. Your server needs no address that others"
            " can reach.",
        ),
        Tale.DROPPED: translate("Stage", "The service has an event, and nobody who gets it."),
        Tale.NOTICE: translate(
            "Stage", "Now the service tells your server. The upload does not wait for that."
        ),
        Tale.TAKEN: translate(
            "Stage", "Your server checks who sent it, and says that it has it. That is enough."
        ),
        Tale.PULL: translate("Stage", "Whoever reads the queue asks; the service holds the line."),
        Tale.GIVEN: translate(
            "Stage",
            "The event is hidden from others now. Unless it is confirmed in {number} s it comes"
            " again: at least once, not exactly once.",
        ).format(number=_number(HIDDEN)),
        Tale.CONFIRMED: translate("Stage", "Confirmed: the service takes it out of the queue."),
        Tale.PASSED_ON: translate(
            "Stage", "The last hop: your server tells the program of the person who uploaded."
        ),
    }


def outcome_sentence(run: Run) -> str:
    """How it ended; empty where the usual words will do."""
    tries = max((step.attempt for step in run.steps if step.number == 2), default=0)
    if run.outcome is Outcome.CALLBACK_FAILED:
        text = translate(
            "Stage",
            "The file is stored and stays stored. The storage called {count} times, then it gave"
            " up and said so in its answer.",
        )
        return text.format(count=tries)
    if run.outcome is not Outcome.STORED:
        return ""
    tales = {step.tale for step in run.steps}
    if Tale.DROPPED in tales:
        return translate("Stage", "The file is stored. Nobody was told of it.")
    if Tale.CONFIRMED in tales:
        return translate(
            "Stage", "The file is stored, and its event was read by us: no server was needed."
        )
    if any(s.number == 8 and not s.well for s in run.steps) and Tale.TAKEN not in tales:
        return translate(
            "Stage", "The file is stored. Your server does not know of it: the service gave up."
        )
    if Tale.TAKEN in tales:
        return translate(
            "Stage", "The file is stored, and your server was told after the upload was over."
        )
    return ""
