"""Words for a `Failure` with the service's answer in it: they can say more than code and reason."""

from __future__ import annotations

from app.domain.errors import HELP_BY_EC, Failure, ServiceAnswer
from app.ui import callback_failure_words
from app.ui.error_words import Trouble, trouble


def trouble_of(failure: Failure, *, expert: bool = False) -> Trouble:
    """Words for a failure; an unknown refusal is told with the service's code and request id."""
    answer = failure.answer
    values = {
        **failure.values,
        "service_code": answer.code,
        "request_id": answer.request_id or "–",
        "argument": answer.details.get("ArgumentName") or "?",
    }
    reason = _reason(failure)
    return trouble(failure.code, values | {"reason": reason} if reason else values, expert=expert)


def help_link(answer: ServiceAnswer) -> str:
    """Address of the service's own help about an answer; empty where it has none (oss.md, 8.1)."""
    told = answer.details.get("RecommendDoc", "")
    return told or help_by_ec(answer.ec)


def help_by_ec(ec: str) -> str:
    """The same, of the fine-grained code alone."""
    return HELP_BY_EC + ec if ec else ""


def _reason(failure: Failure) -> str:
    reason = failure.values.get("reason", "")
    if failure.code != "refused":
        return reason
    if reason == "callback":
        return callback_failure_words.refused_reason(failure.answer)
    return reason or ("unknown" if failure.answer.code else "")
