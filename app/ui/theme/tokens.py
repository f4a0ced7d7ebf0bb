"""The design's fixed values: colours by role, spacing, radii. The only place with colour codes.

A *role* says what a colour is for (``text``, ``muted``, ``accent`` ...). Which of the two tables
is in force is kept on the application object, so that painting code needs nothing handed to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
"""Spacing in pixels."""

RADIUS, RADIUS_CONTROL, RADIUS_CARD = 8, 6, 12
CONTROL_HEIGHT = 32
ROW_SIMPLE, ROW_EXPERT = 64, 44
BAR = 6
"""Height of a progress bar in pixels."""

LIGHT = {
    "window": "#F6F7F9",
    "surface": "#FFFFFF",
    "raised": "#FFFFFF",
    "border": "#E3E6EB",
    "border_strong": "#8B95A1",
    "text": "#16191D",
    "muted": "#59626E",
    "accent": "#0B6E6E",
    "accent_hover": "#095C5C",
    "accent_soft": "#E3F2F1",
    "on_accent": "#FFFFFF",
    "danger": "#B3261E",
    "danger_soft": "#FCEBEA",
    "amber": "#8A5A00",
    "amber_soft": "#FFF4DC",
    "good": "#1B7A43",
    "good_soft": "#E5F5EB",
    "track": "#E3E6EB",
    "hover": "#EEF1F4",
    "scroll": "#C3C9D2",
    "shadow": "#16191D",
}
DARK = {
    "window": "#14171B",
    "surface": "#1B1F25",
    "raised": "#222831",
    "border": "#303845",
    "border_strong": "#6C7886",
    "text": "#E8EBEF",
    "muted": "#A3ADBA",
    "accent": "#3FB8AF",
    "accent_hover": "#5CCBC3",
    "accent_soft": "#16302F",
    "on_accent": "#06201F",
    "danger": "#FF8A80",
    "danger_soft": "#3A1F1E",
    "amber": "#F2B84B",
    "amber_soft": "#35290F",
    "good": "#5FCB8A",
    "good_soft": "#15301F",
    "track": "#303845",
    "hover": "#262C35",
    "scroll": "#475160",
    "shadow": "#000000",
}
CONNECTION_COLOURS = {
    "teal": ("#0B8A8A", "#3FB8AF"),
    "blue": ("#2563C9", "#7AA7F5"),
    "violet": ("#7548C4", "#B394F2"),
    "rose": ("#BE3A6B", "#F08BB0"),
    "orange": ("#B85A12", "#F0A05A"),
    "green": ("#3C7D22", "#8CCB6B"),
    "slate": ("#5A6676", "#A3ADBA"),
}
"""Colours that a connection may have: in the light and in the dark scheme."""

_PROPERTY, _UNDRESSED = "upcallScheme", "upcallUndressed"


def scheme() -> str:
    """``light`` or ``dark``: what is in force now."""
    app = QCoreApplication.instance()
    return "dark" if app is not None and app.property(_PROPERTY) == "dark" else "light"


def set_scheme(name: str) -> None:
    """Put ``light`` or ``dark`` in force; `app.ui.theme.theme` does the rest."""
    app = QCoreApplication.instance()
    if app is not None:
        app.setProperty(_PROPERTY, name)


def undressed() -> bool:
    """Whether the application's style sheet is still to come (`app.ui.theme.theme.Theme.dress`)."""
    app = QCoreApplication.instance()
    return app is not None and bool(app.property(_UNDRESSED))


def set_undressed(*, yes: bool) -> None:
    """Say whether the application's style sheet is still to come."""
    app = QCoreApplication.instance()
    if app is not None:
        app.setProperty(_UNDRESSED, yes)


def table() -> dict[str, str]:
    """Colour codes by role, in the scheme of now."""
    return DARK if scheme() == "dark" else LIGHT


def colour(role: str) -> QColor:
    """The colour for a role, in the scheme of now; copy it before changing anything in it.

    Raises `KeyError` for an unknown role.
    """
    return _ink(table()[role])


def inks() -> Mapping[str, QColor]:
    """All colours by role, in the scheme of now, for who asks for many."""
    return _inks(scheme())


@cache
def _inks(name: str) -> Mapping[str, QColor]:
    codes = DARK if name == "dark" else LIGHT
    return {role: _ink(code) for role, code in codes.items()}


@cache
def _ink(code: str) -> QColor:
    """Made once for each code: Qt gives the interpreter away while it makes one, and a row that is
    painted beside busy senders would have to get it back a hundred times."""
    return QColor(code)


def connection_colour(name: str) -> QColor:
    """The colour of a connection; an unknown name gives the first one."""
    pair = CONNECTION_COLOURS.get(name, CONNECTION_COLOURS["teal"])
    return QColor(pair[1] if scheme() == "dark" else pair[0])
