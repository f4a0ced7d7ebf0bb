"""The doctor's lines as they come in: glyph, word, sentence, and a button where one helps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
)

from app.domain.asks import Check
from app.domain.connection import Connection
from app.domain.services import Can
from app.ui.dialogs.doctor_words import GLYPHS, Line, clock_advice, line_of
from app.ui.dialogs.parts import NoteLine
from app.ui.doctor_report import report_text
from app.ui.error_words import trouble
from app.ui.examination import Examination
from app.ui.panels.parts import Glyph, plain_label
from app.ui.theme.tokens import XS, L, M, S

HARMLESS = frozenset({"again", "clock", "key_id"})
"""Buttons that do not lead to the connection's own fields."""


class CheckLine(QFrame):
    """One line; read as a whole by a screen reader."""

    fix_wanted = Signal(str)

    def __init__(self, check: Check, *, may_edit: bool = True, policy: bool = True) -> None:
        """``policy``: whether there is one to show."""
        super().__init__()
        self.check = check
        self.line: Line = line_of(check)
        glyph = Glyph(20, *GLYPHS[check.state])
        title = plain_label(self.line.title)
        title.setProperty("look", "strong")
        word = plain_label(self.line.state, look=GLYPHS[check.state][1])
        sentence = plain_label(self.line.sentence, look="muted", wrap=True)
        self.button = QPushButton(self.line.fix)
        self.button.setAutoDefault(False)
        useful = self.line.fix and (policy or self.line.aim != "policy")
        self.button.setVisible(bool(useful) and (may_edit or self.line.aim in HARMLESS))
        self.button.clicked.connect(lambda: self.fix_wanted.emit(self.line.aim))
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(title)
        head.addWidget(word)
        head.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(XS)
        texts.addLayout(head)
        texts.addWidget(sentence)
        texts.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, S, 0, S)
        row.setSpacing(M)
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        self.setAccessibleName(f"{self.line.title}: {self.line.state}. {self.line.sentence}")


class DoctorLines(QFrame):
    """All lines of an examination, on a card."""

    fix_wanted = Signal(str)
    """Where the button of a line leads (see `Line.aim`), except for what is done here."""

    def __init__(self, examination: Examination, *, may_edit: bool = True) -> None:
        """``may_edit``: whether buttons may lead to the connection's fields."""
        super().__init__()
        self._examination = examination
        self._may_edit = may_edit
        self._shown: list[CheckLine] = []
        self.setProperty("look", "card")
        self.state = plain_label(wrap=True)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.advice = NoteLine()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(S)
        column.addWidget(self.state)
        column.addWidget(self.busy)
        column.addLayout(self._lines)
        column.addWidget(self.advice)
        examination.changed.connect(self.refresh)
        self.refresh()

    def lines(self) -> list[CheckLine]:
        """The lines that are shown."""
        return list(self._shown)

    def refresh(self) -> None:
        """Show what is known by now; what has not changed stays where it is."""
        checks = self._examination.checks
        same = 0
        while same < min(len(checks), len(self._shown)) and self._shown[same].check == checks[same]:
            same += 1
        for line in self._shown[same:]:
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        del self._shown[same:]
        for check in checks[same:]:
            self._add(check)
        self._tell_state()

    def _add(self, check: Check) -> None:
        policy = Can.POLICY in self._examination.service.can
        line = CheckLine(check, may_edit=self._may_edit, policy=policy)
        line.fix_wanted.connect(self._fix)
        self._shown.append(line)
        self._lines.addWidget(line)
        event = QAccessibleAnnouncementEvent(self, line.accessibleName())
        QAccessible.updateAccessibility(event)

    def _fix(self, aim: str) -> None:
        if aim == "clock":
            self.advice.say(clock_advice())
        else:
            self.fix_wanted.emit(aim)

    def _tell_state(self) -> None:
        running, failure = self._examination.running, self._examination.failure
        self.busy.setVisible(running)
        self.busy.setAccessibleName(self.tr("Checking"))
        if failure is not None:
            words = trouble(failure.code, failure.values, expert=True)
            self.state.setText(words.whole())
        elif running:
            self.state.setText(self.tr("Checking… You need not wait for it."))
        else:
            self.state.setText("")
        self.state.setVisible(bool(self.state.text()))

    def copy_report(self, connection: Connection) -> None:
        """Put the result on the clipboard, without any secret."""
        text = report_text(connection, self._examination.checks)
        QGuiApplication.clipboard().setText(text)

    def retranslate(self) -> None:
        """Write every line anew."""
        for line in self._shown:
            self._lines.removeWidget(line)
            line.deleteLater()
        self._shown.clear()
        self.advice.say("")
        self.refresh()
