"""The report for an administrator: what happened to one file, as plain text without any secret.

Sentences are in the reader's language, the technical part in English: it may be passed on to a
service's support.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from app import __version__
from app.domain.connection import Connection
from app.domain.exchange import Exchange, redacted_url
from app.domain.states import Outcome
from app.domain.upload import Receipt, Result, TaskSnapshot
from app.host.redaction import redact
from app.ui import callback_failure_words
from app.ui.error_failures import help_by_ec, help_link, trouble_of
from app.ui.error_words import trouble
from app.ui.i18n import joined, translate
from app.ui.words import outcome_words

LONGEST = 600
"""Characters of one line; a server's answer may be much longer."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a report is made of."""

    task: TaskSnapshot
    result: Result | None
    """None while it has not ended, or is not at hand."""
    connection: Connection | None
    doctor: str = ""
    """The connection doctor's own report, when there is one."""


def report_text(told: Told) -> str:
    """The whole report; secrets are left out, and hidden should one have slipped in."""
    parts = [_people(told), _technical(told)]
    if told.doctor:
        # "Secret: is kept ..." would look like a secret to whatever hides them.
        lines = [line.replace(": ", " - ", 1) for line in told.doctor.strip().splitlines()]
        parts.append(["--- Connection check ---", *lines])
    text = "\n\n".join("\n".join(_line(line) for line in part if line) for part in parts)
    return redact(text) + "\n"


def copied() -> str:
    """What is said once the report is on the clipboard."""
    return translate("Report", "The report is on the clipboard. It holds no password and no key.")


def _people(told: Told) -> list[str]:
    """For whoever reads it first."""
    task, connection = told.task, told.connection
    outcome = task.outcome or (told.result.outcome if told.result else None)
    title = translate("Report", "Upcall: help wanted with “{name}”")
    lines = [title.format(name=task.name)]
    if outcome is not None:
        lines.append(outcome_words(outcome).text)
    lines += _sentences(told)
    if connection is not None:
        place = translate("Report", "Place: {name}")
        lines.append(place.format(name=connection.name))
    if task.practice:
        lines.append(translate("Report", "This was practice on this computer."))
    return lines


def _sentences(told: Told) -> list[str]:
    result, task = told.result, told.task
    if result is not None and result.receipt is not None:
        if result.outcome is not Outcome.CALLBACK_FAILED:
            return []
        failed = callback_failure_words.failed(result.receipt.callback)
        return [joined(failed.sentence, failed.advice)]
    if result is not None and result.failure is not None:
        return [trouble_of(result.failure, expert=True).whole()]
    code = task.error_code
    return [trouble(code, task.error_values, expert=True).whole()] if code else []


def _technical(told: Told) -> list[str]:
    """For support: one fact a line, names in English."""
    import platform  # noqa: PLC0415 - not for the first picture

    task, result = told.task, told.result
    facts = [
        ("Upcall", __version__),
        ("System", f"{platform.system()} {platform.release()} ({platform.machine()})"),
        ("Time (UTC)", _moment(result.started_at if result else 0.0)),
        ("State", str(task.outcome or task.state)),
        ("Object", task.key),
        ("Size", f"{task.size} bytes"),
        ("Attempts", str(result.attempts) if result else ""),
        *_place(told.connection),
        *(_answer(told) if result or task.error_code else ()),
    ]
    return ["--- Technical part ---", *(f"{name}: {value}" for name, value in facts if value)]


def _place(connection: Connection | None) -> Sequence[tuple[str, str]]:
    if connection is None:
        return ()
    there = connection.destination
    return (
        ("Service", there.provider),
        ("Endpoint", _origin(there.endpoint)),
        ("Second address", _origin(there.other_endpoint)),
        ("Region", there.region),
        ("Bucket", there.bucket),
        ("Prefix", there.prefix),
        ("Access", str(connection.access)),
        ("Access server", _origin(connection.server_url)),
        ("Method", connection.method),
        ("Callback to", ", ".join(_origin(url) for url in connection.callback.urls)),
    )


def _answer(told: Told) -> Sequence[tuple[str, str]]:
    result, task = told.result, told.task
    if result is not None and result.receipt is not None:
        return _of_receipt(result.receipt)
    if result is None or result.failure is None:
        return (("Error", f"{task.error_code} {task.error_values.get('reason', '')}".strip()),)
    failure, answer = result.failure, result.failure.answer
    return (
        ("Error", f"{failure.code} {failure.values.get('reason', '')}".strip()),
        ("HTTP status", str(answer.status or "")),
        ("Code", answer.code),
        ("EC", answer.ec),
        ("Message", answer.message or failure.detail),
        ("Request id", answer.request_id),
        ("Host id", answer.host_id),
        ("Help", help_link(answer)),
        *_request(failure.exchange),
    )


def _of_receipt(receipt: Receipt) -> Sequence[tuple[str, str]]:
    callback = receipt.callback
    return (
        ("Callback", str(callback.outcome)),
        ("HTTP status", str(receipt.http_status or "")),
        ("Code", callback.code),
        ("EC", callback.ec),
        ("Message", callback.message),
        ("ETag", receipt.etag),
        ("Request id", receipt.request_id),
        ("Host id", receipt.host_id),
        ("Help", help_by_ec(callback.ec)),
        *_request(receipt.exchange),
    )


def _request(exchange: Exchange | None) -> Sequence[tuple[str, str]]:
    if exchange is None:
        return ()
    seconds = f"{exchange.timings.total:.3f} s" if exchange.timings.total else ""
    address = redacted_url(exchange.url).partition("?")[0]
    return (("Request", f"{exchange.method} {address}"), ("Request took", seconds))


def _origin(url: str) -> str:
    """Scheme and host only: paths and queries of servers may hold secrets."""
    if not url:
        return ""
    try:
        parts = urlsplit(url if "://" in url else "https://" + url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "(not an address)"
    return f"{parts.scheme}://{host}:{port}" if port else f"{parts.scheme}://{host}"


def _moment(unix: float) -> str:
    from datetime import UTC, datetime  # noqa: PLC0415 - not for the first picture

    when = datetime.fromtimestamp(unix, UTC) if unix else datetime.now(UTC)
    return when.strftime("%Y-%m-%d %H:%M:%S")


def _line(text: str) -> str:
    """One line without control characters, of bounded length."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
