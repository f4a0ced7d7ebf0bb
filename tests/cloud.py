"""The demo cloud for tests: the real program in a process of its own, and its control plane."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

COMMAND = (sys.executable, "-m", "app.democloud", "--json", "--until-eof")
"""Starts the program; the caller gives it a pipe as standard input and closes that to end it."""

PATIENCE = 20.0
"""Seconds that anything may take before a test gives up on it."""


def fetched(url: str, *, method: str = "GET", data: bytes | None = None) -> bytes:
    """Give the body of a URL on this computer; AssertionError for any status but 200."""
    place = urlsplit(url)
    connection = HTTPConnection(place.hostname or "", place.port, timeout=90)
    try:
        connection.request(method, f"{place.path}?{place.query}", body=data)
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, body
        return body
    finally:
        connection.close()


class Cloud:
    """A running demo cloud."""

    def __init__(
        self, command: Sequence[str] = COMMAND, *, environment: Mapping[str, str] | None = None
    ) -> None:
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **(environment or {})},
        )
        assert self.process.stdout is not None
        self.facts: dict[str, Any] = json.loads(self.process.stdout.readline())
        oss = self.facts["oss"]
        self.endpoint: str = oss["endpoint"]
        self.region: str = oss["region"]
        self.bucket: str = oss["bucket"]
        self.access_key_id: str = oss["access_key_id"]
        self.access_key_secret: str = oss["access_key_secret"]
        self.callback_url: str = self.facts["callback_url"]
        self.public_key_url: str = self.facts["public_key_url"]
        self.control_url: str = self.facts["control_url"]
        self._start = 0

    @property
    def port(self) -> int:
        """Port of the data plane."""
        return urlsplit(self.endpoint).port or 0

    def close(self) -> int:
        """End the program as a parent does, by the pipe; give its exit code."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        code = self.process.wait(PATIENCE)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return code

    def ask(self, path: str, *, method: str = "GET", **values: object) -> dict[str, Any]:
        """Ask the control plane; ``values`` go as a JSON object."""
        data = json.dumps(values).encode() if method == "POST" else None
        answer: dict[str, Any] = json.loads(
            fetched(self.control_url + path, method=method, data=data)
        )
        return answer

    def events(self, since: int = 0) -> list[dict[str, Any]]:
        """Give all events after ``since``, but none from before the last :meth:`reset`."""
        since = max(since, self._start)
        found: list[dict[str, Any]] = []
        while page := self.ask(f"/events?since={since}&limit=10000")["events"]:
            found += page
            since = page[-1]["seq"]
        return found

    def of_kind(self, kind: str, since: int = 0, **wanted: object) -> list[dict[str, Any]]:
        """Give the events of a kind that have the wanted values."""
        return [
            event
            for event in self.events(since)
            if event["kind"] == kind and all(event[n] == v for n, v in wanted.items())
        ]

    def mark(self) -> int:
        """Give the number of the newest event, to be passed to :meth:`events` later."""
        events = self.events()
        return int(events[-1]["seq"]) if events else self._start

    def until(
        self, condition: Callable[[list[dict[str, Any]]], object], *, since: int = 0
    ) -> list[dict[str, Any]]:
        """Wait until the events fulfil a condition and give them."""
        end = time.monotonic() + PATIENCE
        events = self.events(since)
        while not condition(events):
            assert time.monotonic() < end, [event["kind"] for event in events]
            last = events[-1]["seq"] if events else max(since, self._start)
            events += self.ask(f"/events?since={last}&wait=1")["events"]
        return events

    def faults(self, **description: object) -> dict[str, Any]:
        """Script a fault."""
        return self.ask("/faults", method="POST", **description)

    def answers(self, **description: object) -> dict[str, Any]:
        """Tell the application server how to answer."""
        return self.ask("/answers", method="POST", **description)

    def settings(self, **values: object) -> dict[str, Any]:
        """Turn knobs."""
        return self.ask("/settings", method="POST", **values)

    def sts(self, seconds: float = 3600) -> dict[str, Any]:
        """Issue a temporary key."""
        return self.ask("/sts", method="POST", seconds=seconds)

    def objects(self) -> list[dict[str, Any]]:
        """List what is stored."""
        found: list[dict[str, Any]] = self.ask("/objects")["objects"]
        return found

    def uploads(self) -> list[dict[str, Any]]:
        """List what is half uploaded."""
        found: list[dict[str, Any]] = self.ask("/uploads")["uploads"]
        return found

    def reset(self) -> None:
        """Make it empty and well-behaved; earlier events are not seen again."""
        self._start = int(self.ask("/reset", method="POST")["next"])
