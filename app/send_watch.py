"""What ``upcall send`` tells while it runs: the bar, a sentence or an object for each end."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

from app.domain.destination import SameName
from app.domain.events import Event, Finished, Granted, JournalTrouble, LineChanged, Noticed
from app.domain.key_life import may_outlive
from app.domain.left_out import together
from app.domain.notice import Notice, NoticeState
from app.domain.states import Outcome
from app.domain.unfit import doubtful
from app.domain.upload import Result, TaskSnapshot, UploadTask
from app.send_plan import Plan
from app.send_receipt import receipt_object, told
from app.terminal_words import (
    DOUBTFUL,
    JOURNAL,
    LEFT_OUT,
    MAY_BEGIN_ANEW,
    NETWORK_BACK,
    NO_NETWORK,
    OVERWRITES,
    next_try,
    plain,
)

MOST_SHOWN = 20
"""Names of what is left out for one reason."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Where to tell of it, and how."""

    out: TextIO
    notes: TextIO
    """For what belongs to no file."""
    progress: TextIO | None = None
    as_json: bool = False


class Watch:
    """Tells of progress and ends."""

    def __init__(
        self,
        tasks: dict[str, UploadTask],
        telling: Telling,
        same_name: SameName,
        *,
        wait_notices: float = 0.0,
    ) -> None:
        """``wait_notices``: seconds for which what is told later is waited for; 0: it is not."""
        self.outcomes: list[Outcome] = []
        self._wait_notices = wait_notices
        self._stored: dict[str, tuple[UploadTask, Result, float]] = {}
        """Those whose notices are waited for, and until when (monotonic)."""
        self._keeps = same_name not in (SameName.REPLACE, SameName.DIFFERENT)
        self._open = dict(tasks)
        self._telling = telling
        self._deaf: set[TextIO] = set()
        self._sent: dict[str, int] = {}
        self._all_sent = 0
        self._total = sum(task.size for task in tasks.values())
        self._line = LineChanged(waiting=False)
        self.now = 0.0  # monotonic, for countdowns

    def complete(self) -> bool:
        """True when every task has ended, and what is waited for has come or is too late."""
        late = [i for i, (_task, _result, until) in self._stored.items() if self.now >= until]
        for task_id in late:
            task, result, _until = self._stored.pop(task_id)
            self.outcomes.append(Outcome.ANSWER_NOT_SEEN)
            self._tell(task, result)
        return not self._open and not self._stored

    def left_out(self, plan: Plan) -> None:
        """Say what is not sent, and why: a sentence for each reason, with the first names."""
        for item in together(plan.left_out):
            shown = ", ".join(plain(name) for name in item.names[:MOST_SHOWN])
            more = f" and {item.count - MOST_SHOWN} more" if item.count > MOST_SHOWN else ""
            self._note(f"{LEFT_OUT[item.why]}: {shown}{more}.")
        if count := doubtful(plan.provider, (task.key for task in plan.tasks)):
            self._note(DOUBTFUL.format(count=count))
        if not plan.tasks:
            self._note("There is nothing to send.")

    def long_files(self, tasks: Iterable[UploadTask], *, provider: str, rate: int) -> None:
        """Say which files may have to begin anew."""
        for task in tasks:
            if may_outlive(task.size, provider, rate=float(rate)):
                self._note(MAY_BEGIN_ANEW.format(name=plain(task.name)))

    def progress(self, snapshots: Iterable[TaskSnapshot]) -> None:
        """Draw the bar anew."""
        for snapshot in snapshots:
            self._all_sent += snapshot.sent - self._sent.get(snapshot.id, 0)
            self._sent[snapshot.id] = snapshot.sent
        if self._telling.progress is not None:
            sent = min(self._all_sent, self._total)
            share = sent / self._total if self._total else 1.0
            bar = "#" * int(share * 30)
            more = f"{len(self._open)} to go"
            if self._line.waiting:
                more = next_try(self._line.retry_at - self.now)
            text = f"\r[{bar:<30}] {share:4.0%}  {more:<28}"
            self._write(self._telling.progress, text)

    def told(self, event: Event) -> None:
        """Tell of one end, or of what keeps the list from being kept."""
        if isinstance(event, JournalTrouble):
            self._note(JOURNAL[event.code])
        if isinstance(event, LineChanged):
            self._waits(event)
        if isinstance(event, Granted) and event.facts.overwrites and self._keeps:
            self._keeps = False
            self._note(OVERWRITES)
        if isinstance(event, Noticed):
            self._noticed(event.result)
        if not isinstance(event, Finished):
            return
        task = self._open.pop(event.result.task_id, None)
        if task is None:
            return
        self.outcomes.append(event.result.outcome)
        if self._wait_notices and _pending(event.result):
            until = self.now + self._wait_notices
            self._stored[task.id] = (task, event.result, until)
        else:
            self._over(task, event.result)

    def _noticed(self, result: Result) -> None:
        """A notice came: the file is told of when all of its notices have."""
        known = self._stored.get(result.task_id)
        if known is None:
            return
        task, _before, until = known
        if _pending(result):
            self._stored[task.id] = (task, result, until)
            return
        del self._stored[task.id]
        self._over(task, result)

    def _over(self, task: UploadTask, result: Result) -> None:
        """Nothing more is to come of a file: what was waited for and did not, counts."""
        missed = any(n.state is not NoticeState.ARRIVED for n in _notices(result))
        if self._wait_notices and missed:
            self.outcomes.append(Outcome.ANSWER_NOT_SEEN)
        self._tell(task, result)

    def _tell(self, task: UploadTask, result: Result) -> None:
        self._wipe()
        as_json = self._telling.as_json
        text = json.dumps(receipt_object(task, result)) if as_json else told(task, result)
        self._write(self._telling.out, text + "\n")

    def _waits(self, news: LineChanged) -> None:
        """Say once that the network is waited for, and once that it is back."""
        before, self._line = self._line, news
        if news.waiting and not before.waiting:
            self._note(NO_NETWORK.format(seconds=math.ceil(news.give_up_at - self.now)))
        elif before.waiting and not news.waiting and not news.given_up:
            self._note(NETWORK_BACK)

    def _wipe(self) -> None:
        """Take the bar off its line."""
        if self._telling.progress is not None:
            self._write(self._telling.progress, "\r" + " " * 68 + "\r")

    def _note(self, text: str) -> None:
        self._wipe()
        self._write(self._telling.notes, f"upcall send: {text}\n")

    def _write(self, stream: TextIO, text: str) -> None:
        """Write; when nobody reads any more, the files go on all the same."""
        if stream in self._deaf:
            return
        try:
            stream.write(text)
            stream.flush()
        except OSError:  # a broken pipe, a full disk
            self._deaf.add(stream)
            _to_nowhere(stream)


def _notices(result: Result) -> tuple[Notice, ...]:
    return result.receipt.notices if result.receipt is not None else ()


def _pending(result: Result) -> bool:
    return any(notice.state is NoticeState.PENDING for notice in _notices(result))


def _to_nowhere(stream: TextIO) -> None:
    """Let what is still in the stream's buffer go, or the interpreter would complain at the end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
