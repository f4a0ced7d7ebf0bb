"""The window as a whole: builds QApplication, desk and window, runs, and takes everything down."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from app import __version__
from app.domain.connection import View
from app.ui import sentences
from app.ui.actions import Actions
from app.ui.announcer import Announcer, to_screen_reader
from app.ui.crash import CrashHook
from app.ui.desk import Desk
from app.ui.first_paint import FirstPaint, FirstRows
from app.ui.i18n import Languages
from app.ui.instance import Instance
from app.ui.interrupts import Interrupts
from app.ui.notice_news import NoticeNews
from app.ui.opening import Application
from app.ui.resources import resource
from app.ui.theme.theme import Theme
from app.ui.views.drop_overlay import DropOverlay
from app.ui.views.main_window import MainWindow, Pages
from app.ui.views.practice_strip import PracticeStrip
from app.ui.window_parts import WindowParts
from app.ui.window_place import WindowPlace

if TYPE_CHECKING:
    from app.ui.doors import Doors

__all__ = ["WindowParts", "claim", "render", "run"]


def _welcome(desk: Desk, actions: Actions) -> QWidget:
    from app.ui.views.welcome import Welcome  # noqa: PLC0415 - loaded with the page

    return Welcome(desk, actions)


def _simple(desk: Desk, actions: Actions) -> QWidget:
    from app.ui.views.simple_view import SimpleView  # noqa: PLC0415

    return SimpleView(desk, actions)


def _expert(desk: Desk, actions: Actions) -> QWidget:
    from app.ui.views.expert_view import ExpertView  # noqa: PLC0415

    return ExpertView(desk, actions)


PAGES = Pages(
    welcome=_welcome, simple=_simple, expert=_expert, strip=PracticeStrip, drop=DropOverlay
)


class _Crashes(QObject):
    """Carries news of uncaught exceptions from any thread to the window."""

    happened = Signal(str)


class Shown:
    """Everything that stands behind one window."""

    doors: Doors
    """What opens dialogs; there once `furnish` was called."""

    def __init__(self, parts: WindowParts, app: QApplication, *, late: bool) -> None:
        settings = parts.loaded.settings
        self._app = app
        self._furnished = False
        self.languages, self.theme = Languages(app), Theme(app, late=late)
        self.languages.use(settings.language)
        self.theme.use(settings.appearance)
        self.desk = Desk(parts)
        self.actions = Actions(self.desk)
        self.window = MainWindow(self.desk, self.actions, PAGES)
        Announcer(self.desk, to_screen_reader(self.window))
        NoticeNews(self.desk)
        self.desk.settings_changed.connect(self._dress)

    def furnish(self) -> None:
        """Join what reacts to people, once: nobody is quicker than the first picture."""
        if self._furnished:
            return
        self._furnished = True
        from app.ui import clipboard  # noqa: PLC0415
        from app.ui.doors import Doors  # noqa: PLC0415
        from app.ui.leaving import Leaving  # noqa: PLC0415
        from app.ui.thumbnail_places import ThumbnailPlaces  # noqa: PLC0415

        desk, window = self.desk, self.window
        self.doors = Doors(window, desk, self.actions)
        ThumbnailPlaces(window.stack, desk)
        self.actions.paste.triggered.connect(lambda: clipboard.paste(desk, window))
        leaving = Leaving(desk, window)
        leaving.listen(self._app)
        window.may_close = leaving.may_close

    def _dress(self) -> None:
        self.languages.use(self.desk.settings.language)
        self.theme.use(self.desk.settings.appearance)

    def close(self) -> None:
        """Take it down, the window last."""
        self.desk.close()
        self.window.hide()
        self.languages.remove()


def application() -> QApplication:
    """The one application object, made on first use."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    app = Application(sys.argv[:1])
    app.setApplicationName("upcall")
    app.setApplicationDisplayName("Upcall")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("upcall")
    app.setWindowIcon(QIcon(str(resource("icons", "upcall.svg"))))
    return app


def claim(folder: Path, files: Sequence[str], *, demo: bool) -> Instance | None:
    """Become the one window that works in ``folder``; None: a running one took the files.

    Call it before anything in ``folder`` is opened. A running copy that does not answer counts as
    having taken nothing: `TimeoutError` is raised, for two copies must not share a list.
    """
    application()
    instance = Instance(folder)
    if instance.claim():
        return instance
    if not instance.hand_over(files, demo=demo):
        raise TimeoutError("Upcall is running already, but does not answer")
    return None


def show(parts: WindowParts, app: QApplication, *, late: bool = False) -> Shown:
    """Build everything; the window is not visible yet.

    ``late``: `Theme.dress` is for the caller to call, and after the first picture `Shown.furnish`.
    """
    shown = Shown(parts, app, late=late)
    if not late:
        shown.furnish()
    return shown


def run(
    parts: WindowParts, *, demo: bool, files: Sequence[str], instance: Instance | None = None
) -> int:
    """Show the window until it is closed; returns the exit code."""
    app = application()
    shown = show(parts, app, late=True)
    hook = _catch_crashes(shown.desk)
    # Whoever sends a signal is not there to be asked; what is under way goes on at the next start.
    interrupts = Interrupts(lambda: app.exit(0))
    place = WindowPlace(parts.folders.config)
    place.put_back(shown.window)
    shown.window.closing.connect(lambda: place.keep(shown.window))
    # The search for a keyring and the demo cloud can wait until window and list are there.
    shown.desk.errands.hold()
    FirstPaint(shown.window, lambda: _begin(shown, parts, files))
    if isinstance(app, Application):
        app.file_opened.connect(lambda _path: _take_over(shown, app.taken(), demo=False))
    if instance is not None:
        instance.asked.connect(lambda more, practise: _take_over(shown, more, demo=practise))
    shown.desk.start(demo=demo)
    shown.theme.dress()
    shown.window.show()
    try:
        return app.exec()
    finally:
        shown.close()
        interrupts.close()
        hook.remove()


def _begin(shown: Shown, parts: WindowParts, files: Sequence[str]) -> None:
    """The window is on the screen: what it did not need for that may be loaded, the list first."""
    app, desk = application(), shown.desk
    if parts.begin is not None:
        parts.begin()
    shown.furnish()
    desk.add_paths(files)
    if isinstance(app, Application):
        desk.add_paths(app.taken())
    if desk.connection is None:  # no list to wait for
        _release(desk)
    else:
        FirstRows(desk.bridge.mail, lambda: _release(desk), desk)


def _release(desk: Desk) -> None:
    gc.freeze()
    gc.enable()
    desk.errands.release()


def _catch_crashes(desk: Desk) -> CrashHook:
    crashes = _Crashes(desk)
    crashes.happened.connect(lambda _kind: desk.told.emit("error", sentences.crashed()))
    hook = CrashHook(crashes.happened.emit)
    hook.install()
    return hook


def _take_over(shown: Shown, files: Sequence[str], *, demo: bool) -> None:
    """Another copy was started: come to the front and take its files."""
    shown.furnish()
    window = shown.window
    window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    if demo:
        shown.desk.try_demo()
    shown.desk.add_paths(files)


def render(parts: WindowParts, path: Path, *, within: float = 20.0) -> Path:
    """Save a picture of the window off screen, after a sample has gone up to the demo cloud."""
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    shown = show(parts, application())
    desk, window = shown.desk, shown.window
    window.resize(1280, 800)
    window.show()
    desk.start(demo=True)
    samples = sorted(str(file) for file in resource("samples").glob("*.*"))
    _until(lambda: desk.connection is not None, within)
    desk.set_view(View.EXPERT)
    desk.add_paths(samples)
    _until(lambda: desk.totals.files == len(samples), within)
    desk.upload()
    _until(lambda: desk.totals.ended == len(samples), within)
    rows = desk.queue.snapshots()
    desk.set_selection([row.id for row in rows[:1]])
    desk.focus_wanted.emit("result")
    _until(lambda: not rows or desk.result(rows[0].id) is not None, within)
    QCoreApplication.processEvents()
    window.grab().save(str(path))
    shown.close()
    return path


def _until(ready: Callable[[], bool], within: float) -> None:
    """Let the event loop run until ``ready`` or ``within`` seconds have passed."""
    loop = QEventLoop()
    ticking = QTimer(interval=20)
    ticking.timeout.connect(lambda: loop.quit() if ready() else None)
    QTimer.singleShot(round(within * 1000), loop, loop.quit)
    ticking.start()
    loop.exec()
    ticking.stop()
