"""What the application server is told and answers, as events (``events.py``): of every service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from app.democloud.events import Events, body_facts
from app.democloud.replies import Reply
from app.democloud.verification import Verification


def target_of(request: Request) -> str:
    """Give path and query of a request as they came."""
    raw: bytes = request.scope["raw_path"]
    query: bytes = request.scope["query_string"]
    return (raw + b"?" + query if query else raw).decode("latin-1")


def call_received(
    events: Events, request: Request, body: bytes, checked: Verification, facts: Mapping[str, Any]
) -> None:
    """Somebody told it something; ``facts`` name the service and the exchange."""
    events.add(
        "app_received",
        method=request.method,
        target=target_of(request),
        path=request.url.path,
        query=request.url.query,
        headers=dict(request.headers),
        **facts,
        **checked.facts(),
        **body_facts(body),
    )


def call_answered(events: Events, mode: str, reply: Reply | None, facts: Mapping[str, Any]) -> None:
    """It answered as a mode says; without a reply it hung up, or the caller had gone."""
    events.add(
        "app_answered",
        **facts,
        mode=mode,
        status=reply.status if reply else None,
        headers=dict(reply.headers) if reply else {},
        number=reply.number if reply else None,
        **body_facts(reply.body if reply else b""),
    )
