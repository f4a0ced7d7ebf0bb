"""Intake: what a person adds, on its way to the engine; nothing that was dropped gets lost."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.connection import View, batch_of
from app.domain.findings import Finding
from app.domain.media import type_of
from app.domain.naming import key_for
from app.domain.service_options import named, problems
from app.domain.upload import UploadTask
from app.host.settings import Start
from app.ui import option_words, sentences
from app.ui.access_news import AccessNews
from app.ui.callback_check import callback_errors
from app.ui.connection_book import ConnectionBook, new_id
from app.ui.drops import Drops
from app.ui.errands import Errands
from app.ui.i18n import joined
from app.ui.pasted import write_pasted
from app.ui.reviewing import Reviewing
from app.ui.window_parts import WindowParts


class Intake(QObject):
    """Takes paths and bytes; what cannot go now waits until it can."""

    told = Signal(str, str)
    """As `Desk.told`."""
    focus_wanted = Signal(str)
    """As `Desk.focus_wanted`."""

    def __init__(
        self,
        parts: WindowParts,
        book: ConnectionBook,
        *,
        errands: Errands,
        settle: Callable[[], None],
        reviewing: Reviewing,
        access: AccessNews,
        drops: Drops,
    ) -> None:
        """``settle`` is called before anything is added: edits not yet kept are kept then."""
        super().__init__()
        self._engine = parts.engine
        self._folder = parts.folders.temporary
        self._book = book
        self._errands = errands
        self._settle = settle
        self._reviewing = reviewing
        self._access = access
        self._drops = drops
        self._early: list[str] = []
        self._early_for = ""
        """Id of the connection that `_early` waits for; empty: any."""
        book.connection_changed.connect(self._add_early)

    @property
    def held(self) -> bool:
        """Whether new files wait for *Upload*."""
        return self._book.settings.start is Start.PRESS

    def add_paths(self, paths: Sequence[str]) -> None:
        """Add files and folders; without a connection, or with a mistake in it, they wait."""
        if not paths:
            return
        self._settle()
        connection = self._book.connection
        if connection is None:
            self._wait(paths, "")
            if not self._book.demo_wanted:
                self.told.emit("info", self.tr("First choose where your files should go."))
        elif self.may_send():
            batch = batch_of(connection, new_id())
            held = self._reviewing.expect(batch, at_once=not self.held)
            self._drops.begin(batch, paths, held=held)
        else:
            self._wait(paths, connection.id)

    def send_hidden(self) -> None:
        """What was left out of the last drops as hidden is added, too."""
        for batch in self._drops.with_hidden():
            held = self._reviewing.expect(batch, at_once=not self.held)
            self._drops.send_hidden(batch.id, held=held)

    def _wait(self, paths: Sequence[str], connection_id: str) -> None:
        if connection_id != self._early_for:
            self._early.clear()
        self._early.extend(path for path in paths if path not in self._early)
        self._early_for = connection_id

    def _add_early(self) -> None:
        connection = self._book.connection
        if connection is None or not self._early:
            return
        if self.callback_errors() or self.option_problems():
            return
        if self._early_for in ("", connection.id):
            early, self._early = self._early, []
            self.add_paths(early)

    def add_bytes(self, name: str, data: bytes) -> None:
        """Add what was pasted: written to a folder of its own first."""
        self._settle()
        connection = self._book.connection
        if connection is None or not self.may_send():
            return
        batch = batch_of(connection, new_id())
        key = key_for(connection.destination.prefix, name)

        def written(path: Path) -> None:
            task = UploadTask(
                new_id(), batch.id, str(path), key, name, len(data), type_of(name), temporary=True
            )
            held = self._reviewing.expect(batch, at_once=not self.held, single=task.id)
            self._engine.submit(batch, [task], held=held)

        folder = self._folder
        self._errands.run(
            lambda: write_pasted(folder / new_id(), name, data=data),
            written,
            lambda _error: self.told.emit("error", sentences.not_pasted(name)),
        )

    def add_as(self, path: str, key: str) -> None:
        """Add one file under the object name ``key``."""
        self._settle()
        connection = self._book.connection
        if connection is None or not self.may_send():
            return
        batch = batch_of(connection, new_id())
        name = os.path.basename(path)

        def measured(size: int) -> None:
            task = UploadTask(new_id(), batch.id, path, key, name, size, type_of(name))
            held = self._reviewing.expect(batch, at_once=not self.held, single=task.id)
            self._engine.submit(batch, [task], held=held)

        self._errands.run(
            lambda: os.stat(path).st_size,
            measured,
            lambda _error: self.told.emit("warn", sentences.not_opened(path)),
        )

    def callback_errors(self) -> list[Finding]:
        """What the service would refuse about the callback; empty when it may be sent."""
        connection = self._book.connection
        facts = self._access.grant(connection.id) if connection else None
        return callback_errors(connection, facts)

    def option_problems(self) -> dict[str, str]:
        """The service's own options that cannot be sent, by name: see `problems`."""
        connection = self._book.connection
        if connection is None:
            return {}
        return problems(connection.destination.provider, connection.extras, now=time.time())

    def may_send(self) -> bool:
        """Whether callback and options may be sent; says what to do when not."""
        if not self.callback_errors():
            return self._options_good()
        if self._book.view is View.EXPERT:
            text = self.tr("The callback has a mistake: please mend it in the Callback tab first.")
            self.focus_wanted.emit("callback")
        else:
            text = self.tr("The message to your server has a mistake. Open Details to mend it.")
        self.told.emit("callback", text)
        return False

    def _options_good(self) -> bool:
        connection, wrong = self._book.connection, self.option_problems()
        if connection is None or not wrong:
            return True
        name, code = next(iter(wrong.items()))
        if self._book.view is View.EXPERT:
            option = named(connection.destination.provider, name)
            text = self.tr("Please mend “{option}” in the upload options first.")
            text = text.replace("{option}", option_words.titles().get(name, name))
            text = joined(text, option_words.problem_text(option, code) if option else "")
            self.focus_wanted.emit(f"options:{name}")
        else:
            text = self.tr("The settings for uploads have a mistake. Open Details to mend it.")
        self.told.emit("options", text)
        return False
