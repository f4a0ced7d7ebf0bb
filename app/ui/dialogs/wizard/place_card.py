"""Bucket, region, endpoint and folder: the fields behind a `Destination`."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.asks import BucketFound
from app.domain.destination import (
    Addressing,
    Destination,
    guessed_region,
    problems,
    with_scheme,
)
from app.domain.endpoints import (
    EndpointKind,
    addressing_for,
    endpoint_for,
    from_pasted_place,
    kind_of,
)
from app.domain.regions import region_of
from app.domain.services import FIRST
from app.ui.calm import CalmCombo
from app.ui.dialogs.field import Field
from app.ui.dialogs.parts import Fold, beside, column_of
from app.ui.dialogs.wizard.bucket_box import BucketBox
from app.ui.dialogs.wizard.naming_slots import NamingSlots
from app.ui.dialogs.wizard.place_notes import PlaceNotes
from app.ui.dialogs.wizard.region_box import RegionBox
from app.ui.dialogs.wizard.words import endpoint_kinds, hints, labels
from app.ui.theme.tokens import M

OWN = (EndpointKind.CUSTOM_DOMAIN, EndpointKind.PRIVATE)
"""Kinds whose host somebody has to type."""
ANYWHERE = "default"
"""Region of a compatible service that nobody named one for."""


class PlaceCard(QWidget):
    """The fields; `destination` is what they say."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._compatible = False
        self._addressing = Addressing.AUTO
        self.region_found = ""
        """The region that was found by itself, shown as such until another is chosen."""
        self.bucket = BucketBox()
        self.region = RegionBox()
        self.kind = CalmCombo()
        self.endpoint, self.domain, self.prefix, self.link_base = (QLineEdit() for _ in range(4))
        editors: dict[str, QWidget] = {
            "bucket": self.bucket,
            "region": self.region,
            "endpoint": self.endpoint,
            "prefix": self.prefix,
            "kind": self.kind,
            "domain": self.domain,
            "link_base": self.link_base,
        }
        self.fields = {name: Field(editor) for name, editor in editors.items()}
        self.notes = PlaceNotes()
        self.more = Fold(
            column_of(*(self.fields[name] for name in ("kind", "domain", "link_base")))
        )
        for kind in EndpointKind:
            self.kind.addItem("", kind.value)
        self.slots = NamingSlots()
        self._arrange()
        self._join()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addWidget(self.fields["endpoint"])
        column.addWidget(beside(self.fields["bucket"], self.fields["region"], shares=(4, 5)))
        column.addWidget(beside(self.fields["prefix"], self.slots.name))
        column.addWidget(self.notes)
        column.addWidget(self.slots.colour)
        column.addWidget(self.more)

    def _join(self) -> None:
        for name, edit in (
            ("endpoint", self.endpoint),
            ("domain", self.domain),
            ("prefix", self.prefix),
            ("link_base", self.link_base),
        ):
            edit.textEdited.connect(lambda _text, name=name: self._changed(name))
            edit.editingFinished.connect(lambda name=name: self.check(name))
        self.bucket.edited.connect(lambda: self._changed("bucket"))
        self.bucket.line.editingFinished.connect(self._left_bucket)
        self.bucket.picked.connect(self._picked)
        self.region.edited.connect(self._region_edited)
        self.kind.activated.connect(lambda _row: self._kind_chosen())
        self.notes.mended.connect(self._mend)

    # --- what is typed ----------------------------------------------------------------------

    def _changed(self, name: str) -> None:
        self.fields[name].set_problem("")
        if name == "endpoint" and not self.region.value():
            self._find_region(guessed_region(self.endpoint.text()))
        self._look()
        self.edited.emit()

    def _region_edited(self) -> None:
        self.region_found = ""
        self._changed("region")

    def _left_bucket(self) -> None:
        self.take_place(self.bucket.value())
        self.check("bucket")

    def take_place(self, text: str) -> bool:
        """Take apart an address or ``oss://`` path that was typed as a bucket; False: it is none.

        A name without any of ``:/.`` is just a bucket.
        """
        found = from_pasted_place(text) if any(sign in text for sign in ":/.") else None
        if found is None or not (found.bucket or found.endpoint):
            return False
        if found.bucket:
            self.bucket.set_value(found.bucket)
        if found.prefix:
            self.prefix.setText(found.prefix)
        if found.endpoint:
            self.take_endpoint(found.endpoint, found.region)
        elif found.region:
            self._find_region(found.region)
        self._look()
        self.edited.emit()
        return True

    def take_endpoint(self, endpoint: str, region: str = "") -> None:
        """Show an endpoint as the kind that it is."""
        kind = kind_of(endpoint)
        if self._compatible:
            self.endpoint.setText(endpoint)
        else:
            self.kind.setCurrentIndex(self.kind.findData(kind.value))
            self.domain.setText(endpoint if kind in OWN else "")
            self._show_kind()
        self._find_region(region or guessed_region(endpoint))

    def _picked(self, found: BucketFound) -> None:
        if found.region:
            self._find_region(found.region)

    def _find_region(self, region: str) -> None:
        if region:
            self.region.choose(region)
            self.region_found = region
            self.fields["region"].set_problem("")
        self._look()

    def found_region(self, region: str) -> None:
        """The service said where the bucket is."""
        self._find_region(region)

    def offer(self, buckets: Sequence[BucketFound]) -> None:
        """Buckets that the key may see."""
        self.bucket.offer(buckets)

    def _kind_chosen(self) -> None:
        self._show_kind()
        self._look()
        self.edited.emit()
        if self._kind() in OWN:
            self.domain.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_kind(self, kind: EndpointKind) -> None:
        """Open *More* at a kind of endpoint."""
        self.kind.setCurrentIndex(self.kind.findData(kind.value))
        self.more.open()
        self._kind_chosen()

    def _kind(self) -> EndpointKind:
        return EndpointKind(str(self.kind.currentData()))

    def _show_kind(self) -> None:
        kind = self._kind()
        self.fields["kind"].setVisible(not self._compatible)
        self.fields["domain"].setVisible(not self._compatible and kind in OWN)
        if kind is not EndpointKind.PUBLIC and not self._compatible:
            self.more.open()

    def _mend(self, prefix: str) -> None:
        self.prefix.setText(prefix)
        self.fields["prefix"].set_problem("")
        self._look()
        self.edited.emit()

    # --- values -----------------------------------------------------------------------------

    def show_service(self, *, compatible: bool) -> None:
        """The service's own regions, or an endpoint that somebody types."""
        self._compatible = compatible
        self.fields["endpoint"].setVisible(compatible)
        self._show_kind()
        self._look()

    def fill(self, destination: Destination, link_base: str) -> None:
        """Show a destination that exists."""
        self._addressing = destination.addressing
        self.bucket.set_value(destination.bucket)
        self.prefix.setText(destination.prefix)
        self.link_base.setText(link_base)
        self.take_endpoint(destination.endpoint, destination.region)
        self.region_found = ""
        self._look()

    def destination(self) -> Destination:
        """What the fields say; it may have `problems`."""
        prefix = self.prefix.text().strip()
        if prefix and not prefix.endswith("/"):
            prefix += "/"
        region = self.region.value()
        kind = self._kind()
        if self._compatible:
            endpoint, addressing = self.endpoint.text().strip(), self._addressing
            region = region or guessed_region(endpoint) or ANYWHERE
        elif kind in OWN:
            endpoint, addressing = self.domain.text().strip(), addressing_for(kind)
        else:
            endpoint = endpoint_for(region, kind) if region else ""
            addressing = addressing_for(kind)
        place = with_scheme(endpoint)
        return Destination(FIRST.name, place, region, self.bucket.value(), prefix, addressing)

    def found(self) -> dict[str, str]:
        """Codes of what is wrong, by field; what can still be found by itself is not wrong."""
        place = self.destination()
        wrong = {code.partition(".")[0]: code for code in problems(place)}
        wrong.pop("region", None)
        typed = self._compatible or self._kind() in OWN
        if not typed:
            wrong.pop("endpoint", None)
        elif "endpoint" in wrong and not self._compatible:
            wrong["domain"] = wrong.pop("endpoint")
        if not place.bucket:
            wrong.pop("bucket", None)
        return wrong

    def missing(self) -> dict[str, str]:
        """Everything that keeps the destination from being used, by field."""
        place = self.destination()
        wrong = self.found()
        if not place.region:
            wrong["region"] = "region.empty"
        if not place.bucket:
            wrong["bucket"] = "bucket.empty"
        return wrong

    def check(self, name: str) -> None:
        """A field was left: say what is wrong with it."""
        self.show_problems({name: self.found().get(name, "")})

    def show_problems(self, wrong: dict[str, str]) -> None:
        """Write what is wrong beside the fields."""
        from_code = self.notes.problem_text
        for name, code in wrong.items():
            self.fields[name].set_problem(from_code(code))

    def _look(self) -> None:
        """Say what is known of the region, and what looks odd."""
        region = region_of(self.region.value())
        found = bool(self.region_found) and self.region_found == self.region.value()
        self.fields["region"].set_hint(self.notes.region_hint(self.region.value(), region, found))
        self.notes.look(self.destination())

    def retranslate(self) -> None:
        """Every text in the language of now."""
        for name, field in self.fields.items():
            field.name(labels()[name], hints()[name])
        self.bucket.retranslate()
        self.region.retranslate()
        for row, text in enumerate(endpoint_kinds().values()):
            self.kind.setItemText(row, text)
        self.endpoint.setPlaceholderText("https://storage.example.com:9000")
        self.more.name(self.tr("&More"))
        self._look()
