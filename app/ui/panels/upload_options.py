"""Upload options: way of sending, object names, and what is stored with each object; Expert only.

Folded unless something is set. Every edit is kept with the connection in use, as in the callback
form; files that wait for *Upload* follow it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QStandardItemModel
from PySide6.QtWidgets import QGridLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app.domain.connection import Connection
from app.domain.options import ObjectOptions
from app.domain.place_findings import PlaceField
from app.domain.service_options import OPTIONS, Group
from app.domain.services import Can, Service, service
from app.ui.access_words import kind_text
from app.ui.calm import CalmCombo
from app.ui.desk import Desk
from app.ui.panels import upload_choices as choices
from app.ui.panels.name_rule import NameRule
from app.ui.panels.pair_table import PairTable
from app.ui.panels.parts import plain_label
from app.ui.panels.place_findings_box import PlaceFindingsBox
from app.ui.panels.service_options import ServiceOptions
from app.ui.service_words import why_not
from app.ui.theme.icons import icon

KEEP_AFTER = 300
"""Milliseconds of rest after which an edit is kept with the connection."""
MOST_TAGS, MOST_METADATA = 10, 50
"""Tags that an object may have (oss.md, 3.4), and lines of metadata that are still readable."""
_COMBOS = {
    "storage_class": choices.CLASSES,
    "acl": choices.ACLS,
    "encryption": choices.ENCRYPTIONS,
}
_PAIRED: tuple[tuple[str, ...], ...] = (
    ("method",),
    ("part_size",),
    ("naming",),
    ("storage_class", "acl"),
    ("encryption", "encryption_key"),
    ("content_type", "cache_control"),
    ("disposition",),
    ("tags",),
    ("metadata",),
)
"""Fields in their order; two together stand side by side where there is room."""
_EDITS = ("content_type", "disposition", "cache_control", "encryption_key")


class UploadOptions(QWidget):
    """The folded section below the callback."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._filling = False
        self._unkept = False
        self._shown_for = ""
        self._wide: bool | None = None
        self.toggle = QToolButton()
        self.toggle.setCheckable(True)
        self.toggle.setProperty("look", "fold")
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.method = CalmCombo()
        self.method_hint = plain_label(look="muted", wrap=True)
        self.access = plain_label(look="muted", wrap=True)
        self.part_size = CalmCombo()
        self.rule = NameRule(desk)
        self.combos = {name: CalmCombo() for name in _COMBOS}
        self.edits = {name: QLineEdit() for name in _EDITS}
        self.tags = PairTable(most=MOST_TAGS)
        self.metadata = PairTable(most=MOST_METADATA)
        self.findings = PlaceFindingsBox(desk, (PlaceField.OPTIONS,))
        self._keep = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self.own = ServiceOptions()
        self.why_not = plain_label(look="muted", wrap=True)
        self._titles = {name: plain_label(look="label") for name in self._editors()}
        self._inside = QWidget()
        self._lay_out()
        self._connect()
        self.retranslate()
        self._fold(open_=False)
        self._load()

    def _editors(self) -> Mapping[str, QWidget]:
        named: dict[str, QWidget] = {"method": self.method, "part_size": self.part_size}
        named["naming"] = self.rule
        named |= {"tags": self.tags, "metadata": self.metadata}
        return named | self.combos | self.edits

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        for combo in (self.method, self.part_size, *self.combos.values()):
            combo.setSizeAdjustPolicy(
                CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toggle)
        column.addWidget(self._inside)
        self._arrange()

    def _arrange(self) -> None:
        """Short fields side by side where their choices can be read, else one below the other."""
        metrics = self.method.fontMetrics()
        longest = max(map(metrics.horizontalAdvance, choices.acl_texts().values()))
        room = 8 * metrics.averageCharWidth()  # for the arrow, and what is around the text
        wide = self.width() >= 2 * (longest + room)
        if wide == self._wide:
            return
        self._wide = wide
        line = 0
        for names in _PAIRED:
            for row in (names,) if wide else tuple((name,) for name in names):
                line = self._add_row(row, line=line)
        self._grid.addWidget(self.findings, line, 0, 1, 2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)

    def _add_row(self, names: tuple[str, ...], *, line: int) -> int:
        """Titles over their editors; the line after them."""
        grid, span = self._grid, 3 - len(names)
        for place, name in enumerate(names):
            grid.addWidget(self._titles[name], line, place, 1, span)
            grid.addWidget(self._editors()[name], line + 1, place, 1, span)
        line += 2
        if names == ("method",):
            grid.addWidget(self.method_hint, line, 0, 1, 2)
            grid.addWidget(self.access, line + 1, 0, 1, 2)
            line += 2
        if names == ("naming",):
            grid.addWidget(self.own, line, 0, 1, 2)
            grid.setRowMinimumHeight(line + 1, 6)
            grid.addWidget(self.why_not, line + 2, 0, 1, 2)
            line += 3
        grid.setRowMinimumHeight(line, 6)
        return line + 1

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """There may be room for two columns, or not any more."""
        super().resizeEvent(event)
        self._arrange()

    def _connect(self) -> None:
        self.toggle.toggled.connect(lambda on: self._fold(open_=on))
        for combo in (self.method, self.part_size, *self.combos.values()):
            combo.activated.connect(lambda _index: self._edited())
        for edit in self.edits.values():
            edit.textEdited.connect(lambda _text: self._edited())
        for part in (self.rule, self.tags, self.metadata, self.own):
            part.changed.connect(self._edited)
        self._keep.timeout.connect(self.flush)
        self._desk.connection_changed.connect(self._load)
        self._desk.access.granted.connect(lambda _event: self._load())
        self._desk.settle.connect(self.flush)

    # --- the connection's options in and out ------------------------------------------------

    def options(self) -> ObjectOptions:
        """What is stored with each object, as shown."""
        texts = {name: edit.text().strip() for name, edit in self.edits.items()}
        chosen = {name: str(combo.currentData() or "") for name, combo in self.combos.items()}
        if chosen["encryption"] != "KMS":
            texts["encryption_key"] = ""
        return ObjectOptions(
            **texts, **chosen, tags=self.tags.pairs(), metadata=self.metadata.pairs()
        )

    def flush(self) -> None:
        """Keep the last edit with its connection now."""
        connection = self._desk.book.find(self._shown_for) if self._unkept else None
        self._unkept = False
        self._keep.stop()
        if connection is not None:
            self._desk.update_connection(self._as_shown(connection))

    def _as_shown(self, connection: Connection) -> Connection:
        method = str(self.method.currentData() or "auto")
        return replace(
            connection,
            method=method,
            part_size=int(self.part_size.currentData() or 0),
            naming=self.rule.rule(),
            options=self.options(),
            extras=self.own.values(connection.extras),
        )

    def _edited(self) -> None:
        if not self._filling:
            self._unkept = True
            self._keep.start()
            self._explain()

    def _load(self) -> None:
        """Show the options of the connection in use; an edit that is newer stays."""
        connection = self._desk.connection
        if connection is None or connection.id != self._shown_for:
            self.flush()
        self.setEnabled(connection is not None and not connection.locked)
        if connection is None:
            return
        new = connection.id != self._shown_for
        self._shown_for = connection.id
        self._show_service(service(connection.destination.provider))
        if not self._unkept:
            self._show(connection)
        if new:
            self.toggle.setChecked(_something_set(connection))
        self._explain()

    def _show_service(self, there: Service) -> None:
        """Have its own options, and grey out with one line what it cannot store with a file."""
        self.own.show_service(there.name)
        reason = why_not(there, Can.OBJECT_OPTIONS)
        self.why_not.setText(reason)
        self.why_not.setVisible(bool(reason))
        for name in (*_COMBOS, *_EDITS, "tags", "metadata"):
            for widget in (self._editors()[name], self._titles[name]):
                widget.setEnabled(not reason)
                widget.setToolTip(reason)

    def _show(self, connection: Connection) -> None:
        self._filling = True
        options = connection.options
        self.method.setCurrentIndex(self.method.findData(connection.method))
        _fill(self.part_size, choices.part_size_texts(connection.part_size))
        self.part_size.setCurrentIndex(self.part_size.findData(connection.part_size))
        self.rule.show_rule(connection.naming)
        for name, combo in self.combos.items():
            combo.setCurrentIndex(max(0, combo.findData(getattr(options, name))))
        for name, edit in self.edits.items():
            if edit.text().strip() != getattr(options, name):
                edit.setText(getattr(options, name))
        self.tags.set_pairs(options.tags)
        self.metadata.set_pairs(options.metadata)
        self.own.show_values(connection.extras)
        self._filling = False

    def _explain(self) -> None:
        """What follows from the choices: hints, and what the server's grant rules out."""
        connection = self._desk.connection
        if connection is None:
            return
        self.findings.look(self._as_shown(connection))
        facts = self._desk.access.grant(connection.id)
        there = service(connection.destination.provider)
        method = str(self.method.currentData() or "auto")
        out = choices.ruled_out(method, facts, there)
        self.method_hint.setText(out or choices.method_hint(method, there))
        self.access.setText(kind_text(connection, facts))
        self.part_size.setEnabled(method in ("auto", "multipart"))
        model = self.method.model()
        for row, name in enumerate(choices.METHODS):
            reason = choices.ruled_out(name, facts, there)
            if isinstance(model, QStandardItemModel):
                model.item(row).setEnabled(not reason)
                model.item(row).setToolTip(reason)
        key = self.combos["encryption"].currentData() == "KMS"
        for widget in (self.edits["encryption_key"], self._titles["encryption_key"]):
            widget.setVisible(key)

    # --- language, folding ------------------------------------------------------------------

    def open(self, name: str = "") -> QWidget:
        """Unfold, with the keyboard in the first field, or in the service's option ``name``."""
        self.toggle.setChecked(True)
        row = self.own.rows.get(name)
        field = row.editor if row is not None else self.method
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return field

    def _fold(self, *, open_: bool) -> None:
        self._inside.setVisible(open_)
        self.toggle.setIcon(icon("down" if open_ else "right", "muted"))

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.toggle.setText(self.tr("Upload options"))
        self.toggle.setAccessibleName(self.tr("Upload options: way of sending, names, storage"))
        for name, text in self._names().items():
            self._titles[name].setText(text)
            self._editors()[name].setAccessibleName(text)
        _fill(self.method, choices.method_texts())
        _fill(self.part_size, choices.part_size_texts(int(self.part_size.currentData() or 0)))
        texts = (choices.class_texts(), choices.acl_texts(), choices.encryption_texts())
        for combo, named in zip(self.combos.values(), texts, strict=True):
            _fill(combo, named)
        self.own.retranslate()
        self.tags.name_it(self.tr("Tag"), self.tr("Add a tag"))
        self.metadata.name_it(self.tr("Metadata"), self.tr("Add metadata"))
        self.edits["content_type"].setPlaceholderText(self.tr("by the file's ending"))
        self.edits["disposition"].setPlaceholderText("inline")
        self.edits["cache_control"].setPlaceholderText("max-age=3600")
        self._explain()

    def _names(self) -> dict[str, str]:
        return {
            "method": self.tr("Way of sending"),
            "part_size": self.tr("Size of parts"),
            "naming": self.tr("Object names"),
            "storage_class": self.tr("Storage class"),
            "acl": self.tr("Who may see it (ACL)"),
            "encryption": self.tr("Encryption"),
            "encryption_key": self.tr("Id of the KMS key"),
            "content_type": self.tr("Content type"),
            "cache_control": self.tr("Cache-Control"),
            "disposition": self.tr("Content-Disposition"),
            "tags": self.tr("Tags"),
            "metadata": self.tr("Metadata"),
        }

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self._arrange()


def _something_set(connection: Connection) -> bool:
    own = connection.naming or connection.part_size or connection.method != "auto"
    listed = OPTIONS.get(connection.destination.provider, ())
    named = any(connection.extras.get(o.name) for o in listed if o.group is not Group.NOTICES)
    return bool(own) or named or connection.options != ObjectOptions()


def _fill(combo: CalmCombo, texts: Mapping[Any, str]) -> None:
    """The choices in the language of now; what was chosen stays."""
    chosen = combo.currentData()
    combo.clear()
    for value, text in texts.items():
        combo.addItem(text, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
