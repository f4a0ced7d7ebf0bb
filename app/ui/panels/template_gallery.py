"""The gallery: templates that come with Upcall, and the person's own, kept with the settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.callback import BodyType, CallbackSpec
from app.domain.dialect import Dialect
from app.domain.gallery import LONGEST, Template, applied, read_template, template_of, written
from app.domain.template_import import found_in
from app.ui.alive import while_alive
from app.ui.desk import Desk
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.wizard.buttons import ButtonBar, fill
from app.ui.panels.callback_template import TemplateEdit
from app.ui.panels.parts import plain_label, set_read_only
from app.ui.panels.template_words import name_of, note_of
from app.ui.resources import resource
from app.ui.theme.icons import icon

__all__ = ["TemplateGallery", "supplied"]


def supplied(dialect: Dialect) -> tuple[Template, ...]:
    """The templates that come with Upcall for a dialect, in their order."""
    files = sorted(resource(dialect.templates).glob("*.json"))
    return tuple(read_template(file.read_text("utf-8")) for file in files)


class TemplateGallery(QDialog):
    """A list at the left, the template at the right; nothing changes before *Use it*."""

    chosen = Signal(object)
    """The `CallbackSpec` to show in the form."""

    def __init__(
        self,
        desk: Desk,
        spec: CallbackSpec,
        *,
        dialect: Dialect,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._spec = spec
        self._dialect = dialect
        self._supplied = supplied(dialect)
        self._filling = False
        self._title = QLabel()
        self._title.setProperty("look", "title")
        self.list = QListWidget()
        self.name = QLineEdit()
        self._supplied_name = plain_label(look="subtitle", wrap=True)
        self.note = plain_label(look="muted", wrap=True)
        self.kind = plain_label(look="label")
        self.body = TemplateEdit()
        self.body.set_marks(dialect.opening, dialect.closing)
        self.keep, self.import_ = QPushButton(), QPushButton()
        self.export, self.remove = QPushButton(), QPushButton()
        self.use, self.cancel = QPushButton(), QPushButton()
        self.problem = plain_label(look="danger", wrap=True)
        self._build()
        self._join()
        self.retranslate()

    # building

    def _build(self) -> None:
        set_read_only(self.body, on=True)
        self.list.setFixedWidth(260)
        self.list.setIconSize(QSize(16, 16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("look", "framed")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        for button in (self.keep, self.import_, self.export, self.remove):
            button.setProperty("look", "link")
            button.setAutoDefault(False)
        self.use.setProperty("look", "primary")
        self.use.setDefault(True)
        self.cancel.setAutoDefault(False)
        own = QHBoxLayout()
        own.setSpacing(16)
        for button in (self.export, self.remove):
            own.addWidget(button)
        own.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        for widget in (self._supplied_name, self.name, self.note, self.kind, self.body):
            right.addWidget(widget)
        right.addLayout(own)
        right.addWidget(self.problem)
        right.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list)
        for button in (self.keep, self.import_):
            left.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addLayout(left)
        both.addLayout(right, 1)
        page = QVBoxLayout()
        page.setContentsMargins(24, 16, 24, 16)
        page.setSpacing(12)
        page.addWidget(self._title)
        page.addLayout(both, 1)
        fill(self, page, ButtonBar([self.cancel], [self.use]))
        fit_screen(self, width=760, height=600)

    def _join(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self._look())
        self.list.itemDoubleClicked.connect(lambda _item: self._use())
        self.name.editingFinished.connect(self._rename)
        self.keep.clicked.connect(self._keep)
        self.import_.clicked.connect(self._choose_file)
        self.export.clicked.connect(self._choose_target)
        self.remove.clicked.connect(self._remove)
        self.use.clicked.connect(self._use)
        self.cancel.clicked.connect(self.reject)

    # what there is

    def templates(self) -> tuple[Template, ...]:
        """The person's own, then those that come with Upcall."""
        return (*map(self._fitted, self._own()), *self._supplied)

    def _fitted(self, template: Template) -> Template:
        """One of the person's own as the service in use writes it."""
        bare = CallbackSpec(body=template.body, body_type=template.body_type)
        found = found_in(written(template), bare, self._dialect)
        if found is None or not found.renamed:
            return template
        return replace(template, body=found.spec.body, body_type=found.spec.body_type)

    def current(self) -> Template | None:
        """The template that is chosen."""
        known, row = self.templates(), self.list.currentRow()
        return known[row] if 0 <= row < len(known) else None

    def _fill(self, row: int) -> None:
        self._filling = True
        self.list.clear()
        for template in self.templates():
            own = bool(template.id)
            item = QListWidgetItem(template.name if own else name_of(template.name))
            item.setIcon(icon("edit" if own else "file-code", "muted"))
            spoken = self.tr("{name}, your own template") if own else "{name}"
            spoken = spoken.format(name=item.text())
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.list.addItem(item)
        self._filling = False
        self.list.setCurrentRow(min(row, self.list.count() - 1))

    def _look(self) -> None:
        template = self.current()
        if template is None or self._filling:
            return
        own = bool(template.id)
        self.name.setText(template.name if own else "")
        self.name.setVisible(own)
        self._supplied_name.setText("" if own else name_of(template.name))
        self._supplied_name.setVisible(not own)
        kept = self.tr("Yours. Type in its name to change it.")
        self.note.setText(kept if own else note_of(template.name))
        json_ = template.body_type is BodyType.JSON
        self.kind.setText(self.tr("Sent as JSON") if json_ else self.tr("Sent as a form"))
        self.body.set_text(template.body)
        self.remove.setVisible(own)
        self.problem.setText("")

    # what can be done

    def _use(self) -> None:
        template = self.current()
        if template is not None:
            self.chosen.emit(applied(template, self._spec))
            self.accept()

    def _keep(self) -> None:
        """What the form shows becomes a template; its name is asked for where it stands."""
        name = self.tr("My template {number}").format(number=len(self._own()) + 1)
        self._add(template_of(self._spec, name, id_=_new_id()))
        self.name.setFocus()
        self.name.selectAll()

    def _add(self, template: Template) -> None:
        self._store((*self._own(), template))
        self._fill(len(self._own()) - 1)

    def _own(self) -> tuple[Template, ...]:
        return self._desk.settings.templates

    def _store(self, own: Sequence[Template]) -> None:
        self._desk.change_settings(replace(self._desk.settings, templates=tuple(own)))

    def _rename(self) -> None:
        template, name = self.current(), self.name.text().strip()
        if template is None or not template.id or not name or name == template.name:
            return
        self._store([_renamed(t, name) if t.id == template.id else t for t in self._own()])
        self._fill(self.list.currentRow())

    def _remove(self) -> None:
        template = self.current()
        if template is not None and template.id:
            self._store([t for t in self._own() if t.id != template.id])
            self._fill(self.list.currentRow())
            self.list.setFocus()

    # files

    def _choose_target(self) -> None:
        template = self.current()
        if template is None:
            return
        dialog = QFileDialog(self, self.tr("Export the template"), str(Path.home()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Templates (*.json)")])
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(self.write)
        dialog.open()

    def write(self, path: str) -> None:
        """Write the chosen template as a file, beside the window."""
        template = self.current()
        if template is None:
            return
        named = template if template.id else replace(template, name=name_of(template.name))
        text = self.tr("Written: {name}").format(name=Path(path).name)
        self._desk.errands.run(
            _writing(Path(path), written(named)),
            while_alive(self, lambda _done: self._desk.told.emit("info", text)),
            while_alive(self, lambda _error: self._say(self.tr("It could not be written there."))),
        )

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Import a template"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Templates (*.json *.txt)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.read)
        dialog.open()

    def read(self, path: str) -> None:
        """Take a file's template among one's own: ours, or of another service."""
        stem = Path(path).stem
        self._desk.errands.run(
            _reading(Path(path)),
            while_alive(self, lambda text: self._take(text, stem)),
            while_alive(self, lambda _error: self._say(self.tr("It could not be read."))),
        )

    def _take(self, text: str, stem: str) -> None:
        try:
            template = read_template(text, id_=_new_id())
        except ValueError:
            found = found_in(text, CallbackSpec(), self._dialect)
            if found is None:
                self._say(self.tr("There is no template in this file."))
                return
            template = template_of(found.spec, stem, id_=_new_id())
        self._add(template if template.name else replace(template, name=stem))

    def _say(self, text: str) -> None:
        self.problem.setText(text)

    # words

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setWindowTitle(self.tr("Templates"))
        self._title.setText(self.tr("Templates"))
        self.list.setAccessibleName(self.tr("Templates"))
        self.name.setAccessibleName(self.tr("Name of the template"))
        self.body.setAccessibleName(self.tr("Body of the template"))
        texts = (
            (self.keep, self.tr("Keep what the form shows")),
            (self.import_, self.tr("Import a file…")),
            (self.export, self.tr("Export…")),
            (self.remove, self.tr("Remove it")),
            (self.use, self.tr("Use it")),
            (self.cancel, self.tr("Cancel")),
        )
        for button, text in texts:
            button.setText(text)
            button.setAccessibleName(text)
        self._fill(max(self.list.currentRow(), 0))
        self._look()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while it is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _renamed(template: Template, name: str) -> Template:
    return replace(template, name=name)


def _new_id() -> str:
    import uuid  # noqa: PLC0415 - not for the first picture

    return uuid.uuid4().hex


def _writing(path: Path, text: str) -> Callable[[], None]:
    def write() -> None:
        path.write_text(text, "utf-8")

    return write


def _reading(path: Path) -> Callable[[], str]:
    def read() -> str:
        with path.open("rb") as file:
            return file.read(LONGEST + 1).decode("utf-8-sig")

    return read
