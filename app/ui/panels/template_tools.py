"""Doors from the form: templates, whatever was copied elsewhere, and the upload as a program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from app.domain.callback import CallbackSpec
from app.domain.dialect import Dialect
from app.ui.code_door import CODE
from app.ui.desk import Desk
from app.ui.panels.flow_layout import FlowLayout


class TemplateTools(QWidget):
    """*Templates*, *Paste a callback*, *Copy as code*; each opens a dialog, loaded only then."""

    taken = Signal(object)
    """The `CallbackSpec` that a dialog came back with."""

    def __init__(
        self, desk: Desk, spec: Callable[[], CallbackSpec], dialect: Callable[[], Dialect]
    ) -> None:
        """``spec`` gives what the form shows now, ``dialect`` how its service writes."""
        super().__init__()
        self._desk = desk
        self._spec = spec
        self._dialect = dialect
        self.gallery = QPushButton()
        self.paste = QPushButton()
        self.code = QPushButton()
        self.dialog: QDialog | None = None
        """The one that is open."""
        holder = QWidget()
        flow = FlowLayout(holder, gap=12)
        for button, work in (
            (self.gallery, self.open_gallery),
            (self.paste, self.open_paste),
            (self.code, lambda: desk.door_wanted.emit(CODE, None)),
        ):
            button.setProperty("look", "link")
            button.clicked.connect(lambda _checked=False, work=work: work())
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(holder)
        self.retranslate()

    def open_gallery(self) -> None:
        """Choose a template, or keep what the form shows as one."""
        from app.ui.panels.template_gallery import TemplateGallery  # noqa: PLC0415

        dialog = TemplateGallery(
            self._desk, self._spec(), dialect=self._dialect(), parent=self.window()
        )
        dialog.chosen.connect(self.taken)
        self._show(dialog)

    def open_paste(self) -> None:
        """Take something apart that was copied elsewhere."""
        from app.ui.panels.template_paste import PasteCallback  # noqa: PLC0415

        dialog = PasteCallback(self._spec(), dialect=self._dialect(), parent=self.window())
        dialog.chosen.connect(self.taken)
        self._show(dialog)

    def bar_code(self, reason: str) -> None:
        """Grey out *Copy as code* for a reason; empty: it can be used."""
        self.code.setEnabled(not reason)
        self.code.setToolTip(reason)

    def _show(self, dialog: QDialog) -> None:
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _code, shown=dialog: self._forget(shown))
        dialog.open()

    def _forget(self, dialog: QDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.gallery.setText(self.tr("Templates…"))
        self.gallery.setAccessibleName(self.tr("Choose or keep a template"))
        self.paste.setText(self.tr("Paste a callback…"))
        self.paste.setAccessibleName(self.tr("Take a copied callback or template over"))
        self.code.setText(self.tr("Copy as code…"))
        self.code.setAccessibleName(self.tr("Copy this upload as a program"))
        self.paste.setToolTip(
            self.tr("Base64, JSON, source code, or a template of another service")
        )

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
