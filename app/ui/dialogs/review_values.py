"""The review sheet's card about values: what is wrong with those of the files, and ways to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from app.domain.questions import PER_FILE, Filling, Question
from app.domain.upload import TaskSnapshot
from app.domain.variables import Count, Subject, added
from app.ui.dialogs.card import Card
from app.ui.dialogs.parts import NoteLine
from app.ui.dialogs.variable_words import CountWords
from app.ui.i18n import joined, translate
from app.ui.panels.parts import plain_label
from app.ui.theme.tokens import S

SLICE = 0.006
"""Seconds of counting between two looks at the window's other work."""
AT_ONCE = 64
"""Files between two looks at the clock; a shorter list is counted in one go."""
MOST_SHOWN = 4
"""Kinds of trouble that are named."""


def subject_of(row: TaskSnapshot) -> Subject:
    """What a file on the list gives values from."""
    return Subject(row.id, row.name, row.path)


Find = Callable[[str], Question | None]
"""The question about a variable."""


class Counting(QObject):
    """Counts troubles of many files without keeping the window."""

    done = Signal()
    """`counts` holds for everything it was begun with."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.counts: tuple[Count, ...] = ()
        self._left: Iterator[TaskSnapshot] | None = None
        self._filling = Filling()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def under_way(self) -> bool:
        """Whether files have not been looked at yet."""
        return self._left is not None

    def begin(self, filling: Filling, rows: Sequence[TaskSnapshot]) -> None:
        """Count from the start; the first slice is counted here, which is all for a short list."""
        self.counts = ()
        looked = filling.questions or filling.longest
        self._filling, self._left = filling, iter(rows if looked else ())
        self._go_on()

    def _go_on(self) -> None:
        until = perf_counter() + SLICE
        found = {count.trouble: count for count in self.counts}
        while self._left is not None:
            some = list(islice(self._left, AT_ONCE))
            for row in some:
                added(found, self._filling, subject_of(row))
            if len(some) < AT_ONCE:
                self._left = None
            elif perf_counter() > until:
                break
        self.counts = tuple(found.values())
        if self._left is None:
            self._timer.stop()
            self.done.emit()
        else:
            self._timer.start()


class Values(Card):
    """How many files have a value that cannot be sent; buttons for a table and for single files."""

    table_wanted = Signal()
    each_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(translate("Review", "Answers for each file"))
        self.text = plain_label(look="muted", wrap=True)
        self.lines = [NoteLine() for _line in range(MOST_SHOWN)]
        self.table = QPushButton(translate("Review", "Take them from a &table…"))
        self.each = QPushButton(translate("Review", "Look at &single files…"))
        hint = translate("Review", "A CSV file in which each file has a line")
        self.table.setToolTip(hint)
        self.table.setAccessibleDescription(hint)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        for button, signal in ((self.table, self.table_wanted), (self.each, self.each_wanted)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
            buttons.addWidget(button)
        buttons.addStretch(1)
        inner = QVBoxLayout()
        inner.setSpacing(S)
        for line in self.lines:
            inner.addWidget(line)
        self.column.addWidget(self.text)
        self.column.addLayout(inner)
        self.column.addLayout(buttons)

    def way_out(self, *, by_table: bool) -> QPushButton:
        """The button that leads on when *Upload* cannot."""
        return self.table if by_table else self.each

    def show_counts(self, counting: Counting, *, of: int, lines: int, find: Find) -> None:
        """Say what the counting found; ``lines`` files have a line in a table, of ``of``."""
        table = CountWords().matched(lines, of) if lines else ""
        if counting.under_way:
            state = translate("Review", "Looking through the files…")
        elif counting.counts:
            state = translate("Review", "Something is missing or has to be changed:")
        else:
            state = translate("Review", "Nothing is missing.")
        shown = _of_single(counting.counts, of=of, find=find)[:MOST_SHOWN]
        if counting.counts and not shown:
            state = ""
        self.text.setText(joined(table, state))
        self.text.setVisible(bool(self.text.text()))
        for place, line in enumerate(self.lines):
            if place < len(shown):
                count = shown[place]
                line.say(
                    CountWords().trouble(count, find(count.trouble.variable)), "error", "danger"
                )
            else:
                line.say("")


def _of_single(counts: Sequence[Count], *, of: int, find: Find) -> list[Count]:
    """Without what all files lack because a question has no good answer yet: that is said there."""
    return [
        count
        for count in counts
        if count.files < of
        or (question := find(count.trouble.variable)) is None
        or not question.ask
        or question.source in PER_FILE
    ]
