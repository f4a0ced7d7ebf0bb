"""The final request and the headers of its answer, as plain text that can be copied."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.exchange import Exchange, Headers
from app.ui.panels.parts import CopyButton, Segmented, code_font, plain_label


class HeadersView(QWidget):
    """Answer or request, one header a line; secrets were hidden when they were recorded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exchange: Exchange | None = None
        self._choice = Segmented(("answer", "request"))
        self._choice.chosen.connect(lambda _value: self.retranslate())
        self._copy = CopyButton()
        self._line = plain_label(look="muted")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(code_font())
        self.text.setTabChangesFocus(True)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._line, 1)
        row.addWidget(self._copy)
        row.addWidget(self._choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.text, 1)
        self.retranslate()

    def set_exchange(self, exchange: Exchange | None) -> None:
        """Show another exchange; None when nothing went over the wire."""
        self._exchange = exchange
        self.retranslate()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._choice.name("answer", self.tr("Received"))
        self._choice.name("request", self.tr("Sent"))
        self._choice.setAccessibleName(self.tr("Which headers are shown"))
        text = self._text()
        self.text.setPlainText(text or self.tr("Nothing was recorded."))
        self.text.setAccessibleName(self.tr("Headers"))
        self._copy.set_text(text, self.tr("Copy the headers"))
        status = self._exchange.status if self._exchange else 0
        self._line.setText(self.tr("HTTP {status}").format(status=status) if status else "")

    def _text(self) -> str:
        exchange = self._exchange
        if exchange is None:
            return ""
        if self._choice.value() == "answer":
            return _lines(exchange.headers)
        return f"{exchange.method} {exchange.url}\n" + _lines(exchange.request_headers)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _lines(headers: Headers) -> str:
    return "\n".join(f"{name}: {value}" for name, value in headers)
