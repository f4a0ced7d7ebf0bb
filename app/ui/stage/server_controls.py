"""What people tell the application server: its next answer, a forgery to try, an empty table."""

from __future__ import annotations

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.services import FIRST, OTHERS
from app.domain.stage_ways import FORGERIES
from app.ui.calm import CalmCombo
from app.ui.dialogs.parts import SIDE_BY_SIDE, NoteLine
from app.ui.dialogs.sizing import text_scale
from app.ui.i18n import translate
from app.ui.panels.parts import Segmented, plain_label
from app.ui.stage.server_calls import Told
from app.ui.stage.server_feed import ServerFeed
from app.ui.stage.server_models import RecordsModel
from app.ui.stage.server_words import MODES, mode_words, way_words
from app.ui.theme.icons import icon
from app.ui.theme.tokens import S

_WIDEST = 380
"""Pixels of the choice."""


class Controls(QWidget):
    """Answers and forgeries."""

    def __init__(self, feed: ServerFeed) -> None:
        super().__init__()
        self._feed = feed
        self._told = Told()
        self._label = plain_label(look="label")
        self.which = Segmented(("next", "all"))
        self.mode = CalmCombo()
        for mode in MODES:
            self.mode.addItem("", mode)
        self.told = plain_label(look="muted", wrap=True)
        self.forge = QPushButton()
        self.forge.setAutoDefault(False)
        self.ways = {way: self._offered(way, FIRST.name) for way in FORGERIES[FIRST.name]}
        self.other_ways = {
            other.name: {way: self._offered(way, other.name) for way in FORGERIES[other.name]}
            for other in OTHERS
            if other.name in FORGERIES
        }
        self.note = NoteLine()
        self._build()
        self.mode.activated.connect(self._tell)
        self.which.chosen.connect(self._widen)
        feed.changed.connect(self._refresh)
        feed.refused.connect(self._refused)

    def _build(self) -> None:
        menu = QMenu(self.forge)
        menu.setToolTipsVisible(True)
        menu.addActions(list(self.ways.values()))
        menu.addSeparator()
        for other in OTHERS:
            inner = menu.addMenu(other.label)
            inner.setToolTipsVisible(True)
            inner.addActions(list(self.other_ways.get(other.name, {}).values()))
        self.forge.setMenu(menu)
        self._label.setBuddy(self.mode)
        fit = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.mode.setSizeAdjustPolicy(fit)
        self.mode.setMinimumContentsLength(14)
        self.mode.setMaximumWidth(round(_WIDEST * text_scale()))
        row: QBoxLayout = QVBoxLayout() if text_scale() > SIDE_BY_SIDE else QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self._label)
        row.addWidget(self.which)
        row.addWidget(self.mode, 100)
        row.addStretch(1)
        row.addWidget(self.forge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(self.note)

    def _offered(self, way: str, service: str) -> QAction:
        action = QAction(self)
        action.triggered.connect(lambda _on=False: self._forge(way, service))
        return action

    # --- what they do -----------------------------------------------------------------------

    def _widen(self, which: str) -> None:
        """What is chosen already is to hold for all."""
        if which == "all":
            self._tell(self.mode.currentIndex())

    def _tell(self, _place: int) -> None:
        """Say at once what was chosen."""
        self.note.hide()
        values: dict[str, object] = {"mode": str(self.mode.currentData())}
        if self.which.value() == "next":
            values["times"] = 1
        self._feed.order("/answers", values)

    def _forge(self, way: str, service: str) -> None:
        self.note.hide()
        whose = {} if service == FIRST.name else {"service": service}
        self._feed.order("/forge", {**whose, "way": way})

    def _refused(self) -> None:
        text = translate("Server", "The demo cloud did not take that. Please try again.")
        self.note.say(text, "warn", "amber")

    # --- showing ----------------------------------------------------------------------------

    def show_told(self, told: Told) -> None:
        """How it answers by now."""
        self._told = told
        names = mode_words()
        then = names.get(told.standing, told.standing)
        if not told.waiting:
            text = translate("Server", "It answers every callback so: {mode}.")
            self.told.setText(text.format(mode=then))
            return
        following = [names.get(mode, mode) for mode in told.waiting[:3]]
        if len(told.waiting) > len(following):
            following.append("…")
        text = translate("Server", "Next: {next}. After that: {mode}.")
        self.told.setText(text.format(next=" → ".join(following), mode=then))

    def _refresh(self) -> None:
        for widget in (self.which, self.mode, self.forge):
            widget.setEnabled(self._feed.ready)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._label.setText(translate("Server", "&Answers"))
        self.which.name("next", translate("Server", "Next one"))
        self.which.name("all", translate("Server", "All"))
        self.which.setAccessibleName(translate("Server", "Which callbacks are answered so"))
        names = mode_words()
        for place, mode in enumerate(MODES):
            self.mode.setItemText(place, names[mode])
        self.mode.setAccessibleName(translate("Server", "How they are answered"))
        self.forge.setText(translate("Server", "&Forge a callback"))
        self.forge.setIcon(icon("warn", "amber"))
        words = way_words()
        for ways in (self.ways, *self.other_ways.values()):
            for way, action in ways.items():
                action.setText(words[way][0])
                action.setToolTip(words[way][1])
        self.show_told(self._told)
        self._refresh()


class RecordsBar(QWidget):
    """Copies or empties the table of records."""

    def __init__(self, feed: ServerFeed, records: RecordsModel) -> None:
        super().__init__()
        self._feed, self._records = feed, records
        self.copy, self.clear = QPushButton(), QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        for button in (self.copy, self.clear):
            button.setProperty("look", "small")
            button.setAutoDefault(False)
            row.addWidget(button)
        self.copy.clicked.connect(self._copy)
        self.clear.clicked.connect(lambda: feed.order("/records", {}))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._records.as_table())
        self.copy.setText(translate("Server", "Copied ✓"))

    def refresh(self) -> None:
        """There are other lines."""
        filled = self._records.rowCount() > 0
        self.copy.setText(translate("Server", "&Copy all"))
        for button in (self.copy, self.clear):
            button.setEnabled(filled)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.clear.setText(translate("Server", "&Empty the table"))
        hint = translate("Server", "As lines with tabs, for a spreadsheet")
        self.copy.setToolTip(hint)
        self.refresh()
