"""Forged callbacks: what somebody sends who found out the application server's address.

Three of them, each refused at another step of ``verification.py``. A forgery is built upon the last
genuine callback that reached the server, or upon an invented one while there was none.

``signature``  a callback of one's own, signed with a key of one's own: step ``match``
``body``       a genuine callback and its signature, with ``paid=yes`` added: step ``match``
``key_url``    signed with a key of one's own, whose URL is announced: step ``key_url``. Whoever
               fetched that key would find the signature right.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from app.democloud.events import Event, Events, body_facts
from app.democloud.keys import CallbackKeys
from app.democloud.oss.callback_call import Call, call
from app.democloud.oss.callback_spec import FORM, CallbackUrl

WAYS = ("signature", "body", "key_url")
FOREIGN_KEY_URL = "http://keys.attacker.example/callback_pub_key_v1.pem"
_INVENTED = b"bucket=demo&object=invoice.pdf&size=4711"
_USUAL: Mapping[str, str] = {"content-type": FORM, "x-oss-bucket": "demo"}
"""Headers that are copied from a genuine callback, and what they are without one."""
_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class _Forgery:
    """What goes to the application server."""

    target: str
    """Path and query."""
    headers: dict[str, str]
    """Complete headers."""
    body: bytes
    """The body."""


@dataclass(frozen=True, slots=True)
class Forger:
    """Sends forged callbacks to the cloud's own application server."""

    keys: CallbackKeys
    """The storage's pair: its signature of a genuine callback can be overheard."""
    events: Events
    """Where the last genuine callback is found, and what was sent is recorded."""
    key_url: Callable[[], str]
    """The key URL that the storage announces."""
    callback_url: Callable[[], str]
    """Address of the application server."""

    async def send(self, way: str, *, series: str = "", of: int = 1) -> dict[str, Any]:
        """Send one in a way of :data:`WAYS`; ValueError for another. Gives what came of it.

        ``series`` and ``of`` (which one it is one of, and how many it has) are told on.
        """
        if way not in WAYS:
            raise ValueError(f"way must be one of {', '.join(WAYS)}")
        request_id = secrets.token_hex(12).upper()
        # Made beside the event loop: a key pair takes a tenth of a second.
        forgery = await asyncio.to_thread(self._made, way, request_id)
        place = urlsplit(self.callback_url())
        url = CallbackUrl(
            text=f"http://{place.netloc}{forgery.target}",
            tls=False,
            host=place.hostname or "",
            port=place.port or 80,
            authority=place.netloc,
            target=forgery.target,
        )
        facts: dict[str, Any] = {"request_id": request_id, "way": way, "series": series, "of": of}
        self.events.add(
            "forged_sent",
            **facts,
            url=url.text,
            headers=forgery.headers,
            **body_facts(forgery.body),
        )
        headers = (("Host", place.netloc), *forgery.headers.items())
        outcome = await call(Call(url, headers, forgery.body, sni=False, seconds=_SECONDS))
        answer = outcome.answer
        facts |= {"status": answer.status if answer else None}
        facts |= {"seconds": round(outcome.seconds, 6)}
        self.events.add("forged_answered", **facts, **body_facts(answer.body if answer else b""))
        return facts

    def signed(self, target: str, body: bytes) -> dict[str, str]:
        """Headers with the storage's own signature of a callback to ``target``."""
        return _signature(self.keys, target, body, key_url=self.key_url())

    def _made(self, way: str, request_id: str) -> _Forgery:
        target, body, copied = self._overheard()
        if way == "body":  # the signature is the same whoever makes it: it was overheard
            signature = self.signed(target, body)
            body = _paid(body, copied["content-type"])
        else:
            key_url = FOREIGN_KEY_URL if way == "key_url" else self.key_url()
            signature = _signature(CallbackKeys(), target, body, key_url=key_url)
        md5 = hashlib.md5(body, usedforsecurity=False).digest()
        headers = {
            "Connection": "close",
            "Content-Length": str(len(body)),
            "Content-Type": copied["content-type"],
            "Content-MD5": base64.b64encode(md5).decode("ascii"),
            "User-Agent": "aliyun-oss-callback",
            **signature,
            "x-oss-signature-version": "1.0",
            "x-oss-bucket": copied["x-oss-bucket"],
            "x-oss-request-id": request_id,
            "x-oss-tag": "CALLBACK",
        }
        return _Forgery(target, headers, body)

    def _overheard(self) -> tuple[str, bytes, dict[str, str]]:
        """Target, body and headers of the last genuine callback, or of an invented one."""
        path = urlsplit(self.callback_url()).path
        seen = self.events.newest("app_received", _genuine)
        if seen is None:
            return path, _INVENTED, dict(_USUAL)
        target = f"{path}?{seen['query']}" if seen["query"] else path
        copied = {name: str(seen["headers"].get(name, usual)) for name, usual in _USUAL.items()}
        return target, str(seen["body"]).encode("utf-8"), copied


def _signature(keys: CallbackKeys, target: str, body: bytes, *, key_url: str) -> dict[str, str]:
    return {
        "Authorization": keys.sign(target, body),
        "x-oss-pub-key-url": base64.b64encode(key_url.encode("utf-8")).decode("ascii"),
    }


def _genuine(event: Event) -> bool:
    """Whether an event shows a callback of the storage, whole."""
    own = event["service"] == "oss" and event["signature_valid"]
    return bool(own and not event.get("body_cut") and event["body"])


def _paid(body: bytes, content_type: str) -> bytes:
    """The body with a field that the storage never sent."""
    if "json" not in content_type:
        return body + b"&paid=yes"
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        value = {}
    fields = value if isinstance(value, dict) else {"value": value}
    return json.dumps(fields | {"paid": "yes"}, ensure_ascii=False).encode("utf-8")
