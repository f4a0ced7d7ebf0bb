"""A callback that the application server signed: shown decoded, and changed in its open values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.callback import CallbackSpec
from app.domain.connection import Connection
from app.domain.grant import GrantFacts
from app.ui.access_words import kind_text
from app.ui.panels.callback_variables import VariableTable
from app.ui.panels.parts import plain_label
from app.ui.theme.icons import icon


@dataclass(frozen=True, slots=True)
class Fixed:
    """What a grant leaves of the callback form."""

    callback: CallbackSpec
    """As it will be sent, the person's own values put in."""
    open_names: tuple[str, ...]
    """Variables that the person may fill in."""


def fixed_by(facts: GrantFacts | None, connection: Connection | None) -> Fixed | None:
    """The callback that a connection's server fixed; None: the form is the person's own."""
    if facts is None or facts.callback is None or connection is None:
        return None
    own = connection.callback.variables
    told = {name: own.get(name, "") for name in facts.open_variables}
    variables = {**facts.callback.variables, **told}
    return Fixed(replace(facts.callback, variables=variables), facts.open_variables)


def with_values(connection: Connection, fixed: Fixed, values: Mapping[str, str]) -> CallbackSpec:
    """The connection's own callback with new values of the open variables; the rest stays."""
    told = {name: values.get(name, "") for name in fixed.open_names}
    return replace(connection.callback, variables={**connection.callback.variables, **told})


class FixedNote(QFrame):
    """*Set by your server*, what that means, the values left open, and what authorises uploads."""

    changed = Signal()
    """A person changed one of `values`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "notice-plain")
        self._mark = QLabel()
        self.title = plain_label(look="section", wrap=True)
        self.text = plain_label(look="muted", wrap=True)
        self.kind = plain_label(look="muted", wrap=True)
        self.values = VariableTable()
        self.values.changed.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        for part in (self.title, self.text, self.values, self.kind):
            column.addWidget(part)
        row.addLayout(column, 1)
        self.hide()

    def show_fixed(
        self, fixed: Fixed | None, facts: GrantFacts | None, connection: Connection | None
    ) -> None:
        """Say it, or be gone."""
        self.setVisible(fixed is not None)
        if fixed is None or connection is None:
            return
        self._mark.setPixmap(icon("lock", "muted").pixmap(QSize(18, 18), self.devicePixelRatioF()))
        self.title.setText(self.tr("Set by your server"))
        own = {name: fixed.callback.variables.get(name, "") for name in fixed.open_names}
        self.values.set_variables(own)
        self.values.set_open(fixed.open_names)
        self.values.setVisible(bool(own))
        if fixed.open_names:
            text = self.tr("You can fill in your own values here; the rest cannot be changed.")
        elif fixed.callback.enabled:
            text = self.tr("Your server signed this callback, so it cannot be changed here.")
        else:
            text = self.tr("Your server wants no callback for what it permits.")
        self.text.setText(text)
        self.kind.setText(kind_text(connection, facts))
        self.setAccessibleName(f"{self.title.text()}. {text} {self.kind.text()}")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The glyph in the colours of the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._mark.setPixmap(icon("lock", "muted").pixmap(QSize(18, 18)))
