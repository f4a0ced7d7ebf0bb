"""Multipart uploads that somebody began and left (oss.md, 2.3 and 10.1)."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import replace

from app.domain.asks import Unfinished
from app.domain.destination import Destination
from app.domain.errors import Refused, UploadError, UploadGone
from app.providers.contract import Call
from app.providers.oss import answers, requests
from app.providers.oss.asks import lists
from app.providers.oss.asks.hand import Hand
from app.providers.oss.requests import Draft

MOST_PAGES = 20
"""Pages of 1000: more than anybody looks at; those that are cleared make room for the rest."""

MOST_SIZED = 200
"""Uploads whose sizes are found out: a request each, and billed (2.3)."""

AT_ONCE = 4
"""Of those, so many at a time."""


async def unfinished(call: Call, destination: Destination) -> tuple[Unfinished, ...]:
    """Unfinished uploads below the prefix, the sizes of the first 200 among them.

    Raises `NotAllowed` for a key that may not list them. Where sizes may not be told they are 0.
    """
    hand = Hand(call, destination)
    found = await listed(hand, destination.prefix)
    sized = await _Sizes(hand, found[:MOST_SIZED]).told()
    return tuple(sized) + tuple(found[MOST_SIZED:])


async def listed(hand: Hand, prefix: str) -> list[Unfinished]:
    """Unfinished uploads whose names begin with ``prefix``, whatever else the answer may hold."""
    found: dict[tuple[str, str], Unfinished] = {}
    markers: lists.Markers | None = ("", "")
    seen: set[lists.Markers] = set()
    while markers is not None and markers not in seen and len(seen) < MOST_PAGES:
        seen.add(markers)
        answer = (await hand.on_bucket(_list_uploads(prefix, markers))).good()
        page, markers = lists.page_of_uploads(answer)
        found |= {(u.key, u.upload_id): u for u in page if u.key.startswith(prefix)}
    return list(found.values())


def _list_uploads(prefix: str, markers: lists.Markers) -> Draft:
    query = (
        ("prefix", prefix),
        ("key-marker", markers[0]),
        ("upload-id-marker", markers[1]),
    )
    given = tuple((name, value) for name, value in query if value)
    always = (("uploads", ""), ("max-uploads", "1000"), ("encoding-type", "url"))
    return Draft("GET", (*always, *given))


class _Sizes:
    """Finds out sizes, some at a time, until one is refused: then the others would be too."""

    def __init__(self, hand: Hand, uploads: list[Unfinished]) -> None:
        self._hand = hand
        self._uploads = uploads
        self._waiting = deque(enumerate(uploads))
        self._known: dict[int, Unfinished | None] = {}

    async def told(self) -> list[Unfinished]:
        """The uploads with their sizes; those that are gone meanwhile are left out."""
        await asyncio.gather(*(self._work() for _ in range(AT_ONCE)))
        told = [self._known.get(at, upload) for at, upload in enumerate(self._uploads)]
        return [upload for upload in told if upload is not None]

    async def _work(self) -> None:
        while self._waiting:
            at, upload = self._waiting.popleft()
            try:
                self._known[at] = await self._sized(upload)
            except UploadGone:
                self._known[at] = None
            except UploadError:
                self._waiting.clear()

    async def _sized(self, upload: Unfinished) -> Unfinished:
        size = parts = 0
        marker: int | None = 0
        while marker is not None:
            draft = requests.list_parts(upload.upload_id, marker)
            answer = (await self._hand.on_object(draft, upload.key)).good()
            page, following = answers.page_of_parts(answer.reply, asked=answer.asked)
            size, parts = size + sum(part.size for part in page), parts + len(page)
            marker = following if following is not None and following > marker else None
        return replace(upload, size=size, parts=parts)


async def clear(call: Call, destination: Destination, upload: Unfinished) -> None:
    """AbortMultipartUpload; one that is gone already counts as done (2.3)."""
    await abort(Hand(call, destination), upload.key, upload.upload_id)


async def abort(hand: Hand, key: str, upload_id: str) -> None:
    """The same by key and id."""
    answer = await hand.on_object(requests.abort(upload_id), key)
    if answer.reply.status == 204:
        return
    error = answer.error()
    gone = type(error) is Refused and error.values.get("reason") == "no_bucket"
    if not isinstance(error, UploadGone) and not gone:
        raise error
