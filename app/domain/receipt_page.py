"""Receipts as a page: self-contained HTML for browsers, and a plainer one that can be printed.

Every text in them is escaped here; there is no script, nothing is loaded, and a policy in the page
says so to the browser. Words come from whoever makes the page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

MOST = 5000
"""Files of one page; more is for CSV and JSON."""
MOST_PRINTED = 1000
"""Files of one document on paper."""
LONGEST_ANSWER = 32 * 1024
"""Characters of an answer on the page."""
LONGEST_PRINTED = 1500
_JOINER = "\u200d"
"""Of emoji; `app.ui.plain_names` writes the others out."""
_TONES = {"good": "#0b6b3a", "amber": "#8a5300", "danger": "#b3261e", "muted": "#555555"}
_STYLE = """
:root{color-scheme:light dark;--ink:#1b1f23;--soft:#57606a;--line:#d0d7de;--ground:#fff;
--card:#f6f8fa;--good:#0b6b3a;--amber:#8a5300;--danger:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa4af;--line:#30363d;
--ground:#0d1117;--card:#161b22;--good:#4ac26b;--amber:#e3b341;--danger:#ff7b72}}
body{margin:0 auto;padding:2rem 1rem;max-width:60rem;background:var(--ground);color:var(--ink);
font:16px/1.5 system-ui,sans-serif}h1{margin:0 0 .3rem;font-size:1.6rem}p{margin:.3rem 0 1rem}
.soft{color:var(--soft)}.good{color:var(--good)}.amber{color:var(--amber)}
.danger{color:var(--danger)}.muted{color:var(--soft)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.5rem 0}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
article{border:1px solid var(--line);border-radius:8px;padding:.8rem 1rem;margin:0 0 .8rem;
background:var(--card);break-inside:avoid}h2{margin:0;font-size:1.05rem;overflow-wrap:anywhere}
.end{margin:.1rem 0;font-weight:600}pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.3rem 0;
padding:.6rem;border:1px solid var(--line);border-radius:6px;background:var(--ground);
font:13px/1.45 ui-monospace,monospace}bdi{unicode-bidi:isolate}
@media print{body{max-width:none;padding:0;font-size:11pt}article{background:none}}
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One file on the page; all texts as people read them."""

    name: str
    glyph: str
    """One sign for how it ended, beside the word."""
    ended: str
    tone: str
    """``good``, ``amber``, ``danger`` or ``muted``."""
    facts: tuple[tuple[str, str], ...]
    """Label and value."""
    answer: str = ""
    answer_label: str = ""
    """Who said it."""


@dataclass(frozen=True, slots=True)
class Page:
    """All that stands on it."""

    language: str
    """As HTML names it: ``en``, ``zh-CN``."""
    title: str
    lead: str
    summary: tuple[tuple[str, str], ...]
    rows: Sequence[Row]
    note: str = ""
    """What is not on the page; empty: everything is."""
    foot: str = ""


def html_pieces(page: Page) -> Iterator[str]:
    """The page for browsers."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    yield (
        f'<!doctype html>\n<html lang="{escape(page.language)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{_text(page.title)}</title><style>{_STYLE}</style></head>\n<body><main>"
        f'<h1>{_text(page.title)}</h1><p class="soft">{_text(page.lead)}</p>{_pairs(page.summary)}'
    )
    if page.note:
        yield f'<p class="amber">{_text(page.note)}</p>'
    for row in page.rows:
        yield "\n" + _article(row)
    yield f'\n<p class="soft">{_text(page.foot)}</p></main></body></html>\n'


def _article(row: Row) -> str:
    answer = f'<p class="soft">{_text(row.answer_label)}</p><pre>{_cut(row.answer)}</pre>'
    return (
        f"<article><h2><bdi>{_text(row.name)}</bdi></h2>"
        f'<p class="end {escape(row.tone)}">{_text(row.glyph)} {_text(row.ended)}</p>'
        f"{_pairs(row.facts)}{answer if row.answer else ''}</article>"
    )


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    inside = "".join(
        f"<dt>{_text(label)}</dt><dd><bdi>{_text(value)}</bdi></dd>"
        for label, value in pairs
        if value
    )
    return f"<dl>{inside}</dl>" if inside else ""


def printed_pieces(page: Page) -> Iterator[str]:
    """The page in the few words of HTML that a document of Qt knows, black on white.

    Each piece stands by itself: a long page is put together bit by bit.
    """
    note = f'<p style="color:{_TONES["amber"]}">{_text(page.note)}</p>' if page.note else ""
    yield (
        f'<h2>{_text(page.title)}</h2><p style="color:#444444">{_text(page.lead)}</p>'
        f"{_table(page.summary)}{note}"
    )
    yield from map(_printed_row, page.rows)
    if page.foot:
        yield f'<hr><p style="color:#444444">{_text(page.foot)}</p>'


def _printed_row(row: Row) -> str:
    tone = _TONES.get(row.tone, _TONES["muted"])
    answer = ""
    if row.answer:
        said = _cut(row.answer, LONGEST_PRINTED).replace("\n", "<br>")
        label = f'<span style="color:#444444">{_text(row.answer_label)}</span>'
        answer = f'<p style="margin-top:4px">{label}<br>{said}</p>'
    return (
        f'<hr><p style="margin-bottom:2px"><b>{_broken(row.name)}</b><br>'
        f'<span style="color:{tone}">{_text(row.glyph)} {_text(row.ended)}</span></p>'
        f"{_table(row.facts)}{answer}"
    )


def _table(pairs: Iterable[tuple[str, str]]) -> str:
    rows = "".join(
        f'<tr><td style="color:#444444;padding-right:14px">{_text(label)}</td>'
        f"<td>{_broken(value)}</td></tr>"
        for label, value in pairs
        if value
    )
    return f'<table cellspacing="0" cellpadding="1">{rows}</table>' if rows else ""


def _cut(text: str, most: int = LONGEST_ANSWER) -> str:
    return _text(text[:most], keep="\n\t") + (" …" if len(text) > most else "")


def _text(text: str, *, keep: str = "") -> str:
    """Escaped, and with nothing in it that turns, hides or cannot be encoded."""
    return escape("".join(_shown(sign, keep) for sign in text))


def _shown(sign: str, keep: str = "") -> str:
    if sign.isprintable() or sign in keep or sign == _JOINER:
        return sign
    return " " if unicodedata.category(sign) == "Zs" else "\N{REPLACEMENT CHARACTER}"


def _broken(text: str) -> str:
    """For paper: a long word may be broken anywhere (a sign without width between its pieces)."""
    words = "".join(map(_shown, text)).split(" ")
    return escape(" ".join(map(_pieces, words)))


def _pieces(word: str) -> str:
    return "\u200b".join(word[start : start + 24] for start in range(0, len(word), 24))
