"""The callback form: what the storage shall tell the application server about each file."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.domain.callback import BodyType, CallbackSpec
from app.domain.findings import Field, Finding, Severity
from app.domain.lint import lint
from app.domain.preview import rendered
from app.domain.services import Can
from app.domain.template_convert import converted
from app.ui import i18n
from app.ui.callback_check import calls_this_computer
from app.ui.desk import Desk
from app.ui.panels.callback_column import CallbackColumn
from app.ui.panels.callback_fixed import Fixed, fixed_by, with_values
from app.ui.panels.callback_remarks import Remarks, beside
from app.ui.panels.parts import set_read_only
from app.ui.panels.template_undo import typed_in
from app.ui.panels.variable_doors import VariableDoor
from app.ui.service_words import why_not

KEEP_AFTER = 300
"""Milliseconds of rest after which an edit is kept with the connection."""


class CallbackForm(CallbackColumn):
    """Edits the callback of the connection in use; every edit is kept with it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._remarks = Remarks()
        self._filling = False
        self._fixed: Fixed | None = None
        self._unkept = False
        self._variables = VariableDoor(desk, self)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEEP_AFTER)
        self._keep.timeout.connect(self.flush)
        self._connect()
        self.retranslate()
        self._load()

    def _connect(self) -> None:
        self.switch.toggled.connect(self._edited)
        self.urls.changed.connect(self._edited)
        self.template.textChanged.connect(self._edited)
        self.template.undo_wanted.connect(self.undo.undo)
        self.template.redo_wanted.connect(self.undo.redo)
        self.undo.wanted.connect(self._take)
        self.tools.taken.connect(self._fix)
        self.kind.chosen.connect(lambda value: self._fix(self._as(BodyType(value))))
        self.chips.picked.connect(self.template.insert_variable)
        self.advanced.changed.connect(self._edited)
        self.advanced.variables.about_wanted.connect(self._variables.open)
        self.advanced.variables.each_wanted.connect(self._variables.show_each)
        self.fixed_note.changed.connect(self._edited)
        for box in (self.urls, self.body_findings, self.advanced):
            box.fix_wanted.connect(self._fix)
            box.accepted.connect(self._accept)
        self._samples.changed.connect(self._check)
        self._desk.connection_changed.connect(self._load)
        self._desk.access.granted.connect(lambda _event: self._load())
        self._desk.settle.connect(self.flush)

    # the connection's callback in and out

    def flush(self) -> None:
        """Keep the last edit with its connection now."""
        if not self._unkept:
            return
        self._unkept = False
        self._keep.stop()
        connection = self._connection
        if connection is None:
            return
        spec = self._spec
        questions = self.advanced.variables.questions()
        if self._fixed is not None:
            spec = with_values(connection, self._fixed, self._spec.variables)
            questions = connection.questions
        if (connection.callback, connection.questions) != (spec, questions):
            self._connection = replace(connection, callback=spec, questions=questions)
            self._desk.update_connection(self._connection)

    def _load(self) -> None:
        """Show the callback of the connection in use; an edit that is newer stays."""
        before, connection = self._connection, self._desk.connection
        same = before is not None and connection is not None and before.id == connection.id
        if not same:
            self.flush()
            self._remarks.forget()
        self._connection = connection
        self.setEnabled(connection is not None)
        self._follow_service()
        self._follow_grant()
        if not self._unkept:
            own = connection.callback if connection else CallbackSpec()
            self._show(self._fixed.callback if self._fixed else own)
            told = connection.questions if connection and not self._fixed else ()
            self.advanced.show_questions(told)
            (self.undo.follow if same else self.undo.begin)(self._spec)
        self._check()

    def _follow_service(self) -> None:
        """What the service cannot is greyed out, with its reason; its marks are the template's."""
        dialect, service = self.dialect(), self.service()
        self.template.set_marks(dialect.opening, dialect.closing)
        self.urls.set_most(dialect.most_urls, why_not(service, Can.CALL_SEVERAL))
        as_json, reason = (
            self.kind.button(BodyType.JSON.value),
            why_not(service, Can.CALL_JSON),
        )
        as_json.setEnabled(not reason)
        as_json.setToolTip(reason or BodyType.JSON.value)
        self.advanced.bar_host(why_not(service, Can.CALL_HOST))
        self.advanced.only_values(on=not dialect.calls)
        self.tools.bar_code(why_not(service, Can.SNIPPETS))
        self.call.setVisible(dialect.judged)
        self.meter.setVisible(dialect.longest_encoded > 0)
        self.switch.setVisible(dialect.calls)
        self.events.show_connection(self._connection)
        self._say_explained()

    def _say_explained(self) -> None:
        dialect, service = self.dialect(), self.service()
        text = self.tr("The storage calls your server after each upload and hands back its answer.")
        if dialect.travels == "policy":
            text = self.tr(
                "{service} calls your server after each upload, tries again for some minutes, and"
                " hands back its answer. Your server has {seconds} s for it."
            )
        if not dialect.calls:
            text = why_not(service, Can.CALL_BACK)
        seconds = i18n.number(int(dialect.seconds_to_answer))
        text = text.replace("{service}", service.label).replace("{seconds}", seconds)
        self.explained.setText(text)

    def _follow_grant(self) -> None:
        """Read-only where the connection's server fixed the callback, but for its open values."""
        connection = self._connection
        facts = self._desk.access.grant(connection.id) if connection else None
        fixed = fixed_by(facts, connection)
        if (fixed is None) != (self._fixed is None):
            self.flush()
        self._fixed = fixed
        self.fixed_note.show_fixed(fixed, facts, connection)
        self.switch.setEnabled(fixed is None)
        self.explained.setVisible(fixed is None)
        self.urls.set_fixed(fixed=fixed is not None)
        set_read_only(self.template, on=fixed is not None)
        self.kind.setEnabled(fixed is None)
        self.undo.setVisible(fixed is None and self.dialect().calls)
        self.tools.setVisible(fixed is None and self.dialect().calls)
        self.chips.setVisible(fixed is None)
        self.advanced.set_open(() if fixed else None)

    def _show(self, spec: CallbackSpec) -> None:
        self._filling = True
        self._spec = spec
        self.switch.setChecked(spec.enabled)
        if spec.urls != self.urls.urls():
            self.urls.set_urls(spec.urls)
        self.template.set_text(spec.body)
        kinds = self.dialect().body_types
        kind = spec.body_type if spec.body_type in kinds else kinds[0]
        self.kind.choose(kind.value)
        self.advanced.show_spec(spec)
        self._filling = False

    def _edited(self) -> None:
        if self._filling:
            return
        host, sni, variables = self.advanced.values()
        if self._fixed is not None:
            variables |= self.fixed_note.values.variables()
            self.advanced.variables.set_variables(variables)
        before = self._spec
        self._spec = replace(
            before,
            enabled=self.switch.isChecked(),
            urls=self.urls.urls(),
            body=self.template.toPlainText(),
            body_type=BodyType(self.kind.value()),
            host=host,
            sni=sni,
            variables=variables,
        )
        if self._fixed is None:
            self.undo.note(self._spec, kind=typed_in(before, self._spec))
        self._unkept = True
        self._keep.start()
        self._check()

    def _as(self, body_type: BodyType) -> CallbackSpec:
        """The callback with its body sent otherwise, its text converted where that can be done."""
        told = converted(self._spec, body_type)
        return replace(self._spec, body_type=body_type) if told is None else told

    def _fix(self, spec: CallbackSpec) -> None:
        """Take a mended form over, as one step that can be undone."""
        self.undo.note(spec)
        self._take(spec)

    def _take(self, spec: CallbackSpec) -> None:
        """Show another form as if the person had typed it."""
        self._show(spec)
        self._unkept = True
        self._keep.start()
        self._check()

    def _accept(self, finding: Finding) -> None:
        """*Send anyway*: this remark is not made again for this connection until the next start."""
        self._remarks.accept(finding)
        self._check()

    # checking

    def findings(self) -> list[Finding]:
        """What the check says now, without the warnings that were accepted."""
        connection = self._connection
        if self._fixed is not None:
            return []  # nobody here can mend what somebody else signed
        practice = bool(connection and calls_this_computer(connection.destination))
        sample = self._samples.sample()
        place = self._desk.book.demo_place if practice else None
        receiver = place.connection.callback.urls[0] if place else ""
        found = lint(
            self._spec, self.dialect(), practice=practice, sample=sample, receiver=receiver
        )
        return self._remarks.of(found, connection)

    def _check(self) -> None:
        """Everything that follows from the form's contents, shown anew."""
        dialect = self.dialect()
        found = self.findings()
        enabled = self._spec.enabled and dialect.calls
        self._fields.setVisible(enabled)
        self.advanced.setVisible(enabled or dialect.own_values)
        self.events.show_values(self.advanced.variables.variables())
        connection = self._connection
        told = connection and replace(connection, callback=self._spec)
        self.place.look(told if enabled else None)
        self.urls.show_findings(beside(found, Field.URLS))
        body = beside(found, Field.BODY)
        self.template.show_findings(body)
        self.body_findings.show_findings(body)
        self.advanced.show_findings(found)
        self.chips.show_variables(dialect, self.advanced.variables.names())
        self.template.completer.offer(dialect, list(self._spec.variables))
        if enabled:
            values = self._variables.values(self._spec, self.advanced.variables.questions())
            sample = self._samples.sample()
            request = rendered(self._spec, dialect, sample=sample, variables=values)
            if dialect.longest_encoded:
                self.meter.show_sizes(request, dialect)
            self.preview.show_rendered(request, self._samples.name())

    def show_first_error(self) -> None:
        """Put the cursor where the first error is; for *Upload* that was kept from starting."""
        error = next((f for f in self.findings() if f.severity is Severity.ERROR), None)
        if error is None:
            return
        if error.field is Field.URLS:
            self.urls.focus_first()
        elif error.field is Field.BODY:
            self.template.setFocus()
        else:
            self.advanced.open_at(error.field)
        focused = self.focusWidget()
        if focused is not None:
            self.ensureWidgetVisible(focused)

    def show_address(self) -> None:
        """Put the cursor into the first address, or where the first error is."""
        self.show_first_error()
        if not self.findings() and self._spec.enabled:
            self.urls.focus_first()

    # language, closing

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.switch.setText(self.tr("Tell my server when a file is stored"))
        self.switch.setAccessibleName(self.switch.text())
        self._urls_title.setText(self.tr("Send to"))
        self._body_title.setText(self.tr("Body"))
        self.kind.name(BodyType.FORM.value, self.tr("Form"), hint=BodyType.FORM.value)
        self.kind.name(BodyType.JSON.value, self.tr("JSON"), hint=BodyType.JSON.value)
        self._follow_service()
        self.kind.setAccessibleName(self.tr("How the body is sent"))
        self.template.setAccessibleName(self.tr("Template of the body"))
        self.body_findings.retranslate()
        self.setAccessibleName(self.tr("Callback"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Nothing typed is lost when the view is left."""
        super().hideEvent(event)
        self.flush()
