"""What the service told later of a stored file: each notice in words, as a tree and as it came."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.notice import Notice
from app.domain.notice_reading import Reading, reading, verdict
from app.ui import i18n
from app.ui.calm import CalmCombo
from app.ui.desk import Desk
from app.ui.dialogs.parts import NoteLine
from app.ui.notice_words import kind_words, long_reason, state_words
from app.ui.panels.later_tables import FactsTable, ItemsTable
from app.ui.panels.parts import Glyph, plain_label, set_look
from app.ui.panels.result_body import BodyView
from app.ui.panels.result_pages import Pages
from app.ui.words import Tone

SIDES = ("read", "made", "body", "wire")
"""In words, results of processing, the document, and as it was on the wire."""


class LaterView(QWidget):
    """One notice at a time; a list to choose from where there are several."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._notices: tuple[Notice, ...] = ()
        self._name = self._key = ""
        self._shown: tuple[Notice, Reading] | None = None
        self.choice = CalmCombo()
        self.choice.currentIndexChanged.connect(lambda _index: self._show())
        self._glyph = Glyph(20)
        self.title = plain_label(look="section")
        self.note = NoteLine()
        self.sides = Pages(SIDES, look="mode")
        self.sides.chosen.connect(self._turn)
        self.facts = FactsTable()
        self.made = ItemsTable()
        self.body, self.wire = BodyView(desk), BodyView(desk)
        self._stack = QStackedWidget()
        for page in (self.facts, self.made, self.body, self.wire):
            self._stack.addWidget(page)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._glyph)
        head.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.choice)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self.sides)
        column.addWidget(self._stack, 1)

    def show_notices(self, notices: tuple[Notice, ...], name: str, *, key: str = "") -> None:
        """Show what was told of a file; the one that is looked at stays, whatever came.

        ``key``: the callback key that its events are signed with, where it is known.
        """
        self._key = key
        at = max(0, self.choice.currentIndex())
        chosen = self._notices[at].id if at < len(self._notices) else ""
        self._notices, self._name = notices, name
        self._fill_choice()
        ids = [notice.id for notice in notices]
        self.choice.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)
        self._show()

    def _fill_choice(self) -> None:
        self.choice.blockSignals(True)
        self.choice.clear()
        for number, notice in enumerate(self._notices, start=1):
            self.choice.addItem(f"{i18n.number(number)}. {kind_words(notice.kind)}")
        self.choice.blockSignals(False)
        self.choice.setVisible(len(self._notices) > 1)

    def _show(self) -> None:
        at = self.choice.currentIndex()
        if not 0 <= at < len(self._notices):
            self._shown = None
            return
        notice = self._notices[at]
        read = reading(notice)
        self._shown = notice, read
        words = state_words(notice)
        self._glyph.draw(words.glyph, words.tone)
        title = self.tr("{kind}: {state}")
        kind = kind_words(notice.kind)
        said = words.text.startswith(kind)  # "Processing failed" needs no "Processing:"
        both = title.replace("{kind}", kind).replace("{state}", words.text)
        self.title.setText(words.text if said else both)
        loud = words.tone if words.tone in (Tone.AMBER, Tone.DANGER) else "section"
        set_look(self.title, loud)
        self._say(notice, read)
        self.sides.button("made").setVisible(bool(read.items))
        self.sides.button("body").setVisible(bool(notice.body))
        self.sides.button("wire").setVisible(bool(notice.raw) and notice.raw != notice.body)
        if self.sides.button(self.sides.value()).isHidden():
            self.sides.choose("read")
        self._turn(self.sides.value())

    def _say(self, notice: Notice, read: Reading) -> None:
        if read.legacy:
            text = self.tr(
                "This is an event in the service's old form. It is shown as it came; the"
                " application should be set to the present one."
            )
            self.note.say(text, "warn", "amber")
        else:
            self.note.say(long_reason(notice))

    def _turn(self, side: str) -> None:
        """Go to a side; it is filled when it is looked at."""
        self.sides.choose(side)
        self._stack.setCurrentIndex(SIDES.index(side))
        if self._shown is None:
            return
        notice, read = self._shown
        if side == "read":
            self.facts.show_reading(notice, read, verdict(notice, self._key))
        elif side == "made":
            self.made.show_items(read.items)
        elif side == "body":
            self.body.set_body(notice.body, self.tr("as the service told it"), name=self._name)
        else:
            self.wire.set_body(notice.raw, self.tr("as your server got it"), name=self._name)

    def show_side(self, side: str) -> None:
        """Turn to one of `SIDES`."""
        self._turn(side)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.sides.name(
            {
                "read": self.tr("In words"),
                "made": self.tr("Results"),
                "body": self.tr("Document"),
                "wire": self.tr("As received"),
            }
        )
        self.sides.setAccessibleName(self.tr("How the notice is shown"))
        self.choice.setAccessibleName(self.tr("Which notice is shown"))
        self.setAccessibleName(self.tr("What was told later"))
        self.facts.retranslate()
        if self._notices:
            self.show_notices(self._notices, self._name, key=self._key)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Language and theme may change while the window is open."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.retranslate()
