"""May this key write here? Found out by an upload that is begun and aborted (oss.md, 10.3)."""

from __future__ import annotations

import asyncio

from app.domain.errors import NotReached, Refused, ServiceFault, UploadError
from app.providers.oss import answers
from app.providers.oss.asks.hand import Hand
from app.providers.oss.asks.leftovers import abort, listed
from app.providers.oss.requests import Draft

_INITIATE = Draft("POST", (("uploads", ""), ("encoding-type", "url")))


async def may_write(hand: Hand, key: str) -> UploadError | None:
    """Begin a multipart upload of ``key`` and abort it; give what kept it from being aborted.

    Raises why it could not be begun. Nothing stays behind, even when an answer is lost or nobody
    waits any more, as far as the service lets us find it.
    """
    upload_id = await _begun(hand, key)
    try:
        await _aborted(hand, key, upload_id)
    except asyncio.CancelledError:
        await _aborted(hand, key, upload_id)
        raise
    except UploadError as error:
        return error
    return None


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
