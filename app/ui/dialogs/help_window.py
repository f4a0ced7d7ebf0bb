"""The window with the help pages: contents and search at the left, the page at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.dialogs.help_contents import HelpContents
from app.ui.dialogs.sizing import fit_screen
from app.ui.help_pages import EVERYDAY, Page, search
from app.ui.help_text import HelpText
from app.ui.panels.parts import icon_button
from app.ui.theme.tokens import M, S


class HelpWindow(QWidget):
    """Stands beside everything else, also beside a dialog that keeps the main window waiting."""

    action_wanted = Signal(str)
    """A page's link asks for an action of the main window."""

    def __init__(self, pages: Callable[[], Mapping[str, Page]]) -> None:
        """``pages`` gives all pages in the language of now."""
        super().__init__()
        self._load = pages
        self._pages: Mapping[str, Page] = {}
        self._been: list[tuple[str, int]] = []
        """Pages that were shown, each with the place to which it was scrolled."""
        self._at = -1
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setMinimumSize(480, 320)
        self.back, self.forward, self.home = (
            icon_button("left"),
            icon_button("right"),
            icon_button("help"),
        )
        self.contents = HelpContents()
        self.text = HelpText()
        self._build()
        self._wire()
        self.retranslate()
        fit_screen(self, width=900, height=640)

    def _build(self) -> None:
        bar = QFrame()
        row = QHBoxLayout(bar)
        row.setContentsMargins(M, S, M, S)
        row.setSpacing(S)
        for button in (self.back, self.forward, self.home):
            row.addWidget(button)
        row.addStretch(1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.text, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.contents)
        self.split.addWidget(right)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([270, 630])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)

    def _wire(self) -> None:
        self.back.clicked.connect(lambda: self._move(-1))
        self.forward.clicked.connect(lambda: self._move(1))
        self.home.clicked.connect(lambda: self.show_page(EVERYDAY[0]))
        for keys, work in (
            (QKeySequence.StandardKey.Back, self.back.click),
            (QKeySequence.StandardKey.Forward, self.forward.click),
            (QKeySequence.StandardKey.Find, self._find),
            (QKeySequence.StandardKey.ZoomIn, self.text.zoomIn),
            (QKeySequence.StandardKey.ZoomOut, self.text.zoomOut),
            (QKeySequence.StandardKey.HelpContents, self.home.click),
            (QKeySequence.StandardKey.Close, self.close),
            (QKeySequence(Qt.Key.Key_Escape), self._escape),
        ):
            QShortcut(keys, self, activated=work)  # type: ignore[call-overload]
        self.contents.searched.connect(self._search)
        self.contents.chosen.connect(self._choose)
        self.text.page_wanted.connect(self.show_page)
        self.text.action_wanted.connect(self.action_wanted)
        self.text.outside_wanted.connect(self.ask_outside)

    # --- pages ------------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """Go to a page (``template#Words``: to one of its headings)."""
        page, _hash, heading = name.partition("#")
        if page not in self._pages:
            return
        self._remember()
        del self._been[self._at + 1 :]
        self._been.append((page, 0))
        self._at += 1
        self._present(page)
        if heading:
            self.text.go_to(heading)

    def begin(self) -> None:
        """The keyboard begins in the page: it scrolls there, and Tab goes from link to link."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def page(self) -> str:
        """Name of the page that is shown."""
        return self._been[self._at][0] if self._been else ""

    def set_expert(self, *, on: bool) -> None:
        """Whether pages about the Expert view are among the contents."""
        self.contents.set_expert(on=on)

    def _choose(self, name: str) -> None:
        self.show_page(name)
        self.text.mark(self.contents.words())

    def _move(self, by: int) -> None:
        if 0 <= self._at + by < len(self._been):
            self._remember()
            self._at += by
            page, place = self._been[self._at]
            self._present(page)
            self.text.verticalScrollBar().setValue(place)

    def _remember(self) -> None:
        if self._been:
            self._been[self._at] = (self.page(), self.text.verticalScrollBar().value())

    def _present(self, name: str) -> None:
        page = self._pages[name]
        self.text.show_markdown(page.text)
        self.text.setAccessibleName(page.title)
        self.setWindowTitle(self.tr("{page} - Help").format(page=page.title))
        self.contents.mark(name)
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at + 1 < len(self._been))

    def _search(self, words: str) -> None:
        self.contents.show_found(search(list(self._pages.values()), words), words)

    def _find(self) -> None:
        self.contents.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.contents.search.selectAll()

    def _escape(self) -> None:
        if self.contents.words():
            self.contents.search.clear()
        else:
            self.close()

    # --- outside ----------------------------------------------------------------------------

    def ask_outside(self, address: str) -> QMessageBox:
        """Ask before the browser is opened; the question, which is shown."""
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Open this page in your browser?"))
        box.setInformativeText(address)
        go = box.addButton(self.tr("Open it"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Stay here"), QMessageBox.ButtonRole.RejectRole)
        go.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(address)))
        box.open()
        return box

    # --- language ---------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Everything in the language of now, the page where it was."""
        self._pages = self._load()
        self.contents.fill(self._pages)
        for button, name, keys in (
            (self.back, self.tr("Back"), QKeySequence.StandardKey.Back),
            (self.forward, self.tr("Forward"), QKeySequence.StandardKey.Forward),
            (self.home, self.tr("First page"), QKeySequence.StandardKey.HelpContents),
        ):
            _name(button, name, QKeySequence(keys))
        self.setWindowTitle(self.tr("Help"))
        if self._been:
            self._remember()
            self._present(self.page())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _name(button: QToolButton, name: str, keys: QKeySequence) -> None:
    shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({shown})" if shown else name)
