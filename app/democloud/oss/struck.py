"""What faults make of answers."""

from __future__ import annotations

from dataclasses import replace

from app.democloud.faults import Fault
from app.democloud.oss.answer import Answer
from app.democloud.oss.errors import OssError

_STATUS_CODES = {500: "InternalError", 503: "ServiceUnavailable", 403: "AccessDenied"}


def scripted(fault: Fault) -> OssError:
    """Give the refusal that a ``status`` fault asks for."""
    status = int(fault.number("status", 503))
    code = fault.text("code", _STATUS_CODES.get(status, "InternalError"))
    message = fault.text("message", "This answer was scripted in the demo cloud.")
    headers = fault.parameters.get("headers", {})
    extra = tuple((str(name), str(value)) for name, value in headers.items())
    elements = fault.parameters.get("elements", {})
    return OssError(
        status,
        code,
        message,
        ec=fault.text("ec", ""),
        details={str(name): str(value) for name, value in elements.items()},
        headers=extra,
        body=fault.parameters.get("body"),
    )


def spoiled(answer: Answer, fault: Fault | None) -> Answer:
    """Make the answer tell a wrong ETag or CRC-64 when that is the fault."""
    if fault is None or fault.kind not in ("bad_etag", "bad_crc"):
        return answer
    wrong = {"bad_etag": ("ETag", f'"{"0" * 32}"'), "bad_crc": ("x-oss-hash-crc64ecma", "1")}
    name, value = wrong[fault.kind]
    headers = tuple((n, value if n == name else v) for n, v in answer.headers)
    return replace(answer, headers=headers)
