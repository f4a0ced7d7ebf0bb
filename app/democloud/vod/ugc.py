"""The clients' API: an upload with a signature from the application server, no key (sheet 2.2)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from app.democloud.accounts import Accounts
from app.democloud.answering import Answer, http_date
from app.democloud.conducting import Exchange
from app.democloud.errors import ServiceError
from app.democloud.faults import Fault
from app.democloud.settings import Settings
from app.democloud.vod.actions import Actions, describe
from app.democloud.vod.applications import (
    APP_ID,
    CLOSED_REGIONS,
    REGIONS,
    Application,
    Applications,
)
from app.democloud.vod.envelope import JSON, VodError
from app.democloud.vod.parameters import decoded
from app.democloud.vod.sessions import Sessions, UploadSession, Wish
from app.democloud.vod.ticket import Ticket, TicketError, read

UGC_PATH = "/v3/index.php"
ACTIONS = ("PrepareUploadUGC", "ApplyUploadUGC", "CommitUploadUGC")
INVALID = 10001
"""The only number that was ever seen (sheet 2.2)."""
FORBIDDEN_IN_NAMES = frozenset('\\/:*?"<>|')
LARGEST_BODY = 256 * 1024


class UgcError(Exception):
    """A refusal by number."""

    def __init__(self, message: str, code: int = INVALID) -> None:
        super().__init__(message)
        self.code = code
        self.message = f"ugc upload | {message}"


@dataclass(slots=True)
class Ugc:
    """What the clients' API works with."""

    accounts: Accounts
    """Whose signatures count."""
    applications: Applications
    """The account's applications."""
    sessions: Sessions
    """Uploads under way."""
    actions: Actions
    """Ends uploads."""
    settings: Settings
    """The knobs."""
    used: set[str] = field(default_factory=set)
    """One-time signatures that came already."""

    def run(self, exchange: Exchange, values: Mapping[str, Any]) -> dict[str, Any]:
        """Do what was asked; UgcError when it cannot be done."""
        ticket = self._ticket(values, exchange)
        application = self._application(ticket)
        exchange.more["sub_app_id"] = application.sub_app_id
        if exchange.operation == "PrepareUploadUGC":
            return {"appId": APP_ID, "cosRegionList": self._regions(application)}
        key = _text(values, "vodSessionKey")
        if exchange.operation == "CommitUploadUGC":
            return self._commit(self._session(key, application), exchange)
        if key:
            session = self._session(key, application)
        else:
            session = self.sessions.apply(application, self._wish(values, ticket, application))
        describe(exchange, session)
        return self._applied(session, exchange.now)

    def _ticket(self, values: Mapping[str, Any], exchange: Exchange) -> Ticket:
        text = _text(values, "signature")
        ticket = read(text, self.accounts.find, now=exchange.now)
        if ticket.once and text in self.used:
            raise TicketError("signature verify forbidden: used before")
        if ticket.once:
            self.used.add(text)
        return ticket

    def _application(self, ticket: Ticket) -> Application:
        number = ticket.number("vodSubAppId")
        if number in (0, APP_ID):
            return self.applications.main
        found = self.applications.find(number)
        if found is None:
            raise UgcError("invalid vodSubAppId")
        return found

    def _session(self, key: str, application: Application) -> UploadSession:
        session = self.sessions.find(key)
        if session.application is not application:
            raise UgcError("invalid vodSessionKey")
        return session

    def _wish(self, values: Mapping[str, Any], ticket: Ticket, application: Application) -> Wish:
        name, replaces = _text(values, "videoName"), _text(values, "fileId")
        if FORBIDDEN_IN_NAMES & set(name) or not (name or replaces):
            raise UgcError("invalid videoName")
        if replaces and (replaces not in application.media or not _text(values, "coverType")):
            raise UgcError("invalid fileId")
        fields = ticket.fields
        return Wish(
            name=name,
            type=_text(values, "videoType"),
            cover_type=_text(values, "coverType"),
            region=_text(values, "storageRegion") or fields.get("storageRegion", ""),
            procedure=fields.get("procedure", ""),
            expires=_text(values, "ExpireTime"),
            class_id=ticket.number("classId"),
            source_context=fields.get("sourceContext", ""),
            session_context=fields.get("sessionContext", ""),
            replaces=replaces,
        )

    def _applied(self, session: UploadSession, now: float) -> dict[str, Any]:
        account = self.sessions.issue(session)
        bucket, _, app_id = session.bucket.rpartition("-")
        places = {"video": session.media_path, "cover": session.cover_path}
        stored = {
            name: {"storageSignature": "", "storagePath": path}
            for name, path in places.items()
            if path
        }
        return stored | {
            "storageAppId": int(app_id),
            "storageBucket": bucket,
            "storageRegion": session.region.rpartition("-")[2][:2],
            "storageRegionV5": session.region,
            "StorageRegionV5": session.region,
            "domain": _domain(session.bucket, session.region),
            "vodSessionKey": session.key,
            "tempCertificate": {
                "secretId": account.access_key_id,
                "secretKey": account.access_key_secret,
                "token": account.security_token,
                "expiredTime": int(account.expires_at or 0),
            },
            "appId": APP_ID,
            "timestamp": int(now),
        }

    def _commit(self, session: UploadSession, exchange: Exchange) -> dict[str, Any]:
        media = self.actions.commit(session, exchange)
        url = self.actions.notifying.url
        told: dict[str, Any] = {"fileId": media.file_id}
        for name, path in (("video", media.path), ("cover", media.cover_path)):
            if path:
                content = self._verify_content(media.file_id, exchange.now)
                told[name] = {"url": url(path), "verify_content": content}
        return told

    def _verify_content(self, file_id: str, now: float) -> str:
        text = f"ExpTime={int(now) + 3600}&FileId={file_id}".encode()
        key = self.accounts.main.access_key_secret.encode()
        digest = hmac.new(b"verify" + key, text, hashlib.sha1).digest()
        return base64.b64encode(digest + text).decode("ascii")

    def _regions(self, application: Application) -> list[dict[str, Any]]:
        opened = (region for region in REGIONS if region not in CLOSED_REGIONS)
        return [
            {"region": r, "domain": _domain(application.bucket(r), r), "ip": "", "isAcc": 0}
            for r in opened
        ]


def _domain(bucket: str, region: str) -> str:
    return f"{bucket}.cos.{region}.myqcloud.com"


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name, "")
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UgcError("invalid request")
    return value


class UgcVisit:
    """One request at the clients' door."""

    def __init__(self, ugc: Ugc, method: str, query: str, *, origin: str) -> None:
        self._ugc = ugc
        self._method = method
        self._origin = origin
        name = dict(parse_qsl(query)).get("Action", "")
        self.operation = "Preflight" if method == "OPTIONS" else name if name in ACTIONS else ""

    async def work(self, exchange: Exchange) -> Answer:
        """Check the signature, then do it."""
        if exchange.operation == "Preflight":
            return Answer(200)
        body = await exchange.body.read(LARGEST_BODY)
        try:
            values = decoded(body)
            if self._method != "POST" or not exchange.operation or not isinstance(values, dict):
                raise UgcError("invalid request")
            data = self._ugc.run(exchange, values)
        except (UgcError, TicketError, VodError) as error:
            return _refused(error)
        except ValueError:
            return _refused(UgcError("invalid request"))
        return _enveloped({"code": 0, "message": "success", "data": data})

    def refusal(self, exchange: Exchange, error: ServiceError) -> Answer:
        """Give the answer that says what was wrong."""
        return _refused(UgcError(error.message))

    def scripted(self, exchange: Exchange, fault: Fault) -> Answer:
        """Give the answer that a ``status`` fault asks for: ``code`` is the envelope's number."""
        code = fault.text("code", "")
        if not code:
            return Answer(int(fault.number("status", 503)), body=b"Service unavailable")
        number = int(code) if code.isdigit() else INVALID
        return _refused(UgcError(fault.text("message", "scripted in the demo cloud"), number))

    def forget_upload(self, exchange: Exchange) -> None:
        """Nothing: it names no upload in parts."""

    def common(self, exchange: Exchange) -> list[tuple[str, str]]:
        """Give the headers of every answer; the pages that upload may come from anywhere."""
        return [
            ("Date", http_date(exchange.now)),
            ("Server", "nginx"),
            ("Access-Control-Allow-Origin", self._origin or "*"),
            ("Access-Control-Allow-Headers", "content-type"),
            ("Access-Control-Allow-Methods", "POST"),
        ]


def _refused(error: UgcError | TicketError | VodError) -> Answer:
    if isinstance(error, TicketError):
        error = UgcError(str(error))
    message = error.message if isinstance(error, UgcError) else f"ugc upload | {error.message}"
    code = error.code if isinstance(error, UgcError) else INVALID
    return _enveloped({"code": code, "message": message}, str(code))


def _enveloped(value: Mapping[str, Any], code: str = "") -> Answer:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Answer(headers=(JSON,), body=text.encode("utf-8", "replace"), error_code=code)
