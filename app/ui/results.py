"""Results: the results that the window has seen lately, so that looking again costs nothing."""

from __future__ import annotations

from collections import OrderedDict

from app.domain.upload import Result

MOST, MOST_CHARACTERS = 256, 16_000_000
"""Results kept, and characters of their answers in all."""


class Results:
    """The least recently used goes first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Result] = OrderedDict()
        self._characters = 0

    def get(self, task_id: str) -> Result | None:
        """A result, or None when it has to be asked for."""
        found = self._kept.get(task_id)
        if found is not None:
            self._kept.move_to_end(task_id)
        return found

    def put(self, result: Result) -> None:
        """Keep one, in place of an older one of the same task."""
        self.drop(result.task_id)
        self._kept[result.task_id] = result
        self._characters += _length(result)
        while len(self._kept) > MOST or (
            self._characters > MOST_CHARACTERS and len(self._kept) > 1
        ):
            self.drop(next(iter(self._kept)))

    def drop(self, task_id: str) -> None:
        """Forget one: its task runs again."""
        gone = self._kept.pop(task_id, None)
        if gone is not None:
            self._characters -= _length(gone)


def _length(result: Result) -> int:
    answer = len(result.receipt.callback.body) if result.receipt else 0
    refusal = len(result.failure.answer.body) if result.failure else 0
    return answer + refusal + 1000
