"""Client upload: with a signature from an application server, and no key at all (2)."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from app.domain import vod_media
from app.domain.addresses import is_loopback
from app.domain.destination import Destination, with_scheme
from app.domain.errors import (
    AnswerLost,
    NotAllowed,
    NotReached,
    NotUnderstood,
    ServiceAnswer,
    ServiceFault,
    UploadError,
)
from app.domain.grant import Authorisation, FormGrant
from app.domain.json_values import text_of
from app.providers import app_server
from app.providers.contract import Call, Order, Reply, Request
from app.providers.scrubbing import scrubbed
from app.providers.vod import fields, refusals
from app.providers.vod.api import opened, where
from app.providers.vod.errors import Asked, made, not_understood, shown, without_words
from app.providers.vod.ticket import Ticket, number, temporary_key
from app.providers.vod.upload import MOST_COMMITS, Committed, doubtful

ORIGIN = "https://vod2.qcloud.com"
SIGNATURE = "signature"
WITHIN = 30.0

_KEY = ("secretId", "secretKey", "token", "expiredTime")
_PLACES = ("url", "origin", "endpoint", "ugcEndpoint", "ugc_endpoint", "host", "uploadUrl")
_NAMES = ("signature", "sign", "uploadSignature", "upload_signature", "Signature")


# --- the grant --------------------------------------------------------------------------------


def grant_of(reply: Reply) -> FormGrant:
    """The signature that an application server gave, bare or in JSON.

    Raises `CredentialsRefused`, `ServiceFault` or `NotUnderstood`, reason ``server``; nothing of
    the answer is quoted.
    """
    if (refused := app_server.refused(reply)) is not None:
        raise refused
    text = "" if reply.cut else reply.body.decode("utf-8-sig", "replace").strip()
    found = _object(text)
    told = _first(found, _NAMES) if found is not None else text.strip('"')
    signature = "".join(told.split())
    facts = facts_of(signature)
    if not facts:
        raise NotUnderstood("application server: no signature", reason="server")
    ends = app_server.moment(facts.get("expireTime", ""))
    place = _origin(_first(found, _PLACES)) if found is not None else ""
    return FormGrant(place, ((SIGNATURE, signature),), expires_at=ends, in_parts=True)


def facts_of(signature: str) -> Mapping[str, str]:
    """What a signature says of itself: twenty bytes of digest, then a query (2.1).

    Empty for what is none.
    """
    try:
        raw = base64.b64decode(signature, validate=True)
        text = raw[20:].decode("utf-8")
    except (binascii.Error, ValueError):
        return {}
    found = dict(parse_qsl(text, keep_blank_values=True))
    return found if found.get("secretId") and found.get("expireTime") else {}


def is_one_time(authorisation: Authorisation) -> bool:
    """Is a signature good for one request only? Then each request needs its own (2.1)."""
    return facts_of(signature_of(authorisation)).get("oneTimeValid") == "1"


def signature_of(authorisation: Authorisation) -> str:
    """The signature. Raises `NotAllowed` (``grant``) for an authorisation of another kind."""
    given = authorisation.fields if isinstance(authorisation, FormGrant) else ()
    for name, value in given:
        if name == SIGNATURE:
            return value
    raise NotAllowed("this needs a client's signature", reason="grant", application="")


def _object(text: str) -> Mapping[str, Any] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    for _envelope in range(4):
        if not isinstance(found, dict):
            return None
        inner = next((found[n] for n in ("data", "Data", "result") if n in found), None)
        if _first(found, _NAMES) or inner is None:
            break
        found = {_NAMES[0]: inner} if isinstance(inner, str) else inner
    return found if isinstance(found, dict) else None


def _first(found: Mapping[str, Any], names: tuple[str, ...]) -> str:
    texts = (found.get(name) for name in names)
    return next((text for text in texts if isinstance(text, str) and text), "")


def _origin(text: str) -> str:
    parts = urlsplit(with_scheme(text)) if text else urlsplit("")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


# --- the requests -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    data: Mapping[str, Any]
    reply: Reply
    asked: Asked


async def apply(call: Call, order: Order) -> Ticket:
    """ApplyUploadUGC for a new file. The signature says the rest (class, procedure, context)."""
    values: dict[str, object] = {
        "videoName": fields.client_name(order),
        "videoType": fields.media_type(order),
        "videoSize": order.size,
    }
    if path := fields.cover(order):
        values |= {"coverName": "cover", "coverType": vod_media.media_type(path)}
    extras = order.batch.extras
    wished = {
        "storageRegion": order.destination.region.strip(),
        "ExpireTime": extras.get("ExpireTime", "").strip(),
    }
    values |= {name: text for name, text in wished.items() if text}
    return _ticket(call, await _ask(call, order, "ApplyUploadUGC", values))


async def renewed(call: Call, order: Order, ticket: Ticket) -> Ticket:
    """The same upload with a fresh temporary key: ApplyUploadUGC with its session key (2.2)."""
    values: dict[str, object] = {"vodSessionKey": ticket.session_key}
    fresh = _ticket(call, await _ask(call, order, "ApplyUploadUGC", values, ticket.secrets))
    return fresh.begun(ticket.upload_id)


async def commit(call: Call, order: Order, ticket: Ticket) -> Committed:
    """CommitUploadUGC, repeated as the official client does: nobody could look (2.2).

    Raises `AnswerLost` when it may have been carried out.
    """
    values: dict[str, object] = {"vodSessionKey": ticket.session_key}
    lost: UploadError | None = None
    for _try in range(MOST_COMMITS):
        try:
            return _committed(await _ask(call, order, "CommitUploadUGC", values, ticket.secrets))
        except NotReached as error:
            lost = lost or error
        except (AnswerLost, ServiceFault, NotUnderstood) as error:
            lost = doubtful(error)
        except UploadError:
            if lost is None or isinstance(lost, NotReached):
                raise
            break  # the try before may have been carried out: then this one had to be refused
    raise lost or AnswerLost("no answer to the commit")


def _committed(said: _Said) -> Committed:
    file_id = text_of(said.data.get("fileId"))
    if not file_id:
        raise not_understood(said.reply, said.asked)
    video, cover = (said.data.get(name) for name in ("video", "cover"))
    urls = [text_of(v.get("url")) if isinstance(v, dict) else "" for v in (video, cover)]
    return Committed(file_id, urls[0], urls[1], said.reply.header("x-request-id"), said.reply)


def _ticket(call: Call, said: _Said) -> Ticket:
    data = said.data
    paths = [
        text_of(part.get("storagePath")) if isinstance(part, dict) else ""
        for part in (data.get("video"), data.get("cover"))
    ]
    bucket, number_ = text_of(data.get("storageBucket")), text_of(data.get("storageAppId"))
    region = text_of(data.get("storageRegionV5")) or text_of(data.get("StorageRegionV5"))
    ticket = Ticket(
        bucket=bucket if not number_ or bucket.endswith("-" + number_) else f"{bucket}-{number_}",
        region=region or text_of(data.get("storageRegion")),
        path=paths[0],
        session_key=text_of(data.get("vodSessionKey")),
        key=temporary_key(data.get("tempCertificate"), _KEY),
        cover_path=paths[1],
        issued_at=number(data.get("timestamp")) or call.now(),
    )
    if not (bucket and ticket.key and ticket.is_whole()):
        raise not_understood(said.reply, said.asked)
    return ticket


async def _ask(
    call: Call,
    order: Order,
    action: str,
    values: Mapping[str, object],
    secrets: tuple[str, ...] = (),
) -> _Said:
    authorisation = await call.authorisation()
    if is_one_time(authorisation):
        authorisation = await call.another()
    signature = signature_of(authorisation)
    origin, host = where(door(authorisation, order.destination))
    body = json.dumps({SIGNATURE: signature, "uploadFromWeb": True, **values}).encode()
    headers = (("Host", host), ("Content-Type", "application/json"))
    target = f"/v3/index.php?Action={action}"
    asked = Asked(order.destination, order.task.name, (signature, *secrets))
    request = Request("POST", origin, target, headers, body, WITHIN)
    return _understood(scrubbed(await call.send(request), asked.secrets), asked)


def door(authorisation: Authorisation, destination: Destination) -> str:
    """Where clients are served: as the application server says, else at the usual place.

    A server on this computer serves both roads.
    """
    if isinstance(authorisation, FormGrant) and authorisation.url:
        return authorisation.url
    host = urlsplit(with_scheme(destination.endpoint)).hostname or ""
    return destination.endpoint if destination.practice or is_loopback(host) else ORIGIN


def _understood(reply: Reply, asked: Asked) -> _Said:
    found = opened(reply)
    if "code" not in found:
        raise without_words(reply, asked) if reply.status != 200 else not_understood(reply, asked)
    data = found.get("data")
    if found["code"] == 0 and isinstance(data, dict):
        return _Said(data, reply, asked)
    raise _refusal(reply, found, asked)


def _refusal(reply: Reply, found: Mapping[str, Any], asked: Asked) -> UploadError:
    answer = ServiceAnswer(
        reply.status,
        text_of(found.get("code")),
        text_of(found.get("message")),
        body=shown(reply.body),
    )
    return made(refusals.of_client(answer), reply, answer, asked)
