"""The storage's door: one raw ASGI application, for the spelling of headers matters (sheet 1.4).

A client names the bucket by the Host header (``BUCKET.cos.REGION.myqcloud.com``) and connects to
this computer; one that knows no name gets the bucket of its key.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from starlette.types import Receive, Scope, Send

from app.democloud.accounts import Account, Accounts
from app.democloud.answering import Answer, http_date, spoiled
from app.democloud.body import Body
from app.democloud.conducting import Conductor, Exchange
from app.democloud.errors import ServiceError
from app.democloud.faults import SCRIPTED, Fault
from app.democloud.net import link_of
from app.democloud.oss.request import Request, part_number
from app.democloud.settings import Settings
from app.democloud.store import Bucket, Store
from app.democloud.vod import SERVICE
from app.democloud.vod.applications import Applications
from app.democloud.vod.cos import multipart, objects, signature
from app.democloud.vod.cos.answers import error_answer
from app.democloud.vod.cos.context import Context
from app.democloud.vod.cos.errors import CosError, own, refused, status_of
from app.democloud.vod.cos.request import read_request
from app.democloud.vod.envelope import VodError
from app.democloud.vod.sessions import Sessions, UploadSession

Operation = Callable[[Context], Awaitable[Answer]]

OPERATIONS: Mapping[str, Operation] = {
    "PutObject": objects.put_object,
    "GetObject": objects.get_object,
    "HeadObject": objects.head_object,
    "DeleteObject": objects.delete_object,
    "InitiateMultipartUpload": multipart.initiate,
    "UploadPart": multipart.upload_part,
    "ListParts": multipart.list_parts,
    "CompleteMultipartUpload": multipart.complete,
    "AbortMultipartUpload": multipart.abort,
    "ListMultipartUploads": multipart.list_uploads,
}
_BY_PARAMETER = {
    ("POST", "uploads"): "InitiateMultipartUpload",
    ("POST", "uploadId"): "CompleteMultipartUpload",
    ("PUT", "partNumber"): "UploadPart",
    ("PUT", "uploadId"): "UploadPart",
    ("GET", "uploadId"): "ListParts",
    ("DELETE", "uploadId"): "AbortMultipartUpload",
}
_PLAIN = {
    "PUT": "PutObject",
    "GET": "GetObject",
    "HEAD": "HeadObject",
    "DELETE": "DeleteObject",
}


def operation_name(request: Request) -> str:
    """Give the operation's name; empty when the demo cloud has none for the request."""
    if not request.key_bytes:
        return "ListMultipartUploads" if request.method == "GET" and request.has("uploads") else ""
    for (method, parameter), name in _BY_PARAMETER.items():
        if request.method == method and request.has(parameter):
            return name
    return _PLAIN.get(request.method, "")


@dataclass(frozen=True, slots=True)
class CosService:
    """The storage as an ASGI application."""

    conductor: Conductor
    """Takes requests through."""
    store: Store
    """Buckets and objects."""
    accounts: Accounts
    """Who may call."""
    sessions: Sessions
    """What a temporary key may do."""
    applications: Applications
    """Whose the buckets are."""
    settings: Settings
    """The knobs."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request, region = read_request(scope, secrets.token_hex(16))
        link, operation, kind = link_of(scope), operation_name(request), _kind(request)
        exchange = Exchange(
            service=SERVICE,
            request_id=request.request_id,
            operation="Preflight" if request.method == "OPTIONS" else operation,
            method=request.method,
            body=Body(receive, link, idle_seconds=self.settings.body_idle_seconds),
            link=link,
            now=self.conductor.now(),
            bucket=request.bucket,
            key=request.key,
            part=part_number(request),
            upload_id=request.parameter("uploadId") or "",
            length=request.content_length or 0,
            signature=kind,
            temporary=kind is not None,
        )
        door = _Visit(self, request, region)
        await self.conductor.conduct(door, exchange, receive, send)


@dataclass(slots=True)
class _Visit:
    """One request at the door."""

    service: CosService
    """Where it is."""
    request: Request
    """What came."""
    region: str
    """Region that its host names; empty: none."""

    async def work(self, exchange: Exchange) -> Answer:
        """Check who asks, then do it."""
        if exchange.operation == "Preflight":
            return Answer(200)
        account, session = self._caller(exchange)
        self._find_bucket(exchange, session)
        operation = OPERATIONS.get(exchange.operation)
        if operation is None:
            raise refused("MethodNotAllowed", "The method is not allowed here.")
        self._admit(session)
        service = self.service
        answer = await operation(
            Context(
                request=self.request,
                exchange=exchange,
                bucket=self._bucket(),
                store=service.store,
                events=service.conductor.events,
                settings=service.settings,
            )
        )
        if exchange.operation == "UploadPart":
            service.accounts.part_stored(account.access_key_id)
        return spoiled(answer, exchange.fault, crc64="x-cos-hash-crc64ecma")

    def _caller(self, exchange: Exchange) -> tuple[Account, UploadSession | None]:
        """Give the key that signed, and the upload that it is for; CosError 403."""
        signed = signature.read(self.request)
        if signed is None:
            raise refused("AccessDenied", "Access Denied.")
        accounts = self.service.accounts
        account = accounts.find(signed.access_key_id)
        if account is None:
            message = "The Access Key Id you provided does not exist in our records."
            raise refused("InvalidAccessKeyId", message)
        if exchange.suffers("expire_key"):
            accounts.expire(account.access_key_id)
            account = accounts.find(signed.access_key_id) or account
        self._check_token(account, now=exchange.now)
        signature.check_times(self.request, signed, now=exchange.now)
        if not signature.matches(self.request, signed, account.access_key_secret):
            message = "The Signature you specified is invalid."
            raise refused("SignatureDoesNotMatch", message)
        session = self.service.sessions.of_access_key(account.access_key_id)
        if session is None and account.security_token is not None:
            # A temporary key from before a reset: what it was for is gone.
            raise refused("InvalidAccessKeyId", "The key is not valid any more.")
        return account, session

    def _check_token(self, account: Account, *, now: float) -> None:
        name = "x-cos-security-token"
        token = self.request.header(name) or self.request.parameter(name) or ""
        if token != (account.security_token or ""):
            raise refused("InvalidAccessKeyId", "The security token does not fit the key.")
        if account.expires_at is not None and now >= account.expires_at:
            raise refused("ExpiredToken", "The provided token has expired.")

    def _find_bucket(self, exchange: Exchange, session: UploadSession | None) -> None:
        """Take the bucket of the key where the host names none; CosError 404 for a wrong host."""
        missing = refused("NoSuchBucket", "The specified bucket does not exist.")
        region = self.service.applications.region_of(self.request.bucket)
        if not self.request.bucket and self.request.path_style and session is not None:
            self.request = replace(self.request, bucket=session.bucket)
        elif not self.request.bucket or region != self.region:
            raise missing
        exchange.bucket = self.request.bucket

    def _bucket(self) -> Bucket:
        return self.service.store.create(self.request.bucket)

    def _admit(self, session: UploadSession | None) -> None:
        """Let a temporary key do only what belongs to its upload; CosError 403."""
        if session is None:
            return
        name = self.request.key or self.request.parameter("prefix") or ""
        if self.request.bucket != session.bucket or not name.startswith(session.directory):
            raise refused("AccessDenied", "Access Denied.")

    def refusal(self, exchange: Exchange, error: ServiceError) -> Answer:
        """Give the answer that says what was wrong."""
        if isinstance(error, VodError):
            error = refused("AccessDenied", error.message)
        return error_answer(own(error), self.request)

    def scripted(self, exchange: Exchange, fault: Fault) -> Answer:
        """Give the answer that a ``status`` fault asks for."""
        usual = {500: "InternalError", 403: "AccessDenied", 404: "NoSuchUpload"}
        status = int(fault.number("status", 0))
        code = fault.text("code", usual.get(status, "ServiceUnavailable"))
        error = CosError(
            status or (status_of(code) if "code" in fault.parameters else 503),
            code,
            fault.text("message", SCRIPTED),
            headers=fault.headers(),
            body=fault.parameters.get("body"),
        )
        return error_answer(error, self.request)

    def forget_upload(self, exchange: Exchange) -> None:
        """Forget the upload in parts that the request names."""
        for bucket in self.service.store.buckets.values():
            upload = bucket.uploads.get(exchange.upload_id)
            if upload is not None:
                bucket.abort(upload)

    def common(self, exchange: Exchange) -> list[tuple[str, str]]:
        """Give the headers of every answer; pages of any origin are let in."""
        asked = self.request.header("access-control-request-headers") or "authorization"
        return [
            ("Date", http_date(exchange.now)),
            ("Server", "tencent-cos"),
            ("x-cos-request-id", exchange.request_id),
            ("Access-Control-Allow-Origin", "*"),
            ("Access-Control-Allow-Methods", "GET, HEAD, PUT, POST, DELETE"),
            ("Access-Control-Allow-Headers", asked),
            ("Access-Control-Expose-Headers", "ETag, Date, x-cos-request-id, x-cos-hash-crc64ecma"),
        ]


def _kind(request: Request) -> str | None:
    if request.header("authorization") is not None:
        return "COS"
    return "COS-query" if request.has("q-signature") else None
