"""The account's applications (tencent-vod.md, 7.5): what the wizard offers to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from app.domain.asks import Browse, BucketFound
from app.domain.destination import with_scheme
from app.domain.errors import Refused
from app.domain.json_values import text_of
from app.providers.contract import Call
from app.providers.vod import api
from app.providers.vod.api import Question

PAGE = 200
MOST_PAGES = 10


async def browse(call: Call, subject: Browse) -> tuple[BucketFound, ...]:
    """The applications that are on; with one named, that one alone.

    Raises `NotAllowed` for a key that may not be told, `Refused` (``application``).
    """
    there = subject.destination
    found: list[BucketFound] = []
    everywhere = replace(there, bucket="")
    for page in range(MOST_PAGES):
        question = Question("DescribeSubAppIds", {"Offset": page * PAGE, "Limit": PAGE})
        answer = await api.ask(call, everywhere, question)
        listed = answer.members.get("SubAppIdInfoSet")
        members = [m for m in listed if isinstance(m, dict)] if isinstance(listed, list) else []
        found += [_found(m, there.endpoint) for m in members if _is_on(m)]
        if len(members) < PAGE:
            break
    if not there.bucket:
        return tuple(found)
    if named := tuple(one for one in found if one.name == there.bucket.strip()):
        return named
    raise Refused("no such application", reason="application", application=there.bucket)


def _is_on(member: Mapping[str, Any]) -> bool:
    known = bool(text_of(member.get("SubAppId")))
    return known and (text_of(member.get("Status")) or "On").lower() == "on"


def _found(member: Mapping[str, Any], endpoint: str) -> BucketFound:
    """``region`` is the application's name: it has no region, and a number says little."""
    name = text_of(member.get("SubAppIdName")) or text_of(member.get("Name"))
    host = urlsplit(with_scheme(endpoint)).netloc
    return BucketFound(text_of(member.get("SubAppId")), "", host, title=name)
