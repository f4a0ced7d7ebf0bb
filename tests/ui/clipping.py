"""Finds texts that are cut off, colours too weak to read, and controls without a name.

`troubles(top)` walks a shown widget tree; `dressed(...)` puts language, colours and text size in
force first. Everything is measured as it is drawn: texts against the room that the style leaves
them, colours from the pixels of a picture three times as large as the screen's.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

from app.ui.i18n import Languages
from app.ui.panels.parts import ElidedLabel, Switch
from app.ui.theme.sheet import style_sheet
from app.ui.theme.theme import Theme, dress, nothing_collected
from app.ui.theme.tokens import set_scheme

SCALES = (1.0, 1.5, 2.0)
LANGUAGES = ("en", "zh_CN")
SCHEMES = ("light", "dark")
EVERY_LOOK = tuple(
    (language, SCHEMES[(at + big) % 2], scale)
    for big, scale in enumerate(SCALES)
    for at, language in enumerate(LANGUAGES)
)
"""Each language at each size, each scheme with both: no colour changes what is cut off."""
ENOUGH = 4.5
"""Contrast ratio of text (WCAG 2, AA)."""
SHARP = 3
"""Pixels of the picture per pixel of the screen: a stroke is then wide enough to hold its pure
colour."""


def _clear_away() -> None:
    """Let windows of earlier tests really go: each would be dressed anew, which takes seconds."""
    for _ in range(2):  # what is let go of holds others
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


_undo: list[Callable[[], None]] = []
"""What takes off a dress that nobody wears any more."""


@contextmanager
def dressed(language: str, scheme: str, scale: float) -> Iterator[None]:
    """Language, colours and size of text for the widgets made inside; `undress` ends it.

    Not the end of the block: the windows that were made in it are still there, and each would be
    dressed anew.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    undress()
    _clear_away()
    locale, sheet, font, palette = QLocale(), app.styleSheet(), app.font(), app.palette()
    languages, theme = Languages(), Theme(app)
    languages.use(language)
    large = app.font()
    large.setPointSizeF(large.pointSizeF() * scale)
    set_scheme("")
    with nothing_collected():
        app.setFont(large)
        app.setStyleSheet("")
        theme.use(scheme)

    def as_before() -> None:
        _clear_away()
        languages.remove()
        QLocale.setDefault(locale)
        set_scheme("light")
        with nothing_collected():
            app.setFont(font)
            app.setPalette(palette)
            dress(app, style_sheet() if sheet else "")

    try:
        yield
    finally:
        _undo.append(as_before)


def undress() -> None:
    """All as it was before the last `dressed`, when its windows are gone."""
    while _undo:
        _undo.pop()()


def troubles(top: QWidget, *, colours: bool = True) -> list[str]:
    """Everything that is wrong with what is shown; each a line that names the widget.

    ``colours`` False leaves them out: they do not depend on the size of the text, and pictures of
    large text take their time.
    """
    for widget in [top, *top.findChildren(QWidget)]:
        widget.ensurePolished()
    QApplication.processEvents()
    found = [_told(w, what) for w in _seen(top) for what in _cut(w)]
    found += [_told(w, "has no accessible name") for w in _seen(top) if _nameless(w)]
    found += [_told(w, what) for w, what in _weak(top)] if colours else []
    return found


def _seen(top: QWidget) -> list[QWidget]:
    return [w for w in [top, *top.findChildren(QWidget)] if w.isVisible()]


def _told(widget: QWidget, what: str) -> str:
    text = text_of(widget).replace("\n", " ")[:60]
    return f"{type(widget).__name__} {widget.objectName()} “{text}” {what}"


def text_of(widget: QWidget) -> str:
    """What is written on a label, button, box or field."""
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QGroupBox):
        return widget.title()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    return ""


# --- cut off ----------------------------------------------------------------------------------


def _cut(widget: QWidget) -> Iterator[str]:
    """Sentences about what of this widget cannot be read."""
    if isinstance(widget, QScrollArea):
        yield from _too_wide(widget)
    if not text_of(widget).strip() and not isinstance(widget, QTabBar):
        return
    if not isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox):
        yield from _outside(widget)
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QTabBar):
        yield from _tabs(widget)
    else:
        room, needed = _room(widget), _needed(widget)
        if needed > room:
            yield f"needs {needed} pixels and has {room}"


def _label(label: QLabel) -> Iterator[str]:
    if isinstance(label, ElidedLabel) and label.text() != label.accessibleName():
        yield f"is elided, whole: {label.accessibleName()}"
    margin = 2 * label.margin()
    room = label.contentsRect().size() - QSize(margin, margin)
    named = label.buddy() is not None
    plain = label.text().replace("&&", "\0").replace("&", "") if named else label.text()
    flags = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag.TextExpandTabs
    within = QRect(0, 0, max(room.width(), 1) if label.wordWrap() else 100_000, 100_000)
    metrics = label.fontMetrics()
    box = metrics.boundingRect(within, int(flags), plain.replace("\0", "&"))
    if box.width() > room.width() + 1:
        yield f"needs {box.width()} pixels of width and has {room.width()}"
    if box.height() - metrics.leading() > room.height() + 1:
        yield f"needs {box.height()} pixels of height and has {room.height()}"


def _tabs(bar: QTabBar) -> Iterator[str]:
    for place in range(bar.count()):
        needed = bar.fontMetrics().horizontalAdvance(_bare(bar.tabText(place)))
        if bar.isTabVisible(place) and needed > bar.tabRect(place).width():
            yield f"tab “{bar.tabText(place)}” is cut"
        if bar.isTabVisible(place) and not bar.rect().contains(bar.tabRect(place)):
            yield f"tab “{bar.tabText(place)}” is outside"


def _needed(widget: QWidget) -> int:
    """Pixels that the text (and the icon beside it) takes."""
    metrics = widget.fontMetrics()
    if isinstance(widget, QAbstractButton):
        if isinstance(widget, QToolButton) and not _shows_text(widget):
            return 0
        icon = 0 if widget.icon().isNull() else widget.iconSize().width() + 4
        above = isinstance(widget, QToolButton) and (
            widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        )
        return _lines(metrics, _bare(widget.text())) + (0 if above else icon)
    return _lines(metrics, text_of(widget))


def _shows_text(button: QToolButton) -> bool:
    style = button.toolButtonStyle()
    return style != Qt.ToolButtonStyle.ToolButtonIconOnly or button.icon().isNull()


def _lines(metrics: QFontMetrics, text: str) -> int:
    return max((metrics.horizontalAdvance(line) for line in text.splitlines()), default=0)


def _bare(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _room(widget: QWidget) -> int:
    """Pixels of width that the style leaves for the text."""
    style = widget.style()
    if isinstance(widget, Switch):
        return widget.width() - 46
    if isinstance(widget, QPushButton | QCheckBox | QRadioButton):
        option = QStyleOptionButton()
        option.initFrom(widget)
        option.rect = widget.rect()
        element = {
            QPushButton: QStyle.SubElement.SE_PushButtonContents,
            QCheckBox: QStyle.SubElement.SE_CheckBoxContents,
        }.get(_kind(widget), QStyle.SubElement.SE_RadioButtonContents)
        return style.subElementRect(element, option, widget).width() + 1
    if isinstance(widget, QComboBox):
        option_box = QStyleOptionComboBox()
        widget.initStyleOption(option_box)
        control = QStyle.ComplexControl.CC_ComboBox
        part = QStyle.SubControl.SC_ComboBoxEditField
        return style.subControlRect(control, option_box, part, widget).width() + 1
    if isinstance(widget, QLineEdit) and not widget.text():
        return widget.contentsRect().width() - 4
    return widget.width() if not isinstance(widget, QLineEdit) else 1_000_000


def _kind(widget: QWidget) -> type[QWidget]:
    return QPushButton if isinstance(widget, QPushButton) else type(widget)


def _outside(widget: QWidget) -> Iterator[str]:
    """Whether a piece of it lies outside of what is around it (what scrolls may)."""
    inner, outer = widget, widget.parentWidget()
    while outer is not None and not inner.isWindow():
        if isinstance(outer.parentWidget(), QAbstractScrollArea):
            return
        place = QRect(widget.mapTo(outer, QPoint()), widget.size())
        if not outer.rect().adjusted(-1, -1, 1, 1).contains(place):
            yield f"reaches out of its {type(outer).__name__}"
            return
        inner, outer = outer, outer.parentWidget()


def _too_wide(area: QScrollArea) -> Iterator[str]:
    inside = area.widget()
    never = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if inside is not None and never and inside.width() > area.viewport().width():
        yield f"holds {inside.width()} pixels and shows {area.viewport().width()}"


# --- names ------------------------------------------------------------------------------------


def _nameless(widget: QWidget) -> bool:
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isEnabled():
        return False
    if isinstance(widget.parentWidget(), QAbstractScrollArea | QAbstractItemView):
        return False  # a viewport: its view has the name
    if isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox):
        return False  # the field inside; the box has the name
    interface = QAccessible.queryAccessibleInterface(widget)
    return not interface.text(QAccessible.Text.Name).strip()


# --- colours ----------------------------------------------------------------------------------


def _weak(top: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Texts whose colour is too near to the ground that they stand on."""
    left = [w for w in _seen(top) if w.isEnabled() and text_of(w).strip() and not w.isWindow()]
    for picture in _pictures(top):
        if not left:
            return
        for widget in [w for w in left if _wholly(w, top)]:
            left.remove(widget)
            ratio = contrast_in(picture, widget.mapTo(top, QPoint()), widget.size())
            if ratio < ENOUGH:
                yield widget, f"has a contrast of only {ratio:.1f}"


def _pictures(top: QWidget) -> Iterator[QImage]:
    """Pictures of the window, each scroll area in it moved on until all has been seen."""
    yield _picture(top)
    for area in [a for a in top.findChildren(QScrollArea) if a.isVisible()]:
        bar = area.verticalScrollBar()
        before = bar.value()
        step = max(area.viewport().height() * 2 // 3, 40)
        for value in [*range(0, bar.maximum(), step), bar.maximum()]:
            bar.setValue(value)
            yield _picture(top)
        bar.setValue(before)


def _picture(top: QWidget) -> QImage:
    image = QImage(top.size() * SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARP)
    image.fill(top.palette().window().color())
    painter = QPainter(image)
    top.render(painter, QPoint())
    painter.end()
    return image


def _wholly(widget: QWidget, top: QWidget) -> bool:
    """Whether all of it can be seen now, within every scroll area around it."""
    place = QRect(widget.mapTo(top, QPoint()), widget.size())
    outer = widget.parentWidget()
    while outer is not None and outer is not top:
        seen = QRect(outer.mapTo(top, QPoint()), outer.size())
        if isinstance(outer.parentWidget(), QAbstractScrollArea) and not seen.contains(place):
            return False
        outer = outer.parentWidget()
    return top.rect().intersects(place)


def contrast_in(picture: QImage, place: QPoint, size: QSize) -> float:
    """Contrast between the commonest colour of a piece and the one that differs most from it."""
    inset = 3  # the focus ring and the border are no text
    piece = picture.copy(
        (place.x() + inset) * SHARP,
        (place.y() + inset) * SHARP,
        max(size.width() - 2 * inset, 1) * SHARP,
        max(size.height() - 2 * inset, 1) * SHARP,
    )
    counted = _counted(bytes(piece.constBits()), piece.bytesPerLine())
    back = QColor(counted.most_common(1)[0][0])
    return max((contrast(QColor(code), back) for code in _common(counted)), default=21.0)


def _counted(pixels: bytes, line: int) -> Counter[int]:
    """How often each colour is there; lines that are alike (most are empty) are counted once."""
    lines = Counter(pixels[at : at + line] for at in range(0, len(pixels), line))
    counted: Counter[int] = Counter()
    for one, times in lines.items():
        for code, number in Counter(memoryview(one).cast("I")).items():
            counted[code] += number * times
    return counted


def _common(counted: Counter[int]) -> Iterable[int]:
    """Colours that are more than an accident of the edges."""
    fewest = max(4, sum(counted.values()) // 5000)
    return [code for code, times in counted.items() if times >= fewest]


def contrast(front: QColor, back: QColor) -> float:
    """Contrast ratio as WCAG 2 counts it."""
    bright, dim = sorted((_luminance(front), _luminance(back)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(code: QColor) -> float:
    parts = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
        for c in (code.redF(), code.greenF(), code.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
