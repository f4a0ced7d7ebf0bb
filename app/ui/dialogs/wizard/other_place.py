"""The place in a further service: fields as `Service.needed` and `Service.further` name them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.asks import BucketFound
from app.domain.destination import Destination, problems, with_scheme
from app.domain.pasted_access import Pasted
from app.domain.services import Field as Part
from app.domain.services import Service
from app.ui.dialogs.field import Field
from app.ui.dialogs.parts import Fold, beside, column_of
from app.ui.dialogs.wizard.bucket_box import BucketBox
from app.ui.dialogs.wizard.naming_slots import NamingSlots
from app.ui.dialogs.wizard.words import hints, labels, problem_text
from app.ui.theme.tokens import M

_CHOSEN = (Part.BUCKET, Part.REGION)
"""Fields that may offer something to choose from."""


class OtherPlace(QWidget):
    """The fields; `destination` is what they say. Answers as `PlaceCard` does."""

    edited = Signal()

    def __init__(self, service: Service) -> None:
        super().__init__()
        self.service = service
        self._before: Destination | None = None
        parts = (*service.needed, *service.further)
        self.editors: dict[str, QLineEdit | BucketBox] = {
            part.value: BucketBox() if part in _CHOSEN else QLineEdit() for part in parts
        }
        self.link_base = QLineEdit()
        every = {**self.editors, "link_base": self.link_base}
        self.fields = {name: Field(editor) for name, editor in every.items()}
        self.slots = NamingSlots()
        self._arrange()
        self._join()
        self.link_base.textEdited.connect(lambda _text: self.edited.emit())

    def _arrange(self) -> None:
        """The address stands first, unless everybody's is the same: then among *More*."""
        hidden = [Part.ENDPOINT, Part.OTHER_ENDPOINT] if self.service.endpoint else []
        more = [self.fields[part] for part in hidden if part in self.fields]
        self.more = Fold(column_of(*more, self.fields["link_base"]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        shown = [part for part in self.editors if part not in hidden]
        for part in (Part.ENDPOINT, Part.OTHER_ENDPOINT):
            if part in shown:
                column.addWidget(self.fields[part])
                shown.remove(part)
        pairs: list[QWidget] = [*(self.fields[part] for part in shown), self.slots.name]
        for at in range(0, len(pairs), 2):
            column.addWidget(beside(*pairs[at : at + 2]))
        column.addWidget(self.slots.colour)
        column.addWidget(self.more)

    def _join(self) -> None:
        for name, editor in self.editors.items():
            line = editor.line if isinstance(editor, BucketBox) else editor
            line.textEdited.connect(lambda _text, name=name: self._changed(name))
            line.editingFinished.connect(lambda name=name: self.check(name))
            if isinstance(editor, BucketBox):
                editor.picked.connect(lambda _found, name=name: self._changed(name))
        region = self.editors.get(Part.REGION)
        if isinstance(region, BucketBox):
            region.suggest(self.service.regions)
        endpoint = self.editors.get(Part.ENDPOINT)
        if isinstance(endpoint, QLineEdit):
            endpoint.setText(self.service.endpoint)

    def _changed(self, name: str) -> None:
        self.fields[name].set_problem("")
        self.edited.emit()

    # --- values -----------------------------------------------------------------------------

    def text(self, part: str) -> str:
        """What a field says; empty where the service has none."""
        editor = self.editors.get(part)
        if isinstance(editor, BucketBox):
            return editor.value()
        return editor.text().strip() if editor is not None else ""

    def write(self, part: str, text: str) -> None:
        """Fill in a field; nothing where the service has none."""
        editor = self.editors.get(part)
        if isinstance(editor, BucketBox):
            editor.set_value(text)
        elif editor is not None:
            editor.setText(text)
            editor.setCursorPosition(0)

    def fill(self, destination: Destination, link_base: str) -> None:
        """Show a destination that exists."""
        self._before = destination
        for part in self.editors:
            self.write(part, getattr(destination, part))
        self.link_base.setText(link_base)

    def take(self, pasted: Pasted) -> None:
        """Fill in what was recognised in a text, as far as the service has a field for it."""
        found = {Part.BUCKET: pasted.bucket, Part.REGION: pasted.region, Part.PREFIX: pasted.path}
        if not self.service.endpoint:
            found[Part.ENDPOINT] = pasted.endpoint
        for part, text in found.items():
            if text:
                self.write(part, text)
        self.edited.emit()

    def offer(self, found: Sequence[BucketFound]) -> None:
        """Buckets or applications that the key may see."""
        box = self.editors.get(Part.BUCKET)
        if isinstance(box, BucketBox):
            box.offer(found)

    def destination(self) -> Destination:
        """What the fields say; it may have `problems`."""
        prefix = self.text(Part.PREFIX)
        return Destination(
            self.service.name,
            with_scheme(self.text(Part.ENDPOINT)),
            self.text(Part.REGION),
            self.text(Part.BUCKET),
            prefix if not prefix or prefix.endswith("/") else prefix + "/",
            practice=bool(self._before and self._before.practice),
            other_endpoint=with_scheme(self.text(Part.OTHER_ENDPOINT)),
        )

    def missing(self) -> dict[str, str]:
        """Codes of everything that keeps the destination from being used, by field."""
        wrong = {code.partition(".")[0]: code for code in problems(self.destination())}
        if Part.BUCKET in self.service.needed and not self.text(Part.BUCKET):
            wrong["bucket"] = "bucket.empty"
        return wrong

    def found(self) -> dict[str, str]:
        """As `missing`: nothing of it can be found by itself."""
        return self.missing()

    def check(self, name: str) -> None:
        """A field was left: say what is wrong with it, unless it is merely empty yet."""
        code = self.missing().get(name, "")
        self.show_problems({name: "" if code.endswith(".empty") else code})

    def show_problems(self, wrong: dict[str, str]) -> None:
        """Write what is wrong beside the fields."""
        for name, code in wrong.items():
            self.fields[name].set_problem(problem_text(code, self.service))
            if code and name in (Part.ENDPOINT, Part.OTHER_ENDPOINT) and self.service.endpoint:
                self.more.open()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        names, said = labels(self.service), hints(self.service)
        for name, field in self.fields.items():
            field.name(names[name], said[name])
        for name, editor in self.editors.items():
            example = self.service.examples.get(name, "")
            if isinstance(editor, BucketBox):
                editor.name_example(example or ("shop-media" if name == Part.BUCKET else ""))
            else:
                editor.setPlaceholderText(example)
        self.more.name(self.tr("&More"))
