"""The body that came back: laid out, as a tree, raw or as bytes; always as plain text."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.alive import while_alive
from app.ui.answer_words import place_words
from app.ui.desk import Desk
from app.ui.panels.answer_body import Body, body_of
from app.ui.panels.answer_colours import JsonColours
from app.ui.panels.answer_find import FindBar, places_in
from app.ui.panels.answer_save import SaveButton
from app.ui.panels.answer_text import LONGEST_LINE, end_of_line, has_invisible
from app.ui.panels.hex_view import HexView
from app.ui.panels.json_text import SHOWN, Laid, laid_out
from app.ui.panels.long_text import LongText
from app.ui.panels.parts import CopyButton, ElidedLabel, icon_button, plain_label
from app.ui.panels.result_pages import Pages
from app.ui.panels.tree_model import parsed
from app.ui.panels.tree_view import TreeView

MODES = ("pretty", "tree", "raw", "hex")
FIRST_LINES, MOST_LINES = 4_000, 100_000
"""Lines that are shown before somebody asks for all, and then: each one takes a block of Qt's."""
_SHORT = 64 * 1024
"""Characters up to which a body is laid out at once; longer ones go through an errand."""


class BodyView(QWidget):
    """Shows one body; remembers how people want to see it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._body = Body()
        self._asked = False
        self._pairs = False
        self._nothing_sent = False
        self._laid: Laid | None = None
        self._all = self._cut = False
        self._mode = "pretty"
        self._tree_of: Body | None = None
        self._hex_of: Body | None = None
        self._hits: list[Any] = []
        self._build()
        self._join()
        self.retranslate()

    def _build(self) -> None:
        self._choice = Pages(MODES, look="mode")
        self._kind = ElidedLabel(look="muted", mode=Qt.TextElideMode.ElideRight)
        self._copy = CopyButton()
        self.save = SaveButton(self._desk)
        self.look = icon_button("search")
        tools = QHBoxLayout()
        tools.setSpacing(4)
        tools.addWidget(self._choice, 1)
        for button in (self.look, self._copy, self.save):
            tools.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.bar = FindBar()
        self.bar.hide()
        self.text = LongText()
        self.tree = TreeView()
        self.hex = HexView()
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(48)
        for page in (self.text, self.tree, self.hex):
            self._stack.addWidget(page)
        self._colours = JsonColours(self.text.document())
        self.hint = plain_label(look="muted", wrap=True)
        self._more = QPushButton()
        self.show_place = QPushButton()
        foot = QHBoxLayout()
        for wide in (self._more, self.show_place):
            foot.addWidget(wide)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._kind)
        column.addLayout(tools)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self.hint)
        column.addLayout(foot)

    def _join(self) -> None:
        self._choice.chosen.connect(self._choose)
        self._more.clicked.connect(self._show_all)
        self.show_place.clicked.connect(self.point)
        self.look.clicked.connect(self.bar.open_bar)
        self.bar.wanted.connect(self._search)
        self.bar.chosen.connect(self._go_to)
        self.bar.closed.connect(self._back_to_page)
        for button in (self._more, self.show_place):
            button.setProperty("look", "small")
            button.setAutoDefault(False)
        looking = QAction(self)
        looking.setShortcut(QKeySequence.StandardKey.Find)
        looking.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        looking.triggered.connect(self.bar.open_bar)
        self.addAction(looking)

    def _back_to_page(self) -> None:
        page = self._stack.currentWidget()
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def kind_label(self) -> QLabel:
        """The line above the body, for status and type."""
        return self._kind

    # --- what is shown ----------------------------------------------------------------------

    def set_bytes(self, data: bytes, kind: str, *, cut: bool = False, name: str = "") -> None:
        """Show a body whose bytes are known; ``kind`` is the line above it."""
        body = body_of(data)
        facts = [kind] if kind else []
        facts += [self.tr("no text")] if body.binary else []
        facts += [self.tr("cut, it was longer than 4 MiB")] if cut else []
        self._set(body, " · ".join(facts), asked=True, name=name)

    def set_body(
        self,
        body: str,
        kind: str,
        *,
        asked: bool = True,
        binary: bool = False,
        name: str = "",
        pairs: bool = False,
    ) -> None:
        """Show another body; ``kind`` is the line above it.

        ``pairs``: names and values are as good as JSON.

        ``asked``: something was sent at all, so that there could have been an answer. ``name``:
        of the file that it is about. ``binary``: some bytes of it are written ``\\xNN``.
        """
        if pairs != self._pairs:
            self._pairs, self._asked = pairs, False
        self._set(Body(body, binary), kind, asked=asked, name=name)

    def _set(self, body: Body, kind: str, *, asked: bool, name: str) -> None:
        self._kind.set_whole(kind)
        self.save.set_body(body, name)
        known = body == self._body and self._nothing_sent is not asked
        self._nothing_sent = not asked
        if known and self._asked:
            return
        self._body, self._all, self._laid = body, False, None
        self._tree_of = self._hex_of = None
        self._asked = True
        self._copy.set_text(body.text, self.tr("Copy the answer"))
        if len(body.text) <= _SHORT:
            self._take(body, laid_out(body.text, pairs=self._pairs))
            return
        self._render()
        self._desk.errands.run(
            lambda: laid_out(body.text),
            while_alive(self, lambda laid: self._take(body, laid)),
            lambda _error: None,
        )

    def _take(self, body: Body, laid: Laid) -> None:
        """The layout of ``body`` is there; nothing happens when another one is shown by now."""
        if body is self._body:
            self._laid = laid
            self._render()

    def _choose(self, value: str) -> None:
        self._mode = value
        self._render()

    def _show_all(self) -> None:
        self._all = True
        self._render()

    def mode(self) -> str:
        """What is shown now: the way that was chosen, or the nearest that this body can."""
        if self._mode in ("pretty", "tree") and not (self._laid and self._laid.text):
            return "hex" if self._body.binary else "raw"
        return self._mode

    def _render(self) -> None:
        laid, mode = self._laid, self.mode()
        for value in ("pretty", "tree"):
            self._choice.button(value).setEnabled(bool(laid and laid.text))
        self._choice.choose(mode)
        length = self._show_text(mode) if mode in ("pretty", "raw") else 0
        if mode == "tree":
            self._show_tree()
        elif mode == "hex":
            self._show_hex()
        self._say(length)
        self.bar.again()

    def _show_text(self, mode: str) -> int:
        """Puts the text in; gives its whole length when only a part of it is shown, else 0."""
        laid = self._laid
        pretty = mode == "pretty" and laid is not None
        whole = laid.text if pretty and laid is not None else self._body.text
        shown = whole if self._all else whole[:SHOWN]
        shown = shown[: end_of_line(shown, MOST_LINES if self._all else FIRST_LINES)]
        self._colours.wanted = pretty and not (laid and laid.pairs)
        self.text.show_text(shown)
        if laid is not None and laid.place is not None:
            self.text.mark(laid.place.offset)
            self.text.go_to_mark()
        self._stack.setCurrentWidget(self.text)
        return len(whole) if len(shown) < len(whole) else 0

    def _show_tree(self) -> None:
        body = self._body
        self._stack.setCurrentWidget(self.tree)
        if self._tree_of is body:
            return
        self._tree_of = body
        if len(body.text) <= _SHORT:
            self.tree.show_value(parsed(body.text, pairs=self._pairs))
            return
        self.tree.setModel(None)
        self._desk.errands.run(
            lambda: parsed(body.text),
            while_alive(self, lambda value: self._grown(body, value)),
            lambda _error: None,
        )

    def _grown(self, body: Body, value: object) -> None:
        if body is self._body:
            self.tree.show_value(value)
            self.bar.again()

    def _show_hex(self) -> None:
        self._stack.setCurrentWidget(self.hex)
        body = self._body
        if self._hex_of is body:
            return
        self._hex_of = body
        if len(body.text) <= _SHORT or not body.binary:
            self.hex.show_bytes(body.bytes)
            return
        self.hex.show_bytes(b"")

        def known(data: bytes) -> None:
            if body is self._body:
                self.hex.show_bytes(data)
                self.bar.again()

        self._desk.errands.run(lambda: body.bytes, while_alive(self, known), lambda _error: None)

    # --- finding ----------------------------------------------------------------------------

    def _search(self, needle: str) -> None:
        mode = self.mode()
        if mode == "hex":
            self._hits = list(self.hex.hits(needle))
            self.hex.mark(-1)
        elif mode == "tree":
            self._hits = list(self.tree.hits(needle))
        else:
            self._hits = list(places_in(self.text.toPlainText(), needle))
            self.text.show_hits(self._hits)
        self.bar.show_hits(len(self._hits))

    def _go_to(self, number: int) -> None:
        mode, hit = self.mode(), self._hits[number]
        if mode == "hex":
            self.hex.mark(*hit)
        elif mode == "tree":
            self.tree.go_to(hit)
        else:
            self.text.go_to_hit(*hit)

    def point(self) -> None:
        """Go to the first bad character."""
        self._mode = "raw"
        place = self._laid.place if self._laid else None
        if place is not None and place.offset > SHOWN:
            self._all = True
        self._render()
        self.text.go_to_mark()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- words ------------------------------------------------------------------------------

    def _say(self, length: int) -> None:
        """The hint, and the buttons below; ``length``: of a text that is shown in part."""
        self._more.setVisible(bool(length) and not self._all)
        text = self.tr("Show all ({size})")
        self._cut = bool(length)
        self._more.setText(text.format(size=self.locale().formattedDataSize(length)))
        place = self._laid.place if self._laid else None
        self.show_place.setVisible(place is not None and not self._looks_like_xml())
        self.hint.setText(self._hint())
        self.hint.setVisible(bool(self.hint.text()))

    def _looks_like_xml(self) -> bool:
        return self._body.text[:100].lstrip().startswith("<?xml")

    def _hint(self) -> str:
        laid, body = self._laid, self._body.text
        if not body and self._nothing_sent:
            return self.tr("Nothing was sent, so there is no answer.")
        if not body:
            return self.tr("There was no text in the answer.")
        if self._all and self._cut:
            return self.tr("Only the beginning is shown; saving it takes all of it.")
        if self.mode() == "raw" and has_invisible(body[:_SHORT]):
            return self.tr(
                "Characters that cannot be seen are written as signs and codes here;"
                " the copy button takes them as they came."
            )
        if laid is None or (laid.text and not laid.cut):
            return ""
        if laid.cut:
            return self.tr("It is too long to be laid out to its end. Raw shows all of it.")
        if any(len(line) > LONGEST_LINE for line in body.splitlines()):
            return self.tr("Very long lines are broken here; the copy button takes them whole.")
        if self._looks_like_xml():
            return self.tr("This is XML, shown as it came.")
        return place_words(laid.place) if laid.place else ""

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._choice.name(
            {
                "pretty": self.tr("Pretty"),
                "tree": self.tr("Tree"),
                "raw": self.tr("Raw"),
                "hex": self.tr("Hex"),
            },
            {
                "pretty": self.tr("JSON on indented lines"),
                "tree": self.tr("JSON that folds and unfolds"),
                "raw": self.tr("The text as it came"),
                "hex": self.tr("The bytes as they came"),
            },
        )
        self._choice.setAccessibleName(self.tr("How the answer is shown"))
        self.text.setAccessibleName(self.tr("Answer"))
        self.tree.setAccessibleName(self.tr("Answer as a tree"))
        self.hex.setAccessibleName(self.tr("Answer as bytes"))
        self.look.setToolTip(self.tr("Find in the answer"))
        self.look.setAccessibleName(self.tr("Find in the answer"))
        self.show_place.setText(self.tr("Show the place"))
        self._copy.set_text(self._body.text, self.tr("Copy the answer"))
        self._render()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Language and theme may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        if event.type() == QEvent.Type.PaletteChange:
            self._colours.rehighlight()
