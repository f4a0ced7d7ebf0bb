"""A stage that presents at once and says on which display: a program for the tests.

Each line is JSON: displays, the speaker's, the audience's, and where its window lies.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.host.folders import folders_under
from app.host.settings import Loaded, Settings, SettingsStore
from app.host.vault import Vault
from app.ui.application import application
from app.ui.desk import Desk
from app.ui.stage.window import StageWindow
from app.ui.window_parts import WindowParts
from tests.ui.expert_kit import NoDemo, RecordingEngine


def _facts(window: StageWindow) -> str:
    audience = window.audience
    place = audience.geometry() if audience else QRect()
    return json.dumps(
        {
            "displays": [one.name() for one in QGuiApplication.screens()],
            "speaker": window.screen().name(),
            "audience": audience.screen().name() if audience else "",
            "place": [place.x(), place.y(), place.width(), place.height()],
            "offered": window.speaker.screens.count(),
        }
    )


def _run(folder: Path) -> int:
    app: QApplication = application()
    parts = WindowParts(
        RecordingEngine(),
        SettingsStore(folder / "settings.json"),
        Loaded(Settings()),
        Vault(lambda: None),
        folders_under(folder),
        NoDemo(),
    )
    desk = Desk(parts)
    window = StageWindow(desk)
    window.show()
    told: list[str] = [""]

    def tell() -> None:
        facts = _facts(window)
        if facts != told[0]:
            told[0] = facts
            print(facts, flush=True)
        if os.getppid() == 1:
            app.quit()

    timer = QTimer(interval=100)
    timer.timeout.connect(tell)
    QTimer.singleShot(200, window.present_or_stop)
    timer.start()
    return app.exec()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        sys.exit(_run(Path(made)))
