"""Answers that say success, in every shape that they come in (wangsu.md, 2.3, 2.4 and 3.3)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from app.domain.errors import IntegrityError
from app.domain.json_values import json_of, sound, whole_of
from app.domain.wangsu_base64 import decoded, decoded_text
from app.domain.wangsu_policy import TASK_ID
from app.providers.contract import Reply
from app.providers.wangsu.errors import Asked, json_object, not_understood, refusal
from app.providers.wangsu.etag import ETAG, etag, is_whole

STORED_CALLBACK_FAILED = 579
REDIRECTED = 303

_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Said:
    """What the service said about a stored object."""

    hash: str = ""
    """Its etag; empty when it was not told."""
    key: str = ""
    task: str = ""
    """``persistentId``; empty when it was not told."""
    response: str | None = None
    """The application server's own answer; None when there is none."""
    text: str = ""
    """The whole answer as readable text: decoded, and values of ``url`` too."""
    pairs: tuple[tuple[str, str], ...] = ()
    """The answer's names and values in their order; one may come twice."""
    fields: Mapping[str, Any] = field(default_factory=dict)


def said(reply: Reply, asked: Asked) -> Said:
    """What a success says. Raises the error that ``reply`` is when it is none.

    Statuses of the success family are 200 and 303 (2.4); 579 is for the caller.
    """
    if reply.status == REDIRECTED:
        return _redirected(reply, asked)
    if reply.status != 200:
        raise refusal(reply, asked)
    if reply.cut:
        raise not_understood(reply, asked)
    return _read(reply, asked)


def _read(reply: Reply, asked: Asked) -> Said:
    if not reply.body.strip():
        if not reply.header("x-reqid"):
            raise not_understood(reply, asked)  # a network's log-in page can be empty, too
        return Said()
    found = json_object(reply.body)
    if found is not None:
        return _of_object(found, reply, asked)
    try:
        return _of_text(decoded_text(reply.body.decode("ascii")))
    except ValueError:
        raise not_understood(reply, asked) from None


def _of_object(found: Mapping[str, Any], reply: Reply, asked: Asked) -> Said:
    hash_ = _plain(found.get("hash"))
    if not hash_ and "response" not in found and {"code", "message"} <= found.keys():
        raise refusal(reply, asked)  # a failure, whatever its status says
    response = found.get("response")
    text = None if response is None else _plain(response)
    return Said(
        hash_,
        _plain(found.get("key")),
        _task_in(found) or _task_in(_opened(text)),
        text,
        reply.body.decode("utf-8-sig"),
        tuple((str(name), _plain(value)) for name, value in found.items()),
        found,
    )


def _of_text(text: str) -> Said:
    """The pairs of a decoded answer; of a name that comes twice the last value is the service's."""
    pairs = tuple(_pair(piece) for piece in text.strip().split("&") if piece)
    values = dict(pairs)
    if "=" not in text:
        raise ValueError("no pairs")
    readable = "&".join(f"{name}={value}" for name, value in pairs)
    return Said(
        values.get("hash", ""),
        values.get("key", ""),
        _real(values.get(TASK_ID, "")),
        text=readable,
        pairs=pairs,
        fields=values,
    )


def _pair(piece: str) -> tuple[str, str]:
    name, _mark, value = piece.partition("=")
    if name == "url":  # is Base64 in itself (2.4)
        try:
            value = decoded(value).decode("utf-8")
        except ValueError:
            return name, value
    return name, value


def _redirected(reply: Reply, asked: Asked) -> Said:
    """The result is in the address that a browser would be sent to; nobody follows it (2.3)."""
    try:
        query = urlsplit(reply.header("location")).query
    except ValueError:
        raise not_understood(reply, asked) from None
    values = dict(parse_qsl(query, keep_blank_values=True))
    if "upload_ret" in values:
        packed = values["upload_ret"]
        try:
            return _of_text(decoded_text(packed))
        except ValueError:
            return _of_text(packed) if "=" in packed else Said(text=packed)
    if "code" in values and "hash" not in values:
        raise refusal(_as_failure(reply, values), asked)
    try:
        return _of_text("&".join(unquote(piece) for piece in query.split("&")))
    except ValueError:
        raise not_understood(reply, asked) from None


def _as_failure(reply: Reply, values: Mapping[str, str]) -> Reply:
    told = {"code": values["code"], "message": values.get("message", "")}
    status = whole_of(told["code"]) or 400
    body = json.dumps(told, ensure_ascii=False).encode()
    return Reply(status, reply.headers, body, timings=reply.timings, exchange=reply.exchange)


def _opened(text: str | None) -> object:
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None


def _task_in(value: object, left: int = _DEEPEST) -> str:
    """The id of the processing task, wherever an application server put it in its answer."""
    if isinstance(value, str) and left and value.lstrip()[:1] in ("{", "["):
        value = _opened(value)
    if isinstance(value, dict):
        if found := _real(_plain(value.get(TASK_ID))):
            return found
        value = list(value.values())
    if not left or not isinstance(value, list):
        return ""
    return next(filter(None, (_task_in(inner, left - 1) for inner in value)), "")


def _real(task: str) -> str:
    """An id; a variable that was not filled in is none (restricted for blocks, 5.2)."""
    return "" if task.startswith("$(") or task in ("null", "undefined") else task.strip()


def _plain(value: object) -> str:
    if value is None:
        return ""
    return sound(value) if isinstance(value, str) else json_of(value)


def proved(told: str, digests: bytes, *, size: int, reply: Reply) -> bool:
    """True when the service's etag is the file's, False when there is nothing to compare.

    Older documents show a hash of 40 hexadecimal digits; nothing is known of it, nor of others
    that are no etag (2.5). Raises `IntegrityError` (``etag``) when both are known and differ: an
    object is stored, and it is not the file.
    """
    if len(told) != ETAG or not is_whole(digests, size):
        return False
    ours = etag(digests)
    if told != ours:
        raise IntegrityError(
            f"etag here {ours}, there {told[:80]} [{reply.header('x-reqid')}]",
            exchange=reply.exchange,
            reason="etag",
        )
    return True
