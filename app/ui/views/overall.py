"""Bottom of the Simple view: the overall bar, what it means in words, and the few buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui import i18n
from app.ui.actions import Actions
from app.ui.desk import Desk
from app.ui.models.queue_model import FilterKind
from app.ui.models.tally import Totals
from app.ui.panels.parts import CalmBar, plain_label
from app.ui.panels.rate_button import RateButton
from app.ui.theme.icons import icon
from app.ui.theme.tokens import BAR, XS, S
from app.ui.views.row_face import SEPARATOR


class Overall(QWidget):
    """One bar for everything on the list; *Upload*, *Pause*, *Try again*, *Clear list*."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.bar = CalmBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(BAR)
        self.words = plain_label()
        self.trouble = QPushButton()
        self.trouble.setProperty("look", "link")
        self.trouble.clicked.connect(self._show_trouble)
        self.rate = RateButton(desk, short=True)
        self.clear = QPushButton()
        self.clear.setProperty("look", "quiet")
        self.clear.clicked.connect(desk.clear_finished)
        self.confirm = QPushButton()
        self.confirm.setProperty("look", "quiet")
        self.confirm.setIcon(icon("receipt", "text"))
        self.confirm.clicked.connect(actions.save_confirmation.trigger)
        self.retry = QPushButton()
        self.retry.setIcon(icon("retry", "text"))
        self.retry.clicked.connect(lambda: desk.retry())
        self.pause = QPushButton()
        self.pause.setIcon(icon("pause", "text"))
        self.pause.clicked.connect(lambda: desk.pause())
        self.upload = QPushButton()
        self.upload.setProperty("look", "primary")
        self.upload.setIcon(icon("upload", "on_accent"))
        self.upload.clicked.connect(actions.upload.trigger)
        self._arrange()
        desk.queue.changed.connect(self.refresh)
        self.retranslate()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self.words)
        row.addWidget(self.trouble)
        row.addStretch(1)
        for button in (self.clear, self.confirm, self.retry, self.pause, self.upload):
            row.addWidget(button)
        above = QHBoxLayout()
        above.setSpacing(S)
        above.addWidget(self.bar, 1)
        above.addWidget(self.rate)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addLayout(above)
        column.addLayout(row)

    def refresh(self) -> None:
        """Bring bar, words and buttons in line with the list."""
        totals = self._desk.totals
        self.bar.setValue(share(totals))
        self.words.setText(self.summary())
        self.words.setAccessibleName(self.words.text())
        startable = totals.held + totals.paused
        self.upload.setVisible(startable > 0)
        self.upload.setText(self.tr("Upload %n file(s)", "", startable))
        self.pause.setVisible(self._desk.busy)
        self.retry.setVisible(totals.failed > 0)
        self.retry.setText(self.tr("Try %n again", "", totals.failed))
        self._follow_trouble(totals)
        over = totals.ended > totals.failed and not self._desk.busy
        self.clear.setVisible(over)
        self.confirm.setVisible(over)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.bar.setAccessibleName(self.tr("Progress of all files"))
        self.clear.setText(self.tr("Clear list"))
        self.confirm.setText(self.tr("Save confirmation"))
        self.confirm.setToolTip(self.tr("Saves a page that says what was uploaded"))
        self.clear.setToolTip(self.tr("Takes what is finished off this list. No file is deleted."))
        self.retry.setToolTip(self.tr("Sends once more what was not stored"))
        self.pause.setText(self.tr("Pause"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    @property
    def _only_trouble(self) -> bool:
        return self._desk.queue.filter_kind is FilterKind.FAILED

    def _show_trouble(self) -> None:
        """Only what was not stored or has a note; or everything again."""
        kind = FilterKind.ALL if self._only_trouble else FilterKind.FAILED
        self._desk.queue.set_filter(kind)
        self.refresh()

    def _follow_trouble(self, totals: Totals) -> None:
        """The link counts what needs a look; once nothing does, everything is shown again."""
        if self._only_trouble and not totals.on_top and self.isVisible():
            self._desk.queue.set_filter(FilterKind.ALL)
        only = self._only_trouble
        noted = totals.on_top - totals.failed
        facts = [self.tr("%n not stored", "", totals.failed)] if totals.failed else []
        facts += [self.tr("%n with a note", "", noted)] if noted else []
        self.trouble.setText(self.tr("Show all files") if only else SEPARATOR.join(facts))
        hint = self.tr("Show every file again") if only else self.tr("Show only these files")
        self.trouble.setToolTip(hint)
        self.trouble.setAccessibleDescription(hint)
        self.trouble.setVisible(totals.on_top > 0)

    def summary(self) -> str:
        """The list in one line."""
        totals = self._desk.totals
        if self._desk.busy:
            return self._under_way(totals)
        if totals.ended == totals.files:
            return self._over(totals)
        count = self.tr("%n file(s)", "", totals.files - totals.ended)
        state = self.tr("ready to go") if totals.held else self.tr("paused")
        size = i18n.size(max(totals.bytes_total - totals.bytes_sent, 0))
        return SEPARATOR.join((count, size, state))

    def _under_way(self, totals: Totals) -> str:
        done = self.tr("{done} of %n file(s)", "", totals.files)
        facts = [
            done.format(done=i18n.number(totals.ended)),
            i18n.sizes(min(totals.bytes_sent, totals.bytes_total), totals.bytes_total),
        ]
        if totals.seconds_left is not None:
            left = self.tr("{time} left")
            facts.append(left.format(time=i18n.duration(totals.seconds_left)))
        return SEPARATOR.join(facts)

    def _over(self, totals: Totals) -> str:
        if totals.on_top:
            return self.tr("%n file(s) stored", "", totals.ended - totals.failed)
        return self.tr("All done: %n file(s)", "", totals.ended)


def share(totals: Totals) -> int:
    """What was sent of everything, in thousandths; files without a byte count by number."""
    if totals.bytes_total > 0:
        return min(1000, totals.bytes_sent * 1000 // totals.bytes_total)
    return totals.ended * 1000 // totals.files if totals.files else 0
