"""The Expert view's additions to the style sheet."""

from __future__ import annotations

import re

from app.ui.resources import resource
from app.ui.theme.tokens import table


def expert_sheet() -> str:
    """The additions in the colours of the scheme in force."""
    text = resource("theme", "expert.qss").read_text(encoding="utf-8")
    names = table()
    return re.sub(r"@([a-z_]+)", lambda found: names[found.group(1)], text)
