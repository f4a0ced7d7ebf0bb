"""The one style sheet. Widgets ask for a look by the property ``look`` (see `LOOKS`)."""

from __future__ import annotations

import re

from PySide6.QtGui import QGuiApplication

from app.ui.resources import resource
from app.ui.theme.tokens import scheme, table

LOOKS = {
    "QPushButton": ("primary", "danger", "link", "quiet", "fold", "door", "chip"),
    "QToolButton": ("primary", "quiet", "chip"),
    "QLabel": ("title", "subtitle", "strong", "muted", "small", "danger", "amber", "good", "error"),
    "QFrame": ("card", "raised", "soft", "amber", "danger", "good", "line", "drop"),
}
"""Values of the property ``look`` by class."""


def style_sheet() -> str:
    """The whole sheet, in the colours of the scheme in force."""
    text = resource("theme", "upcall.qss").read_text(encoding="utf-8")
    names = table() | _sizes() | {"scheme": scheme(), "icons": resource("icons").as_posix()}
    sheet = re.sub(r"@([a-z_]+)", lambda found: names[found.group(1)], text)
    return re.sub(r"\b(min-height): (\d\d)px", _grown, sheet)


def _grown(found: re.Match[str]) -> str:
    """Controls are as much higher as the text is larger."""
    times = max(QGuiApplication.font().pointSizeF() / 10, 1.0)
    return f"{found[1]}: {round(int(found[2]) * times)}px"


_SIZES = {"size_title": 1.7, "size_subtitle": 1.2, "size_small": 0.9}
"""Sizes of text, as multiples of the font of everything else: they grow with it."""


def _sizes() -> dict[str, str]:
    base = QGuiApplication.font().pointSizeF()
    return {name: f"{(base if base > 0 else 10) * times:.1f}pt" for name, times in _SIZES.items()}
