"""Answers without the secrets of their requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.exchange import is_clean, redacted_headers, without
from app.providers.contract import Reply


def scrubbed(reply: Reply, secrets: Sequence[str]) -> Reply:
    """``reply`` without the secrets, should anything on the way have sent them back."""
    text = reply.body.decode("utf-8", "surrogateescape")
    if is_clean(reply.headers, text, secrets):
        return reply
    exchange = reply.exchange
    if exchange is not None:
        exchange = replace(exchange, headers=redacted_headers(exchange.headers, secrets))
    body = without(text, secrets).encode("utf-8", "surrogateescape")
    headers = tuple((n, without(v, secrets)) for n, v in reply.headers)
    return replace(reply, headers=headers, body=body, exchange=exchange)
