"""Late rows: of a list that grows by the thousand the view is told four times a second.

Each time that rows come, a view measures its list and paints; a hundred thousand rows that come in
two hundred portions would take a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QTimer

LONG = 1000
"""Shown rows from which on a view's measuring takes its time."""
MANY = 100
"""Rows that come together; fewer are shown at once."""
PAUSE_MS = 250


class LateRows:
    """Names of rows that are on the list and not shown yet."""

    def __init__(self, parent: QObject, show: Callable[[], None]) -> None:
        """``show`` is called when it is time to show them."""
        self._names: dict[str, None] = {}
        self._pause = QTimer(parent, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(show)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def take_in(self, names: Sequence[str], *, shown: int) -> bool:
        """Shall these wait with the others? ``shown`` is how many the view has."""
        if not self._names and (shown < LONG or len(names) < MANY):
            return False
        if not self._pause.isActive():
            self._pause.start()
            if not self._names:
                return False  # the first are shown at once
        self._names.update(dict.fromkeys(names))
        return True

    def leave(self, names: Iterable[str]) -> None:
        """These are not to be shown any more."""
        for name in names:
            self._names.pop(name, None)

    def take(self) -> list[str]:
        """All that wait; they do not any more."""
        names, self._names = list(self._names), {}
        return names
