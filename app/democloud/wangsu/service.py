"""The service as raw ASGI applications: the upload domain and the management domain.

Events are those of ``events.py`` with ``service`` ``"wangsu"``. Operations are ``upload`` (the
form), ``mkblk``, ``bput``, ``mkfile``, ``fops``, ``prefop`` (status), ``stat``, ``delete``,
``list`` and ``read``. ``part`` is the number of the block from 1, ``upload_id`` the UploadBatch,
``signature_version`` ``token``, ``management`` or null. Further kinds are described in ``tasks.py``
and ``calls.py``; ``callback_sent`` and ``callback_answered`` have ``attempt``, ``tries`` and
``next_try_in`` (seconds; null: no more) as well.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from app.democloud.answering import Answer, http_date, send_answer
from app.democloud.body import Body
from app.democloud.conducting import INTERNAL_ERROR, Conductor
from app.democloud.errors import ServiceError
from app.democloud.faults import SCRIPTED, Fault
from app.democloud.net import link_of
from app.democloud.wangsu import form, management, multipart
from app.democloud.wangsu.answers import error_answer
from app.democloud.wangsu.calls import SERVICE
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


@dataclass(frozen=True, slots=True)
class WangsuService:
    """The storage service, and the door of its requests."""

    site: Site
    """What it is made of."""
    conductor: Conductor
    """Takes requests through."""
    does: frozenset[str]
    """Operations of this domain; the others are refused, so that nobody mixes the two up."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        exchange = self._begin(scope, receive)
        if exchange.method == "OPTIONS":
            await send_answer(send, Answer(200), common=self.common(exchange))
            return
        await self.conductor.conduct(self, exchange, receive, send)

    def _begin(self, scope: Scope, receive: Receive) -> Exchange:
        request, link = Request(scope), link_of(scope)
        path = bytes(scope["raw_path"]).decode("latin-1")
        query = bytes(scope["query_string"]).decode("latin-1")
        operation, arguments = _operation(request.method, path)

        async def identified() -> None:
            await self.conductor.identified(self, exchange)

        exchange = Exchange(
            service=SERVICE,
            request=request,
            request_id=secrets.token_hex(16),
            operation=operation,
            method=request.method,
            arguments=arguments,
            target=f"{path}?{query}" if query else path,
            body=Body(receive, link, idle_seconds=self.site.settings.body_idle_seconds),
            link=link,
            now=self.conductor.now(),
            key_comes_late=operation == "upload",
            identified=identified,
        )
        _claims(exchange, self.site)
        return exchange

    async def work(self, exchange: Exchange) -> Answer:
        """Do what was asked, where this domain does it."""
        work = _BY_NAME.get(exchange.operation)
        if work is None or exchange.operation not in self.does:
            raise WangsuError(405, "Method Not Allowed")
        return await work(self.site, exchange)

    def refusal(self, exchange: Exchange, error: ServiceError) -> Answer:
        """Give the answer that says what was wrong."""
        if not isinstance(error, WangsuError):
            # What reads forms and bodies for all services has codes that this one does not know.
            message = "Server Error" if error.code == INTERNAL_ERROR else error.message
            error = WangsuError(error.status, message, headers=error.headers)
        return error_answer(error, self.site.settings)

    def scripted(self, exchange: Exchange, fault: Fault) -> NoReturn:
        """Raise what a ``status`` fault asks for, for the work to end as with any refusal."""
        status = int(fault.number("status", 503))
        raise WangsuError(
            status,
            fault.text("message", SCRIPTED),
            code=fault.text("code", str(status)),
            headers=fault.headers(),
            body=fault.parameters.get("body"),
        )

    def forget_upload(self, exchange: Exchange) -> None:
        """Forget the blocks of the UploadBatch that the request names."""
        self.site.batches.forget(exchange.upload)

    def common(self, exchange: Exchange) -> list[tuple[str, str]]:
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
    exchange.upload_id = exchange.header("uploadbatch")[:200]
    length = exchange.header("content-length")
    exchange.length = int(length) if length.isascii() and length.isdigit() else 0
    exchange.temporary = bool(exchange.token)
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
