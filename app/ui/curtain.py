"""The curtain: while somebody presents, no window of the program shows a host or a secret.

One filter in front of all widgets covers what is about to be painted, so that windows which are
opened later, and those that nobody thought of, are covered, too. What the program knows stays as it
is: fields keep their text, models their data, documents their letters; copying and saving give the
truth. Labels, buttons, menus and titles get another text until the curtain rises.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.ui.curtain_text import cover_text, uncover_text
from app.ui.curtain_views import CoveredCells
from app.ui.i18n import translate
from app.ui.panels.parts import ElidedLabel
from app.ui.presenting import OPAQUE, Presenting
from app.ui.theme.tokens import colour

_CLEAR, _COVERED = "clear", "covered"
_ITEM = int(Qt.ItemDataRole.UserRole) + 700
_SEEN = frozenset({QEvent.Type.Paint, QEvent.Type.Show, QEvent.Type.ToolTip})


class Curtain(QObject):
    """Falls and rises with `Presenting.masked`."""

    def __init__(self, presenting: Presenting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presenting = presenting
        self._down = False
        presenting.changed.connect(self._follow)

    def _follow(self) -> None:
        app, down = QApplication.instance(), self._presenting.masked
        if app is None or down == self._down:
            return
        self._down = down
        if down:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)
        for widget in QApplication.allWidgets():
            if down and widget.isVisible():
                self.cover(widget)
            elif not down:
                self._uncover(widget)
            widget.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Cover what is about to be seen; a widget that cannot be covered is painted over."""
        if event.type() not in _SEEN or not isinstance(watched, QWidget) or not self._down:
            return False
        above = watched.parentWidget()
        inside = isinstance(above, QAbstractScrollArea) and above.viewport() is watched
        widget = above if inside and above is not None else watched
        if event.type() == QEvent.Type.Paint and widget.property(OPAQUE):
            if watched is not widget:
                _plate(watched)
            return watched is not widget
        self.cover(widget)
        return False

    # --- covering ---------------------------------------------------------------------------

    def cover(self, widget: QWidget) -> None:
        """Cover one widget, if there is anything to cover."""
        if widget.isWindow():
            self._swap(widget, "windowTitle")
        self._swap(widget, "toolTip")
        if isinstance(widget, ElidedLabel):
            widget.cover(self._presenting.says)
        elif isinstance(widget, (QLabel, QAbstractButton)):
            self._swap(widget, "text")
        elif isinstance(widget, QLineEdit):
            self._swap(widget, "placeholderText")
            self._field(widget)
        elif isinstance(widget, QComboBox):
            self._choice(widget)
        elif isinstance(widget, (QPlainTextEdit, QTextEdit)):
            cover_text(widget, self._presenting.hosts)
        elif isinstance(widget, QMenu):
            for action in widget.actions():
                self._swap(action, "text")
                self._swap(action, "toolTip")
        elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
            CoveredCells.before(widget, self._presenting.says)

    def _swap(self, of: QWidget | QAction, name: str) -> None:
        """Another text, and the true one remembered; one that was set since is covered anew."""
        text = str(of.property(name) or "")
        if not text or text == of.property(_COVERED + name):
            return
        shown = self._presenting.says(text)
        if shown != text:
            of.setProperty(_CLEAR + name, text)
            of.setProperty(_COVERED + name, shown)
            of.setProperty(name, shown)

    def _field(self, field: QLineEdit) -> None:
        """Dots instead of letters, as for a password: what is typed stays what it is."""
        covers = self._presenting.says(field.text()) != field.text()
        mode, dots = field.echoMode(), QLineEdit.EchoMode.Password
        if covers and mode == QLineEdit.EchoMode.Normal:
            field.setProperty(_COVERED, True)
            field.setEchoMode(dots)
        elif not covers and field.property(_COVERED) and not field.hasFocus():
            _show_field(field)

    def _choice(self, box: QComboBox) -> None:
        """What is chosen in a closed box; its list is a view like others."""
        at, text = box.currentIndex(), box.currentText()
        if box.isEditable() or at < 0:
            return
        shown = self._presenting.says(text)
        if shown != text:
            box.setItemData(at, text, _ITEM)
            box.setItemText(at, shown)

    # --- uncovering -------------------------------------------------------------------------

    def _uncover(self, widget: QWidget) -> None:
        for name in ("windowTitle", "toolTip", "text", "placeholderText"):
            _give_back(widget, name)
        if isinstance(widget, ElidedLabel):
            widget.cover(None)
        elif isinstance(widget, QLineEdit) and widget.property(_COVERED):
            _show_field(widget)
        elif isinstance(widget, QComboBox):
            for at in range(widget.count() if not widget.isEditable() else 0):
                text = widget.itemData(at, _ITEM)
                if isinstance(text, str):
                    widget.setItemText(at, text)
                    widget.setItemData(at, None, _ITEM)
        elif isinstance(widget, (QPlainTextEdit, QTextEdit)):
            uncover_text(widget)
        elif isinstance(widget, QMenu):
            for action in widget.actions():
                _give_back(action, "text")
                _give_back(action, "toolTip")
        elif isinstance(widget, QAbstractItemView):
            CoveredCells.away(widget)


def _give_back(of: QWidget | QAction, name: str) -> None:
    clear = of.property(_CLEAR + name)
    if not isinstance(clear, str):
        return
    if of.property(name) == of.property(_COVERED + name):
        of.setProperty(name, clear)
    of.setProperty(_CLEAR + name, None)
    of.setProperty(_COVERED + name, None)


def _show_field(field: QLineEdit) -> None:
    field.setProperty(_COVERED, None)
    field.setEchoMode(QLineEdit.EchoMode.Normal)


def _plate(widget: QWidget) -> None:
    painter = QPainter(widget)
    painter.fillRect(widget.rect(), colour("surface"))
    painter.setPen(colour("muted"))
    text = translate("Curtain", "Not shown while presenting")
    painter.drawText(widget.rect(), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
