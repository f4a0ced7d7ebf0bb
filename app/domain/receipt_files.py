"""Receipts as CSV and JSON: what programs and spreadsheets read. Keys as in ``upcall send --json``.

Pieces of text are given one after the other: a receipt may tell of a hundred thousand files.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from app.domain.receipt import Line

FORMAT = "upcall-receipt/1"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet take a cell for a formula; the last four are the wide forms."""
COLUMNS = (
    "outcome",
    "file",
    "key",
    "size",
    "ended_at",
    "seconds",
    "etag",
    "crc64",
    "verified",
    "request_id",
    "http_status",
    "url",
    "bucket",
    "endpoint",
    "callback",
    "callback_status",
    "answer",
    "error",
    "service_code",
    "practice",
    "file_id",
    "notices",
)


def harmless(text: str) -> str:
    """``text`` as a cell that no spreadsheet carries out: an apostrophe in front where needed.

    What begins with blanks or invisible signs is looked at behind them, for some programs trim.
    """
    bare = text.lstrip(" \u00a0\u200b\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2068\ufeff")
    return "'" + text if text.startswith(_DANGEROUS) or bare.startswith(_DANGEROUS) else text


def csv_pieces(lines: Iterable[Line]) -> Iterator[str]:
    """A header and a line for each file, as spreadsheets want it (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow(harmless(cell) for cell in _cells(line))
        if out.tell() > 64 * 1024:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def _cells(line: Line) -> Sequence[str]:
    return (
        str(line.outcome),
        line.name,
        line.key,
        str(line.size),
        iso(line.ended_at),
        f"{line.seconds:.3f}",
        line.etag,
        "" if line.crc64 is None else str(line.crc64),
        "yes" if line.verified else "no",
        line.request_id,
        str(line.http_status) if line.http_status else "",
        line.url,
        line.place.bucket,
        line.place.endpoint,
        str(line.callback),
        str(line.callback_status) if line.callback_status else "",
        line.answer or line.body,
        line.error,
        line.error_code or line.callback_code,
        "yes" if line.practice else "no",
        line.file_id,
        "; ".join(" ".join(filter(None, (k, i, s, why))) for k, i, s, why in line.notices),
    )


def json_pieces(lines: Iterable[Line], *, made_at: float) -> Iterator[str]:
    """One object: who made it when, a line for each file, how many ended how."""
    head = {"format": FORMAT, "made_at": iso(made_at)}
    yield json.dumps(head)[:-1] + ', "files": ['
    counts: Counter[str] = Counter()
    size = 0
    for number, line in enumerate(lines):
        counts[str(line.outcome)] += 1
        size += line.size
        yield ("," if number else "") + "\n" + json.dumps(object_of(line))
    totals = {
        "files": sum(counts.values()),
        "bytes": size,
        "outcomes": dict(sorted(counts.items())),
    }
    yield '\n], "totals": ' + json.dumps(totals) + "}\n"


def object_of(line: Line) -> dict[str, object]:
    """One file as plain values."""
    callback = {
        "outcome": str(line.callback),
        "status": line.callback_status,
        "body": line.body,
        "body_cut": line.body_cut,
        "code": line.callback_code,
    }
    error = {"code": line.error, "service_code": line.error_code} if line.error else None
    return {
        "file": line.name,
        "key": line.key,
        "outcome": str(line.outcome),
        "size": line.size,
        "ended_at": iso(line.ended_at),
        "seconds": round(line.seconds, 3),
        "etag": line.etag,
        "crc64": None if line.crc64 is None else str(line.crc64),
        "verified": line.verified,
        "version_id": line.version_id,
        "request_id": line.request_id,
        "http_status": line.http_status,
        "url": line.url,
        "bucket": line.place.bucket,
        "endpoint": line.place.endpoint,
        "callback": callback if line.is_stored else None,
        "error": error,
        "parts": line.parts,
        "attempts": line.attempts,
        "practice": line.practice,
        "file_id": line.file_id,
        "notices": [
            {"kind": kind, "id": id_, "state": state, "reason": reason}
            for kind, id_, state, reason in line.notices
        ],
    }


def iso(unix: float) -> str:
    """A moment as 2026-11-21T19:40:00Z; empty for one that no calendar has."""
    try:
        return datetime.fromtimestamp(unix, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return ""
