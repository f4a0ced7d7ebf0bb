"""The data plane: one raw ASGI application, for the spelling of headers matters."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import secrets
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from starlette.types import Receive, Scope, Send

from app.democloud.accounts import Account, Accounts
from app.democloud.chance import Chance
from app.democloud.events import Events
from app.democloud.faults import Fault, Faults
from app.democloud.net import Link, link_of, wait_for_disconnect
from app.democloud.oss.admission import admit
from app.democloud.oss.answer import Answer, error_answer, send_answer
from app.democloud.oss.authentication import authenticate, signature_version
from app.democloud.oss.body import Body
from app.democloud.oss.callback import Callbacks
from app.democloud.oss.context import Context
from app.democloud.oss.errors import ClientGoneError, OssError
from app.democloud.oss.markup import http_date
from app.democloud.oss.request import Request, part_number, read_request
from app.democloud.oss.routing import operation_name, run_operation
from app.democloud.oss.struck import scripted, spoiled
from app.democloud.settings import Settings
from app.democloud.store import Store

PUBLIC_KEY_PATH = "public_key.pem"
"""No bucket can have this name, for names have no dots."""

ALIBABA_KEY_HOST = "gosspublic.alicdn.com"
ALIBABA_KEY_URL = f"http://{ALIBABA_KEY_HOST}/callback_pub_key_v1.pem"
"""Verifiers accept only this URL; asked for it as an HTTP proxy, the cloud gives its own key."""


@dataclass(slots=True)
class Exchange:
    """One request on its way through the service."""

    request: Request
    """What came."""
    operation: str
    """Its operation; empty: none that is known."""
    body: Body
    """Its body."""
    link: Link
    """Its connection."""
    fault: Fault | None
    """What it shall suffer."""
    started: float
    """Monotonic seconds at the beginning."""
    now: float
    """The service's time, Unix seconds."""
    signature: str | None
    """Kind of its signature; None without one."""

    def facts(self) -> dict[str, Any]:
        """Give what every event about the request says."""
        request = self.request
        return {
            "request_id": request.request_id,
            "operation": self.operation or "Unknown",
            "method": request.method,
            "bucket": request.bucket,
            "key": request.key,
            "part": part_number(request),
            "upload_id": request.parameter("uploadId") or "",
        }


@dataclass(frozen=True, slots=True)
class OssService:
    """The object storage service as an ASGI application."""

    store: Store
    """Buckets and objects."""
    accounts: Accounts
    """Who may call."""
    events: Events
    """What happened."""
    faults: Faults
    """What shall go wrong."""
    chance: Chance
    """What goes wrong by itself."""
    callbacks: Callbacks
    """Does callbacks."""
    settings: Settings
    """The knobs."""
    public_pem: bytes
    """The public key to serve."""
    clock: Callable[[], float]
    """Unix seconds of this computer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = read_request(scope, secrets.token_hex(12).upper(), self.settings.cnames)
        special = self._special(request)
        if special is not None:
            await send_answer(send, special, common=self._common(request, self.clock(), 0.0))
            return
        exchange = self._begin(request, scope, receive)
        self.events.add("request_started", **exchange.facts())
        answer: Answer | None = None
        try:
            with contextlib.suppress(ClientGoneError):
                answer = await self._answer(exchange)
        finally:
            if answer is None:
                self._record(exchange, None, "")
        if answer is None:
            exchange.link.close()
            await wait_for_disconnect(receive)
            return
        await self._send(exchange, answer, send)

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
        operation = operation_name(request)
        fault = self.faults.take(operation, request.key, part_number(request))
        if fault is None and operation != "PostObject":
            fault = self._by_chance(operation, request)
        link = link_of(scope)
        return Exchange(
            request=request,
            operation=operation,
            body=Body(receive, link, idle_seconds=self.settings.body_idle_seconds),
            link=link,
            fault=fault,
            started=time.monotonic(),
            now=self.clock() + self.settings.clock_offset_seconds,
            signature=signature_version(request),
        )

    def _by_chance(self, operation: str, request: Request) -> Fault | None:
        return self.chance.fault(
            operation,
            request.key,
            part_number(request),
            length=request.content_length or 0,
            temporary=request.header("x-oss-security-token") is not None,
        )

    async def _answer(self, exchange: Exchange) -> Answer | None:
        """Give the answer with its faults; None when the client shall get none."""
        try:
            await self._strike(exchange)
            answer = await self._work(exchange)
        except OssError as error:
            answer = _refusal(exchange.request, error)
        except OSError as error:
            # The disk under the cloud is full or gone.
            print(f"The demo cloud cannot store: {error}", file=sys.stderr)
            message = "We encountered an internal error. Please try again."
            answer = _refusal(exchange.request, OssError(500, "InternalError", message))
        fault = exchange.fault
        if fault is not None and fault.kind == "lost_answer":
            return None
        if fault is not None and fault.kind == "delay" and fault.text("when", "") == "answer":
            await asyncio.sleep(fault.number("seconds", 1))
        return spoiled(answer, fault)

    async def _strike(self, exchange: Exchange) -> None:
        """Do what the fault does before the work, or in the middle of the body."""
        fault = exchange.fault
        if fault is None:
            return
        self._announce(exchange, fault)
        await exchange.body.suffer(fault)
        if fault.kind == "skew":
            exchange.now += fault.number("seconds", 1200)
        if fault.kind == "expire_upload":
            self._forget_upload(exchange.request)
        if fault.kind == "status":
            raise scripted(fault)
        if fault.kind == "delay" and fault.text("when", "") != "answer":
            await asyncio.sleep(fault.number("seconds", 1))

    def _forget_upload(self, request: Request) -> None:
        bucket = self.store.buckets.get(request.bucket)
        upload = bucket.uploads.get(request.parameter("uploadId") or "") if bucket else None
        if bucket is not None and upload is not None:
            bucket.abort(upload)

    def _announce(self, exchange: Exchange, fault: Fault) -> None:
        self.events.add(
            "fault",
            request_id=exchange.request.request_id,
            operation=exchange.operation or "Unknown",
            key=exchange.request.key,
            part=part_number(exchange.request),
            fault=fault.kind,
            fault_id=fault.fault_id,
            parameters=fault.parameters,
        )

    async def _work(self, exchange: Exchange) -> Answer:
        operation, context = exchange.operation, self._context(exchange)
        if operation == "PostObject":
            return await run_operation(operation, context)
        account = self._caller(exchange)
        admit(operation, exchange.request, self.settings)
        answer = await run_operation(operation, context)
        if operation == "UploadPart":
            self.accounts.part_stored(account.access_key_id)
        return answer

    def _caller(self, exchange: Exchange) -> Account:
        """Give the key that sent a request; the fault ``expire_key`` ends it first."""
        request = exchange.request
        account = authenticate(request, self.accounts, now=exchange.now).account
        if exchange.fault is None or exchange.fault.kind != "expire_key":
            return account
        self.accounts.expire(account.access_key_id)
        return authenticate(request, self.accounts, now=exchange.now).account

    def _context(self, exchange: Exchange) -> Context:
        async def identify(key: bytes, signature: str) -> Context:
            exchange.request = replace(exchange.request, key_bytes=key)
            exchange.signature = signature or None
            if exchange.fault is None:
                name = exchange.request.key
                exchange.fault = self.faults.take_for_key(
                    exchange.operation, name
                ) or self._by_chance(exchange.operation, exchange.request)
                await self._strike(exchange)
            return self._context(exchange)

        return Context(
            request=exchange.request,
            body=exchange.body,
            store=self.store,
            events=self.events,
            callbacks=self.callbacks,
            fault=exchange.fault,
            now=exchange.now,
            accounts=self.accounts,
            settings=self.settings,
            identify=identify,
        )

    async def _send(self, exchange: Exchange, answer: Answer, send: Send) -> None:
        request = exchange.request
        if request.method == "HEAD" and answer.error_code:
            answer = _without_body(answer)
        seconds = time.monotonic() - exchange.started
        common = self._common(request, exchange.now, seconds)
        if exchange.link.waits_for_continue:
            # The body was not asked for; what the client sends next on this connection is unclear.
            common.append(("Connection", "close"))
        status, code = answer.status, answer.error_code

        def ended() -> None:
            gone = exchange.link.client_gone
            self._record(exchange, None if gone else status, "" if gone else code)

        await send_answer(send, answer, common=common, ended=ended)

    def _common(self, request: Request, now: float, seconds: float) -> list[tuple[str, str]]:
        """Give the headers of every answer."""
        headers = [
            ("Server", "AliyunOSS"),
            ("Date", http_date(now)),
            ("x-oss-request-id", request.request_id),
            ("x-oss-server-time", str(round(seconds * 1000))),
        ]
        return headers + _cors(request)

    def _record(self, exchange: Exchange, status: int | None, code: str) -> None:
        self.events.add(
            "request",
            **exchange.facts(),
            status=status,
            error_code=code,
            bytes_in=exchange.body.bytes_in,
            seconds=round(time.monotonic() - exchange.started, 6),
            fault=exchange.fault.kind if exchange.fault else None,
            signature_version=exchange.signature,
        )


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


def _refusal(request: Request, error: OssError) -> Answer:
    return error_answer(error, request_id=request.request_id, host=request.host)


def _without_body(answer: Answer) -> Answer:
    """Put a HEAD answer's error document into a header (reference/oss.md 3.5)."""
    document = base64.b64encode(answer.body).decode("ascii")
    return replace(answer, headers=(*answer.headers, ("x-oss-err", document)), body=b"", length=0)
