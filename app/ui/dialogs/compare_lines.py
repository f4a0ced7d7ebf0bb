"""What of two results is compared: pairs of name and value, and the answers as text."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.sent_callback import sent_callback
from app.domain.upload import Result, TaskSnapshot
from app.ui.i18n import translate
from app.ui.panels.compare_table import Line
from app.ui.panels.json_text import laid_out
from app.ui.panels.result_facts import exchange_of, fact_names, facts
from app.ui.panels.result_waterfall import time_text
from app.ui.words import outcome_words


def answer_text(result: Result) -> str:
    """The answer, laid out when it is JSON."""
    if result.receipt is not None:
        body = result.receipt.callback.body
    else:
        body = result.failure.answer.body if result.failure else ""
    return laid_out(body).text or body


def details(result: Result, task: TaskSnapshot) -> dict[str, str]:
    """Outcome, facts and times."""
    names = fact_names()
    found = {translate("Compare", "Outcome"): outcome_words(result.outcome, expert=True).text}
    found |= {names[key]: fact.copied or fact.shown for key, fact in facts(result, task).items()}
    exchange = exchange_of(result)
    if exchange is not None:
        waited = translate("Compare", "Waiting for the answer")
        found[waited] = time_text(exchange.timings.wait)
    return found


def headers(result: Result, _task: TaskSnapshot) -> dict[str, str]:
    """Headers of the answer; several of one name are joined."""
    exchange = exchange_of(result)
    found: dict[str, str] = {}
    for name, value in exchange.headers if exchange else ():
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def variables(result: Result, _task: TaskSnapshot) -> dict[str, str]:
    """What the callback was asked for with."""
    sent = sent_callback(exchange_of(result))
    if sent is None:
        return {}
    return {
        translate("Compare", "Address"): "; ".join(sent.spec.urls),
        translate("Compare", "Body type"): sent.spec.body_type.value,
        translate("Compare", "Template"): sent.spec.body,
        **sent.variables,
    }


def united(left: Mapping[str, str], right: Mapping[str, str]) -> list[Line]:
    """All names of both, in the order of the first."""
    names = [*left, *(name for name in right if name not in left)]
    return [(name, left.get(name, ""), right.get(name, "")) for name in names]
