"""What a ``status`` fault makes of an answer."""

from __future__ import annotations

from app.democloud.faults import SCRIPTED, Fault
from app.democloud.oss.errors import OssError
from app.democloud.oss.refusals import Refusal, known_refusal

_STATUS_CODES = {500: "InternalError", 503: "ServiceUnavailable", 403: "AccessDenied"}


def scripted(fault: Fault) -> OssError:
    """Give the refusal that a ``status`` fault asks for; the rest of it as the service has it."""
    status, ec = int(fault.number("status", 0)), fault.text("ec", "")
    code = fault.text("code", _STATUS_CODES.get(status or 503, ""))
    known = known_refusal("" if ec and "code" not in fault.parameters else code, ec)
    if known is None:
        known = Refusal(status or 503, code or "InternalError", SCRIPTED, ec)
    details = fault.parameters.get("elements", known.elements)
    return OssError(
        status or known.status,
        fault.text("code", known.code),
        fault.text("message", known.message),
        ec=ec or known.ec,
        details={str(name): str(value) for name, value in details.items()},
        headers=fault.headers(),
        body=fault.parameters.get("body"),
    )
