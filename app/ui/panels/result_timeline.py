"""When what happened: preparing, parts, finishing, your server, checking; only measured times."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.exchange import Exchange
from app.domain.notice import NoticeState
from app.domain.states import CallbackOutcome
from app.domain.upload import Result
from app.ui import i18n
from app.ui.dialogs.parts import NoteLine
from app.ui.i18n import joined
from app.ui.notice_news import later_of
from app.ui.notice_words import kind_words, state_words
from app.ui.panels.parts import plain_label, scrolling
from app.ui.panels.result_waterfall import Stretch, Waterfall, time_text
from app.ui.result_story import Story
from app.ui.words import Tone

LEAST = 0.05
"""Seconds of checking afterwards that are worth a line of their own."""


class TimelineView(QWidget):
    """Two graphs: the whole upload, and your server against the time that it has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story: Story | None = None
        self._title, self._server_title = plain_label(look="section"), plain_label(look="section")
        self.whole, self.server = Waterfall(), Waterfall()
        self.note, self.verdict = NoteLine(), NoteLine()
        self.none = plain_label(look="muted", wrap=True)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for widget in (self.none, self._title, self.whole, self.note):
            column.addWidget(widget)
        column.addSpacing(8)
        for widget in (self._server_title, self.server, self.verdict):
            column.addWidget(widget)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inner))
        self.retranslate()

    def show_story(self, story: Story) -> None:
        """Show another upload's."""
        self._story = story
        self._fill()

    def _fill(self) -> None:
        story = self._story
        exchange = story.exchange if story else None
        self.none.setVisible(exchange is None)
        for widget in (self._title, self.whole, self.note):
            widget.setVisible(exchange is not None)
        called = exchange is not None and story is not None and story.sent is not None
        for widget in (self._server_title, self.server, self.verdict):
            widget.setVisible(called)
        if story is None or exchange is None:
            return
        self.whole.show_stretches(self._stretches(story, exchange))
        self._say_note(story)
        if called:
            self._show_server(story, exchange)

    # --- the whole upload -------------------------------------------------------------------

    def _stretches(self, story: Story, exchange: Exchange) -> list[Stretch]:
        result, times = story.result, exchange.timings
        began = result.started_at or exchange.started_at
        before = max(0.0, exchange.started_at - began)
        parted = exchange.method == "POST" and not exchange.is_form
        rows = self._before(story, before, parted=parted)
        last = self.tr("Finishing") if parted else self.tr("Sending the file")
        if not story.result.receipt and story.result.failure:
            last = self.tr("The last request")
        line = times.connect + times.tls
        if line:
            rows.append(Stretch(self.tr("Connecting"), before, line, "border_strong"))
        heard = before + times.total - times.receive  # what lies between two phases comes first
        out = heard - times.wait
        rows.append(Stretch(last, max(before, out - times.send), times.send, "accent"))
        rows += self._waiting(story, exchange, out, began)
        rows.append(Stretch(self.tr("Receiving the answer"), heard, times.receive, "good"))
        after = result.seconds - (before + times.total) if result.seconds else 0.0
        if after > LEAST:
            start = before + times.total
            rows.append(Stretch(self.tr("Checking"), start, after, "muted"))
        whole = max(result.seconds, before + times.total)
        rows.append(Stretch(self.tr("Together"), 0.0, whole, "text", strong=True))
        return rows + self._later(result, began)

    def _later(self, result: Result, began: float) -> list[Stretch]:
        """From the end of the upload until each notice came, or until its last news."""
        rows = []
        for notice in later_of(result):
            if not notice.since or not began:
                continue
            start = max(0.0, notice.since - began)
            waited = max(0.0, notice.at - notice.since)
            words = state_words(notice)
            name = self.tr("{kind}: {state}")
            name = name.replace("{kind}", kind_words(notice.kind)).replace("{state}", words.text)
            role = "amber" if words.tone is Tone.AMBER else "good"
            told = "" if notice.state is NoticeState.ARRIVED else self.tr("not seen")
            rows.append(Stretch(name, start, waited, role, sure=not told, told=told))
        return rows

    def _before(self, story: Story, before: float, *, parted: bool) -> list[Stretch]:
        """What came before the last request: preparing, and parts where there were any."""
        result = story.result
        prepared = result.sending_at - result.started_at
        known = result.attempts == 1 and not story.task.resumed_from and 0 <= prepared <= before
        if not (parted and known):
            return [Stretch(self._first_name(result, parted=parted), 0.0, before, "muted")]
        sent = self.tr("Sending %n part(s)", "", result.parts)
        return [
            Stretch(self.tr("Preparing"), 0.0, prepared, "muted"),
            Stretch(sent, prepared, before - prepared, "accent"),
        ]

    def _first_name(self, result: Result, *, parted: bool) -> str:
        if result.attempts > 1:
            return self.tr("Preparing, and earlier tries")
        if parted:
            return self.tr("Preparing, and sending %n part(s)", "", result.parts)
        return self.tr("Preparing")

    def _waiting(self, story: Story, exchange: Exchange, at: float, began: float) -> list[Stretch]:
        """Storing, and your server: apart where the demo cloud saw it."""
        wait = exchange.timings.wait
        if story.sent is None:
            return [Stretch(self.tr("Storing"), at, wait, "accent")]
        rows = [Stretch(self.tr("Storing, and your server"), at, wait, "border_strong")]
        for number, attempt in enumerate(story.attempts, start=1):
            start = max(at, attempt.sent_at - began)
            name = self.tr("Your server")
            if len(story.attempts) > 1:
                name = self.tr("Your server, address {number}").format(number=number)
            if attempt.seconds is not None:
                rows.append(Stretch(name, start, attempt.seconds, "amber"))
        return rows

    def _say_note(self, story: Story) -> None:
        if story.result.attempts > 1:
            tried = self.tr(
                "It took %n tries; times of earlier ones are not kept.", "", story.result.attempts
            )
        else:
            tried = ""
        solid = self.tr("Full bars were measured here. Dashed ones are inferred.")
        seen = self.tr("Your server's time was measured by the demo cloud.")
        self.note.say(joined(tried, seen if story.attempts else solid), "info", "muted")

    # --- your server ------------------------------------------------------------------------

    def _show_server(self, story: Story, exchange: Exchange) -> None:
        within = story.dialect.seconds_to_answer
        limit = self.tr("At most {seconds} s")
        limit = limit.format(seconds=i18n.number(int(within)))
        rows = []
        for number, attempt in enumerate(story.attempts, start=1):
            name = self.tr("Your server")
            if len(story.attempts) > 1:
                name = self.tr("Your server, address {number}").format(number=number)
            told = "" if attempt.seconds is not None else self.tr("not known")
            rows.append(Stretch(name, 0.0, attempt.seconds or 0.0, "amber", told=told))
        if not rows:
            wait = exchange.timings.wait
            told = self.tr("at most {time}").format(time=time_text(wait))
            name = self.tr("Your server")
            rows.append(Stretch(name, 0.0, wait, "amber", sure=False, told=told))
        self.server.show_stretches(rows, limit=within, limit_name=limit)
        self._judge(story, exchange)

    def _judge(self, story: Story, exchange: Exchange) -> None:
        receipt = story.result.receipt
        failed = receipt is not None and receipt.callback.outcome is CallbackOutcome.FAILED
        seen = [a.seconds for a in story.attempts if a.seconds is not None]
        longest = max(seen) if seen else exchange.timings.wait
        within = story.dialect.seconds_to_answer
        if longest > within and (seen or failed):
            text = self.tr("It took longer than the storage waits. Answer first, work afterwards.")
            self.verdict.say(text, "warn", "amber")
        elif longest > within:
            text = self.tr(
                "Storing and your server took longer together than the storage waits for a server;"
                " how much of it was your server cannot be seen from here."
            )
            self.verdict.say(text, "info", "muted")
        else:
            left = self.tr("In time, with {time} to spare.")
            least = self.tr("In time, with {time} to spare at least.")
            text = (left if seen else least).format(time=time_text(within - longest))
            self.verdict.say(text, "check", "good")

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._title.setText(self.tr("The whole upload"))
        self._server_title.setText(self.tr("Your server"))
        self.none.setText(self.tr("No times were recorded for this file."))
        self.setAccessibleName(self.tr("Timeline"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
