"""Theme: palette and style sheet for the whole application, light or dark, the same everywhere."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.ui.theme.sheet import style_sheet
from app.ui.theme.tokens import colour, scheme, set_scheme, set_undressed, undressed

Role = QPalette.ColorRole
_ROLES = {
    Role.Window: "window",
    Role.WindowText: "text",
    Role.Base: "surface",
    Role.AlternateBase: "window",
    Role.Text: "text",
    Role.Button: "surface",
    Role.ButtonText: "text",
    Role.BrightText: "danger",
    Role.Highlight: "accent",
    Role.HighlightedText: "on_accent",
    Role.Accent: "accent",
    Role.Link: "accent",
    Role.LinkVisited: "accent",
    Role.ToolTipBase: "raised",
    Role.ToolTipText: "text",
    Role.PlaceholderText: "muted",
    Role.Light: "raised",
    Role.Midlight: "border",
    Role.Mid: "border",
    Role.Dark: "border_strong",
    Role.Shadow: "shadow",
}
_DRESSED = "upcallDressed"
"""Property of an application that has our style already."""


def palette() -> QPalette:
    """The palette of the scheme in force."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, colour(name))
    for role in (Role.Text, Role.WindowText, Role.ButtonText):
        pale = QColor(colour("muted"))
        pale.setAlphaF(0.6)
        made.setColor(QPalette.ColorGroup.Disabled, role, pale)
    return made


def dress(app: QApplication, sheet: str) -> None:
    """Put another style sheet on all windows.

    Never over one that is there: of that, Qt goes through what it remembers of every widget, and
    now and then it remembers one that is no more (6.11: a crash in ``QWidget::style``). To take it
    off first makes Qt forget them all.
    """
    with nothing_collected():
        app.setStyleSheet("")
        app.setStyleSheet(sheet)


@contextmanager
def nothing_collected() -> Iterator[None]:
    """While every window is dressed anew Qt goes through a list of all widgets.

    Python code that runs meanwhile may set off the collector, in any thread; one that takes a
    closed window along would leave Qt with a widget that is no more.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Theme(QObject):
    """Applies a setting (``system``, ``light``, ``dark``) and follows the system for the first."""

    changed = Signal()

    def __init__(self, app: QApplication, *, late: bool = False) -> None:
        """``late``: the style sheet comes with `dress`, when the first widgets are all there.

        Each of them would be looked at anew whenever it, or what it stands in, finds its place.
        """
        super().__init__(app)
        self._app = app
        set_undressed(yes=late)
        self._setting = ""
        if not app.property(_DRESSED):  # once is enough, and costs a look at every widget there is
            # Not a style of ours: Qt asks one for thousands of things a second, and would wait for
            # the interpreter each time. What differs from Fusion stands in the style sheet.
            app.setStyle("Fusion")
            app.setFont(base_font())
            app.setProperty(_DRESSED, True)
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def use(self, setting: str) -> None:
        """Put a setting in force."""
        self._setting = setting
        system = self._app.styleHints().colorScheme()
        self._apply(setting if setting in ("light", "dark") else _name(system))

    def _system_changed(self, system: Qt.ColorScheme) -> None:
        # The argument is right; the application's palette is still the old one here.
        if self._setting not in ("light", "dark"):
            self._apply(_name(system))

    def _apply(self, name: str) -> None:
        if name == scheme() and self._app.styleSheet():
            return
        set_scheme(name)
        with nothing_collected():
            self._app.setPalette(palette())
            if not undressed():
                dress(self._app, style_sheet())
        self.changed.emit()

    def dress(self) -> None:
        """Put on the style sheet that was to come late."""
        if undressed():
            set_undressed(yes=False)
            dress(self._app, style_sheet())


def _name(system: Qt.ColorScheme) -> str:
    """Unknown, which bare Linux says, counts as light."""
    return "dark" if system == Qt.ColorScheme.Dark else "light"


def base_font() -> QFont:
    """The system's own font, at least 10 points."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if 0 < font.pointSizeF() < 10:
        font.setPointSizeF(10)
    return font
