"""Small widgets that the Expert panels share: switch, segmented choice, labels, copy button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.ui.theme.icons import icon
from app.ui.theme.tokens import colour


def plain_label(text: str = "", *, look: str = "", wrap: bool = False) -> QLabel:
    """A label that never reads its text as markup; ``look`` is a name of the style sheet."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if look:
        label.setProperty("look", look)
    return label


def set_look(widget: QWidget, look: str) -> None:
    """Give the widget another name of the style sheet and have it drawn so."""
    if widget.property("look") == look:
        return
    widget.setProperty("look", look)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def set_read_only(edit: QLineEdit | QPlainTextEdit, *, on: bool) -> None:
    """Let the field only be read and copied from, and have it drawn so."""
    if edit.isReadOnly() != on:
        edit.setReadOnly(on)
        edit.style().unpolish(edit)
        edit.style().polish(edit)


def mark_bad(edit: QWidget, *, bad: bool) -> None:
    """Draw the field's border as *this needs a change*, or as usual."""
    wanted = "true" if bad else ""
    if (edit.property("problem") or "") == wanted:
        return
    edit.setProperty("problem", wanted)
    edit.style().unpolish(edit)
    edit.style().polish(edit)


class ElidedLabel(QLabel):
    """One line of plain text, shortened in the middle; the whole text is the tooltip then."""

    def __init__(self, *, look: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle):
        super().__init__()
        self._whole = ""
        self._says: Callable[[str], str] | None = None
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if look:
            self.setProperty("look", look)

    def set_whole(self, text: str) -> None:
        """Show ``text``, as much of it as fits."""
        if text == self._whole:
            return
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def cover(self, says: Callable[[str], str] | None) -> None:
        """Show what ``says`` makes of the text from now on; None: the text (`app.ui.curtain`)."""
        if says != self._says:
            self._says = says
            self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few letters: the rest is elided."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the whole text."""
        width = self.fontMetrics().horizontalAdvance(self._whole) + 2
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Shorten anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """A new font needs another cut."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        whole = self._says(self._whole) if self._says else self._whole
        cut = self.fontMetrics().elidedText(whole, self._mode, self.width())
        self.setText(cut)
        self.setToolTip(tooltip(whole) if cut != whole else "")
        self.updateGeometry()


class Steady(QWidget):
    """A place for a label whose text is another one ten times a second.

    A label in a layout has the whole window laid out anew for each; this one has a fixed size.
    """

    def __init__(self, label: ElidedLabel) -> None:
        super().__init__()
        self._label = label
        label.setParent(self)
        self.setSizePolicy(label.sizePolicy())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The label's."""
        return self._label.minimumSizeHint()

    def sizeHint(self) -> QSize:  # noqa: N802
        """The label's."""
        return self._label.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The label fills it."""
        super().resizeEvent(event)
        self._label.setFixedSize(event.size())


def tooltip(text: str) -> str:
    """``text`` for a tooltip, which would read markup in it: as plain text, at most 1,000 long."""
    cut = text[:1000]
    escaped = cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{escaped}</span>" if cut else ""


class Switch(QCheckBox):
    """A check box drawn as a sliding switch."""

    _TRACK = QSize(36, 20)

    def sizeHint(self) -> QSize:  # noqa: N802
        """The track, a gap, and the text."""
        text = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(self._TRACK.width() + 10 + text.width() + 6, max(28, text.height() + 8))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The whole of it: a switch is never elided."""
        return self.sizeHint()

    def hitButton(self, _pos: object) -> bool:  # noqa: N802
        """All of it answers to a click."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Track, knob, text and, with the keyboard's focus, the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        top = (self.height() - self._TRACK.height()) / 2
        track = QRectF(3, top, self._TRACK.width(), self._TRACK.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent" if on else "muted"))
        painter.setOpacity(1.0 if self.isEnabled() else 0.4)
        painter.drawRoundedRect(track, 10, 10)
        painter.setBrush(colour("on_accent" if on else "surface"))
        painter.drawEllipse(QRectF(track.right() - 18 if on else track.left() + 2, top + 2, 16, 16))
        if self.hasFocus():
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), 12, 12)
        painter.setPen(colour("text"))
        area = self.rect().adjusted(self._TRACK.width() + 13, 0, 0, 0)
        painter.drawText(
            area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic, self.text()
        )
        painter.end()


class CalmBar(QProgressBar):
    """A bar that is painted with everything else.

    Qt's own has itself painted at once, and with it all that is to be painted in the window: the
    list as it was half way through a look into the mailbox, and then a second time.
    """

    def setValue(self, value: int) -> None:  # noqa: N802 - Qt's name
        """Show it, soon."""
        if value != self.value():
            self.setUpdatesEnabled(False)
            super().setValue(value)
            self.setUpdatesEnabled(True)


class Segmented(QWidget):
    """A row of buttons of which one is chosen."""

    chosen = Signal(str)
    """The value of the choice, when a person makes it."""

    def __init__(self, values: Sequence[str], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for value in values:
            button = QPushButton()
            button.setCheckable(True)
            button.setProperty("segment", "middle")
            button.clicked.connect(lambda _on, v=value: self.chosen.emit(v))
            self._group.addButton(button)
            self._buttons[value] = button
            row.addWidget(button)
        self._buttons[values[0]].setChecked(True)
        self._round_ends()

    def event(self, event: QEvent) -> bool:
        """A button was hidden or shown: others stand at the ends."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._round_ends()
        return super().event(event)

    def _round_ends(self) -> None:
        """Only the outer corners of those that are there are round."""
        there = [button for button in self._buttons.values() if not button.isHidden()]
        for button in there:
            place = "first" if button is there[0] else "last" if button is there[-1] else "middle"
            if button.property("segment") != place:
                button.setProperty("segment", place)
                button.style().unpolish(button)
                button.style().polish(button)

    def name(self, value: str, text: str, *, hint: str = "") -> None:
        """Write ``text`` on the button of ``value``; ``hint`` becomes its tooltip."""
        button = self._buttons[value]
        button.setText(text)
        button.setMinimumWidth(bold_width(button) + 2 * 13)  # the chosen one is in bold
        button.setAccessibleName(text)
        button.setToolTip(hint)

    def button(self, value: str) -> QPushButton:
        """The button of ``value``."""
        return self._buttons[value]

    def value(self) -> str:
        """The choice."""
        return next(v for v, b in self._buttons.items() if b.isChecked())

    def choose(self, value: str) -> None:
        """Make the choice without telling anybody."""
        self._buttons[value].setChecked(True)


def bold_width(button: QPushButton) -> int:
    """Pixels of a button's text in bold: what it may become must not change its size."""
    font = QFont(button.font())
    font.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(font).horizontalAdvance(button.text())


class CopyButton(QToolButton):
    """Puts a text on the clipboard and says so by a tick for a moment."""

    _TICK = 1200
    """Milliseconds for which the tick shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(self._TICK)
        self._timer.timeout.connect(lambda: self.setIcon(icon("copy", "muted")))
        self.setIcon(icon("copy", "muted"))
        self.setIconSize(QSize(16, 16))
        self.setFixedSize(26, 26)
        self.setProperty("look", "icon")
        self.clicked.connect(self._copy)

    def set_text(self, text: str, what: str) -> None:
        """What will be copied, and the name of the button for tooltip and screen reader."""
        self._text = text
        self.setToolTip(what)
        self.setAccessibleName(what)
        self.setEnabled(bool(text))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.setIcon(icon("check", "good"))
        self._timer.start()


def icon_button(name: str) -> QToolButton:
    """A small button that shows only an icon; tooltip and accessible name are the caller's."""
    button = QToolButton()
    button.setIcon(icon(name, "muted"))
    button.setIconSize(QSize(16, 16))
    button.setFixedSize(28, 28)
    button.setProperty("look", "icon")
    return button


def fit_height(edit: QPlainTextEdit, *, fewest: int, most: int) -> None:
    """Make the field as high as its lines need, between two numbers of lines."""
    lines = min(max(round(edit.document().size().height()), fewest), most)
    room = 2 * (edit.frameWidth() + round(edit.document().documentMargin())) + 10
    edit.setFixedHeight(lines * edit.fontMetrics().lineSpacing() + room)


def code_font() -> QFont:
    """The system's fixed-width font, a little smaller than the text around it."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(9.5)
    return font


class Glyph(QLabel):
    """A picture in a colour of the theme, which it follows."""

    def __init__(self, size: int, picture: str = "", role: str = "") -> None:
        """``size`` is its width and height in pixels; without a picture it is empty at first."""
        super().__init__()
        self.setFixedSize(size, size)
        self._drawn = (picture, role)
        self._tint()

    def draw(self, picture: str, role: str) -> None:
        """Show another one."""
        self._drawn = (picture, role)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and "_drawn" in self.__dict__:
            self._tint()

    def _tint(self) -> None:
        picture, role = self._drawn
        if picture:
            self.setPixmap(icon(picture, role).pixmap(self.size(), self.devicePixelRatioF()))


def scrolling(page: QWidget) -> QScrollArea:
    """A page that scrolls up and down when it is higher than its window."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area
