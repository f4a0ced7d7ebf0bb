"""Forged calls: what somebody sends who found out the application server's addresses.

``key``           a callback signed with a key pair of one's own: refused at step ``key``
``signature``     the customer's access key, but another secret: refused at step ``match``
``body``          an overheard signature before another body: refused at step ``match``
``notification``  an invented processing result under an overheard signature: the same
``replay``        an overheard callback as it was: **taken**, for what is signed holds neither time
                  nor number (reference/wangsu.md 4.4); HTTPS, and a look at the key, are what help

Built upon the last genuine callback that was sent, or upon an invented one.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.democloud.events import Event, Events, body_facts
from app.democloud.oss.callback_call import Call, call
from app.democloud.wangsu.calls import SERVICE, call_url
from app.democloud.wangsu.encoding import encoded
from app.democloud.wangsu.keys import Keys, Pair
from app.democloud.wangsu.signatures import sign_call

WAYS = ("key", "signature", "body", "notification", "replay")
_VARIANT = "URL + base64(body)"
_FORM = "application/x-www-form-urlencoded"
_INVENTED = b"bucket=demo-wangsu&key=invoice.pdf&hash=Fqr0xh3cxeii2r7eDztILNmuqUNN&fsize=5"
_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class _Forgery:
    """What goes to the application server."""

    url: str
    """Where to."""
    authorization: str
    """How it claims to be genuine."""
    body: bytes
    """What it says."""
    content_type: str = _FORM
    """Its type."""


@dataclass(frozen=True, slots=True)
class WangsuForger:
    """Sends forged calls to the cloud's own application server."""

    keys: Keys
    """The customer's pairs: a signature of the platform can be overheard."""
    events: Events
    """Where the last genuine callback is found, and what was sent is recorded."""
    callback_url: Callable[[], str]
    """Address of the receiver of callbacks."""
    notify_url: Callable[[], str]
    """Address of the receiver of notifications."""

    async def send(self, way: str, *, series: str = "", of: int = 1) -> dict[str, Any]:
        """Send one in a way of :data:`WAYS`; ValueError for another. Gives what came of it."""
        if way not in WAYS:
            raise ValueError(f"way must be one of {', '.join(WAYS)}")
        forgery = self._made(way)
        url = call_url(forgery.url)
        facts: dict[str, Any] = {"service": SERVICE, "request_id": secrets.token_hex(16)}
        facts |= {"way": way, "series": series, "of": of}
        headers = {
            "Content-Type": forgery.content_type,
            "Content-Length": str(len(forgery.body)),
            "Authorization": forgery.authorization,
            "X-Reqid": facts["request_id"],
        }
        self.events.add(
            "forged_sent", **facts, url=url.text, headers=headers, **body_facts(forgery.body)
        )
        pairs = (("Host", url.authority), ("Connection", "close"), *headers.items())
        outcome = await call(Call(url, pairs, forgery.body, sni=False, seconds=_SECONDS))
        answer = outcome.answer
        facts |= {"status": answer.status if answer else None}
        facts |= {"seconds": round(outcome.seconds, 6)}
        self.events.add("forged_answered", **facts, **body_facts(answer.body if answer else b""))
        return facts

    def _made(self, way: str) -> _Forgery:
        url, authorization, body = self._overheard()
        if way == "notification":
            value = {"id": "1000" + secrets.token_hex(16), "code": 3, "items": []}
            packed = encoded(json.dumps(value)).encode("ascii")
            return _Forgery(self.notify_url(), authorization, packed, "text/plain; charset=UTF-8")
        if way == "body":
            body += b"&paid=yes"
        elif way in ("key", "signature"):
            known = self.keys.main.access_key if way == "signature" else secrets.token_hex(20)
            mine = Pair(known, secrets.token_hex(20))
            authorization = sign_call(mine, _VARIANT, url=url, sent=body, body=body)
        return _Forgery(url, authorization, body)

    def _overheard(self) -> tuple[str, str, bytes]:
        """URL, signature and body of the last callback to our server, or of one that never was."""
        here = self.callback_url()

        def ours(event: Event) -> bool:
            whole = event["service"] == SERVICE and not event.get("body_cut")
            return bool(whole and str(event["url"]).startswith(here))

        seen = self.events.newest("callback_sent", ours)
        if seen is not None:
            body = str(seen["body"]).encode("utf-8")
            return str(seen["url"]), str(seen["headers"]["Authorization"]), body
        pair = self.keys.main
        value = sign_call(pair, _VARIANT, url=here, sent=_INVENTED, body=_INVENTED)
        return here, value, _INVENTED
