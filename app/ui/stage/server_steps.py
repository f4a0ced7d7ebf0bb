"""The signature of one callback, verified step by step before people's eyes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.stage_ways import CHECKS
from app.ui.i18n import translate
from app.ui.panels.long_text import LongText
from app.ui.panels.parts import CopyButton, ElidedLabel, Glyph, fit_height, plain_label, set_look
from app.ui.stage.server_calls import Call, string_to_sign
from app.ui.stage.server_words import (
    harmless,
    shared_words,
    step_names,
    step_words,
    timed_words,
)
from app.ui.theme.tokens import XS, L, M, S

_KEY_SHOWN = 32
"""Hex digits of the key's SHA-256 that are shown: enough to tell two keys apart."""


class StepRow(QWidget):
    """Glyph, name, a sentence, and what was found."""

    def __init__(self, number: int, step: str, checks: tuple[str, ...]) -> None:
        super().__init__()
        self.step, self.checks = step, checks
        self.failed = False
        self._number = number
        self._glyph = Glyph(20)
        self.name = plain_label(look="label", wrap=True)
        self.said = plain_label(look="muted", wrap=True)
        self.value = ElidedLabel(look="mono", mode=Qt.TextElideMode.ElideRight)
        self.copy = CopyButton()
        self.text: LongText | None = LongText() if step == "text" else None
        top = QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.copy)
        texts = QVBoxLayout()
        texts.setSpacing(XS)
        texts.addLayout(top)
        texts.addWidget(self.said)
        texts.addWidget(self.value if self.text is None else self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)

    def show_step(self, found: Mapping[str, object] | None, *, string: str) -> None:
        """Show what came of the step; None: it was not reached. ``string`` is the signed text."""
        name = step_names()[self.step]
        if self.step == "key" and self.checks[0] == "authorization":
            name = translate("Server", "Access key")
        value = "" if found is None else str(found.get("value", ""))
        ok = found is not None and found.get("ok") is True
        self.failed = found is not None and not ok
        states = {
            True: ("state-delivered", "good", translate("Server", "done")),
            False: ("state-failed", "danger", translate("Server", "failed here")),
        }
        unreached = ("state-skipped", "muted", translate("Server", "not reached"))
        picture, role, word = unreached if found is None else states[ok]
        self._glyph.draw(picture, role)
        self.name.setText(f"{self._number}. {name} · {word}")
        set_look(self.name, "danger" if role == "danger" else "label")
        self.said.setText("" if found is None else self._words(value, ok=ok))
        self.said.setVisible(bool(self.said.text()))
        self._show_value(value, name, string=string if found is not None else "")

    def _words(self, value: str, *, ok: bool) -> str:
        if self.checks[0] == "authorization":
            return shared_words(self.step, ok=ok)
        if self.checks[0] == "fields":
            return timed_words(self.step, ok=ok)
        return step_words(self.step, value, ok=ok)

    def _show_value(self, value: str, name: str, *, string: str) -> None:
        shown = value[:_KEY_SHOWN] if self.step == "key" else value
        self.value.set_whole(harmless(shown).replace("\n", " "))
        self.value.setVisible(bool(shown) and self.text is None)
        copied = value
        if self.text is not None:
            copied = string
            self.text.show_text(harmless(string))
            self.text.setAccessibleName(name)
            self.text.setVisible(bool(string))
            self.fit()
        what = translate("Server", "Copy: {what}").format(what=name)
        self.copy.set_text(copied, what)
        self.copy.setVisible(bool(copied))

    def fit(self) -> None:
        """Make the signed text as high as it is at the width of now."""
        if self.text is not None:
            fit_height(self.text, fewest=2, most=7)


class Steps(QWidget):
    """All of them: which, depends on how a service signs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all = [
            StepRow(number, step, checks)
            for checks in CHECKS
            for number, step in enumerate(checks, start=1)
        ]
        self.rows = [row for row in self._all if row.checks is CHECKS[0]]
        """Those of the call that is shown."""
        column = QVBoxLayout(self)
        column.setContentsMargins(S, M, S, M)
        column.setSpacing(L)
        for row in self._all:
            column.addWidget(row)
            row.setVisible(row in self.rows)
        column.addStretch(1)

    def show_call(self, call: Call) -> None:
        """Show the steps of a callback."""
        steps = call.received.get("steps")
        taken = steps if isinstance(steps, list) else []
        found = {str(s.get("step")): s for s in taken if isinstance(s, Mapping)}
        self.rows = [row for row in self._all if row.checks == call.checks]
        for row in self._all:
            row.setVisible(row in self.rows)
        for row in self.rows:
            row.show_step(found.get(row.step), string=string_to_sign(call.received))

    def fit(self) -> None:
        """Widths have changed."""
        for row in self.rows:
            row.fit()

    def failed(self) -> StepRow | None:
        """The row of the step that failed."""
        return next((row for row in self.rows if row.failed), None)
