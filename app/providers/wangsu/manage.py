"""Management requests: what an object is, how a task goes (wangsu.md, 1.4, 5.5 and 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.errors import NotAllowed, Refused
from app.domain.json_values import text_of, whole_of
from app.domain.wangsu_base64 import encoded, entry
from app.providers.contract import Call, Reply, Request
from app.providers.scrubbing import scrubbed
from app.providers.wangsu.errors import Asked, json_object, not_understood, refusal, told_by
from app.providers.wangsu.place import origin_of
from app.providers.wangsu.refusals import Kind
from app.providers.wangsu.signing import management_token, secrets_of

WITHIN = 30.0
"""Seconds for an answer."""

_SECONDS = 100_000_000_000  # later than the year 5138 when read as seconds
_HUNDRED_NANOSECONDS = 10_000_000_000_000_000


@dataclass(frozen=True, slots=True)
class Stat:
    """What the service knows of an object."""

    size: int
    """Bytes."""
    hash: str
    put_at: float
    """Unix time in seconds; 0: not told."""
    reply: Reply


async def stat(call: Call, there: Destination, key: str) -> Stat | None:
    """What is stored under a name; None when nothing is.

    Raises `NotAllowed`: ``management`` without a management domain, ``grant`` without a key.
    """
    reply, asked = await _signed(call, there, f"/stat/{entry(there.bucket, key)}", key)
    if reply.status != 200 or _failed(reply):
        error = refusal(reply, asked)
        if isinstance(error, Refused) and error.values.get("reason") == "no_object":
            return None
        raise error
    found = json_object(reply.body)
    size = whole_of((found or {}).get("fsize"))
    if found is None or size is None:
        raise not_understood(reply, asked)
    put_at = moment(max(whole_of(found.get("putTime")) or 0, 0))
    return Stat(size, text_of(found.get("hash")), put_at, reply)


async def delete(call: Call, there: Destination, key: str) -> None:
    """Delete an object; one that is gone already counts as deleted. Raises as `stat` does."""
    target = f"/delete/{entry(there.bucket, key)}"
    reply, asked = await _signed(call, there, target, key, method="POST")
    if reply.status != 200 or _failed(reply):
        error = refusal(reply, asked)
        if error.values.get("reason") != "no_object":
            raise error


async def listed(call: Call, there: Destination) -> None:
    """List at most one object. Raises as `stat` does: whether one may is the question."""
    prefix = f"&prefix={encoded(there.prefix)}" if there.prefix else ""
    target = f"/list?bucket={quote(there.bucket)}&limit=1{prefix}"
    reply, asked = await _signed(call, there, target, "")
    if reply.status != 200 or _failed(reply):
        raise refusal(reply, asked)


async def task(call: Call, there: Destination, task_id: str) -> tuple[Mapping[str, Any], Reply]:
    """How a task of instructions goes, as the service tells it (5.3, 5.5).

    Documented without a signature; one is added where the service asks for it. Raises `NotAllowed`
    (``management``), `Refused` (``no_object``) for a task that it does not know.
    """
    target = f"/status/get/prefop?persistentId={quote(task_id, safe='', errors='replace')}"
    reply = await call.send(Request("GET", manager_of(there), target, (), b"", WITHIN))
    asked = Asked(there)
    if reply.status in (401, 403) and isinstance(await call.authorisation(), Credentials):
        reply, asked = await _signed(call, there, target, "")
    found = json_object(reply.body)
    if reply.status != 200 or found is None or "code" not in found:
        raise refusal(reply, asked) if reply.status != 200 else not_understood(reply, asked)
    if "id" not in found and "items" not in found and _failed(reply):
        raise refusal(reply, asked)
    return found, reply


def manager_of(there: Destination) -> str:
    """Origin of the management domain. Raises `NotAllowed` (``management``) without one."""
    if not there.other_endpoint.strip():
        raise NotAllowed("there is no management domain", reason="management")
    return origin_of(there.other_endpoint)


async def _signed(
    call: Call, there: Destination, target: str, key: str, *, method: str = "GET"
) -> tuple[Reply, Asked]:
    origin = manager_of(there)
    authorisation = await call.authorisation()
    if not isinstance(authorisation, Credentials):
        raise NotAllowed("this needs a key; there is a token", reason="grant")
    token = management_token(target, "", authorisation)
    secrets = (authorisation.access_key_secret, *secrets_of(token))
    headers = (("Authorization", token),)
    reply = await call.send(Request(method, origin, target, headers, b"", WITHIN))
    return scrubbed(reply, secrets), Asked(there, key, Kind.MANAGE, secrets)


def _failed(reply: Reply) -> bool:
    """Whether a 200 says that it is none; ``code`` is 200 in successes (TRACE)."""
    told = told_by(reply)
    return told is not None and told[0] not in ("200", "", "0")


def moment(number: float) -> float:
    """Unix seconds of the service's milliseconds; seconds and 100 ns are understood as well."""
    if number >= _HUNDRED_NANOSECONDS:
        return number / 10_000_000
    return number / 1000 if number >= _SECONDS else float(number)
