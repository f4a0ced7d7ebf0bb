"""The form's *Undo* and *Redo*: two buttons, and the steps between which they move."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.callback import CallbackSpec
from app.domain.template_history import SpecHistory
from app.ui.panels.parts import icon_button

REST = 900
"""Milliseconds without a key after which typing becomes a new step."""


class UndoButtons(QWidget):
    """Knows what the form showed; hands back what it shall show again."""

    wanted = Signal(object)
    """The `CallbackSpec` to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = SpecHistory()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._history.rest)
        self.back = icon_button("undo")
        self.forth = icon_button("redo")
        self.back.clicked.connect(self.undo)
        self.forth.clicked.connect(self.redo)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.back)
        row.addWidget(self.forth)
        self.retranslate()
        self._enable()

    def begin(self, spec: CallbackSpec) -> None:
        """Another connection's callback is shown."""
        self._history.begin(spec)
        self._enable()

    def follow(self, spec: CallbackSpec) -> None:
        """The callback was changed elsewhere."""
        self._history.follow(spec)
        self._enable()

    def note(self, spec: CallbackSpec, *, kind: str = "") -> None:
        """The person changed it; ``kind`` as in `SpecHistory.note`."""
        self._history.note(spec, kind=kind)
        self._rest.start()
        self._enable()

    def undo(self) -> None:
        """One step back."""
        self._go(self._history.undo())

    def redo(self) -> None:
        """One step forward again."""
        self._go(self._history.redo())

    def _go(self, spec: CallbackSpec | None) -> None:
        self._enable()
        if spec is not None:
            self.wanted.emit(spec)

    def _enable(self) -> None:
        self.back.setEnabled(self._history.can_undo)
        self.forth.setEnabled(self._history.can_redo)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        for button, text in (
            (self.back, self.tr("Undo the last change of the callback")),
            (self.forth, self.tr("Redo the change of the callback")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def typed_in(before: CallbackSpec, after: CallbackSpec) -> str:
    """The one field that differs and is typed into, for steps of *Undo*; empty: another change."""
    typed = ("urls", "body", "host", "variables")
    told = [name for name in typed if getattr(before, name) != getattr(after, name)]
    same = (before.enabled, before.sni) == (after.enabled, after.sni)
    rows = len(before.urls) == len(after.urls) and before.variables.keys() == after.variables.keys()
    return told[0] if len(told) == 1 and same and rows else ""
