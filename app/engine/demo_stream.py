"""DemoStream: the demo cloud's events as they happen, and orders for its control plane.

A daemon thread of its own reads the endless answer of ``/stream``; it ends with `close`, or with
the cloud. Orders block for a moment: give them from an errand.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from http.client import HTTPConnection

Event = Mapping[str, object]
_ORDER_SECONDS = 10.0
_END_SECONDS = 1.0
"""The thread ends within milliseconds, unless the machine is very busy."""


class OrderRefused(RuntimeError):
    """The control plane did not take an order; the text is its reason."""


class DemoStream:
    """Reads events until it is closed; ``heard`` is called in its thread, one event at a time."""

    def __init__(self, control_url: str, heard: Callable[[Event], None], *, since: int = 0) -> None:
        self._control_url = control_url
        self._heard = heard
        self._since = since
        self._line: HTTPConnection | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._read, name="upcall-stage", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def close(self) -> None:
        """Stop; nothing is heard any more once this returns."""
        self._closed = True
        plug = self._line.sock if self._line is not None else None
        if plug is not None:
            with suppress(OSError):
                plug.shutdown(socket.SHUT_RDWR)
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(_END_SECONDS)

    def _read(self) -> None:
        import http.client  # noqa: PLC0415 - no window has to wait for it

        parts = urlsplit(self._control_url)
        line = http.client.HTTPConnection(parts.hostname or "", parts.port)
        self._line = line
        with suppress(OSError, http.client.HTTPException, ValueError):
            line.request("GET", f"{parts.path.rstrip('/')}/stream?since={self._since}")
            if not self._closed:  # else `close` found no connection to break off
                answer = line.getresponse()
                while (words := answer.readline()) and not self._closed:
                    self._heard(json.loads(words))
        line.close()


def order(control_url: str, path: str, values: Mapping[str, object]) -> Mapping[str, object]:
    """Give the control plane an order (POST); its answer. Raises `OSError` or `OrderRefused`."""
    import http.client  # noqa: PLC0415 - no window has to wait for it

    parts = urlsplit(control_url)
    line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=_ORDER_SECONDS)
    try:
        line.request("POST", parts.path.rstrip("/") + path, body=json.dumps(values))
        answer = line.getresponse()
        body = answer.read()
    except http.client.HTTPException as error:
        raise OrderRefused(type(error).__name__) from error
    finally:
        line.close()
    if answer.status != 200:
        raise OrderRefused(body.decode("utf-8", "replace")[:200])
    given = json.loads(body)
    return given if isinstance(given, dict) else {}
