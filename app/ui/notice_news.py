"""News of notices: what came later of stored files, told once and in few words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.notice import Notice, NoticeState
from app.domain.upload import Result
from app.ui.desk import Desk
from app.ui.plain_names import visible


class NoticeNews(QObject):
    """Says in the quiet bar, once for each file, that the work on a stored file failed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._told: set[str] = set()
        desk.noticed.connect(self._look)

    def _look(self, result: Result) -> None:
        bad = any(n.good is False and n.state is not NoticeState.PENDING for n in later_of(result))
        if not bad or result.task_id in self._told:
            return
        self._told.add(result.task_id)
        for row in self._desk.queue.snapshots([result.task_id]):
            text = self.tr("{name} is stored, but it could not be processed.")
            self._desk.told.emit("warn", text.replace("{name}", visible(row.name)))


def later_of(result: Result | None) -> tuple[Notice, ...]:
    """The notices of a result."""
    return result.receipt.notices if result is not None and result.receipt is not None else ()


def has_come(result: Result) -> bool:
    """Whether all that was waited for came, and well."""
    found = later_of(result)
    return bool(found) and all(
        n.state is NoticeState.ARRIVED and n.good is not False for n in found
    )
