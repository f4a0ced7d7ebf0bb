"""Where the window was and how large, from one run to the next."""

from __future__ import annotations

import base64
import binascii
import json
import os
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow


class WindowPlace:
    """A small file beside the settings; a damaged one is the same as none."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "window.json"

    def put_back(self, window: QMainWindow) -> None:
        """Place the window where it was, if that is still on a screen (Qt sees to it)."""
        try:
            value = json.loads(self._path.read_text(encoding="utf-8"))
            state = base64.b64decode(value["geometry"], validate=True)
        except (OSError, ValueError, KeyError, TypeError, binascii.Error):
            return
        window.restoreGeometry(QByteArray(state))

    def keep(self, window: QMainWindow) -> None:
        """Write down where it is; no harm is done when that is not possible."""
        state = base64.b64encode(window.saveGeometry().data()).decode()
        fresh = self._path.with_suffix(".new")
        try:
            fresh.write_text(json.dumps({"geometry": state}), encoding="utf-8")
            os.replace(fresh, self._path)
        except OSError:
            fresh.unlink(missing_ok=True)
