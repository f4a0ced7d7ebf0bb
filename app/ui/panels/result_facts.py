"""Facts of a result, line by line: status, ids, checksums, sizes and times, ready to copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.answer_pairs import as_received
from app.domain.exchange import Exchange
from app.domain.upload import Result, TaskSnapshot
from app.ui import i18n
from app.ui.error_failures import help_by_ec, help_link
from app.ui.i18n import translate
from app.ui.panels.parts import CopyButton, ElidedLabel, plain_label
from app.ui.panels.timing_bar import TimingBar

KEYS = (
    "status",
    "code",
    "message",
    "ec",
    "request_id",
    "host_id",
    "help",
    "access",
    "until",
    "object",
    "size",
    "etag",
    "crc64",
    "version",
    "file_id",
    "received",
    "started",
    "took",
    "parts",
    "attempts",
)
"""Lines in their order; one without a value is not shown."""
COPIED = frozenset(
    {"code", "message", "ec", "request_id", "host_id", "help", "object", "etag", "crc64", "version"}
    | {"file_id", "received"}
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line."""

    shown: str
    copied: str = ""
    """What the copy button takes; empty: what is shown."""


def exchange_of(result: Result) -> Exchange | None:
    """The final request of a result with its answer; None when none was recorded."""
    if result.receipt is not None:
        return result.receipt.exchange
    return result.failure.exchange if result.failure is not None else None


def status_of(result: Result) -> int:
    """HTTP status of the storage's final answer; 0 when there was none."""
    if result.receipt is not None:
        return result.receipt.http_status or result.receipt.callback.status
    return result.failure.answer.status if result.failure is not None else 0


def facts(
    result: Result, task: TaskSnapshot | None, *, access: Sequence[str] = ("", "")
) -> dict[str, Fact]:
    """What is known, by the names of `KEYS`.

    ``access``: what uploads are authorised by, and until when.
    """
    allowed = {"access": Fact(access[0]), "until": Fact(access[1])}
    found = {**_told(result), **_stored(result, task), **_spent(result), **allowed}
    return {key: fact for key in KEYS if (fact := found.get(key)) is not None and fact.shown}


def _told(result: Result) -> dict[str, Fact]:
    """What the service said about the request."""
    status = status_of(result)
    told = {"status": Fact(str(status) if status else "")}
    if result.receipt is not None:
        receipt, callback = result.receipt, result.receipt.callback
        return told | {
            "code": Fact(callback.code),
            "message": Fact(callback.message),
            "ec": Fact(callback.ec),
            "request_id": Fact(receipt.request_id),
            "host_id": Fact(receipt.host_id),
            "help": Fact(help_by_ec(callback.ec)),
        }
    if result.failure is None:
        return told
    answer = result.failure.answer
    return told | {
        "code": Fact(answer.code),
        "message": Fact(answer.message or result.failure.detail),
        "ec": Fact(answer.ec),
        "request_id": Fact(answer.request_id),
        "host_id": Fact(answer.host_id),
        "help": Fact(help_link(answer)),
    }


def _stored(result: Result, task: TaskSnapshot | None) -> dict[str, Fact]:
    """What is in the storage now."""
    receipt = result.receipt
    if receipt is None:
        return {"object": Fact(task.key), "size": Fact(i18n.size(task.size))} if task else {}
    bytes_ = translate("Facts", "{size} ({bytes} bytes)")
    return {
        "object": Fact(receipt.key),
        "size": Fact(bytes_.format(size=i18n.size(receipt.size), bytes=i18n.number(receipt.size))),
        "etag": Fact(receipt.etag.strip('"')),
        "crc64": _checksum(receipt.crc64, verified=receipt.verified),
        "version": Fact(receipt.version_id),
        "file_id": Fact(receipt.file_id),
        "received": Fact(as_received(receipt.callback)),
    }


def _checksum(value: int | None, *, verified: bool) -> Fact:
    if value is None:
        return Fact(translate("Facts", "not told by the service"))
    words = translate("Facts", "{value} ✓ same as your file")
    unsure = translate("Facts", "{value} (not compared)")
    return Fact((words if verified else unsure).format(value=value), str(value))


def _spent(result: Result) -> dict[str, Fact]:
    """Times and numbers of the work."""
    several = result.attempts > 1
    return {
        "started": Fact(i18n.moment(result.started_at) if result.started_at else ""),
        "took": Fact(i18n.exact(result.seconds) if result.seconds else ""),
        "parts": Fact(i18n.number(result.parts) if result.parts > 1 else ""),
        "attempts": Fact(i18n.number(result.attempts) if several else ""),
    }


class FactsView(QScrollArea):
    """The lines, then the bar of times of the final request."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: Result | None = None
        self._task: TaskSnapshot | None = None
        self._access: Sequence[str] = ("", "")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._names = {key: plain_label(look="muted") for key in KEYS}
        self.values = {key: ElidedLabel() for key in KEYS}
        self._copies = {key: CopyButton() for key in COPIED}
        for row, key in enumerate(KEYS):
            self._grid.addWidget(self._names[key], row, 0)
            self._grid.addWidget(self.values[key], row, 1)
            if key in self._copies:
                self._grid.addWidget(self._copies[key], row, 2)
            self.values[key].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._times_title = plain_label(look="section")
        self.times = TimingBar()
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addLayout(self._grid)
        column.addSpacing(8)
        column.addWidget(self._times_title)
        column.addWidget(self.times)
        column.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_result(
        self, result: Result, task: TaskSnapshot | None, *, access: Sequence[str] = ("", "")
    ) -> None:
        """Show another result; ``access``: as in `facts`."""
        self._result, self._task, self._access = result, task, access
        self.retranslate()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        names = fact_names()
        known = facts(self._result, self._task, access=self._access) if self._result else {}
        for key in KEYS:
            fact = known.get(key, Fact(""))
            self._names[key].setText(names[key])
            self._names[key].setVisible(key in known)
            self._grid.setRowMinimumHeight(KEYS.index(key), 26 if key in known else 0)
            self.values[key].set_whole(fact.shown)
            self.values[key].setVisible(key in known)
            if key in self._copies:
                what = translate("Facts", "Copy: {name}").format(name=names[key])
                self._copies[key].set_text(fact.copied or fact.shown, what)
                self._copies[key].setVisible(key in known)
        exchange = exchange_of(self._result) if self._result else None
        self._times_title.setText(translate("Facts", "The final request"))
        for widget in (self._times_title, self.times):
            widget.setVisible(exchange is not None)
        if exchange is not None:
            self.times.set_timings(exchange.timings)
        self.setAccessibleName(translate("Facts", "Details of the result"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def fact_names() -> dict[str, str]:
    """What the lines are called, by the names of `KEYS`."""
    return {
        "status": translate("Facts", "HTTP status"),
        "code": translate("Facts", "Code"),
        "message": translate("Facts", "The service's words"),
        "ec": translate("Facts", "EC code"),
        "request_id": translate("Facts", "Request id"),
        "host_id": translate("Facts", "Host id"),
        "help": translate("Facts", "Help page"),
        "access": translate("Facts", "Access"),
        "until": translate("Facts", "Good until"),
        "object": translate("Facts", "Stored as"),
        "size": translate("Facts", "Size"),
        "etag": translate("Facts", "ETag"),
        "crc64": translate("Facts", "CRC-64"),
        "version": translate("Facts", "Version"),
        "file_id": translate("Facts", "File id"),
        "received": translate("Facts", "Reply as it came"),
        "started": translate("Facts", "Started"),
        "took": translate("Facts", "Took"),
        "parts": translate("Facts", "Parts"),
        "attempts": translate("Facts", "Attempts"),
    }
