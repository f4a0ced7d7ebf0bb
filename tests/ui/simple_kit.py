"""What the tests of the Simple view build their windows from, and how they read every text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QProgressBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.callback import CallbackSpec
from app.domain.connection import Connection
from app.domain.destination import Destination
from app.domain.states import Outcome, UploadState
from app.domain.upload import TaskSnapshot
from app.host.folders import folders_under
from app.host.settings import Language, Loaded, Settings, SettingsStore
from app.host.vault import Vault
from app.ui.application import Shown, show
from app.ui.views.drop_overlay import DropOverlay
from app.ui.views.row_face import action_text, face_of, tooltip
from app.ui.views.simple_view import SimpleView
from app.ui.views.welcome import Welcome
from app.ui.window_parts import WindowParts
from tests.ui.expert_kit import QUICK, NoDemo, RecordingEngine

S = UploadState


def place(name: str = "Spring photos", *, practice: bool = False, told: bool = True) -> Connection:
    """A connection as somebody without a trade would have it."""
    where = Destination(
        "oss", "https://oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou", "media", practice=practice
    )
    spec = CallbackSpec(enabled=told, urls=("https://app.example.com/done",))
    return Connection(f"id of {name}", name, where, spec)


def row(number: int, state: UploadState = S.QUEUED, **values: object) -> TaskSnapshot:
    """A row of the list."""
    name = f"holiday {number}.jpg"
    made = TaskSnapshot(
        f"task{number}", "batch", "id", name, f"/nowhere/{name}", name, 4000, 0, 0, state, number
    )
    return replace(made, **({"with_callback": True} | values))  # type: ignore[arg-type]


def failed(number: int, code: str, **values: str) -> TaskSnapshot:
    """A row that was not stored."""
    return row(number, S.FAILED, outcome=Outcome.NOT_STORED, error_code=code, error_values=values)


class Stage:
    """A whole window over an engine that writes its commands down."""

    def __init__(self, qtbot: QtBot, folder: Path, shown: Shown, engine: RecordingEngine) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.shown = shown
        self.engine = engine
        self.desk = shown.desk
        self.window = shown.window
        simple, welcome, drop = shown.window.simple, shown.window.welcome, shown.window.drop
        assert isinstance(simple, SimpleView)
        assert isinstance(welcome, Welcome)
        assert isinstance(drop, DropOverlay)
        self.simple, self.welcome, self.drop = simple, welcome, drop

    def bring(self, *rows: TaskSnapshot) -> None:
        """Deliver rows as the engine does, and wait until they are there."""
        self.engine.mailbox.put(rows)
        queue = self.desk.queue
        self.qtbot.waitUntil(lambda: all(queue.snapshot(r.id) == r for r in rows))


def make_stage(
    qtbot: QtBot,
    folder: Path,
    *connections: Connection,
    language: Language = Language.ENGLISH,
) -> Stage:
    """A shown window; without a connection it shows the welcome page."""
    first = connections[0].id if connections else ""
    settings = Settings(connections=connections, last_connection=first, language=language)
    engine = RecordingEngine()
    parts = WindowParts(
        engine=engine,
        store=SettingsStore(folder / "settings.json"),
        loaded=Loaded(settings),
        vault=Vault(lambda: None),
        folders=folders_under(folder),
        demo=NoDemo(),
    )
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    shown = show(parts, app)
    shown.desk.bridge.interval = QUICK
    qtbot.addWidget(shown.window, before_close_func=lambda _window: _take_down(shown))
    shown.window.resize(1000, 760)
    shown.desk.start()
    shown.window.show()
    qtbot.waitExposed(shown.window)
    return Stage(qtbot, folder, shown, engine)


def _take_down(shown: Shown) -> None:
    """Close without the question about what is under way."""
    shown.window.may_close = lambda: True
    shown.close()


def mime_of(*paths: Path) -> QMimeData:
    """What a file manager gives when these are dragged."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drag_in(target: object, mime: QMimeData) -> QDragEnterEvent:
    """Drag over a window or its handle; the event, for its answer."""
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event = QDragEnterEvent(QPoint(80, 80), copy, mime, left, none)
    QApplication.sendEvent(target, event)  # type: ignore[arg-type]
    return event


def drop_on(target: object, mime: QMimeData) -> QDropEvent:
    """Drag over a window or its handle and let go there."""
    drag_in(target, mime)
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event = QDropEvent(QPoint(80, 80), copy, mime, left, none)
    QApplication.sendEvent(target, event)  # type: ignore[arg-type]
    return event


def visible_texts(stage: Stage, root: QWidget | None = None) -> list[str]:
    """Every text of the window (or of ``root``) that can be seen, hovered or heard now."""
    widgets: Sequence[QWidget] = (root or stage.window).findChildren(QWidget)
    found = [stage.window.windowTitle()]
    for widget in widgets:
        if widget.isVisible():
            found += _texts_of(widget)
    for number in range(stage.desk.queue.rowCount()):
        found += _texts_of_row(stage, number)
    return [text for text in found if text]


def _texts_of(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit | QProgressBar):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    if isinstance(widget, QMenuBar):
        for action in widget.actions():
            yield from texts_of_action(action)
    for action in widget.actions():
        if not isinstance(widget, QMenuBar | QMenu) and not _is_window(widget):
            yield from texts_of_action(action)


def _is_window(widget: QWidget) -> bool:
    return widget.isWindow()


def texts_of_action(action: QAction) -> Iterator[str]:
    """Texts of an action and of everything in its menu."""
    if not action.isVisible() or action.isSeparator():
        return
    yield from (action.text(), action.toolTip(), action.statusTip())
    menu = action.menu()
    if isinstance(menu, QMenu):
        for inner in menu.actions():
            yield from texts_of_action(inner)


def _texts_of_row(stage: Stage, number: int) -> Iterator[str]:
    queue = stage.desk.queue
    index = queue.index(number, 0)
    snapshot = index.data(queue.SnapshotRole)
    assert isinstance(snapshot, TaskSnapshot)
    face = face_of(snapshot, now=0.0)
    yield face.line()
    yield tooltip(snapshot, now=0.0)
    yield str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    yield from (action_text(action) for action in face.actions)
