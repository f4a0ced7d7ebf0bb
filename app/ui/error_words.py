"""Words for every code of `app.domain.errors`: what happened, in a sentence, and what to do next.

Two registers: *plain* for the Simple view, which knows only files, your server and the person who
set this up; *exact* for the Expert view, which may name buckets, regions and keys. An entry without
an exact text says the same in both. Texts follow reference/ux.md, section C.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.ui import (
    error_callback_table,
    error_code_table,
    error_grant_table,
    error_service_table,
    error_table,
    i18n,
    setup_error_table,
)
from app.ui.error_entry import Entry, Fix
from app.ui.i18n import joined, translate

_TABLE = (
    error_table.TABLE
    | setup_error_table.TABLE
    | error_grant_table.TABLE
    | error_code_table.TABLE
    | error_callback_table.TABLE
    | error_service_table.TABLE
)
_SIZES = frozenset({"most", "least", "bytes"})
"""Values that are numbers of bytes."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error in words of the language that is set."""

    title: str
    """What happened, in a few words without a full stop."""
    sentence: str
    """What it means, in one or two sentences; may be empty."""
    advice: str
    """What to do next; never empty."""
    fixes: tuple[Fix, ...] = ()
    """The ways out, the best first; a report can always be copied."""

    def whole(self) -> str:
        """The three texts as one, for tooltips and screen readers."""
        title = translate("Errors", "{title}.").format(title=self.title)
        return joined(title, self.sentence, self.advice)


class _Values(dict[str, str]):
    """Values of an error; one that is missing shows as a dash instead of failing."""

    def __missing__(self, key: str) -> str:
        return "–"


def trouble(code: str, values: Mapping[str, str], *, expert: bool = False) -> Trouble:
    """Words for an error's stable ``code`` and its values.

    Looks for the code with its ``reason`` or ``problem``, then the code, then its parent; before
    all of them for its words about an application server where that is ``who`` answered, or about
    services whose places are applications (`app.ui.error_service_table`). Values
    come from outside: show the result as plain text only.
    """
    entry = entry_of(code, values)
    filled = _Values({name: _shown(name, value) for name, value in values.items()})
    sentence = entry.exact if expert and entry.exact else entry.sentence
    advice = entry.exact_advice if expert and entry.exact_advice else entry.advice
    return Trouble(
        translate("Errors", entry.title).format_map(filled),
        translate("Errors", sentence).format_map(filled) if sentence else "",
        translate("Errors", advice).format_map(filled),
        entry.fixes,
    )


def known_codes() -> tuple[str, ...]:
    """Every key of the table (for tests): a code, or ``code/reason``."""
    return tuple(_TABLE)


def sentence_table(*, expert: bool = True) -> list[tuple[str, str, str, str, str]]:
    """The whole catalogue as (code, reason, title, sentence with advice, fix), in its order."""
    rows = []
    for key in _TABLE:
        code, _slash, reason = key.partition("/")
        told = trouble(code, {"reason": reason} if reason else {}, expert=expert)
        rows.append((code, reason, told.title, joined(told.sentence, told.advice), told.fixes[0]))
    return [(code, reason, title, text, str(fix)) for code, reason, title, text, fix in rows]


def entry_of(code: str, values: Mapping[str, str]) -> Entry:
    """The row of the table for an error: the nearest that is known, never nothing."""
    reason = values.get("reason") or values.get("problem") or ""
    if code == "refused.clock" and values.get("minutes"):
        reason = "known"
    parent = code.partition(".")[0]
    server = f"{code}/server" if values.get("who") == "server" else ""
    apart = f"{code}/{reason}@application" if "application" in values else ""
    for key in (
        server,
        apart,
        f"{code}/{reason}",
        f"{code}/{reason.partition('.')[0]}",
        code,
        parent,
    ):
        if key in _TABLE:
            return _TABLE[key]
    return _TABLE["upload"]


def _shown(name: str, value: str) -> str:
    return i18n.size(int(value)) if name in _SIZES and value.isdecimal() else value
