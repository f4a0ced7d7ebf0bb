"""What faults make of answers."""

from __future__ import annotations

from dataclasses import replace

from app.democloud.answering import Answer
from app.democloud.faults import Fault
from app.democloud.oss.errors import OssError
from app.democloud.oss.refusals import Refusal, known_refusal

_STATUS_CODES = {500: "InternalError", 503: "ServiceUnavailable", 403: "AccessDenied"}
_SCRIPTED = "This answer was scripted in the demo cloud."


def scripted(fault: Fault) -> OssError:
    """Give the refusal that a ``status`` fault asks for; the rest of it as the service has it."""
    status, ec = int(fault.number("status", 0)), fault.text("ec", "")
    code = fault.text("code", _STATUS_CODES.get(status or 503, ""))
    known = known_refusal("" if ec and "code" not in fault.parameters else code, ec)
    if known is None:
        known = Refusal(status or 503, code or "InternalError", _SCRIPTED, ec)
    details = fault.parameters.get("elements", known.elements)
    headers = fault.parameters.get("headers", {})
    return OssError(
        status or known.status,
        fault.text("code", known.code),
        fault.text("message", known.message),
        ec=ec or known.ec,
        details={str(name): str(value) for name, value in details.items()},
        headers=tuple((str(name), str(value)) for name, value in headers.items()),
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
