"""MessagePanel: the message of the next run, edited in front of the audience."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.callback import custom_name
from app.ui.panels.parts import code_font, fit_height, plain_label
from app.ui.stage.show import Show
from app.ui.theme.tokens import M, S

_LATER = 250
"""Milliseconds after the last key until the preview follows."""


def variables_of(text: str) -> dict[str, str]:
    """``name=value`` lines as variables, names as the storage knows them."""
    pairs = [line.partition("=") for line in text.splitlines()]
    named = [(custom_name(name), value.strip()) for name, mark, value in pairs if mark]
    return {name: value for name, value in named if name}


class MessagePanel(QWidget):
    """Template, own values, and what the server would get."""

    def __init__(self, show: Show, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._own = False
        self.template = QPlainTextEdit()
        self.variables = QPlainTextEdit()
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self._labels = [plain_label(look="strong") for _ in range(3)]
        self._hint = plain_label(look="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, M, M, M)
        column.setSpacing(S)
        for label, field in zip(
            self._labels, (self.template, self.variables, self.preview), strict=True
        ):
            field.setFont(code_font())
            field.setTabChangesFocus(True)
            column.addWidget(label)
            column.addWidget(field, 1)
        column.addWidget(self._hint)
        self._timer = QTimer(self, interval=_LATER, singleShot=True)
        self._timer.timeout.connect(self._take)
        self.template.textChanged.connect(self._edited)
        self.variables.textChanged.connect(self._edited)
        show.scenario_changed.connect(self._fill)
        show.source.ready.connect(self._foretell)
        self._fill()
        self.retranslate()

    def _fill(self) -> None:
        """Show the scenario's message, unless it is the one that was just typed here."""
        if not self._own:
            self._own = True
            scenario = self._show.scenario
            self.template.setPlainText(scenario.body)
            lines = (f"{name}={value}" for name, value in scenario.variables.items())
            self.variables.setPlainText("\n".join(lines))
            self._own = False
        self._foretell()

    def _edited(self) -> None:
        fit_height(self.variables, fewest=2, most=5)
        if not self._own:
            self._timer.start()

    def _take(self) -> None:
        self._own = True
        self._show.edit(
            body=self.template.toPlainText(), variables=variables_of(self.variables.toPlainText())
        )
        self._own = False

    def _foretell(self) -> None:
        self.preview.setPlainText(self._show.foretold())

    def retranslate(self) -> None:
        """Every text in the language of now."""
        names = (self.tr("Template"), self.tr("Own values"), self.tr("Your server would get"))
        fields = (self.template, self.variables, self.preview)
        for label, field, name in zip(self._labels, fields, names, strict=True):
            label.setText(name)
            field.setAccessibleName(name)
        self._hint.setText(
            self.tr("The next run uses it. What only the storage knows is an example here.")
        )

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
