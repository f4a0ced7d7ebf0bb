"""Connect: where files go and with which key; for who has been given a key.

The whole wizard (checks, pasting of anything) comes later; this is the form behind it.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.connection import Connection
from app.domain.credentials import Credentials, cleaned
from app.domain.destination import Destination, guessed_region, problems, with_scheme
from app.ui.calm import CalmCombo
from app.ui.connection_book import new_id
from app.ui.desk import Desk
from app.ui.dialogs.colour_row import ColourRow
from app.ui.dialogs.connect_words import hints, labels, problem_text, where_kept
from app.ui.dialogs.field import Field
from app.ui.dialogs.sizing import fit_screen
from app.ui.theme.icons import icon
from app.ui.theme.tokens import XL, L, M, S

_PLAIN = ("name", "endpoint", "region", "bucket", "prefix")
_KEY = ("key_id", "secret", "token")


class ConnectDialog(QDialog):
    """A new connection, or an existing one to edit; `Desk.save_connection` gets the result."""

    def __init__(
        self, desk: Desk, connection: Connection | None, *, parent: QWidget | None = None
    ) -> None:
        """``connection`` is one to edit, saved or just read from a file; None makes a new one."""
        super().__init__(parent)
        self._desk = desk
        self._connection = connection
        saved = desk.settings.connections
        self._known = connection is not None and any(c.id == connection.id for c in saved)
        self._has_key = self._known and desk.keys_kept != "none"
        self._region_typed = bool(connection and connection.destination.region)
        self.edits = {name: QLineEdit() for name in (*_PLAIN, *_KEY)}
        self.fields = {name: Field(edit) for name, edit in self.edits.items()}
        self.service = CalmCombo()
        self.service.addItem("", "oss")
        self._service_field = Field(self.service)
        self.colours = ColourRow(connection.colour if connection else "teal")
        self._colour_field = Field(self.colours)
        self._build()
        self._fill()
        self.retranslate()
        desk.key_changed.connect(self._show_where_kept)

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self.setMinimumSize(520, 420)
        fit_screen(self, width=580, height=720)
        for name in ("secret", "token"):
            self.edits[name].setEchoMode(QLineEdit.EchoMode.Password)
            self.edits[name].setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.edits["endpoint"].textEdited.connect(self._guess_region)
        self.edits["region"].textEdited.connect(self._region_edited)
        for name, edit in self.edits.items():
            edit.textEdited.connect(lambda _text, name=name: self.fields[name].set_problem(""))
            edit.editingFinished.connect(lambda name=name: self._check_left(name))
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._form())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(self._buttons())

    def _form(self) -> QWidget:
        self._title = QLabel()
        self._title.setProperty("look", "title")
        self._lead = QLabel()
        self._lead.setProperty("look", "muted")
        self._lead.setWordWrap(True)
        self._place_title, self._key_title = QLabel(), QLabel()
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        name = QHBoxLayout()
        name.setSpacing(L)
        name.addWidget(self.fields["name"], 1)
        name.addWidget(self._colour_field, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(name)
        column.addWidget(self._card(self._place_title, self._place_rows()))
        column.addWidget(self._card(self._key_title, self._key_rows()))
        column.addStretch(1)
        return form

    def _place_rows(self) -> list[list[QWidget]]:
        fields = self.fields
        return [
            [self._service_field],
            [fields["endpoint"]],
            [fields["region"], fields["bucket"]],
            [fields["prefix"]],
        ]

    def _key_rows(self) -> list[list[QWidget]]:
        self._lock = QLabel()
        self._lock.setFixedSize(18, 18)
        self.kept = QLabel()
        self.kept.setTextFormat(Qt.TextFormat.PlainText)
        self.kept.setProperty("look", "muted")
        self.kept.setWordWrap(True)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.kept, 1)
        rows: list[list[QWidget]] = [[self.fields[name]] for name in _KEY]
        return [*rows, [line]]

    @staticmethod
    def _card(title: QLabel, rows: list[list[QWidget]]) -> QFrame:
        title.setProperty("look", "subtitle")
        card = QFrame()
        card.setProperty("look", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        column.addWidget(title)
        for widgets in rows:
            row = QHBoxLayout()
            row.setSpacing(M)
            for widget in widgets:
                row.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        return card

    def _buttons(self) -> QWidget:
        self.save, self.cancel = QPushButton(), QPushButton()
        self.save.setDefault(True)
        self.cancel.setAutoDefault(False)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        bar = QFrame()
        bar.setObjectName("dialogButtons")
        row = QHBoxLayout(bar)
        row.setContentsMargins(XL, M, XL, M)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        return bar

    def _fill(self) -> None:
        if self._connection is None:
            return
        destination = self._connection.destination
        values = {
            "name": self._connection.name,
            "endpoint": destination.endpoint,
            "region": destination.region,
            "bucket": destination.bucket,
            "prefix": destination.prefix,
        }
        for name, value in values.items():
            self.edits[name].setText(value)

    # --- what is typed ----------------------------------------------------------------------

    def _guess_region(self, endpoint: str) -> None:
        if not self._region_typed:
            self.edits["region"].setText(guessed_region(endpoint))
            self.fields["region"].set_problem("")

    def _region_edited(self, text: str) -> None:
        self._region_typed = bool(text)

    def _destination(self) -> Destination:
        text = {name: self.edits[name].text().strip() for name in _PLAIN}
        prefix = text["prefix"]
        if prefix and not prefix.endswith("/"):
            prefix += "/"
        before = self._connection.destination if self._connection else None
        made = Destination(
            str(self.service.currentData()),
            with_scheme(text["endpoint"]),
            text["region"],
            text["bucket"],
            prefix,
        )
        return made if before is None else replace(made, addressing=before.addressing)

    def _key(self) -> Credentials | None:
        """The key as typed; None when nothing was typed."""
        key_id, secret, token = (self.edits[name].text() for name in _KEY)
        typed = cleaned(Credentials(key_id, secret, token))
        return typed if typed != Credentials("", "") else None

    def found(self) -> dict[str, str]:
        """Codes of what keeps this from being saved, by field."""
        found = {code.partition(".")[0]: code for code in problems(self._destination())}
        if not self.edits["name"].text().strip():
            found["name"] = "name.empty"
        key = self._key()
        if (key is not None or not self._known) and (key is None or not key.access_key_id):
            found["key_id"] = "key_id.empty"
        if (key is not None or not self._known) and (key is None or not key.access_key_secret):
            found["secret"] = "secret.empty"
        return found

    def _check_left(self, name: str) -> None:
        """A field was left: say what is wrong with it, but do not nag about empty ones."""
        code = self.found().get(name, "")
        if self.edits[name].text().strip() or not code:
            self.fields[name].set_problem(problem_text(code))

    def _save(self) -> None:
        found = self.found()
        for name, field in self.fields.items():
            field.set_problem(problem_text(found.get(name, "")))
        if found:
            first = next(name for name in self.fields if name in found)
            self.edits[first].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        before = self._connection or Connection(
            new_id(),
            "",
            self._destination(),
            view=self._desk.settings.view,
            same_name=self._desk.settings.same_name,
        )
        name, colour = self.edits["name"].text().strip(), self.colours.chosen
        made = replace(before, name=name, destination=self._destination(), colour=colour)
        self._desk.save_connection(made, self._key())
        self.accept()

    # --- words ------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Every text in the language of now."""
        title = self.tr("Edit connection") if self._known else self.tr("New connection")
        self.setWindowTitle(title)
        self._title.setText(title)
        self._lead.setText(
            self.tr("A place to send files to, with its key. Whoever runs it can tell you these.")
        )
        self._place_title.setText(self.tr("Place"))
        self._key_title.setText(self.tr("Key"))
        self.service.setItemText(0, self.tr("Alibaba Cloud OSS"))
        for name, label in labels().items():
            self.fields[name].name(label, hints(known=self._has_key)[name])
            self.fields[name].set_problem("")
        self.edits["name"].setPlaceholderText(self.tr("Spring campaign"))
        self.edits["endpoint"].setPlaceholderText("oss-cn-hangzhou.aliyuncs.com")
        self._service_field.name(self.tr("&Service"))
        self._colour_field.name(self.tr("Colour"))
        self.colours.retranslate()
        self.save.setText(self.tr("Save"))
        self.cancel.setText(self.tr("Cancel"))
        self._show_where_kept()

    def _show_where_kept(self) -> None:
        self.kept.setText(where_kept(self._desk.keyring_name))
        name, role = ("lock", "good") if self._desk.keyring_name else ("warn", "amber")
        self._lock.setPixmap(icon(name, role).pixmap(QSize(18, 18), self.devicePixelRatioF()))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Where only the key is missing, the form opens at the key."""
        super().showEvent(event)
        if self._known and not self._has_key:
            self.edits["key_id"].setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(self.kept)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Language may change while it is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
