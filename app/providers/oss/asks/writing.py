"""May this key write here? Found out by an upload that is begun and aborted (oss.md, 10.3).

A key that may not abort would leave it behind: such a key is asked to add to an upload that nobody
began. The answer is that there is none, or that it may not write (2.3).
"""

from __future__ import annotations

import asyncio

from app.domain.errors import (
    NotAllowed,
    NotReached,
    Refused,
    ServiceFault,
    UploadError,
    UploadGone,
)
from app.providers.oss import answers
from app.providers.oss.asks.hand import Hand
from app.providers.oss.asks.leftovers import abort, listed
from app.providers.oss.requests import Draft

_NOBODYS_ID = "0" * 32
_ADD = Draft("PUT", (("partNumber", "1"), ("uploadId", _NOBODYS_ID)))
_INITIATE = Draft("POST", (("uploads", ""), ("encoding-type", "url")))


async def may_write(hand: Hand, key: str) -> NotAllowed | None:
    """Raises why nothing can be written; gives why nothing that was begun could be aborted.

    Nothing stays behind, even when an answer is lost or nobody waits any more, as far as the
    service lets us find it.
    """
    try:
        await _aborted(hand, key, _NOBODYS_ID)
    except NotAllowed as error:
        await _added(hand, key)
        return error
    except Refused as error:
        if type(error) is not Refused:  # else it is about the id that we made up
            raise
    upload_id = await _begun(hand, key)
    try:
        await _aborted(hand, key, upload_id)
    except asyncio.CancelledError:
        await _aborted(hand, key, upload_id)
        raise
    return None


async def _added(hand: Hand, key: str) -> None:
    answer = await hand.on_object(_ADD, key)
    error = answer.error()
    if not isinstance(error, UploadGone):
        raise error


async def _begun(hand: Hand, key: str) -> str:
    known = False
    try:
        answer = (await hand.on_object(_INITIATE, key)).good()
        upload_id = answers.upload_id(answer.reply, asked=answer.asked)
        known = True
        return upload_id
    except NotReached:
        known = True
        raise
    except Refused as error:
        known = not isinstance(error, ServiceFault)
        raise
    finally:
        if not known:  # it may have been begun all the same
            await _swept(hand, key)


async def _aborted(hand: Hand, key: str, upload_id: str) -> None:
    try:
        await abort(hand, key, upload_id)
    except UploadError as error:
        if not error.retryable:
            raise
        await abort(hand, key, upload_id)


async def _swept(hand: Hand, key: str) -> None:
    """Abort whatever was begun under a name that nobody else knows."""
    try:
        for upload in await listed(hand, key):
            await abort(hand, upload.key, upload.upload_id)
    except UploadError:
        return  # it cannot be helped: the service's life cycle rules have to
