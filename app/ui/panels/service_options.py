"""The options that the service in use has of its own, in groups (`app.domain.service_options`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.service_options import OPTIONS, Group, OptionKind, ServiceOption
from app.ui import option_words
from app.ui.dialogs.ops_sheet import OpsSheet
from app.ui.dialogs.parts import beside
from app.ui.panels.option_editors import OptionRow
from app.ui.panels.parts import plain_label
from app.ui.theme.tokens import S

ELSEWHERE = frozenset({"consume"})
"""Asked beside the events, with what follows from it."""


_SHORT = (OptionKind.TEXT, OptionKind.NUMBER, OptionKind.DAYS)
"""Kinds of which two stand side by side."""


class ServiceOptions(QWidget):
    """Built anew for another service; takes no room where there are none."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._provider = ""
        self.rows: dict[str, OptionRow] = {}
        self._heads: dict[Group, QLabel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.hide()

    def show_service(self, provider: str) -> None:
        """Have the rows of that service."""
        if provider == self._provider:
            return
        self._provider = provider
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.rows, self._heads = {}, {}
        shown = [o for o in OPTIONS.get(provider, ()) if o.name not in ELSEWHERE]
        for group, title in option_words.groups().items():
            options = [option for option in shown if option.group is group]
            if not options:
                continue
            self._heads[group] = plain_label(title, look="strong")
            self._column.addSpacing(S)
            self._column.addWidget(self._heads[group])
            for pair in paired(options):
                rows = [self._row(option) for option in pair]
                self._column.addWidget(beside(*rows) if len(rows) > 1 else rows[0])
        self.setVisible(bool(self.rows))

    def _row(self, option: ServiceOption) -> OptionRow:
        row = OptionRow(option)
        row.changed.connect(self.changed)
        row.sheet_wanted.connect(lambda: self._build(row))
        self.rows[option.name] = row
        return row

    def _build(self, row: OptionRow) -> None:
        sheet = OpsSheet(row.value(), parent=self.window())
        sheet.taken.connect(row.take)
        sheet.open()

    def show_values(self, extras: Mapping[str, str]) -> None:
        """Show a connection's."""
        for name, row in self.rows.items():
            row.show_value(extras.get(name, ""))

    def values(self, before: Mapping[str, str]) -> dict[str, str]:
        """``before`` with what is shown here; what is empty is left out."""
        mine = {name: row.value() for name, row in self.rows.items()}
        return {name: value for name, value in {**before, **mine}.items() if value}

    def retranslate(self) -> None:
        """Every text in the language of now."""
        for group, title in option_words.groups().items():
            if group in self._heads:
                self._heads[group].setText(title)
        for row in self.rows.values():
            row.retranslate()


def paired(options: Sequence[ServiceOption]) -> Iterator[tuple[ServiceOption, ...]]:
    """The options in their order; two short ones that follow each other stand together."""
    rest = list(options)
    while rest:
        together = len(rest) > 1 and all(o.kind in _SHORT and not o.longest for o in rest[:2])
        taken = rest[: 2 if together else 1]
        del rest[: len(taken)]
        yield tuple(taken)
