"""The text of a help page: Markdown without any markup of the web, nothing fetched from anywhere.

Links to other pages, to actions of the window (``do:settings``) and to the web are only reported;
pictures are Upcall's own icons (``icon:state-delivered/good``: name and colour).
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from app.ui.theme.icons import draw
from app.ui.theme.tokens import XL, L, M, S, colour

_ICON = 18
"""Side of an icon in the text, in pixels."""
_HEADS = {1: (1.6, 0, L), 2: (1.25, XL, S), 3: (1.05, L, 4)}
"""By level of heading: how much larger than the text, room above and below."""
_LINE, _HEAD_LINE = 135.0, 110.0
"""Height of a line in per cent, in the text and in headings."""
Feature = QTextDocument.MarkdownFeature


class HelpText(QTextBrowser):
    """Shows one page."""

    page_wanted = Signal(str)
    """A link to another page: its name, and ``#`` and a heading where one is meant."""
    action_wanted = Signal(str)
    """A link that does something in the window: the name of its action."""
    outside_wanted = Signal(str)
    """A link to the web."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._markdown = ""
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", "help")
        self.document().setDocumentMargin(XL)
        self.document().setIndentWidth(L + M)
        self.anchorClicked.connect(self._follow)

    def show_markdown(self, text: str) -> None:
        """Show a page from its beginning."""
        self._markdown = text
        document = self.document()
        document.setMarkdown(text, Feature.MarkdownDialectGitHub | Feature.MarkdownNoHTML)
        _dress(document)
        self.setExtraSelections([])
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        """An icon of ours; of anything else nothing, wherever it may lie."""
        del kind
        url = QUrl(name)
        if url.scheme() != "icon":
            return None
        picture, _slash, role = url.path().partition("/")
        return _picture(picture, role or "text", scale=self.devicePixelRatioF())

    def mark(self, words: str) -> None:
        """Light up every place where one of the words stands, and show the first."""
        found = [place for word in words.split() for place in self._places(word)]
        places = []
        for cursor in found:
            place = QTextEdit.ExtraSelection()
            lit = QTextCharFormat()
            lit.setBackground(colour("amber_soft"))
            lit.setForeground(colour("text"))
            place.cursor, place.format = cursor, lit
            places.append(place)
        self.setExtraSelections(places)
        if found:
            self._bring(min(found, key=QTextCursor.position))

    def go_to(self, heading: str) -> None:
        """Show the part under a heading; nothing happens where there is none of that name."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == heading:
                self._bring(QTextCursor(block))
                return
            block = block.next()

    def _bring(self, cursor: QTextCursor) -> None:
        """Scroll so that a place is near the top."""
        top = self.document().documentLayout().blockBoundingRect(cursor.block()).top()
        self.verticalScrollBar().setValue(max(0, round(top) - M))

    def _places(self, word: str) -> Iterator[QTextCursor]:
        cursor = self.document().find(word)
        while not cursor.isNull():
            yield cursor
            cursor = self.document().find(word, cursor)

    def _follow(self, url: QUrl) -> None:
        if url.scheme() == "do":
            self.action_wanted.emit(url.path())
        elif url.scheme() in ("http", "https"):
            self.outside_wanted.emit(url.toString())
        elif not url.scheme():
            heading = url.fragment()
            self.page_wanted.emit(url.path() + (f"#{heading}" if heading else ""))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Other colours, other letters: the page is dressed anew where it stands."""
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
        if event.type() in kinds and self.__dict__.get("_markdown"):
            place = self.verticalScrollBar().value()
            self.show_markdown(self._markdown)
            self.verticalScrollBar().setValue(place)


def _picture(name: str, role: str, *, scale: float) -> QImage:
    side = round(_ICON * scale)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    draw(painter, name, role, rect=QRectF(0, 0, _ICON, _ICON))
    painter.end()
    return image


def _dress(document: QTextDocument) -> None:
    """Sizes, air and colours; Markdown has none."""
    block = document.begin()
    while block.isValid():
        _dress_block(block, size=document.defaultFont().pointSizeF())
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)


def _dress_block(block: QTextBlock, *, size: float) -> None:
    cursor, form = QTextCursor(block), block.blockFormat()
    level = form.headingLevel()
    times, above, below = _HEADS.get(level, (1.0, 0, S))
    height = _HEAD_LINE if level else _LINE
    form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if cursor.currentTable() is None:
        form.setTopMargin(above)
        form.setBottomMargin(below)
    if form.hasProperty(QTextBlockFormat.Property.BlockCodeFence):
        form.setBackground(colour("hover"))
        form.setBottomMargin(0)
    cursor.setBlockFormat(form)
    if level:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        head = QTextCharFormat()
        head.setFontPointSize(size * times)
        head.setFontWeight(QFont.Weight.DemiBold)
        cursor.mergeCharFormat(head)
    for start, length, ink, ground in list(_coloured(block)):
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setForeground(ink)
        if ground is not None:
            look.setBackground(ground)
        cursor.mergeCharFormat(look)


def _coloured(block: QTextBlock) -> Iterator[tuple[int, int, QColor, QColor | None]]:
    """Links and words of code: where, how long, ink and ground."""
    places = block.begin()
    while not places.atEnd():
        piece = places.fragment()
        form = piece.charFormat()
        if form.isAnchor():
            yield piece.position(), piece.length(), colour("accent"), None
        elif form.fontFixedPitch():
            yield piece.position(), piece.length(), colour("text"), colour("hover")
        places += 1


def _dress_table(table: QTextTable) -> None:
    form = table.format()
    form.setBorder(1)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(colour("border"))
    form.setBorderCollapse(True)
    form.setCellPadding(6)
    form.setCellSpacing(0)
    form.setTopMargin(S)
    form.setBottomMargin(M)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(form)
