"""Asks the demo cloud's control plane what became of one upload's callback. Blocks."""

from __future__ import annotations

import http.client
import json
from urllib.parse import quote, urlsplit

from app.domain.callback_trace import Attempt, trace_of

PATIENCE = 10.0
"""Seconds."""


def callback_trace(control_url: str, request_id: str) -> tuple[Attempt, ...]:
    """The attempts at the callback of one request; none when the cloud knows nothing of it.

    Raises `OSError` and `ValueError` when the cloud is gone.
    """
    parts = urlsplit(control_url)
    line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        path = f"{parts.path.rstrip('/')}/events?request_id={quote(request_id, safe='')}"
        line.request("GET", path)
        answer = line.getresponse()
        told = json.loads(answer.read()) if answer.status == 200 else {}
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error
    finally:
        line.close()
    return trace_of(told.get("events", ()))
