"""Paste a callback: whatever was copied elsewhere, taken apart before it changes anything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget

from app.domain.callback import CallbackSpec
from app.domain.dialect import Dialect, callback_fields
from app.domain.template_import import Found, found_in
from app.ui.dialogs.parts import NoteLine, page_of
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.wizard.buttons import ButtonBar, fill
from app.ui.panels.parts import code_font, plain_label, scrolling
from app.ui.panels.template_words import kind_words, mended_words


class PasteCallback(QDialog):
    """A field to paste into; below it what was understood, and how the form will look."""

    chosen = Signal(object)
    """The `CallbackSpec` to show in the form."""

    def __init__(
        self, spec: CallbackSpec, *, dialect: Dialect, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._spec = spec
        self._dialect = dialect
        self._found: Found | None = None
        self._title, self._lead = QLabel(), QLabel()
        self.text = QPlainTextEdit()
        self.told = NoteLine()
        self.mended = plain_label(look="muted", wrap=True)
        self._result_title = plain_label(look="section")
        self.preview = QPlainTextEdit()
        self.take, self.cancel = QPushButton(), QPushButton()
        self._build()
        self.retranslate()
        clipboard = QGuiApplication.clipboard().text()
        if clipboard and found_in(clipboard, spec, dialect) is not None:
            self.text.setPlainText(clipboard)

    def _build(self) -> None:
        for edit in (self.text, self.preview):
            edit.setFont(code_font())
            edit.setTabChangesFocus(True)
        self.text.setFixedHeight(6 * self.text.fontMetrics().lineSpacing() + 20)
        self.preview.setFixedHeight(9 * self.text.fontMetrics().lineSpacing() + 20)
        self.preview.setReadOnly(True)
        self.preview.setProperty("look", "sunken")
        self.text.textChanged.connect(self._look)
        self.take.clicked.connect(self._accept)
        self.take.setProperty("look", "primary")
        self.cancel.clicked.connect(self.reject)
        self.cancel.setAutoDefault(False)
        page = page_of(
            self.text,
            self.told,
            self.mended,
            self._result_title,
            self.preview,
            title=self._title,
            lead=self._lead,
        )
        fill(self, scrolling(page), ButtonBar([self.cancel], [self.take]))
        fit_screen(self, width=620, height=600)

    def found(self) -> Found | None:
        """What the text was understood as."""
        return self._found

    def _look(self) -> None:
        text = self.text.toPlainText()
        self._found = found = found_in(text, self._spec, self._dialect)
        self.take.setEnabled(found is not None)
        mended = mended_words(found) if found else []
        self.mended.setText("\n".join(f"• {line}" for line in mended))
        self.mended.setVisible(bool(mended))
        for widget in (self._result_title, self.preview):
            widget.setVisible(found is not None)
        if found is not None:
            self.told.say(kind_words(found), "check", "good")
            self.preview.setPlainText(_shown(found.spec, self._dialect))
        elif text.strip():
            unknown = self.tr("No callback and no template was recognised in this.")
            self.told.say(unknown, "info", "muted")
        else:
            self.told.say("")

    def _accept(self) -> None:
        if self._found is not None:
            self.chosen.emit(self._found.spec)
            self.accept()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setWindowTitle(self.tr("Paste a callback"))
        self._title.setText(self.tr("Paste a callback"))
        self._lead.setText(
            self.tr(
                "Base64 from a header, the JSON, source code of any language,"
                " or a template of another service."
            )
        )
        self.text.setAccessibleName(self.tr("What you copied"))
        self.text.setPlaceholderText(self.tr("Paste it here"))
        self._result_title.setText(self.tr("The form will hold"))
        self.preview.setAccessibleName(self.tr("What the form will hold"))
        self.take.setText(self.tr("Take it over"))
        self.cancel.setText(self.tr("Cancel"))
        self._look()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while it is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _shown(spec: CallbackSpec, dialect: Dialect) -> str:
    """Names and values, one a line."""
    known = callback_fields(spec)
    told = {name: value for name, value in known.items() if name in dialect.fields}
    fields = {**told, **spec.variables}
    said = ((n, v if isinstance(v, str) else str(v).lower()) for n, v in fields.items())
    return "\n".join(f"{name}: {value}" for name, value in said)
