"""What the callback form is made of, and where it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.callback import BodyType, CallbackSpec
from app.domain.connection import Connection
from app.domain.dialect import Dialect, dialect_of
from app.domain.place_findings import PlaceField
from app.domain.services import Service, service
from app.ui.desk import Desk
from app.ui.panels.callback_advanced import Advanced
from app.ui.panels.callback_events import EventBox
from app.ui.panels.callback_findings import FindingsBox
from app.ui.panels.callback_fixed import FixedNote
from app.ui.panels.callback_preview import Preview, SizeMeter
from app.ui.panels.callback_sample import Samples
from app.ui.panels.callback_template import Chips, TemplateEdit
from app.ui.panels.callback_urls import UrlList
from app.ui.panels.parts import Segmented, Switch, plain_label
from app.ui.panels.place_findings_box import PlaceFindingsBox
from app.ui.panels.result_call import call_of_form
from app.ui.panels.template_tools import TemplateTools
from app.ui.panels.template_undo import UndoButtons
from app.ui.panels.upload_options import UploadOptions


class CallbackColumn(QScrollArea):
    """The parts of the form, one below the other, and the callback that they show."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._spec = CallbackSpec()
        self._connection: Connection | None = None
        self._samples = Samples(desk, self)
        self._build()

    def spec(self) -> CallbackSpec:
        """The callback as the form shows it."""
        return self._spec

    def dialect(self) -> Dialect:
        """The callback language of the connection's service."""
        connection = self._connection
        return dialect_of(connection.destination.provider if connection else "")

    def service(self) -> Service:
        """The connection's service."""
        connection = self._connection
        return service(connection.destination.provider if connection else "")

    def _build(self) -> None:
        self.switch = Switch()
        self.explained = plain_label(look="muted", wrap=True)
        self.fixed_note = FixedNote()
        self.urls = UrlList(self.dialect().most_urls)
        self.template = TemplateEdit()
        self.kind = Segmented((BodyType.FORM.value, BodyType.JSON.value))
        self.undo = UndoButtons()
        self.tools = TemplateTools(self._desk, self.spec, self.dialect)
        self.chips = Chips()
        self.meter = SizeMeter()
        self.advanced = Advanced()
        self.preview = Preview()
        self.events = EventBox(self._desk)
        self.call = call_of_form(self._desk, self._samples, self.spec, self.dialect)
        self.place = PlaceFindingsBox(self._desk, (PlaceField.ENDPOINT, PlaceField.REGION))
        self.options = UploadOptions(self._desk)
        self.body_findings = FindingsBox()
        self._urls_title = plain_label(look="section")
        self._body_title = plain_label(look="section")
        self._fields = QWidget()
        self._lay_out_fields()
        inner = QWidget()
        inner.setObjectName("callbackForm")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.fixed_note)
        column.addWidget(self.switch)
        column.addWidget(self.explained)
        top = QHBoxLayout()
        top.addWidget(self.tools, 1)
        top.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self.place)
        column.addWidget(self._fields)
        column.addWidget(self.advanced)
        column.addWidget(self.events)
        column.addWidget(self.options)
        column.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _lay_out_fields(self) -> None:
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._urls_title)
        column.addWidget(self.urls)
        column.addWidget(self.call)
        column.addSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._body_title, 1)
        head.addWidget(self.kind)
        column.addLayout(head)
        column.addWidget(self.template)
        column.addWidget(self.body_findings)
        column.addWidget(self.chips)
        column.addWidget(self.meter)
        column.addSpacing(8)
        column.addWidget(self.preview)

    def show_options(self, name: str = "") -> None:
        """Unfold how files are stored, and bring it into sight; ``name``: an option of the
        service's own."""
        field = self.options.open(name)
        QTimer.singleShot(0, lambda: self.ensureWidgetVisible(field, 0, 200))
