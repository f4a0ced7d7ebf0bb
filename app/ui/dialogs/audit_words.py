"""Words of the audit: what became of each file at the storage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from app.domain.receipt_audit import Checked, Verdict
from app.ui import i18n
from app.ui.i18n import translate
from app.ui.words import Tone, Words


def verdict_words(checked: Checked) -> Words:
    """Glyph, words and colour of one file."""
    if checked.verdict is Verdict.SAME:
        text = translate("Audit", "There, checksum the same")
        return Words("state-delivered", text, Tone.GOOD)
    if checked.verdict is Verdict.SAME_SIZE:
        text = translate("Audit", "There, size the same; no checksum to compare")
        return Words("state-stored", text, Tone.GOOD)
    if checked.verdict is Verdict.MISSING:
        return Words("state-failed", translate("Audit", "Missing"), Tone.DANGER)
    if checked.verdict is Verdict.UNKNOWN:
        return Words("state-attention", translate("Audit", "Could not look"), Tone.AMBER)
    if checked.replaced:
        text = translate("Audit", "Replaced by a later upload")
        return Words("state-skipped", text, Tone.MUTED)
    return Words("state-attention", translate("Audit", "Different"), Tone.AMBER)


def note_of(checked: Checked) -> str:
    """What is different, in figures."""
    found, line = checked.found, checked.line
    if found is None or checked.verdict is not Verdict.DIFFERENT:
        return ""
    if found.size != line.size:
        text = translate("Audit", "{found} there, {sent} sent")
        return text.format(found=i18n.number(found.size), sent=i18n.number(line.size))
    text = translate("Audit", "CRC-64 {found} there, {sent} sent")
    return text.format(found=found.crc64, sent=line.crc64)


def columns() -> tuple[str, ...]:
    """Headers of the table."""
    return (
        translate("Audit", "Name"),
        translate("Audit", "At the storage"),
        translate("Audit", "Difference"),
    )


class AuditWords:
    """Sentences with plurals (a class with a `tr` of its own, as `app.ui.i18n.Units`)."""

    @staticmethod
    def tr(text: str, comment: str = "", n: int = -1) -> str:
        """``text`` in the language of now, in the form for ``n``."""
        return translate("AuditWords", text, comment, n)

    def summary(self, counts: Mapping[Verdict, int]) -> str:
        """All verdicts in one line."""
        good = counts.get(Verdict.SAME, 0) + counts.get(Verdict.SAME_SIZE, 0)
        facts = [
            self.tr("%n there as it was sent", "", good) if good else "",
            self._count(counts, Verdict.DIFFERENT),
            self._count(counts, Verdict.MISSING),
            self._count(counts, Verdict.UNKNOWN),
        ]
        return " · ".join(filter(None, facts))

    def _count(self, counts: Mapping[Verdict, int], verdict: Verdict) -> str:
        count = counts.get(verdict, 0)
        if not count:
            return ""
        if verdict is Verdict.DIFFERENT:
            return self.tr("%n different", "", count)
        if verdict is Verdict.MISSING:
            return self.tr("%n missing", "", count)
        return self.tr("%n could not be looked at", "", count)

    def looking(self, done: int, count: int) -> str:
        """How far it is."""
        return self.tr("{done} of %n file(s) looked at", "", count).format(done=i18n.number(done))

    def left_out(self, count: int) -> str:
        """What is not looked for."""
        return self.tr("%n file(s) were not stored and are not looked for.", "", count)


def counts_of(checked: list[Checked]) -> Counter[Verdict]:
    """How many of each."""
    return Counter(each.verdict for each in checked)
