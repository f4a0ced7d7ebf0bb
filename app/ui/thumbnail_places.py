"""Where thumbnails are shown: both lists, and beside the result of the selected file."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QLabel, QStackedWidget, QWidget

from app.ui.desk import Desk
from app.ui.thumbnails import Thumbnails

RESULT = 44
"""Side of the picture beside a result, in pixels."""


@runtime_checkable
class Shows(Protocol):
    """A list that can show pictures. Named by what it can do: a page's modules are loaded with
    the page, and not by who looks for it."""

    def show_pictures(self, pictures: Thumbnails) -> None:
        """From now on."""


@runtime_checkable
class Results(Protocol):
    """The panel of the result."""

    banner: QWidget
    body: QWidget
    facts: QWidget


class ThumbnailPlaces(QObject):
    """Joins thumbnails to the pages of a window as these are made."""

    def __init__(self, pages: QStackedWidget, desk: Desk) -> None:
        super().__init__(pages)
        self._pages = pages
        self._desk = desk
        self.thumbnails = Thumbnails(desk.errands, self)
        pages.currentChanged.connect(lambda _page: self._join())
        self._join()

    def _join(self) -> None:
        page = self._pages.currentWidget()
        if page is None or page.property("hasPictures"):
            return
        page.setProperty("hasPictures", True)
        for view in page.findChildren(QAbstractItemView):
            if isinstance(view, Shows):
                view.show_pictures(self.thumbnails)
                self.thumbnails.ready.connect(view.viewport().update)
        for panel in page.findChildren(QWidget):
            if isinstance(panel, Results):
                ResultPicture(panel.banner, self._desk, self.thumbnails)


class ResultPicture(QLabel):
    """The selected file's picture at the right end of its result; hidden when there is none."""

    def __init__(self, banner: QWidget, desk: Desk, thumbnails: Thumbnails) -> None:
        super().__init__(banner)
        self._desk = desk
        self._thumbnails = thumbnails
        self.setFixedSize(RESULT, RESULT)
        self.setAccessibleName(self.tr("Picture of the file"))
        self.hide()
        row = banner.layout()
        if isinstance(row, QBoxLayout):
            row.addWidget(self, 0, Qt.AlignmentFlag.AlignTop)
        desk.selection_changed.connect(self._show)
        thumbnails.ready.connect(self._show)
        self._show()

    def _show(self) -> None:
        task = self._desk.selected()
        picture = None
        if task is not None:
            picture = self._thumbnails.of(task, RESULT, self.devicePixelRatioF())
        if picture is not None:
            self.setPixmap(QPixmap.fromImage(picture))
        self.setVisible(picture is not None)
