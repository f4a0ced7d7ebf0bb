"""Orders, pending notices and answers of VOD, for tests that speak to servers that say as told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from email.utils import formatdate
from pathlib import Path
from typing import Any

from app.domain.callback import CallbackSpec
from app.domain.connection import Batch
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.notice import Notice, NoticeKind
from app.domain.plan import parts
from app.domain.upload import Receipt, UploadTask
from app.providers.contract import Order, Pending
from app.providers.vod.provider import VodProvider
from tests.providers.oss_calls import answer

VOD = VodProvider()
KEYS = Credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
TASK = "0123456789abcdef0123456789abcdef"
SIGNATURE = (
    "5qrk8M/r9vpXlnxJ007yeVMVnltzZWNyZXRJZD1BS0lERVhBTVBMRSZjdXJyZW50VGltZVN0YW1wPTE3MDAwMDAwMDA"
    "mZXhwaXJlVGltZT0xNzAwMDg2NDAwJnJhbmRvbT0xMjM0NTY3ODk="
)
"""U1 of the sheet (2.1)."""


def place(url: str, *, application: str = "1500000001", practice: bool = False) -> Destination:
    """An application at one server, its storage at the same."""
    return Destination("vod", url, "", application, practice=practice, other_endpoint=url)


def order(
    there: Destination,
    path: Path | None = None,
    *,
    key: str = "clip one.mp4",
    extras: Mapping[str, str] | None = None,
    variables: Mapping[str, str] | None = None,
    part: int = 0,
    task_id: str = TASK,
) -> Order:
    """An order for the file at ``path``, or for one of a byte that nobody reads."""
    size = path.stat().st_size if path is not None else 1
    batch = Batch("b", "c", there, CallbackSpec(variables=variables or {}), extras=extras or {})
    task = UploadTask(task_id, "b", str(path or "nothing"), key, key, size, "video/mp4")
    return Order(task, batch, size, tuple(parts(size, part)) if part else ())


def pending(
    there: Destination,
    file_id: str,
    *,
    extras: Mapping[str, str] | None = None,
    task_id: str = TASK,
) -> Pending:
    """An event that is waited for."""
    waiting = order(there, extras=extras, task_id=task_id)
    notice = Notice(NoticeKind.EVENT, file_id, since=1.0)
    return Pending(waiting, Receipt(waiting.task.key, 1, file_id=file_id), notice)


def said(response: Mapping[str, Any], *, status: int = 200) -> bytes:
    """An answer of the API."""
    body = json.dumps({"Response": dict(response) | {"RequestId": "R1"}}).encode()
    return answer(status, body, Content_Type="application/json", Date=formatdate(usegmt=True))


def failed(code: str, message: str = "No.", *, status: int = 200) -> bytes:
    """A refusal of the API: with status 200, like a success."""
    return said({"Error": {"Code": code, "Message": message}}, status=status)


def config(mode: str = "PULL", uploaded: str = "ON", url: str = "") -> bytes:
    """DescribeEventConfig's answer."""
    return said(
        {
            "Mode": mode,
            "NotificationUrl": url,
            "UploadMediaCompleteEventSwitch": uploaded,
            "DeleteMediaCompleteEventSwitch": "OFF",
        }
    )


def event(
    file_id: str, *, context: str = "", handle: str = "h", kind: str = "NewFileUpload"
) -> Any:
    """A member of an ``EventSet``, with the null members that real answers have."""
    basic = {
        "Name": "clip",
        "ExpireTime": "9999-12-31T23:59:59Z",
        "MediaUrl": "http://media.example/f0.mp4",
        "SourceInfo": {"SourceType": "Upload", "SourceContext": context},
    }
    return {
        "EventHandle": handle,
        "EventType": kind,
        "FileUploadEvent": {"FileId": file_id, "MediaBasicInfo": basic, "MetaData": None},
        "ProcedureStateChangeEvent": None,
        "FileDeleteEvent": None,
    }
