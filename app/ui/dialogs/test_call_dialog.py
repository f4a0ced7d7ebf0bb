"""Test call: sends from this computer what the storage would send, and judges what comes back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QWidget,
)

from app.domain.asks import CallAnswer, CallServer
from app.domain.errors import Failure
from app.domain.events import Answered
from app.domain.exchange import Timings
from app.domain.judge import WITHIN, Judgement, ServerAnswer, judged
from app.ui.call_plan import CallPlan, PlannedRequest, signer_of
from app.ui.desk import Desk
from app.ui.dialogs import test_call_words as words
from app.ui.dialogs.parts import Fold, NoteLine, card, page_of
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.test_call_parts import Rulings, Verdict, request_text
from app.ui.dialogs.wizard.buttons import ButtonBar, fill
from app.ui.panels.long_text import LongText
from app.ui.panels.parts import scrolling
from app.ui.panels.result_body import BodyView
from app.ui.panels.result_waterfall import Waterfall


class TestCallDialog(QDialog):
    """One call at a time; the next one only when somebody presses the button."""

    __test__ = False
    """Not one of pytest's."""

    def __init__(self, desk: Desk, plan: CallPlan, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._plan = plan
        self._ask = ""
        self._told: CallAnswer | Failure | None = None
        self._judgement: Judgement | None = None
        self._title, self._lead = QLabel(), QLabel()
        self.source, self.signed = NoteLine(), NoteLine()
        self.address = QComboBox()
        self.busy = QProgressBar()
        self.verdict = Verdict()
        self.rulings = Rulings()
        self.times = Waterfall()
        self.body = BodyView(desk)
        self.request = LongText()
        self._fold = Fold(self.request)
        self._times_title, self._body_title = QLabel(), QLabel()
        self.send, self.copy, self.shut = QPushButton(), QPushButton(), QPushButton()
        self._build()
        self._join()
        self.retranslate()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        for request in self._plan.requests:
            self.address.addItem(request.url)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.request.setMinimumHeight(150)
        self.body.setMinimumHeight(260)
        for title in (self._times_title, self._body_title):
            title.setTextFormat(Qt.TextFormat.PlainText)
        self._outcome = card(self.verdict, self.rulings)
        self._when = card(self.times, title=self._times_title)
        self._what = card(self.body, title=self._body_title)
        rows = (self.source, self.signed, self.address, self._fold, self.busy)
        cards = (self._outcome, self._when, self._what)
        page = page_of(*rows, *cards, title=self._title, lead=self._lead)
        fill(self, scrolling(page), ButtonBar([self.copy], [self.shut, self.send]))
        self.send.setProperty("look", "primary")
        self.send.setDefault(True)
        self.send.setFocus()
        for button in (self.copy, self.shut):
            button.setAutoDefault(False)
        fit_screen(self, width=700, height=800)
        self._show_state()

    def _join(self) -> None:
        self.send.clicked.connect(self.call)
        self.copy.clicked.connect(self._copy)
        self.shut.clicked.connect(self.reject)
        self.address.currentIndexChanged.connect(lambda _index: self._chosen())

    # --- the call ---------------------------------------------------------------------------

    def request_now(self) -> PlannedRequest | None:
        """The request to the address that is chosen."""
        at = self.address.currentIndex()
        return self._plan.requests[at] if 0 <= at < len(self._plan.requests) else None

    def call(self) -> None:
        """Send it, once."""
        request = self.request_now()
        if request is None or self._ask:
            return
        self._told = self._judgement = None
        ask = CallServer(
            "",
            self._plan.connection_id,
            self._plan.destination,
            request.url,
            request.headers,
            request.body,
            signer_of(self._desk.book, request.url),
        )
        self._ask = self._desk.ask(ask, self._hear, owner=self)
        self._show_state()

    def _hear(self, event: Answered) -> None:
        self._ask = ""
        if isinstance(event.answer, CallAnswer):
            self._told = event.answer
            self._judgement = judged(_answer_of(event.answer))
        else:
            self._told = event.failure
        self._show_state()
        self.send.setFocus(Qt.FocusReason.OtherFocusReason)
        said = QAccessibleAnnouncementEvent(self, self.verdict.accessibleName())
        QAccessible.updateAccessibility(said)

    def _chosen(self) -> None:
        """Another address: what is shown was of the one before."""
        if self._ask:
            self._desk.asking.withdraw(self._ask)
            self._ask = ""
        self._told = self._judgement = None
        self._show_state()

    def done(self, result: int) -> None:
        """Nobody waits for the answer."""
        if self._ask:
            self._desk.asking.withdraw(self._ask)
            self._ask = ""
        super().done(result)

    # --- showing ----------------------------------------------------------------------------

    def _show_state(self) -> None:
        request = self.request_now()
        self.busy.setVisible(bool(self._ask))
        self.send.setEnabled(request is not None and not self._ask)
        self.copy.setEnabled(self._told is not None)
        self.address.setVisible(len(self._plan.requests) > 1)
        for frame in (self._outcome, self._when, self._what):
            frame.hide()
        self.request.show_text(request_text(request) if request else "")
        self._say_signed(request)
        if isinstance(self._told, CallAnswer) and self._judgement is not None:
            self._show_answer(self._told, self._judgement)
        elif isinstance(self._told, Failure):
            self._show_failure(self._told)

    def _show_answer(self, told: CallAnswer, judgement: Judgement) -> None:
        self.verdict.say(words.verdict(judgement))
        self.rulings.show_rulings(judgement)
        self._show_times(told.exchange.timings)
        kind = [self.tr("HTTP {status}").format(status=told.exchange.status)]
        kind += [v for n, v in told.exchange.headers if n.lower() == "content-type"]
        self.body.set_bytes(told.body, " · ".join(kind), cut=told.cut)
        for frame in (self._outcome, self._what):
            frame.show()

    def _show_failure(self, failure: Failure) -> None:
        self.verdict.say(words.trouble_words(failure))
        self.rulings.show_rulings(None)
        self._outcome.show()
        if failure.exchange is not None:
            self._show_times(failure.exchange.timings)

    def _show_times(self, timings: Timings) -> None:
        rows = words.stretches(timings)
        self.times.show_stretches(rows, limit=WITHIN, limit_name=words.limit_name())
        self._when.show()

    def _say_signed(self, request: PlannedRequest | None) -> None:
        signer = signer_of(self._desk.book, request.url) if request else ""
        if signer:
            text = self.tr("The demo cloud signs it, so your practice server accepts it.")
            self.signed.say(text, "key", "muted")
        else:
            text = self.tr("It is not signed: a server that checks signatures refuses it.")
            self.signed.say(text, "key", "muted")

    def _copy(self) -> None:
        request = self.request_now()
        parts = [(self.tr("Test call to"), request.url if request else "")]
        parts.append((self.tr("Result"), self.verdict.accessibleName()))
        if self._judgement is not None:
            parts += self.rulings.lines()
        if self._when.isVisible():
            parts.append((self.tr("Times"), self.times.accessibleName()))
        QGuiApplication.clipboard().setText(words.report(parts))
        self.copy.setText(self.tr("Copied ✓"))

    def _sources(self) -> dict[str, str]:
        return {
            "form": self.tr("The body is made of the template as it is now."),
            "inferred": self.tr("The body is made again from what the upload's callback said."),
            "observed": self.tr("The body is the one that the demo cloud sent."),
        }

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setWindowTitle(self.tr("Test call"))
        named = self.tr("Test call for “{name}”").format(name=self._plan.file)
        self._title.setText(named if self._plan.file else self.tr("Test call"))
        self._lead.setText(
            self.tr(
                "Sends your server what the storage would send. Nothing is uploaded."
                " This call comes from this computer, not from the storage:"
                " a server that answers here may still be out of its reach."
            )
        )
        self.source.say(self._sources()[self._plan.source], "info", "muted")
        self.address.setAccessibleName(self.tr("Address to call"))
        self.busy.setAccessibleName(self.tr("Waiting for your server"))
        self._fold.name(self.tr("What is sent"))
        self.request.setAccessibleName(self.tr("What is sent"))
        self._times_title.setText(self.tr("How long it took"))
        self._body_title.setText(self.tr("What your server answered"))
        self.send.setText(self.tr("&Send test call"))
        self.copy.setText(self.tr("&Copy report"))
        self.shut.setText(self.tr("Close"))
        self._show_state()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Language may change while it is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _answer_of(told: CallAnswer) -> ServerAnswer:
    exchange = told.exchange
    seconds = exchange.timings.total
    return ServerAnswer(exchange.status, exchange.headers, told.body, seconds, told.cut)
