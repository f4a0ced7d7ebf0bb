"""Links: addresses of stored files for the clipboard, plain or signed, in three forms."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.domain.asks import MakeLink
from app.domain.connection import Connection
from app.domain.events import Answered
from app.domain.media import type_of
from app.domain.services import Can, service
from app.domain.states import Outcome
from app.domain.upload import Result, TaskSnapshot
from app.ui import i18n
from app.ui.access_news import AccessNews
from app.ui.asking import Asking
from app.ui.connection_book import ConnectionBook
from app.ui.i18n import joined, translate
from app.ui.models.queue_model import QueueModel
from app.ui.service_words import why_not

HOUR, DAY, WEEK = 3600, 86_400, 604_800
"""Seconds for which a signed link may be good; a week is the longest (oss.md, 5.3)."""
MOST = 1000
"""Links that are made at a time."""
LINKED = frozenset(
    {Outcome.DELIVERED, Outcome.STORED, Outcome.CALLBACK_FAILED, Outcome.ANSWER_NOT_SEEN}
)
"""Ends after which there is an object to link to."""


class Form(Enum):
    """How a link is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Wish:
    """What link somebody wants."""

    seconds: int = 0
    """How long it is good for; 0: a plain one."""
    own_domain: bool = False
    """On the connection's domain for links (`Connection.link_base`)."""
    form: Form = Form.TEXT


class Links(QObject):
    """Has links made and puts them on the clipboard, one a line, in the order of the rows."""

    told = Signal(str, str)
    """As `Desk.told`."""

    def __init__(
        self,
        book: ConnectionBook,
        *,
        queue: QueueModel,
        asking: Asking,
        access: AccessNews,
        result: Callable[[str], Result | None],
    ) -> None:
        """``result`` gives a task's result, or None and a later call of `ready`."""
        super().__init__()
        self._book = book
        self._queue = queue
        self._asking = asking
        self._access = access
        self._result = result
        self._wanted = ""
        """The task whose plain link is copied once its result is known."""
        self._round: _Round | None = None
        self._later: dict[str, tuple[TaskSnapshot, _Round]] = {}
        """Rows whose result was asked for."""

    def copy_plain(self, task_id: str) -> None:
        """The plain address of one stored file; a private one gets a signed link for a day."""
        if self._is_private(task_id):
            self.copy([task_id], Wish(DAY))
            return
        if self._elsewhere([task_id]):
            return
        result = self._result(task_id)
        self._wanted = "" if result is not None else task_id
        if result is not None and result.receipt is not None and result.receipt.url:
            QGuiApplication.clipboard().setText(result.receipt.url)
            self.told.emit("info", LinkWords().copied(1, Wish(), until=0.0))

    def copy_usual(self, ids: Sequence[str]) -> None:
        """What *Copy link* gives: the plain address, or several, one a line."""
        if len(ids) == 1:
            self.copy_plain(ids[0])
        elif ids and not self._elsewhere(ids):
            self.copy(ids, Wish(DAY if self._is_private(ids[0]) else 0))

    def _elsewhere(self, ids: Sequence[str]) -> bool:
        """Whether the service cannot tell where its files are read: by the connection's own domain
        then, or it is said why not."""
        row = self._queue.snapshot(ids[0])
        connection = self._book.find(row.connection_id) if row is not None else None
        if connection is None:
            return False
        reason = why_not(service(connection.destination.provider), Can.LINKS)
        if reason and connection.link_base:
            self.copy(ids, Wish(own_domain=True))
        elif reason:
            self.told.emit("warn", reason)
        return bool(reason)

    def _is_private(self, task_id: str) -> bool:
        row = self._queue.snapshot(task_id)
        connection = self._book.find(row.connection_id) if row is not None else None
        return connection is not None and connection.options.acl == "private"

    def ready(self, task_id: str) -> None:
        """A result that was asked for is there."""
        if self._wanted == task_id:
            self.copy_plain(task_id)
        if waiting := self._later.pop(task_id, None):
            self._read(*waiting)

    def copy(self, ids: Sequence[str], wish: Wish) -> None:
        """Links to all stored files among ``ids``; files without an object are passed over."""
        rows = [row for row in self._queue.snapshots(ids) if row.outcome in LINKED][:MOST]
        if self._round is not None:
            self._round.drop()
        self._round = _Round(rows, wish, done=self._copied) if rows else None
        for row in rows:
            connection = self._book.find(row.connection_id)
            if connection is None or self._round is None:
                self._forget(row)
                continue
            self._ask(connection, row, wish, this=self._round)

    def _forget(self, row: TaskSnapshot) -> None:
        if self._round is not None:
            self._round.take(row, "")

    def _ask(self, connection: Connection, row: TaskSnapshot, wish: Wish, *, this: _Round) -> None:
        base = connection.link_base if wish.own_domain else ""
        if not base and Can.SIGNED_LINKS not in service(connection.destination.provider).can:
            self._read(row, this)
            return
        ask = MakeLink("", connection.id, connection.destination, row.key, wish.seconds, base)

        def hear(answer: Answered) -> None:
            this.take(row, answer.answer if isinstance(answer.answer, str) else "")

        self._asking.ask(ask, hear)

    def _read(self, row: TaskSnapshot, this: _Round) -> None:
        """The address that the service gave to this file; it stands in the receipt alone."""
        result = self._result(row.id)
        if result is None:
            self._later[row.id] = (row, this)
        else:
            this.take(row, result.receipt.url if result.receipt is not None else "")

    def _copied(self, this: _Round) -> None:
        if this is not self._round:
            return
        self._round = None
        words, texts = LinkWords(), this.texts()
        if texts:
            QGuiApplication.clipboard().setText("\n".join(texts))
        missing = len(this.rows) - len(texts)
        until = self._until(this.rows, this.wish) if texts else 0.0
        said = joined(
            words.copied(len(texts), this.wish, until=until) if texts else "",
            words.missing(missing) if missing else "",
        )
        self.told.emit("warn" if missing else "info", said)

    def _until(self, rows: Sequence[TaskSnapshot], wish: Wish) -> float:
        """When a signed link ends before its time because the access that signed it does."""
        if not wish.seconds:
            return 0.0
        grants = (self._access.grant(row.connection_id) for row in rows)
        ends = [grant.expires_at for grant in grants if grant is not None and grant.expires_at]
        first = min(ends, default=0.0)
        return first if first and first < time.time() + wish.seconds else 0.0


class _Round:
    """Links that were asked for together."""

    def __init__(
        self, rows: Sequence[TaskSnapshot], wish: Wish, *, done: Callable[[_Round], None]
    ) -> None:
        self.rows = tuple(rows)
        self.wish = wish
        self._done: Callable[[_Round], None] | None = done
        self._found: dict[str, str] = {}

    def drop(self) -> None:
        """Nobody waits for these any more."""
        self._done = None

    def take(self, row: TaskSnapshot, url: str) -> None:
        """One was made; empty: it could not be."""
        self._found[row.id] = written(url, row.key, self.wish.form) if url else ""
        if len(self._found) == len(self.rows) and self._done is not None:
            done, self._done = self._done, None
            done(self)

    def texts(self) -> list[str]:
        """Those that were made, in the order of the rows."""
        return [text for row in self.rows if (text := self._found.get(row.id, ""))]


def written(url: str, key: str, form: Form) -> str:
    """A link as text, Markdown or HTML; pictures as pictures. Names are escaped."""
    name = " ".join(key.rpartition("/")[2].split()) or key
    picture = type_of(key).startswith("image/")
    if form is Form.MARKDOWN:
        address = url.replace("<", "%3C").replace(">", "%3E")
        return f"{'!' if picture else ''}[{_for_markdown(name)}](<{address}>)"
    if form is Form.HTML:
        import html  # noqa: PLC0415 - not for the first picture

        address, text = html.escape(url), html.escape(name)
        if picture:
            return f'<img src="{address}" alt="{text}">'
        return f'<a href="{address}">{text}</a>'
    return url


def _for_markdown(name: str) -> str:
    return "".join("\\" + sign if sign in "\\`*_[]<>&!#|~" else sign for sign in name)


class LinkWords:
    """Sentences with plurals (a class with a `tr` of its own, as `app.ui.i18n.Units`)."""

    @staticmethod
    def tr(text: str, comment: str = "", n: int = -1) -> str:
        """``text`` in the language of now, in the form for ``n``."""
        return translate("LinkWords", text, comment, n)

    def copied(self, count: int, wish: Wish, *, until: float) -> str:
        """What was copied, and what it can do."""
        if count == 1:
            first = translate("Links", "Link copied.")
        else:
            first = self.tr("%n links copied.", "", count)
        return joined(first, what_it_does(wish.seconds, until=until))

    def missing(self, count: int) -> str:
        """How many links could not be made."""
        return self.tr("%n link(s) could not be made with this access.", "", count)


def what_it_does(seconds: int, *, until: float = 0.0) -> str:
    """What a link is good for, in words."""
    if until:
        text = translate(
            "Links", "It works until {when}, when your access ends, for whoever has it."
        )
        return text.format(when=i18n.moment(until))
    if seconds:
        text = translate("Links", "It works for {time}, for whoever has it.")
        return text.replace("{time}", span(seconds))
    return translate("Links", "It opens where files may be read by everyone.")


def span(seconds: int) -> str:
    """A time that a link is good for."""
    texts = {
        HOUR: translate("Links", "1 hour"),
        DAY: translate("Links", "1 day"),
        WEEK: translate("Links", "7 days"),
    }
    return texts[seconds]
