"""Fixes: the ways out of a trouble as buttons, and what they do to the selected file.

Each fix is an action (`app.ui.error_fixes.WAYS`); those that need a dialog are joined to it by
`app.ui.doors`. A file that was not stored is tried again with what its connection says by then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication

from app.domain.callback import Sni
from app.domain.connection import AccessKind, Connection, View
from app.domain.destination import Destination, guessed_region, with_scheme
from app.domain.errors import Failure
from app.domain.regions import region_of
from app.domain.services import Can, service
from app.domain.states import Outcome, UploadState
from app.domain.upload import Result, TaskSnapshot
from app.ui import callback_failure_words, doctor_report, help_report
from app.ui.desk import Desk
from app.ui.error_entry import Fix
from app.ui.error_failures import trouble_of
from app.ui.error_fixes import EDITS, SIMPLE, WAYS, fix_text
from app.ui.error_words import trouble


class Fixes(QObject):
    """Which fixes are offered for a file, what their buttons say, and what happens then."""

    field_wanted = Signal(str)
    """Edit the connection in use at this field (empty: wherever the dialog begins)."""
    rename_wanted = Signal(object)
    """A `TaskSnapshot` whose file shall go under another name."""

    def __init__(self, desk: Desk, actions: Mapping[str, QAction], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        works: dict[str, Callable[[], None]] = {
            "switch_endpoint": self._switch,
            "rename_upload": self._rename,
            "edit_callback": lambda: self._go("address"),
            "upload_options": lambda: self._go("options"),
            "sni_on": self._sni_on,
            "copy_report": self.copy_report,
        }
        for name, work in works.items():
            actions[name].triggered.connect(lambda _checked=False, work=work: work())

    # --- what is offered --------------------------------------------------------------------

    def offered(
        self, task: TaskSnapshot, result: Result | None, *, expert: bool = True
    ) -> list[Fix]:
        """The fixes for a file that has trouble, the best first; none for one that has not."""
        wanted = _wanted(task, result)
        if not wanted:
            return []
        usable = [fix for fix in wanted if self._possible(fix, task, expert=expert)]
        others = [fix for fix in usable if fix is not Fix.REPORT]
        return [*others, Fix.REPORT]

    def _possible(self, fix: Fix, task: TaskSnapshot, *, expert: bool) -> bool:
        if WAYS[fix].action not in self._actions or (not expert and fix not in SIMPLE):
            return False
        connection = self._desk.book.find(task.connection_id)
        if fix is Fix.SWITCH:
            return connection is not None and _named(task, connection) is not None
        if fix in EDITS or fix is Fix.RENEW:
            practice = connection is None or connection.destination.practice
            return not practice and not (fix in EDITS and connection and connection.locked)
        if fix is Fix.UNFINISHED and connection is not None:
            return Can.LIST_UNFINISHED in service(connection.destination.provider).can
        if fix is Fix.SNI:
            return connection is not None and _sni_could_help(connection)
        if fix is Fix.RETRY:
            return task.state in (UploadState.FAILED, UploadState.CANCELLED)
        return True

    def text(self, fix: Fix, task: TaskSnapshot) -> str:
        """What the button says."""
        connection = self._desk.book.find(task.connection_id)
        there = _named(task, connection) if connection else None
        server = connection is not None and self.by_server(connection)
        place = _place_name(there) if there else ""
        return fix_text(fix, place=place, server=server)

    def refresh(self) -> None:
        """Enable the actions that the selected file gives a reason for."""
        task = self._desk.selected()
        troubled = task is not None and has_trouble(task)
        self._actions["copy_report"].setEnabled(troubled)
        named = False
        if task is not None:
            connection = self._desk.book.find(task.connection_id)
            named = connection is not None and _named(task, connection) is not None
        self._actions["switch_endpoint"].setEnabled(named)
        over = task is not None and task.state is UploadState.FAILED
        self._actions["rename_upload"].setEnabled(over)

    # --- what happens -----------------------------------------------------------------------

    def take(self, fix: Fix) -> None:
        """Press the button of ``fix`` for the selected file."""
        task = self._desk.selected()
        way = WAYS[fix]
        if task is not None and fix not in (Fix.RETRY, Fix.REPORT):
            self._use(task.connection_id)
        if fix is Fix.RENEW and task is not None:
            self.renew(task.connection_id)
        elif way.action == "edit_connection":
            self.field_wanted.emit(way.field)
        else:
            self._actions[way.action].trigger()

    def renew(self, connection_id: str) -> None:
        """A new access for a connection: entered by a person, or asked of its server once more."""
        connection = self._desk.book.find(connection_id)
        if connection is not None and self.by_server(connection):
            self._desk.book.ask_again(connection)
        elif connection is not None:
            self._use(connection_id)
            self._actions["renew_access"].trigger()

    def by_server(self, connection: Connection) -> bool:
        """Whether a new access needs no person: its server did not refuse the access code."""
        need = self._desk.access.need(connection.id)
        refused = need is not None and need.failure.values.get("reason") == "server"
        code = refused and need is not None and need.failure.code == "refused.credentials"
        return connection.access is AccessKind.SERVER and not code

    def _use(self, connection_id: str) -> None:
        """What is mended is the connection of that file."""
        if self._desk.connection is None or self._desk.connection.id != connection_id:
            self._desk.use_connection(connection_id)

    def copy_report(self) -> None:
        """Put everything that helps an administrator on the clipboard, without secrets."""
        task = self._desk.selected()
        if task is None:
            return
        connection = self._desk.book.find(task.connection_id)
        checks = self._desk.access.checks(task.connection_id)
        doctor = doctor_report.lines(checks) if checks else ""
        told = help_report.Told(task, self._desk.result(task.id), connection, doctor)
        QGuiApplication.clipboard().setText(help_report.report_text(told))
        self._desk.told.emit("info", help_report.copied())

    def _switch(self) -> None:
        """Take the endpoint that the service named, for every file that it was named for."""
        task = self._desk.selected()
        connection = self._desk.book.find(task.connection_id) if task else None
        there = _named(task, connection) if task and connection else None
        if connection is None or there is None:
            return
        rows = [
            row.id
            for row in self._desk.queue.snapshots()
            if row.state is UploadState.FAILED and _named(row, connection) == there
        ]
        self._desk.update_connection(replace(connection, destination=there))
        self._desk.retry(rows)

    def _rename(self) -> None:
        task = self._desk.selected()
        if task is not None:
            self.rename_wanted.emit(task)

    def _sni_on(self) -> None:
        connection = self._desk.connection
        if connection is not None:
            callback = replace(connection.callback, sni=Sni.ON)
            self._desk.update_connection(replace(connection, callback=callback))
            self._go("callback")

    def _go(self, place: str) -> None:
        self._desk.set_view(View.EXPERT)
        self._desk.focus_wanted.emit(place)


def has_trouble(task: TaskSnapshot) -> bool:
    """Whether there is something that an administrator could be asked about."""
    amber = (Outcome.CALLBACK_FAILED, Outcome.ANSWER_NOT_SEEN)
    return task.state is UploadState.FAILED or task.outcome in amber or bool(task.error_code)


def _wanted(task: TaskSnapshot, result: Result | None) -> tuple[Fix, ...]:
    if not has_trouble(task):
        return ()
    if result is not None and result.receipt is not None:
        return callback_failure_words.fixes(result.receipt.callback)
    failure: Failure | None = result.failure if result else None
    if failure is not None:
        return trouble_of(failure).fixes
    return trouble(task.error_code, task.error_values).fixes if task.error_code else (Fix.REPORT,)


def _named(task: TaskSnapshot, connection: Connection) -> Destination | None:
    """The destination with the endpoint that the service named; None: it named no other one."""
    if not task.error_code.startswith("refused"):
        return None
    if task.error_values.get("reason") not in ("endpoint", "region"):
        return None
    place = connection.destination
    told = task.error_values.get("endpoint", "").strip()
    if not told:
        return None
    scheme = place.endpoint.partition("://")[0] if "://" in place.endpoint else "https"
    endpoint = with_scheme(told if "://" in told else f"{scheme}://{told}")
    region = guessed_region(endpoint) or place.region
    there = replace(place, endpoint=endpoint, region=region)
    return there if there != place else None


def _place_name(there: Destination) -> str:
    """The region as people know it, else as the service does."""
    region = region_of(there.region)
    if region is None:
        return there.region or there.endpoint
    chinese = QLocale().language() == QLocale.Language.Chinese
    return region.name_zh if chinese else region.name_en


def _sni_could_help(connection: Connection) -> bool:
    spec = connection.callback
    https = any(url.lower().startswith("https://") for url in spec.urls)
    return https and spec.sni is Sni.OFF
