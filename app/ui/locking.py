"""What cannot be done with a connection that an administrator locked, and how that is said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction

from app.ui.i18n import translate


def lock(actions: Sequence[QAction], *, on: bool) -> None:
    """Switch actions off with the reason as their hint; ``on`` False takes only the reason away.

    Whether they can be used otherwise is for whoever calls.
    """
    reason = translate("Actions", "Your team has set this place up; it cannot be changed here.")
    for action in actions:
        if on:
            action.setEnabled(False)
            action.setToolTip(reason)
            action.setStatusTip(reason)
        elif action.statusTip() == reason:
            action.setToolTip(action.iconText())
            action.setStatusTip(action.iconText())
