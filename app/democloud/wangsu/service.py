"""The service as raw ASGI applications: the upload domain and the management domain.

Events are those of ``events.py`` with ``service`` ``"wangsu"``. Operations are ``upload`` (the
form), ``mkblk``, ``bput``, ``mkfile``, ``fops``, ``prefop`` (status), ``stat``, ``delete``,
``list`` and ``read``. ``part`` is the number of the block from 1, ``upload_id`` the UploadBatch,
``signature_version`` ``token``, ``management`` or null. Further kinds are described in ``tasks.py``
and ``calls.py``; ``callback_sent`` and ``callback_answered`` have ``attempt``, ``tries`` and
``next_try_in`` (seconds; null: no more) as well.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from app.democloud.chance import Chance
from app.democloud.faults import Fault, Faults
from app.democloud.net import link_of, wait_for_disconnect
from app.democloud.oss.answer import Answer, send_answer
from app.democloud.oss.body import Body
from app.democloud.oss.errors import ClientGoneError, OssError
from app.democloud.oss.markup import http_date
from app.democloud.wangsu import form, management, multipart
from app.democloud.wangsu.answers import error_answer
from app.democloud.wangsu.encoding import decoded
from app.democloud.wangsu.errors import WangsuError
from app.democloud.wangsu.exchange import Exchange, Site
from app.democloud.wangsu.policy import read_policy

Operation = Callable[[Site, Exchange], Awaitable[Answer]]

OPERATIONS: Mapping[str, tuple[str, str, Operation]] = {
    "/file/upload": ("POST", "upload", form.upload),
    "/mkblk": ("POST", "mkblk", multipart.make_block),
    "/bput": ("POST", "bput", multipart.put_chunk),
    "/mkfile": ("POST", "mkfile", multipart.make_file),
    "/fops": ("POST", "fops", management.fops),
    "/status/get/prefop": ("GET", "prefop", management.status),
    "/stat": ("GET", "stat", management.stat),
    "/delete": ("POST", "delete", management.delete),
    "/list": ("GET", "list", management.list_objects),
}
"""By the beginning of the path: method, name, and what is done."""

UPLOADING = frozenset({"upload", "mkblk", "bput", "mkfile", "read"})
"""What the upload domain does."""
MANAGING = frozenset({"fops", "prefop", "stat", "delete", "list", "read"})
"""What the management domain does."""

_BY_NAME = {name: work for _, name, work in OPERATIONS.values()} | {"read": management.read}
_SCRIPTED = "This answer was scripted in the demo cloud."


@dataclass(frozen=True, slots=True)
class WangsuService:
    """The storage service."""

    site: Site
    """What it is made of."""
    faults: Faults
    """What shall go wrong."""
    chance: Chance
    """What goes wrong by itself."""
    clock: Callable[[], float]
    """Unix seconds of this computer."""
    does: frozenset[str]
    """Operations of this domain; the others are refused, so that nobody mixes the two up."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        exchange = self._begin(scope, receive)
        if exchange.request.method == "OPTIONS":
            await send_answer(send, Answer(200), common=_common(exchange))
            return
        self._choose_fault(exchange, late=False)
        self.site.record("request_started", **exchange.facts())
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

    def _begin(self, scope: Scope, receive: Receive) -> Exchange:
        request = Request(scope)
        path = bytes(scope["raw_path"]).decode("latin-1")
        query = bytes(scope["query_string"]).decode("latin-1")
        operation, arguments = _operation(request.method, path)
        link = link_of(scope)
        settings = self.site.settings

        async def identify(key: str) -> None:
            exchange.key = key
            if exchange.fault is None:
                self._choose_fault(exchange, late=True)
                await self._strike(exchange)

        exchange = Exchange(
            request=request,
            request_id=secrets.token_hex(16),
            operation=operation,
            arguments=arguments,
            target=f"{path}?{query}" if query else path,
            body=Body(receive, link, idle_seconds=settings.body_idle_seconds),
            link=link,
            started=time.monotonic(),
            now=self.clock() + settings.clock_offset_seconds,
            identify=identify,
        )
        _claims(exchange, self.site)
        return exchange

    def _choose_fault(self, exchange: Exchange, *, late: bool) -> None:
        """Take the fault that is meant for a request; a form's key comes late, in its body."""
        operation, key, part = exchange.operation, exchange.key, exchange.part
        if late:
            exchange.fault = self.faults.take_for_key(operation, key)
        else:
            exchange.fault = self.faults.take(operation, key, part)
        if exchange.fault is None and (late or operation != "upload"):
            length = exchange.header("content-length")
            exchange.fault = self.chance.fault(
                operation,
                key,
                part,
                length=int(length) if length.isascii() and length.isdigit() else 0,
                temporary=exchange.signature == "token" or bool(exchange.token),
            )

    async def _answer(self, exchange: Exchange) -> Answer | None:
        """Give the answer with its faults; None when the client shall get none."""
        try:
            await self._strike(exchange)
            answer = await self._work(exchange)
        except WangsuError as error:
            answer = error_answer(error, self.site.settings)
        except OssError as error:
            # Form and body are read with the other service's hands.
            worded = WangsuError(error.status, error.message, headers=error.headers)
            answer = error_answer(worded, self.site.settings)
        except OSError as error:
            print(f"The demo cloud cannot store: {error}", file=sys.stderr)
            answer = error_answer(WangsuError(500, "Server Error"), self.site.settings)
        fault = exchange.fault
        if fault is not None and fault.kind == "lost_answer":
            return None
        if fault is not None and fault.kind == "delay" and fault.text("when", "") == "answer":
            await asyncio.sleep(fault.number("seconds", 1))
        return answer

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
            self.site.batches.forget(exchange.upload)
        if fault.kind == "status":
            raise _scripted(fault)
        if fault.kind == "delay" and fault.text("when", "") != "answer":
            await asyncio.sleep(fault.number("seconds", 1))

    def _announce(self, exchange: Exchange, fault: Fault) -> None:
        self.site.record(
            "fault",
            request_id=exchange.request_id,
            operation=exchange.operation or "unknown",
            key=exchange.key,
            part=exchange.part,
            fault=fault.kind,
            fault_id=fault.fault_id,
            parameters=fault.parameters,
        )

    async def _work(self, exchange: Exchange) -> Answer:
        work = _BY_NAME.get(exchange.operation)
        if work is None or exchange.operation not in self.does:
            raise WangsuError(405, "Method Not Allowed")
        return await work(self.site, exchange)

    async def _send(self, exchange: Exchange, answer: Answer, send: Send) -> None:
        common = _common(exchange)
        if exchange.link.waits_for_continue:
            common.append(("Connection", "close"))

        def ended() -> None:
            gone = exchange.link.client_gone
            self._record(
                exchange, None if gone else answer.status, "" if gone else answer.error_code
            )

        await send_answer(send, answer, common=common, ended=ended)

    def _record(self, exchange: Exchange, status: int | None, code: str) -> None:
        facts: dict[str, Any] = exchange.facts()
        self.site.record(
            "request",
            **facts,
            status=status,
            error_code=code,
            bytes_in=exchange.body.bytes_in,
            seconds=round(time.monotonic() - exchange.started, 6),
            fault=exchange.fault.kind if exchange.fault else None,
            signature_version=exchange.signature,
        )


def _operation(method: str, path: str) -> tuple[str, tuple[str, ...]]:
    """Give the operation of a request and the segments of the path behind it."""
    for beginning, (wanted, name, _) in OPERATIONS.items():
        if path != beginning and not path.startswith(beginning + "/"):
            continue
        rest = path[len(beginning) :].strip("/")
        return name if method == wanted else "", tuple(rest.split("/")) if rest else ()
    return "read" if method in ("GET", "HEAD") else "", ()


def _claims(exchange: Exchange, site: Site) -> None:
    """Note what a request says it is about, for events and faults; nothing is judged yet."""
    exchange.batch = exchange.header("uploadbatch")[:200]
    pieces = exchange.token.split(":")
    if len(pieces) == 3:
        with contextlib.suppress(WangsuError, ValueError):
            policy = read_policy(decoded(pieces[2]))
            exchange.bucket, exchange.key = policy.bucket, policy.key
    if not exchange.key and exchange.operation in ("mkblk", "bput", "mkfile"):
        exchange.key = multipart.claimed_key(exchange.header("key"))
    if exchange.operation == "mkblk" and len(exchange.arguments) == 2:
        index = exchange.arguments[1]
        good = index.isascii() and index.isdigit() and len(index) < 9
        exchange.part = int(index) + 1 if good else None
    if exchange.operation == "bput" and exchange.arguments:
        block = site.batches.find(exchange.upload, exchange.arguments[0])
        exchange.part = block.index + 1 if block else None


def _scripted(fault: Fault) -> WangsuError:
    """Give the refusal that a ``status`` fault asks for."""
    status = int(fault.number("status", 503))
    headers = fault.parameters.get("headers", {})
    return WangsuError(
        status,
        fault.text("message", _SCRIPTED),
        code=fault.text("code", str(status)),
        headers=tuple((str(name), str(value)) for name, value in headers.items()),
        body=fault.parameters.get("body"),
    )


def _common(exchange: Exchange) -> list[tuple[str, str]]:
    """Give the headers of every answer; pages of any origin may upload with a token."""
    asked = exchange.header("access-control-request-headers") or "authorization"
    return [
        ("Server", "WCS"),
        ("Date", http_date(exchange.now)),
        ("X-Reqid", exchange.request_id),
        ("Access-Control-Allow-Origin", "*"),
        ("Access-Control-Allow-Methods", "GET, HEAD, POST"),
        ("Access-Control-Allow-Headers", asked),
        ("Access-Control-Allow-Private-Network", "true"),
        ("Access-Control-Expose-Headers", "X-Reqid, Date"),
    ]
