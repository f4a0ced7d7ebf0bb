"""The storage's answers: XML, and its own words for an error (sheet 1.6)."""

from __future__ import annotations

import base64
from urllib.parse import quote

from app.democloud.answering import Answer
from app.democloud.oss.markup import document, tag
from app.democloud.oss.request import Request
from app.democloud.vod.cos.errors import CosError

XML = ("Content-Type", "application/xml")


def error_document(error: CosError, request: Request, *, prolog: bool = True) -> bytes:
    """Give the ``Error`` document."""
    trace = base64.b64encode(request.request_id.encode("ascii", "replace")).decode("ascii")
    whole = document(
        "Error",
        tag("Code", error.code),
        tag("Message", error.message),
        tag("Resource", f"{request.host}/{quote(request.key)}"),
        tag("RequestId", request.request_id),
        tag("TraceId", trace),
    )
    return whole if prolog else whole.partition(b"\n")[2]


def error_answer(error: CosError, request: Request) -> Answer:
    """Give the answer that an error makes; to a HEAD without its body."""
    if error.body is not None:
        text = error.body.encode("utf-8", "replace")
        return Answer(error.status, error.headers, text, error_code=error.code)
    body = b"" if request.method == "HEAD" else error_document(error, request)
    return Answer(error.status, (*error.headers, XML), body, error_code=error.code)
