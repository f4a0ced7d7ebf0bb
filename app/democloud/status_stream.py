"""The status stream: what an application server tells the programs that wait for news.

A storage tells the application server that a task or an event is over; whoever uploaded learns it
from the application server, here by a long poll (the last hop of the seed's picture)::

    GET /status/stream?since=N&wait=5
    200 {"next": M, "events": [{"n", "service", "id", "body", "raw", "signature", "at", "attempt"}]}

``since`` 0 is the start. While there is nothing after ``since`` the answer is held up to ``wait``
seconds; ``service`` narrows it to one service. Only what the server verified is published: a forged
call never gets here. The stream holds no secret, and asks for no code.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from app.democloud.events import Events
from app.democloud.net import wait_for_disconnect
from app.democloud.replies import Reply, json_reply

PATH = "/status/stream"
LOCAL_NAMES = ("127.0.0.1", "localhost")
"""Host names under which the stream is read: a web page's own name for this computer is none."""
LONGEST_WAIT = 60.0
LARGEST_PAGE = 1000
KEPT = 5_000
"""News that are kept; with more, the oldest go."""
LONGEST_RAW = 256 * 1024
"""Characters of the text as received that are kept."""


@dataclass(frozen=True, slots=True)
class News:
    """One thing that an application server was told and passes on."""

    n: int
    """1, 2, 3 ... without a gap."""
    service: str
    """``wangsu`` or ``vod``."""
    id: str
    """The ``persistentId`` or ``FileId`` that it is about."""
    body: Any
    """What was told, decoded."""
    raw: str
    """The same as it came over the wire."""
    signature: str
    """Which way of signing matched, or why none was asked for."""
    at: float
    """Unix seconds."""
    attempt: int
    """How often the service had told it by then."""

    def as_json(self) -> dict[str, Any]:
        """Give it as the stream does."""
        return {name: getattr(self, name) for name in self.__slots__}


class StatusStream:
    """The news of all services, and a way to wait for more."""

    def __init__(
        self, *, clock: Callable[[], float], kept: int = KEPT, events: Events | None = None
    ) -> None:
        """``events``: where it is recorded that somebody was told (``news_told``)."""
        self._clock = clock
        self._events = events
        self._news: deque[News] = deque(maxlen=kept)
        self._last = 0
        self._more: asyncio.Event | None = None

    def publish(
        self, service: str, about: str, *, body: Any, raw: str, signature: str, attempt: int
    ) -> News:
        """Pass on what was told of ``about`` (its id); call it in the event loop's thread."""
        self._last += 1
        news = News(
            n=self._last,
            service=service,
            id=about,
            body=body,
            raw=raw[:LONGEST_RAW],
            signature=signature,
            at=self._clock(),
            attempt=attempt,
        )
        self._news.append(news)
        if self._more is not None:
            self._more.set()
            self._more = None
        return news

    def after(self, since: int, service: str = "") -> list[News]:
        """Give what came after ``since``, oldest first; at most a page.

        A ``since`` that was never given out is of a server that ended: from the start then.
        """
        since = since if since <= self._last else 0
        found = (n for n in self._news if n.n > since and service in ("", n.service))
        return [news for news, _ in zip(found, range(LARGEST_PAGE), strict=False)]

    def reset(self) -> None:
        """Forget the news; their numbers are not given again."""
        self._news.clear()

    def knows(self, path: str) -> bool:
        """Say whether an address belongs here."""
        return path == PATH

    async def answer(self, request: Request, _body: bytes = b"") -> Reply | None:
        """Answer one request; None when the asker has gone."""
        if request.method != "GET":
            return json_reply(405, {"error": "MethodNotAllowed", "message": "GET only."})
        if request.url.hostname not in LOCAL_NAMES:
            message = "This server is known by another name."
            return json_reply(403, {"error": "Forbidden", "message": message})
        try:
            since = int(request.query_params.get("since") or 0)
            wait = float(request.query_params.get("wait") or 0)
        except ValueError:
            message = "since and wait must be numbers."
            return json_reply(400, {"error": "BadRequest", "message": message})
        service = request.query_params.get("service", "")
        found = self.after(since, service)
        if not found and wait > 0:
            if not await self._waited(request, since, service, min(wait, LONGEST_WAIT)):
                return None
            found = self.after(since, service)
        self._record(found)
        following = found[-1].n if found else min(since, self._last)
        return json_reply(200, {"next": following, "events": [news.as_json() for news in found]})

    def _record(self, found: list[News]) -> None:
        if self._events is None:
            return
        for news in found:
            facts: dict[str, Any] = {"service": news.service, "n": news.n, "about": news.id}
            self._events.add("news_told", **facts, attempt=news.attempt)

    async def _waited(self, request: Request, since: int, service: str, seconds: float) -> bool:
        """Wait for news; False when the asker has gone meanwhile."""
        gone = asyncio.ensure_future(wait_for_disconnect(request.receive))
        try:
            async with asyncio.timeout(seconds):
                while not gone.done() and not self.after(since, service):
                    more = asyncio.ensure_future(self._next().wait())
                    try:
                        await asyncio.wait({gone, more}, return_when=asyncio.FIRST_COMPLETED)
                    finally:
                        more.cancel()
        except TimeoutError:
            return not gone.done()
        finally:
            gone.cancel()
        return not gone.done()

    def _next(self) -> asyncio.Event:
        if self._more is None:
            self._more = asyncio.Event()
        return self._more
