"""Answers with documents: what was asked for, or what was wrong."""

from __future__ import annotations

from app.democloud.answering import Answer
from app.democloud.oss.errors import OssError
from app.democloud.oss.markup import document, tag

XML = ("Content-Type", "application/xml")

RECOMMENDATION = "https://api.aliyun.com/troubleshoot?q="
"""Where the service's error documents point to (reference/oss.md 8.1)."""


def xml_answer(name: str, *inner: str, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """Give a 200 with a document."""
    return Answer(headers=(*headers, XML), body=document(name, *inner))


def error_answer(error: OssError, *, request_id: str, host: str) -> Answer:
    """Give the answer that an error makes (reference/oss.md 8.1)."""
    if error.body is not None:
        text = error.body.encode("utf-8", "replace")
        return Answer(error.status, error.headers, text, error_code=error.code)
    body = document(
        "Error",
        tag("Code", error.code),
        tag("Message", error.message),
        tag("RequestId", request_id),
        tag("HostId", host),
        *(tag(name, value) for name, value in error.details.items()),
        *((tag("EC", error.ec), tag("RecommendDoc", RECOMMENDATION + error.ec)) * bool(error.ec)),
    )
    ec = (("x-oss-ec", error.ec),) if error.ec else ()
    headers = (*error.headers, *ec, XML)
    return Answer(error.status, headers, body, error_code=error.code)
