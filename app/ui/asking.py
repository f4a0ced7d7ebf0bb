"""Asking: questions to a storage service, each with somebody who waits for the answer."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from app.domain.asks import AskOf
from app.domain.events import Answered
from app.ui.window_parts import Uploads

Hear = Callable[[Answered], None]


class Asking:
    """Hands asks to the engine and answers to whoever asked; one who is gone hears nothing."""

    def __init__(self, engine: Uploads) -> None:
        self._engine = engine
        self._waiting: dict[str, Hear] = {}

    def ask(self, ask: AskOf, hear: Hear, *, owner: QObject | None = None) -> str:
        """Ask under a new id, which is returned; ``owner``'s end withdraws it.

        ``hear`` is called in the window's thread, for checks several times.
        """
        asked = replace(ask, id=os.urandom(16).hex())
        self._waiting[asked.id] = hear
        if owner is not None:
            owner.destroyed.connect(lambda _gone=None, name=asked.id: self.withdraw(name))
        self._engine.ask(asked)
        return asked.id

    def withdraw(self, ask_id: str) -> None:
        """Nobody waits for that answer any more."""
        if self._waiting.pop(ask_id, None) is not None:
            self._engine.withdraw(ask_id)

    def take(self, event: Answered) -> None:
        """An answer came."""
        hear = self._waiting.get(event.ask.id)
        if event.complete:
            self._waiting.pop(event.ask.id, None)
        if hear is not None:
            hear(event)
