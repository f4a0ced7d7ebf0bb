"""Words of receipts: lines of the history as the rows of a page that people read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale

from app.domain.receipt import Line
from app.domain.receipt_page import Page, Row
from app.domain.states import CallbackOutcome, Outcome
from app.ui import i18n
from app.ui.error_words import trouble
from app.ui.i18n import joined, translate
from app.ui.notice_words import line_words
from app.ui.plain_names import visible
from app.ui.service_words import place_word
from app.ui.words import outcome_words

_SIGNS = {"good": "✓", "amber": "!", "danger": "✕", "muted": "–"}


class ReceiptWords:
    """Sentences with plurals (a class with a `tr` of its own, as `app.ui.i18n.Units`)."""

    @staticmethod
    def tr(text: str, comment: str = "", n: int = -1) -> str:
        """``text`` in the language of now, in the form for ``n``."""
        return translate("ReceiptWords", text, comment, n)

    def files(self, count: int) -> str:
        """How many."""
        return self.tr("%n file(s)", "", count)

    def more(self, count: int) -> str:
        """What is not on the page."""
        return self.tr("%n more file(s) are not on this page.", "", count)


def page_of(
    lines: Sequence[Line], *, plain: bool, most: int, places: Mapping[str, str], now: float
) -> Page:
    """A page about ``lines``; ``plain``: a confirmation without words of the trade.

    ``places`` has names of connections by their ids; ``now`` is in Unix seconds.
    """
    shown = lines[:most]
    title = title_of(plain=plain)
    made = translate("Receipt", "Made on {moment} with Upcall").format(moment=i18n.moment(now))
    hidden = len(lines) - len(shown)
    note = ReceiptWords().more(hidden) if hidden else ""
    if note and not plain:
        hint = translate("Receipt", "Save the receipt as CSV or JSON to have all of them.")
        note = joined(note, hint)
    return Page(
        QLocale().bcp47Name(),
        title,
        made,
        _summary(lines, places, plain=plain),
        [_row(line, plain=plain) for line in shown],
        note,
        _foot(lines),
    )


def _foot(lines: Sequence[Line]) -> str:
    if any(line.practice for line in lines):
        return translate(
            "Receipt", "Practice files were sent to the demo cloud, which keeps nothing."
        )
    return ""


def place_name(line: Line, places: Mapping[str, str]) -> str:
    """Where a file went, by the name that people gave it; else the bucket's."""
    return visible(places.get(line.connection_id) or line.place.bucket)


def _summary(
    lines: Sequence[Line], places: Mapping[str, str], *, plain: bool
) -> tuple[tuple[str, str], ...]:
    words = ReceiptWords()
    counts = Counter(line.outcome for line in lines)
    sizes = sum(line.size for line in lines)
    where = dict.fromkeys(place_name(line, places) for line in lines)
    times = sorted(line.ended_at for line in lines)
    pairs = [
        (translate("Receipt", "Files"), f"{words.files(len(lines))}, {i18n.size(sizes)}"),
        (translate("Receipt", "Sent to"), ", ".join(where)),
    ]
    if times:
        first, last = i18n.moment(times[0]), i18n.moment(times[-1])
        pairs.append(
            (translate("Receipt", "When"), first if first == last else f"{first} – {last}")
        )
    for outcome in Outcome:
        if counts[outcome]:
            label = outcome_words(outcome, expert=not plain).text
            pairs.append((label, words.files(counts[outcome])))
    return tuple(pairs)


def _row(line: Line, *, plain: bool) -> Row:
    words = outcome_words(line.outcome, expert=not plain)
    facts = plain_facts(line) if plain else exact_facts(line)
    answer = line.answer if plain else line.body or line.answer
    tone = "good" if words.tone == "accent" else str(words.tone)
    return Row(
        visible(line.name),
        _SIGNS.get(tone, "–"),
        words.text,
        tone,
        facts,
        answer,
        who_answered(line),
    )


def who_answered(line: Line) -> str:
    """Whose words the answer is: of a callback that failed the storage tells."""
    if line.callback is CallbackOutcome.FAILED:
        return translate("Receipt", "The storage answered")
    return translate("Receipt", "Your server answered")


def plain_facts(line: Line) -> tuple[tuple[str, str], ...]:
    """What people without a trade want to know of a file, label and value."""
    pairs = [
        (translate("Receipt", "Size"), _size(line)),
        (translate("Receipt", "When"), i18n.moment(line.ended_at)),
    ]
    if line.crc64 is not None and line.is_stored:
        pairs.append((translate("Receipt", "Fingerprint"), _fingerprint(line)))
    word = translate("Receipt", "Confirmation")
    pairs += [(word, text) for text in notice_texts(line, expert=False)]
    if line.error:
        pairs.append((translate("Receipt", "Why"), trouble(line.error, line.error_values).title))
    return tuple(pairs)


def _size(line: Line) -> str:
    if line.size < 1000:
        return i18n.size(line.size)
    exactly = translate("Receipt", "{size} ({bytes} bytes)")
    return exactly.format(size=i18n.size(line.size), bytes=i18n.number(line.size))


def _fingerprint(line: Line) -> str:
    if not line.verified:
        return str(line.crc64)
    same = translate("Receipt", "{number} (the same as of the file that was sent)")
    return same.format(number=line.crc64)


def exact_facts(line: Line) -> tuple[tuple[str, str], ...]:
    """All that is known of a file, label and value; empty values are to be left out."""
    return (
        (translate("Receipt", "Size"), _size(line)),
        (translate("Receipt", "Ended"), i18n.moment(line.ended_at)),
        (translate("Receipt", "Took"), i18n.exact(line.seconds) if line.seconds else ""),
        (translate("Receipt", "Stored as"), visible(line.key)),
        (place_word(line.place.provider), _place(line)),
        (translate("Receipt", "Address"), line.url),
        ("ETag", line.etag),
        ("CRC-64", _fingerprint(line) if line.crc64 is not None else ""),
        (translate("Receipt", "Version"), line.version_id),
        (translate("Receipt", "Request id"), line.request_id),
        (translate("Receipt", "HTTP status"), str(line.http_status) if line.http_status else ""),
        (translate("Receipt", "File id"), line.file_id),
        (translate("Receipt", "Callback"), callback_text(line)),
        (translate("Receipt", "Notice"), "; ".join(notice_texts(line, expert=True))),
        (translate("Receipt", "Why"), _why(line)),
    )


def _place(line: Line) -> str:
    return " · ".join(part for part in (line.place.bucket, line.place.endpoint) if part)


def notice_texts(line: Line, *, expert: bool) -> list[str]:
    """What was told later, or will be."""
    return [line_words(told, expert=expert) for told in line.notices]


def callback_text(line: Line) -> str:
    """What became of the callback."""
    if line.callback is CallbackOutcome.DELIVERED:
        return translate("Receipt", "Delivered")
    if line.callback is CallbackOutcome.FAILED:
        failed = translate("Receipt", "Failed")
        return f"{failed} ({line.callback_code})" if line.callback_code else failed
    if line.callback is CallbackOutcome.UNKNOWN:
        return translate("Receipt", "The answer was not seen")
    return ""


def _why(line: Line) -> str:
    if not line.error:
        return ""
    title = trouble(line.error, line.error_values, expert=True).title
    return f"{title} ({line.error_code})" if line.error_code else title


def title_of(*, plain: bool) -> str:
    """What the paper is called."""
    if plain:
        return translate("Receipt", "Upload confirmation")
    return translate("Receipt", "Upload receipt")
