"""Orders for Wangsu, and what its requests say, read by other code than the client's."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from app.domain.callback import CallbackSpec
from app.domain.connection import Batch
from app.domain.credentials import Credentials
from app.domain.destination import Destination, SameName
from app.domain.plan import parts
from app.domain.upload import UploadTask
from app.engine.body import pieces
from app.engine.source import Tally
from app.providers.contract import Body, Digests, Order, SourceRange
from tests.providers.oss_calls import HttpCall, answer

KEY = Credentials("AKTEST", "SKTEST-0123456789")
HELLO = "Fqr0xh3cxeii2r7eDztILNmuqUNN"
"""The etag of ``hello``."""
CALLED = CallbackSpec(True, ("http://127.0.0.1:9/cb?a=1",), "key=$(key)&uid=$(x:Uid)")


class WangsuCall(HttpCall):
    """As `HttpCall`, with the digests that are asked for."""

    def __init__(self, keys: Credentials = KEY, **more: Any) -> None:
        super().__init__(keys, **more)

    def _body(self, body: Body) -> tuple[bytes, tuple[Digests, ...]]:
        data = b""
        digests: tuple[Digests, ...] = ()
        for piece in pieces(body):
            if isinstance(piece, SourceRange):
                tally = Tally(piece.digests)
                with open(piece.path, "rb") as file:
                    file.seek(piece.offset)
                    content = file.read(piece.length)
                tally.add(content)
                digests = (*digests, tally.done())
                spoiled = content[:-1] + bytes([content[-1] ^ 1])
                data += spoiled if self.spoil else content
            else:
                data += piece
        return data, digests


def order(
    path: Path,
    endpoint: str,
    *,
    key: str = "folder/文 1.bin",
    manager: str = "",
    bucket: str = "demo-bucket",
    callback: CallbackSpec | None = None,
    same_name: SameName = SameName.REPLACE,
    part: int = 0,
    extras: dict[str, str] | None = None,
    variables: dict[str, str] | None = None,
    content_type: str = "application/x-test",
    name: str = "",
) -> Order:
    """An order to put the file at ``path`` there."""
    there = Destination("wangsu", endpoint, "", bucket, other_endpoint=manager)
    spec = callback or CallbackSpec()
    batch = Batch("b", "c", there, spec, same_name, extras=extras or {})
    size = path.stat().st_size
    own = name or path.name
    task = UploadTask("t", "b", str(path), key, own, size, content_type, variables or {})
    return Order(task, batch, size, parts(size, part) if part else ())


def said(body: str | bytes, status: int = 200, **headers: str) -> bytes:
    """An answer as the service gives it."""
    data = body.encode() if isinstance(body, str) else body
    return answer(status, data, X_Reqid="r-1", **headers)


def policy_in(token: str) -> dict[str, Any]:
    """The policy of an upload token, read without the client's help."""
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(token.split(":")[2]))
    return found


def b64(text: str) -> str:
    """What Python's own encoder makes of a text."""
    return base64.urlsafe_b64encode(text.encode()).decode()
