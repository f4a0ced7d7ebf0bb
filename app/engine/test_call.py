"""The test call: what the storage would send to an application server, sent from here instead.

It is sent once, over a connection of its own (its ``Connection: close`` sees to that), so that its
times tell the whole way. It goes by this computer's name service and proxies, not by the storage's:
what can be reached from here may be out of reach from there, and the other way round.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from app.domain.asks import CallAnswer, CallServer
from app.domain.errors import DestinationError, UploadError
from app.domain.exchange import Exchange, Headers
from app.engine.wire import Sending, Wire
from app.providers.contract import Request

_URL_SAFE = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
SIGNER_WITHIN = 5.0
"""Seconds that the demo cloud may take to sign."""


async def call_server(wire: Wire, ask: CallServer) -> CallAnswer:
    """Make the call. Raises `NotReached`, `AnswerLost`, `DestinationError`."""
    origin, target = where(ask.url)
    signature = await _signature(wire, ask.signer, target=target, body=ask.body)
    headers = _together(ask.headers, signature)
    body = ask.body.encode("utf-8", "replace")
    request = Request("POST", origin, target, headers, body, answer_within=ask.within)
    reply = await wire.send(request, Sending())
    exchange = reply.exchange or Exchange("POST", ask.url)
    return CallAnswer(exchange, reply.body, reply.cut, signed=bool(signature))


def where(url: str) -> tuple[str, str]:
    """Origin and target of a callback's URL, as the storage would call it (oss.md, 1.2).

    Raises `DestinationError` with problem ``callback.url_invalid``.
    """
    text = url.strip() if "://" in url else "http://" + url.strip()
    try:
        parts = urlsplit(text)
        host = parts.netloc.rpartition("@")[2]
        host = host if host.isascii() else host.encode("idna").decode("ascii")
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            raise ValueError(parts.scheme)
        target = quote(parts.path or "/", safe=_URL_SAFE)
        query = "?" + quote(parts.query, safe=_URL_SAFE) if parts.query else ""
        if parts.port == 0:  # a port that is no number raises by itself
            raise ValueError("port")
    except (ValueError, UnicodeError):
        raise DestinationError(problem="callback.url_invalid", url=url) from None
    return f"{parts.scheme.lower()}://{host}", target + query


async def _signature(wire: Wire, signer: str, *, target: str, body: str) -> Mapping[str, str]:
    """Headers that sign the call; none when nobody does, or the demo cloud has gone."""
    if not signer:
        return {}
    parts = urlsplit(signer)
    data = json.dumps({"target": target, "body": body}).encode()
    origin, path = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/") + "/sign"
    request = Request("POST", origin, path, body=data, answer_within=SIGNER_WITHIN)
    try:
        reply = await wire.send(request, Sending())
        told = json.loads(reply.body) if reply.status == 200 else {}
    except (UploadError, ValueError):
        return {}
    return {str(k): str(v) for k, v in told.items()} if isinstance(told, dict) else {}


def _together(headers: Headers, signature: Mapping[str, str]) -> Headers:
    """The signature's headers in place of those of their names."""
    kept = tuple((name, value) for name, value in headers if name.lower() not in signature)
    return (*kept, *signature.items())
