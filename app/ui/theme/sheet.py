"""The one style sheet. Widgets ask for a look by the property ``look`` (see `LOOKS`)."""

from __future__ import annotations

import re

from app.ui.resources import resource
from app.ui.theme.tokens import scheme, table

LOOKS = {
    "QPushButton": ("primary", "danger", "link", "quiet", "door", "chip"),
    "QToolButton": ("primary", "quiet", "chip"),
    "QLabel": ("title", "subtitle", "muted", "small", "danger", "amber", "good", "error"),
    "QFrame": ("card", "raised", "soft", "amber", "danger", "good", "line", "drop"),
}
"""Values of the property ``look`` by class."""


def style_sheet() -> str:
    """The whole sheet, in the colours of the scheme in force."""
    text = resource("theme", "upcall.qss").read_text(encoding="utf-8")
    names = table() | {"scheme": scheme(), "icons": resource("icons").as_posix()}
    return re.sub(r"@([a-z_]+)", lambda found: names[found.group(1)], text)
