"""Page 1: where do the files go?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.connection import Connection
from app.domain.destination import Addressing, Destination
from app.domain.endpoints import EndpointKind, kind_of
from app.domain.services import FIRST, OTHERS, Service
from app.ui.dialogs.colour_row import ColourRow
from app.ui.dialogs.field import Field
from app.ui.dialogs.parts import card, page_of
from app.ui.dialogs.wizard.other_place import OtherPlace
from app.ui.dialogs.wizard.paste_box import PasteBox
from app.ui.dialogs.wizard.place_card import PlaceCard
from app.ui.dialogs.wizard.service_choice import ServiceChoice
from app.ui.dialogs.wizard.words import hints, labels, problem_text
from app.ui.errands import Errands

TYPED = (FIRST.name, "compatible")
"""Choices for which `PlaceCard` has the fields."""


class WherePage(QWidget):
    """The service, the place in it, and how it is called here."""

    service_chosen = Signal(str)
    file_wanted = Signal()

    def __init__(self, errands: Errands, connection: Connection | None) -> None:
        """``connection`` is one to edit: its service stays as it is."""
        super().__init__()
        self._known = connection is not None
        self._name_typed = connection is not None
        self._title, self._lead = QLabel(), QLabel()
        self.service = ServiceChoice()
        self.choose_file = QPushButton()
        self.choose_file.clicked.connect(self.file_wanted)
        self.paste = PasteBox(errands)
        self.name = QLineEdit()
        self.name_field = Field(self.name)
        self.colours = ColourRow(connection.colour if connection else "teal")
        self._colour_field = Field(self.colours)
        self.place = PlaceCard()
        self.others = {service.name: OtherPlace(service) for service in OTHERS}
        self._arrange()
        self._join()
        if connection is not None:
            self._fill(connection)
        self._show_service()

    def _arrange(self) -> None:
        self._services = card(self.service, self.choose_file)
        self._place_title = QLabel()
        self._place = card(self.place, *self.others.values(), title=self._place_title)
        page = page_of(self.paste, self._services, self._place, title=self._title, lead=self._lead)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        self._services.setVisible(not self._known)

    def _join(self) -> None:
        self.service.chosen.connect(lambda _value: self._show_service())
        self.name.textEdited.connect(self._name_edited)
        for place in self._places():
            place.edited.connect(self._suggest_name)

    def _places(self) -> list[PlaceCard | OtherPlace]:
        return [self.place, *self.others.values()]

    def _fill(self, connection: Connection) -> None:
        place = connection.destination
        if place.provider in self.others:
            self.service.choose(place.provider)
        else:
            self.service.choose(FIRST.name if is_usual(place) else "compatible")
            self.place.show_service(compatible=not is_usual(place))
        self.current.fill(place, connection.link_base)
        self.name.setText(connection.name)

    @property
    def current(self) -> PlaceCard | OtherPlace:
        """The fields of the service that is chosen."""
        return self.others.get(self.service.value(), self.place)

    def chosen(self) -> Service:
        """The service that is chosen; a compatible one is the first."""
        current = self.current
        return current.service if isinstance(current, OtherPlace) else FIRST

    # --- what is chosen ---------------------------------------------------------------------

    def _show_service(self) -> None:
        value = self.service.value()
        self.choose_file.setVisible(value == "file")
        typed = value in TYPED or value in self.others
        self._place.setVisible(typed)
        self.paste.setVisible(typed)
        self.place.show_service(compatible=value == "compatible")
        for place in self._places():
            place.setVisible(place is self.current)
        place = self.current
        inside = place.fields.values()
        hidden = [f.editor for f in inside if place.more.inside.isAncestorOf(f)]
        rest = (place.more.button, *hidden)
        place.slots.take(self.name_field, self._colour_field, rest=rest)
        self.service_chosen.emit(value)

    def choose_service(self, value: str) -> None:
        """Take one of the choices."""
        self.service.choose(value)
        self._show_service()

    def _name_edited(self, text: str) -> None:
        self._name_typed = bool(text.strip())
        self.name_field.set_problem("")

    def _suggest_name(self) -> None:
        """The folder's last piece or the bucket, until somebody types a name."""
        if not self._name_typed:
            place = self.current.destination()
            told = place.prefix.strip("/").rpartition("/")[2] or place.bucket
            self.name.setText(told if not told.isdecimal() else f"{self.chosen().label} {told}")
            self.name_field.set_problem("")

    def destination(self) -> Destination:
        """What the fields say."""
        return self.current.destination()

    def check(self, *, whole: bool = False) -> bool:
        """Whether one may go on; says beside the fields why not. ``whole``: nothing is missing."""
        place = self.current
        wrong = place.missing() if whole else place.found()
        place.show_problems({name: wrong.get(name, "") for name in place.fields})
        name = self.name.text().strip()
        nameless = "name.empty" if whole and not name else ""
        self.name_field.set_problem(problem_text(nameless))
        first = next((n for n in place.fields if n in wrong), "name" if nameless else "")
        if first:
            self.focus(first)
        return not first

    def focus(self, name: str) -> None:
        """Put the keyboard into a field."""
        place = self.current
        field = self.name_field if name == "name" else place.fields.get(name)
        if field is not None:
            if place.more.inside.isAncestorOf(field):
                place.more.open()
            field.editor.setFocus()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._title.setText(self.tr("Where do your files go?"))
        self._lead.setText(self.tr("Whoever runs the place can tell you these."))
        self._place_title.setText(self.tr("Place"))
        self.service.retranslate()
        self.choose_file.setText(self.tr("Choose the &file…"))
        self.paste.retranslate()
        for place in self._places():
            place.retranslate()
        self.name_field.name(labels()["name"], hints()["name"])
        self.name.setPlaceholderText(self.tr("Spring campaign"))
        self._colour_field.name(self.tr("Colour"))
        self.colours.retranslate()


def is_usual(place: Destination) -> bool:
    """Whether a destination is one of the vendor's own, a custom domain of it included."""
    usual = kind_of(place.endpoint) not in (EndpointKind.CUSTOM_DOMAIN, EndpointKind.PRIVATE)
    return usual or place.addressing is Addressing.CNAME
