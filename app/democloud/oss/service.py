"""The data plane: one raw ASGI application, for the spelling of headers matters."""

from __future__ import annotations

import base64
import secrets
import time
from dataclasses import dataclass, replace
from typing import NoReturn

from starlette.types import Receive, Scope, Send

from app.democloud import conducting
from app.democloud.accounts import Account, Accounts
from app.democloud.answering import Answer, http_date, send_answer, spoiled
from app.democloud.body import Body
from app.democloud.conducting import Conductor
from app.democloud.faults import Fault
from app.democloud.net import link_of
from app.democloud.oss.admission import admit
from app.democloud.oss.answer import error_answer
from app.democloud.oss.authentication import authenticate, signature_version
from app.democloud.oss.callback import Callbacks
from app.democloud.oss.context import Context
from app.democloud.oss.errors import OssError
from app.democloud.oss.post import OPERATION as POST_OBJECT
from app.democloud.oss.request import Request, part_number, read_request
from app.democloud.oss.routing import operation_name, run_operation
from app.democloud.oss.struck import scripted
from app.democloud.store import Store

PUBLIC_KEY_PATH = "public_key.pem"
"""No bucket can have this name, for names have no dots."""

ALIBABA_KEY_HOST = "gosspublic.alicdn.com"
ALIBABA_KEY_URL = f"http://{ALIBABA_KEY_HOST}/callback_pub_key_v1.pem"
"""Verifiers accept only this URL; asked for it as an HTTP proxy, the cloud gives its own key."""


@dataclass(slots=True, kw_only=True)
class Exchange(conducting.Exchange):
    """One request on its way through the service."""

    request: Request
    """What came; that of a form gets its key when its fields were read."""


@dataclass(frozen=True, slots=True)
class OssService:
    """The object storage service as an ASGI application, and the door of its requests."""

    conductor: Conductor
    """Takes requests through."""
    store: Store
    """Buckets and objects."""
    accounts: Accounts
    """Who may call."""
    callbacks: Callbacks
    """Does callbacks."""
    public_pem: bytes
    """The public key to serve."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        conductor = self.conductor
        request = read_request(scope, secrets.token_hex(12).upper(), conductor.settings.cnames)
        special = self._special(request)
        if special is not None:
            await send_answer(send, special, common=_common(request, conductor.clock(), 0.0))
            return
        exchange = self._begin(request, scope, receive)
        await conductor.conduct(self, exchange, receive, send)

    def _special(self, request: Request) -> Answer | None:
        """Answer preflights and requests for the public key, which are no operations."""
        if request.method == "OPTIONS":
            return Answer(200)
        asked_proxy = request.host == ALIBABA_KEY_HOST
        if request.method in ("GET", "HEAD") and (
            asked_proxy or (request.path_style and request.bucket == PUBLIC_KEY_PATH)
        ):
            body = self.public_pem if request.method == "GET" else b""
            kind = ("Content-Type", "application/x-pem-file")
            return Answer(headers=(kind,), body=body, length=len(self.public_pem))
        return None

    def _begin(self, request: Request, scope: Scope, receive: Receive) -> Exchange:
        link, operation = link_of(scope), operation_name(request)
        idle_seconds = self.conductor.settings.body_idle_seconds
        return Exchange(
            service="oss",
            request=request,
            request_id=request.request_id,
            operation=operation,
            method=request.method,
            body=Body(receive, link, idle_seconds=idle_seconds),
            link=link,
            now=self.conductor.now(),
            bucket=request.bucket,
            key=request.key,
            key_comes_late=operation == POST_OBJECT,
            part=part_number(request),
            upload_id=request.parameter("uploadId") or "",
            length=request.content_length or 0,
            signature=signature_version(request),
            temporary=request.header("x-oss-security-token") is not None,
        )

    async def work(self, exchange: Exchange) -> Answer:
        """Do what was asked; the answer may be spoiled by a fault that struck on the way."""
        return spoiled(await self._done(exchange), exchange.fault, crc64="x-oss-hash-crc64ecma")

    async def _done(self, exchange: Exchange) -> Answer:
        """Check who asks, then do it; a form says in its body who asks."""
        operation, context = exchange.operation, self._context(exchange)
        if operation == POST_OBJECT:
            return await run_operation(operation, context)
        account = self._caller(exchange)
        admit(operation, exchange.request, self.conductor.settings)
        answer = await run_operation(operation, context)
        if operation == "UploadPart":
            self.accounts.part_stored(account.access_key_id)
        return answer

    def _caller(self, exchange: Exchange) -> Account:
        """Give the key that sent a request; the fault ``expire_key`` ends it first."""
        account = authenticate(exchange.request, self.accounts, now=exchange.now).account
        if not exchange.suffers("expire_key"):
            return account
        self.accounts.expire(account.access_key_id)
        return authenticate(exchange.request, self.accounts, now=exchange.now).account

    def _context(self, exchange: Exchange) -> Context:
        async def identify(key: bytes, signature: str) -> Context:
            exchange.request = replace(exchange.request, key_bytes=key)
            exchange.key = exchange.request.key
            exchange.signature = signature or None
            await self.conductor.identified(self, exchange)
            return self._context(exchange)

        return Context(
            request=exchange.request,
            body=exchange.body,
            store=self.store,
            events=self.conductor.events,
            callbacks=self.callbacks,
            fault=exchange.fault,
            now=exchange.now,
            accounts=self.accounts,
            settings=self.conductor.settings,
            identify=identify,
        )

    def refusal(self, exchange: Exchange, error: OssError) -> Answer:
        """Give the answer that says what was wrong; to a HEAD without its body."""
        request = exchange.request
        answer = error_answer(error, request_id=request.request_id, host=request.host)
        silent = request.method == "HEAD" and answer.error_code
        return _without_body(answer) if silent else answer

    def scripted(self, exchange: Exchange, fault: Fault) -> NoReturn:
        """Raise what a ``status`` fault asks for, for the work to end as with any refusal."""
        raise scripted(fault)

    def forget_upload(self, exchange: Exchange) -> None:
        """Forget the upload in parts that the request names."""
        bucket = self.store.buckets.get(exchange.bucket)
        upload = bucket.uploads.get(exchange.upload_id) if bucket else None
        if bucket is not None and upload is not None:
            bucket.abort(upload)

    def common(self, exchange: Exchange) -> list[tuple[str, str]]:
        """Give the headers of every answer."""
        return _common(exchange.request, exchange.now, time.monotonic() - exchange.started)


def _common(request: Request, now: float, seconds: float) -> list[tuple[str, str]]:
    headers = [
        ("Server", "AliyunOSS"),
        ("Date", http_date(now)),
        ("x-oss-request-id", request.request_id),
        ("x-oss-server-time", str(round(seconds * 1000))),
    ]
    return headers + _cors(request)


def _cors(request: Request) -> list[tuple[str, str]]:
    """Let pages of any origin in (reference/oss-clients.md 10): every request must be signed."""
    asked = request.header("access-control-request-headers") or "authorization"
    return [
        ("Access-Control-Allow-Origin", "*"),
        ("Access-Control-Allow-Methods", "GET, HEAD, PUT, POST, DELETE"),
        ("Access-Control-Allow-Headers", asked),
        ("Access-Control-Allow-Private-Network", "true"),
        (
            "Access-Control-Expose-Headers",
            "ETag, Date, x-oss-request-id, x-oss-hash-crc64ecma, x-oss-ec, x-oss-err",
        ),
        ("Access-Control-Max-Age", "600"),
    ]


def _without_body(answer: Answer) -> Answer:
    """Put a HEAD answer's error document into a header (reference/oss.md 3.5)."""
    document = base64.b64encode(answer.body).decode("ascii")
    return replace(answer, headers=(*answer.headers, ("x-oss-err", document)), body=b"", length=0)
