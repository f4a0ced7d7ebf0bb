"""Keeps the cloud's whole event log on disk: the cloud itself forgets old events."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

from tests.cloud import Cloud

PAGE = 10_000


class Recorder:
    """Reads events in a thread of its own until it is stopped."""

    def __init__(self, cloud: Cloud, path: Path) -> None:
        self._cloud = cloud
        self._path = path
        self._over = threading.Event()
        self._last = 0
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Read the rest and close the file."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        with self._path.open("w") as log:
            while not self._over.is_set():
                self._page(log, wait=0.5)
                self._over.wait(0.2)
            while self._page(log, wait=0):
                pass

    def _page(self, log: Any, *, wait: float) -> int:
        query = f"/events?since={self._last}&limit={PAGE}&wait={wait}"
        events = self._cloud.ask(query)["events"]
        for event in events:
            event.pop("headers", None)
            log.write(json.dumps(event) + "\n")
        self._last = events[-1]["seq"] if events else self._last
        return len(events)
