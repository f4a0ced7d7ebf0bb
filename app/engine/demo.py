"""DemoCloud: the demo cloud seen from the window: starts it, says where it is, reads its events.

The cloud is a process of its own, so that the window never feels it; it ends with the pipe that it
was given, so that a killed parent leaves none behind. Methods block: call them from an errand.
"""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypedDict
from urllib.parse import urlsplit

from app.domain.connection import AccessKind, Connection
from app.domain.credentials import Credentials
from app.domain.practice import FIRST, Practice, first, others

if TYPE_CHECKING:
    import subprocess

CONNECTION_ID = FIRST
BY_KEY, BY_FORM, BY_ADDRESS = "demo-key", "demo-form", "demo-address"
"""Ids of the practice connections that the cloud's application server authorises."""
_ROADS = {BY_KEY: "sts", BY_FORM: "policy", BY_ADDRESS: "presign"}
_OF_FILE = "?key={key}&type={type}"
"""A presigned address is for one file, so its server has to know which (`ServerAccess.url`)."""


_SECRET_NAME = re.compile(r"SECRET|TOKEN|PASSW|ACCESS_?KEY|CREDENTIAL|_CODE$", re.IGNORECASE)
_WITH_PASSWORD = re.compile(r"://\S+@")
"""A proxy's address, above all; the demo cloud calls nobody beyond this computer."""


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a child process: without variables that may hold keys."""
    return {
        name: text
        for name, text in environment.items()
        if not _SECRET_NAME.search(name) and not _WITH_PASSWORD.search(text)
    }


class _Page(TypedDict):
    events: list[Mapping[str, object]]
    next: int


class DemoCloudFailed(RuntimeError):
    """The demo cloud did not start; the text is for the log."""


@dataclass(frozen=True, slots=True)
class DemoPlace:
    """A running demo cloud: a connection to it, its key, and where it is observed."""

    connection: Connection
    credentials: Credentials
    control_url: str
    authorise: Mapping[str, str] = field(default_factory=dict)
    """Addresses at which its application server hands out leave to upload, by ``sts``,
    ``policy`` and ``presign``."""
    others: tuple[Practice, ...] = ()
    """Connections to the further services that it speaks."""

    def servers(self) -> tuple[Connection, ...]:
        """The same place without a key: its application server authorises, in three ways."""
        return tuple(
            replace(
                self.connection,
                id=name,
                access=AccessKind.SERVER,
                server_url=self.authorise[road] + (_OF_FILE if name == BY_ADDRESS else ""),
            )
            for name, road in _ROADS.items()
            if road in self.authorise
        )


class DemoCloud:
    """At most one demo cloud; started once, by whoever asks first."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._place: DemoPlace | None = None

    def launch(self) -> DemoPlace:
        """Start the cloud unless it runs; blocks until it answers. Raises `DemoCloudFailed`."""
        with self._lock:
            if self._place is None or self._process is None or self._process.poll() is not None:
                self._place = self._started()
            return self._place

    def close(self) -> None:
        """End it and wait until its files are gone, at most a few seconds."""
        with self._lock:
            process, self._process, self._place = self._process, None, None
        if process is None:
            return
        import subprocess  # noqa: PLC0415 - not for the first picture

        if process.stdin is not None:
            process.stdin.close()
        try:
            process.wait(4.0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def events(self, since: int, *, wait: float = 0.0) -> tuple[list[Mapping[str, object]], int]:
        """Events after ``since``, and the number to ask with next; waits at most ``wait`` s."""
        answer = self._asked(f"/events?since={since}&wait={wait}")
        return answer["events"], answer["next"]

    def _asked(self, path: str) -> _Page:
        import http.client  # noqa: PLC0415 - no window has to wait for it

        place = self.launch()
        parts = urlsplit(place.control_url)
        line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        try:
            line.request("GET", parts.path.rstrip("/") + path)
            answer: _Page = json.loads(line.getresponse().read())
            return answer
        finally:
            line.close()

    def _started(self) -> DemoPlace:
        import subprocess  # noqa: PLC0415 - not for the first picture

        try:
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=without_secrets(os.environ),
            )
        except OSError as error:
            raise DemoCloudFailed(str(error)) from error
        self._process = process
        assert process.stdout is not None  # noqa: S101 - asked for above
        line = process.stdout.readline()
        try:
            return place_of(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            process.kill()
            process.wait()
            raise DemoCloudFailed(f"no facts in its first line (exit {process.poll()})") from error


def place_of(facts: Mapping[str, object]) -> DemoPlace:
    """What ``upcall cloud --json`` said, as a connection. Raises `KeyError` or `TypeError`."""
    main = first(facts)
    roads = facts.get("authorise")
    authorise = dict(roads) if isinstance(roads, Mapping) else {}
    control = str(facts["control_url"])
    return DemoPlace(main.connection, main.credentials, control, authorise, others(facts))
