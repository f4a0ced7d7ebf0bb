"""What happened, as a list of events that people, the stage view and tests read.

Every event is one flat JSON object with at least:

``seq``      1, 2, 3 ... without a gap; ask for what comes after the last one you saw
``at``       Unix seconds with fractions
``service``  ``"oss"``, ``"vod"`` or another name of ``services.py``
``kind``     one of the following, or of those that the service's own text adds

``request_started``   request_id, operation, method, bucket, key, part, upload_id (a PostObject
                      has its key in the body: here it is still empty)
``request``           the same request ended, recorded just before the last byte of its answer
                      leaves: the same and status (null: the client got no answer),
                      error_code, bytes_in (body bytes read), seconds, fault (its kind or null),
                      signature_version (``V4`` or ``V1``, maybe with ``-query`` or ``-form``; null)
``part_stored``       key, upload_id, part, size, etag, crc64, request_id
``object_stored``     key, size, etag, crc64, operation, request_id
``callback_sent``     request_id, url, headers, body
``callback_answered`` request_id, url, status, headers, body, seconds, accepted, reason
                      (status null: no answer; reason: the sentence the uploader gets, or empty)
``app_received``      method, target (path and query as sent), path (decoded), query, headers, body,
                      request_id, attempt (how often a callback of this request has come),
                      signature_valid, reason, failed_step, steps (see
                      ``verification.py``)
``record_added``      number, request_id, fields (see ``records.py``)
``app_answered``      request_id, attempt, mode (``rejected``: the signature did not hold), status
                      (null: hung up, or the caller had gone), headers, body, number (the fresh
                      random number in the answer, or null)
``forged_sent``       request_id, way, series, of, url, headers, body (see ``forged.py``)
``forged_answered``   request_id, way, series, of, status, body, seconds
``authorised``        road (``sts``, ``policy`` or ``presign``), expires_at, key (of ``presign``)
``authorise_refused`` road, mode, status (null: hung up, or the caller had gone)
``news_told``         n, about (``persistentId`` or ``FileId``), attempt: somebody who follows the
                      application server's stream (``status_stream.py``) was told
``answers_told``      side, standing, next: how the application server answers from now on
``records_cleared``   its table is empty
``reset``             everything is, and all knobs are as at the start
``fault``             request_id, operation, key, part, fault (its kind), fault_id, parameters

``part`` is a number or null; ``crc64`` is decimal text (it does not fit a JavaScript number);
``etag`` has no quotes; ``headers`` is an object of text; ``body`` is text, cut at 64 KiB, and then
``body_cut`` is true. ``upload_id`` and ``key`` are empty where there is none. No event carries a
secret, a token or a client's signature: requests are described, never quoted, and the
``Authorization`` of a callback is the cloud's own signature, which the application server sees too.

The last 100,000 events are kept; with more, the oldest are dropped. Of bodies, the last 64 Mi
characters are kept; an older event then has an empty ``body`` and ``body_cut``.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from itertools import islice
from typing import Any

Event = dict[str, Any]

KEPT = 100_000
LONGEST_BODY = 64 * 1024
KEPT_BODIES = 64 * 1024 * 1024


class Events:
    """The list, and a way to wait for more."""

    def __init__(self, *, clock: Callable[[], float], kept: int = KEPT) -> None:
        self._clock = clock
        self._events: deque[Event] = deque(maxlen=kept)
        self._last = 0
        self._more: asyncio.Event | None = None
        self._bodies: deque[Event] = deque()
        self._body_size = 0

    @property
    def last(self) -> int:
        """``seq`` of the newest event; 0 before the first."""
        return self._last

    def add(self, kind: str, **facts: Any) -> None:
        """Append an event; to be called in the event loop's thread."""
        self._last += 1
        event = {"seq": self._last, "at": self._clock(), "service": "oss", "kind": kind}
        event |= facts
        self._events.append(event)
        if event.get("body"):
            self._count_body(event)
        if self._more is not None:
            self._more.set()
            self._more = None

    def _count_body(self, event: Event) -> None:
        """Empty the bodies of the oldest events when all of them together grow too big."""
        self._bodies.append(event)
        self._body_size += len(event["body"])
        while self._body_size > KEPT_BODIES:
            oldest = self._bodies.popleft()
            self._body_size -= len(oldest["body"])
            oldest.update(body="", body_cut=True)

    def after(self, since: int, limit: int = 1000) -> list[Event]:
        """Give up to ``limit`` events whose ``seq`` is above ``since``, oldest first."""
        oldest = self._last - len(self._events)
        return list(islice(self._events, max(since - oldest, 0), max(since - oldest, 0) + limit))

    def of_request(self, request_id: str, limit: int = 1000) -> list[Event]:
        """Give up to ``limit`` events of one request to the storage, oldest first."""
        return list(islice((e for e in self._events if e.get("request_id") == request_id), limit))

    def newest(self, kind: str, fits: Callable[[Event], bool]) -> Event | None:
        """Give the newest event of a kind that ``fits``; None without one."""
        found = (e for e in reversed(self._events) if e["kind"] == kind and fits(e))
        return next(found, None)

    async def wait(self, since: int, seconds: float | None) -> None:
        """Return when there is an event after ``since``, or after ``seconds`` (None: never)."""
        if self._last > since:
            return
        if self._more is None:
            self._more = asyncio.Event()
        try:
            await asyncio.wait_for(self._more.wait(), seconds)
        except TimeoutError:
            return


def body_facts(body: bytes) -> dict[str, Any]:
    """Give ``body`` and, when it was too long, ``body_cut`` for an event."""
    facts: dict[str, Any] = {"body": body[:LONGEST_BODY].decode("utf-8", "replace")}
    if len(body) > LONGEST_BODY:
        facts["body_cut"] = True
    return facts
