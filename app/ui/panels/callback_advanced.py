"""The part of the callback form that folds: own values, Host, SNI."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget

from app.domain.callback import CallbackSpec, Sni
from app.domain.findings import Field, Finding, Severity
from app.domain.questions import Question
from app.ui.calm import CalmCombo
from app.ui.panels.callback_findings import FindingsBox
from app.ui.panels.callback_variables import VariableTable
from app.ui.panels.parts import mark_bad, plain_label, set_read_only
from app.ui.theme.icons import icon


class Advanced(QWidget):
    """Folded unless something in it is set or wants attention; people may fold it as they like."""

    changed = Signal()
    fix_wanted = Signal(object)
    accepted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.toggle = QToolButton()
        self.toggle.setCheckable(True)
        self.toggle.setProperty("look", "fold")
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.variables = VariableTable()
        self.host = QLineEdit()
        self.sni = CalmCombo()
        self._titles = {name: plain_label(look="label") for name in ("variables", "host", "sni")}
        self._hints = {name: plain_label(look="muted", wrap=True) for name in ("host", "sni")}
        fields = (Field.VARIABLES, Field.HOST, Field.SNI)
        self.boxes = {field: FindingsBox() for field in fields}
        self._inside = QWidget()
        self._barred = ""
        self._lay_out()
        self._connect()
        self.retranslate()
        self._fold(open_=False)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 4, 0, 0)
        inside.setSpacing(4)
        for name, widget in (("variables", self.variables), ("host", self.host), ("sni", self.sni)):
            inside.addWidget(self._titles[name])
            inside.addWidget(widget)
            inside.addWidget(self.boxes[Field(name)])
            if name in self._hints:
                inside.addWidget(self._hints[name])
            inside.addSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toggle)
        column.addWidget(self._inside)

    def _connect(self) -> None:
        self.toggle.toggled.connect(lambda on: self._fold(open_=on))
        self.variables.changed.connect(self.changed)
        self.host.textEdited.connect(lambda _text: self.changed.emit())
        self.sni.activated.connect(lambda _index: self.changed.emit())
        for box in self.boxes.values():
            box.fix_wanted.connect(self.fix_wanted)
            box.accepted.connect(self.accepted)

    def values(self) -> tuple[str, Sni, dict[str, str]]:
        """Host, SNI and own values as shown."""
        sni = Sni(self.sni.currentData())
        return self.host.text().strip(), sni, self.variables.variables()

    def show_spec(self, spec: CallbackSpec) -> None:
        """Show a callback's values; opens when one of them is set."""
        self.variables.set_variables(spec.variables)
        if self.host.text().strip() != spec.host:
            self.host.setText(spec.host)
        self.sni.setCurrentIndex(self.sni.findData(spec.sni.value))
        chosen = (spec.host or spec.sni is not Sni.AUTO) and not self._barred
        if spec.variables or chosen:
            self.toggle.setChecked(True)

    def show_questions(self, questions: Iterable[Question]) -> None:
        """Show what is known of the own values; opens when there is something."""
        self.variables.set_questions(questions)
        if self.variables.questions():
            self.toggle.setChecked(True)

    def set_open(self, names: Collection[str] | None) -> None:
        """Somebody else set it all but the values of these variables; None: nothing is set."""
        self.variables.set_open(names)
        set_read_only(self.host, on=names is not None)
        self.sni.setEnabled(names is None and not self._barred)

    def bar_host(self, reason: str) -> None:
        """Grey out host and SNI for a reason; empty: they can be chosen."""
        self._barred = reason
        for widget in (self.host, self.sni):
            widget.setEnabled(not reason)
        self._say_hints()

    def only_values(self, *, on: bool) -> None:
        """Nobody is called: there are your own values, always open, and nothing else."""
        self.toggle.setVisible(not on)
        for name, widget in (("host", self.host), ("sni", self.sni)):
            for each in (self._titles[name], widget, self._hints[name]):
                each.setVisible(not on)
        self._inside.setVisible(on or self.toggle.isChecked())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Put findings beside their fields; opens when one of them is an error."""
        for field, box in self.boxes.items():
            box.show_findings([f for f in findings if f.field is field])
        errors = {f.field for f in findings if f.severity is Severity.ERROR}
        mark_bad(self.host, bad=Field.HOST in errors)
        if errors & set(self.boxes):
            self.toggle.setChecked(True)

    def open_at(self, field: Field) -> None:
        """Unfold and put the cursor into a field."""
        self.toggle.setChecked(True)
        widgets = {Field.HOST: self.host, Field.SNI: self.sni}
        widgets.get(field, self.variables).setFocus()

    def _fold(self, *, open_: bool) -> None:
        self._inside.setVisible(open_)
        self.toggle.setIcon(icon("down" if open_ else "right", "muted"))

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.toggle.setText(self.tr("Advanced"))
        self.toggle.setAccessibleName(self.tr("Advanced: own values, host, server name"))
        self._titles["variables"].setText(self.tr("Your own values"))
        self._titles["host"].setText(self.tr("Host header"))
        self._titles["sni"].setText(self.tr("Server name in TLS (SNI)"))
        self._say_hints()
        self.host.setAccessibleName(self.tr("Host header"))
        self.host.setPlaceholderText("app.example.com")
        self.sni.setAccessibleName(self._titles["sni"].text())
        self._fill_sni()
        for box in self.boxes.values():
            box.retranslate()

    def _say_hints(self) -> None:
        host = self.tr("Empty: taken from each address.")
        sni = self.tr("https servers mostly need it to show their certificate.")
        self._hints["host"].setText(self._barred or host)
        self._hints["sni"].setText(self._barred or sni)

    def _fill_sni(self) -> None:
        chosen = self.sni.currentData() or Sni.AUTO.value
        texts = {
            Sni.AUTO: self.tr("Automatic: on for https names"),
            Sni.ON: self.tr("On"),
            Sni.OFF: self.tr("Off"),
        }
        self.sni.clear()
        for value, text in texts.items():
            self.sni.addItem(text, value.value)
        self.sni.setCurrentIndex(self.sni.findData(chosen))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
