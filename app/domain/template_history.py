"""What a form showed before, for *Undo*: whole callbacks, so that a fix is one step like a word."""

from __future__ import annotations

from app.domain.callback import CallbackSpec

MOST_STEPS = 200


class SpecHistory:
    """Past and future of one form; edits of one kind that follow each other are one step."""

    def __init__(self) -> None:
        self._past: list[CallbackSpec] = []
        self._future: list[CallbackSpec] = []
        self._now = CallbackSpec()
        self._kind = ""

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to go back to."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether something was undone."""
        return bool(self._future)

    def begin(self, spec: CallbackSpec) -> None:
        """Another callback is shown: nothing of the last one can come back."""
        self._past, self._future = [], []
        self._now, self._kind = spec, ""

    def follow(self, spec: CallbackSpec) -> None:
        """Somebody else changed what is shown; that is no step of this form's."""
        if spec != self._now:
            self.begin(spec)

    def note(self, spec: CallbackSpec, *, kind: str = "") -> None:
        """The person made this of it; ``kind``: typing in one field, empty: a step of its own."""
        if spec == self._now:
            return
        if not kind or kind != self._kind or not self._past:
            self._past = [*self._past[1 - MOST_STEPS :], self._now]
        self._future = []
        self._now, self._kind = spec, kind

    def rest(self) -> None:
        """The person stopped typing: what follows is a new step."""
        self._kind = ""

    def undo(self) -> CallbackSpec | None:
        """One step back; None: there is none."""
        return self._move(self._past, self._future)

    def redo(self) -> CallbackSpec | None:
        """One step forward again; None: there is none."""
        return self._move(self._future, self._past)

    def _move(self, source: list[CallbackSpec], other: list[CallbackSpec]) -> CallbackSpec | None:
        if not source:
            return None
        other.append(self._now)
        self._now, self._kind = source.pop(), ""
        return self._now
