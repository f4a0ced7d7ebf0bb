"""The API's door: JSON with TC3, always HTTP 200 (sheet 1.1); and where media can be played."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote

from starlette.types import Receive, Scope, Send

from app.democloud.accounts import Accounts
from app.democloud.answering import Answer, http_date
from app.democloud.body import Body
from app.democloud.conducting import Conductor, Exchange
from app.democloud.errors import ServiceError
from app.democloud.faults import SCRIPTED, Fault
from app.democloud.net import link_of
from app.democloud.settings import Settings
from app.democloud.store import Store
from app.democloud.vod import SERVICE, old_signature
from app.democloud.vod.actions import Actions
from app.democloud.vod.cos.objects import bytes_of
from app.democloud.vod.envelope import VodError, failure, success
from app.democloud.vod.parameters import ACTIONS, checked, decoded, from_query
from app.democloud.vod.tc3 import Signed, check
from app.democloud.vod.ugc import UGC_PATH, Ugc, UgcVisit

VERSION = "2018-07-17"
FORM = "application/x-www-form-urlencoded"
REGIONAL = ("ApplyUpload", "CommitUpload")
"""Actions whose pages ask for a region."""
MEDIA_PATH = "/media/"
LARGEST_BODY = 10 * 1024 * 1024
"""Bytes of one request (sheet 1.1)."""
LARGEST_QUERY = 32 * 1024


class Head:
    """A request's line and headers."""

    def __init__(self, scope: Scope) -> None:
        self.method = str(scope["method"])
        self.path = unquote(bytes(scope["raw_path"]).partition(b"?")[0].decode("latin-1"))
        self.query = bytes(scope["query_string"]).decode("latin-1")
        self._headers = {bytes(n).lower(): bytes(v) for n, v in scope["headers"]}

    def header(self, name: str) -> str | None:
        """Give a header by name in any spelling, or None."""
        value = self._headers.get(name.lower().encode("ascii", "replace"))
        return None if value is None else value.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class ApiService:
    """The API as an ASGI application."""

    conductor: Conductor
    """Takes requests through."""
    accounts: Accounts
    """Who may call."""
    actions: Actions
    """What can be done."""
    ugc: Ugc
    """The clients' API."""
    store: Store
    """Media to play."""
    settings: Settings
    """The knobs."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        head, link = Head(scope), link_of(scope)
        visit: _Visit | UgcVisit = _Visit(self, head)
        operation, signature = visit.operation, "TC3" if head.header("authorization") else None
        if head.path == UGC_PATH:
            visit = UgcVisit(self.ugc, head.method, head.query, origin=head.header("origin") or "")
            operation, signature = visit.operation, "UGC"
        length = head.header("content-length") or "0"
        exchange = Exchange(
            service=SERVICE,
            request_id=str(uuid.uuid4()),
            operation=operation,
            method=head.method,
            body=Body(receive, link, idle_seconds=self.settings.body_idle_seconds),
            link=link,
            now=self.conductor.now(),
            length=int(length) if length.isdigit() else 0,
            signature=signature,
        )
        await self.conductor.conduct(visit, exchange, receive, send)


@dataclass(frozen=True, slots=True)
class _Visit:
    """One request at the door."""

    service: ApiService
    """Where it is."""
    head: Head
    """What came."""

    @property
    def operation(self) -> str:
        """Name of the action, as far as it is known."""
        if self.head.path.startswith(MEDIA_PATH):
            return "PlayMedia"
        name = self.head.header("x-tc-action") or ""
        return name if name in ACTIONS else ""

    async def work(self, exchange: Exchange) -> Answer:
        """Check who asks, then do it."""
        if exchange.operation == "PlayMedia":
            return self._media(exchange)
        body = await exchange.body.read(LARGEST_BODY)
        old = self._old(body)
        if old is None:
            name, values = self._asked(body, now=exchange.now)
        else:
            exchange.signature = old.common("SignatureMethod") or "HmacSHA1"
            name, values = self._asked_the_older_way(old, now=exchange.now)
        exchange.operation = name
        given = checked(name, values)
        return success(await self.service.actions.run(exchange, given), exchange.request_id)

    def _asked(self, body: bytes, *, now: float) -> tuple[str, Mapping[str, Any]]:
        """Give action and parameters of a call; VodError when nobody signed it."""
        self._check_form()
        head = self.head
        signed = Signed(head.method, head.query, head.header, body)
        check(signed, self.service.accounts.find, now=now)
        stated = (head.header("x-tc-action"), head.header("x-tc-version"))
        name = self._action(*stated, region=head.header("x-tc-region"))
        return name, self._values(name, body)

    def _asked_the_older_way(
        self, old: old_signature.OldCall, *, now: float
    ) -> tuple[str, Mapping[str, Any]]:
        old_signature.check(old, self.service.accounts.find, now=now)
        stated = (old.common("Action"), old.common("Version"))
        name = self._action(*stated, region=old.common("Region"))
        return name, from_query(name, old.own())

    def _old(self, body: bytes) -> old_signature.OldCall | None:
        """Read the request as one that is signed the older way; None when it is not."""
        head = self.head
        if self._kind != FORM or head.header("authorization"):
            return None
        text = head.query if head.method == "GET" else body.decode("utf-8", "replace")
        return old_signature.read(head.method, head.header("host") or "", text)

    @property
    def _kind(self) -> str:
        return (self.head.header("content-type") or "").partition(";")[0].strip().lower()

    def _check_form(self) -> None:
        """Refuse what is no call of the API at all."""
        head = self.head
        usual = "application/json" if head.method == "POST" else FORM
        if head.method not in ("GET", "POST") or self._kind != usual:
            message = f"POST with application/json, or GET with {FORM}."
            raise VodError("UnsupportedProtocol", message)
        if len(head.query) > LARGEST_QUERY:
            raise VodError("RequestSizeLimitExceeded", "The query is longer than 32 KB.")

    def _action(self, name: str | None, version: str | None, *, region: str | None) -> str:
        if not name or not version:
            missing = "Version" if name else "Action"
            raise VodError("MissingParameter", f"The common parameter `{missing}` is missing.")
        if version != VERSION:
            raise VodError("NoSuchVersion", f"The version `{version[:40]}` does not exist.")
        if name not in ACTIONS:
            raise VodError("InvalidAction", f"The action `{name[:80]}` does not exist.")
        demanded = name in REGIONAL and self.service.settings.vod_region_required
        if demanded and not region:
            raise VodError("MissingParameter", "The common parameter `Region` is missing.")
        return name

    def _values(self, name: str, body: bytes) -> Mapping[str, Any]:
        if self.head.method == "GET":
            return from_query(name, parse_qsl(self.head.query, keep_blank_values=True))
        try:
            values = decoded(body)
        except ValueError:
            values = None
        if not isinstance(values, dict):
            raise VodError("InvalidParameter", "The body is not a JSON object.")
        return values

    def _media(self, exchange: Exchange) -> Answer:
        """Play what was uploaded: no right is asked for, the path is hard to guess."""
        key = self.head.path.removeprefix(MEDIA_PATH)
        exchange.key = key
        for bucket in self.service.store.buckets.values():
            stored = bucket.objects.get(key)
            if stored is not None and self.head.method in ("GET", "HEAD"):
                return bytes_of(self.service.store, stored, self.head.header("range"))
        return Answer(404, error_code="NoSuchKey")

    def refusal(self, exchange: Exchange, error: ServiceError) -> Answer:
        """Give the answer that says what was wrong."""
        if error.code == "InvalidRange":
            return Answer(416, error_code=error.code)
        if not isinstance(error, VodError):
            too_large = error.code == "EntityTooLarge"
            code = "RequestSizeLimitExceeded" if too_large else "InternalError"
            error = VodError(code, error.message)
        return failure(error, exchange.request_id)

    def scripted(self, exchange: Exchange, fault: Fault) -> Answer:
        """Give the answer that a ``status`` fault asks for (see :func:`scripted_api`)."""
        return scripted_api(exchange, fault)

    def forget_upload(self, exchange: Exchange) -> None:
        """Nothing: an API request names no upload in parts."""

    def common(self, exchange: Exchange) -> list[tuple[str, str]]:
        """Give the headers of every answer."""
        return [("Date", http_date(exchange.now)), ("Server", "nginx")]


def scripted_api(exchange: Exchange, fault: Fault) -> Answer:
    """Give the answer that a ``status`` fault asks for.

    One with a ``code`` and no status of its own is an error in the envelope, with HTTP 200; others
    come from a gateway that knows no JSON.
    """
    code, parameters = fault.text("code", ""), fault.parameters
    message = fault.text("message", SCRIPTED)
    status = int(fault.number("status", 200 if code else 503))
    if "body" in parameters or not code:
        body = fault.text("body", "<html><body>Service unavailable</body></html>").encode()
        kind = () if "body" in parameters else (("Content-Type", "text/html"),)
        return Answer(status, (*fault.headers(), *kind), body, error_code=code)
    answer = failure(VodError(code, message), exchange.request_id)
    return Answer(status, (*fault.headers(), *answer.headers), answer.body, error_code=code)
