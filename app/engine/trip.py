"""One request on its way: what the caller holds of it and what travels to the sender thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.errors import InternalError, SourceError, UploadError
from app.domain.upload import Fingerprint
from app.engine.body import measured, pieces
from app.engine.grip import Grip
from app.engine.load import Outcome
from app.engine.meter import Meter
from app.engine.post import Post
from app.providers.contract import Reply, Request, SourceRange

if TYPE_CHECKING:
    from app.engine.courier import Courier


class Sending:
    """One send's handle, made by the caller on the loop, used once."""

    def __init__(
        self,
        on_body_sent: Callable[[], None] | None = None,
        *,
        mark: Fingerprint | None = None,
        repeatable: bool = False,
    ) -> None:
        """``on_body_sent`` is called on the loop when the last byte of the body has left.

        It is not called when the send ends before that, nor after the send was cancelled.
        ``mark`` is what the file looked like when its upload was planned. ``repeatable``: nothing
        is lost when the answer does not come.
        """
        self.mark = mark
        self.repeatable = repeatable
        self.meter = Meter()
        """Bytes written so far; may be read at any time."""
        self.on_body_sent = on_body_sent
        self.gone = asyncio.Event()
        """Set when the sender thread has let go of file and socket (or never had them)."""


@dataclass(slots=True, eq=False, weakref_slot=True)
class Trip:
    """A request with its handle, between the loop and a sender thread: an errand of its own."""

    request: Request
    sending: Sending
    post: Post
    """To the loop."""
    future: asyncio.Future[Reply | UploadError]
    """Settled on the loop; cancelled when the send was let go."""
    grip: Grip = field(default_factory=Grip)
    outcome: Outcome = None

    @property
    def meter(self) -> Meter:
        """See `Load`."""
        return self.sending.meter

    @property
    def mark(self) -> Fingerprint | None:
        """See `Load`."""
        return self.sending.mark

    @property
    def origin(self) -> str:
        """Where the request goes."""
        return self.request.origin

    def carry(self, courier: Courier) -> None:
        """Send it; in a sender thread."""
        self.outcome = InternalError("a sender thread died")
        try:
            self.request = measured(self.request)
        except SourceError as error:
            self.outcome = error
            return
        self.outcome = courier.carry(self)

    def sent(self) -> int:
        """Bytes of the file that have left."""
        return self.meter.sent

    def let_go(self) -> None:
        """Cancel it, whatever its thread is doing."""
        self.grip.cancel()

    def sever(self) -> None:
        """Break its connection."""
        self.grip.sever()

    def turned_away(self) -> None:
        """No thread takes it."""
        self.settle()

    def body_sent(self) -> None:
        """The last byte of the body has left; from the sender thread."""
        if self.sending.on_body_sent is not None:
            self.post.put(self._tell_body_sent)

    def may_break(self) -> bool:
        """Is nothing lost with its connection? Its body is not out, or it can be sent again."""
        if self.sending.repeatable:
            return True
        ranges = [piece for piece in pieces(self.request.body) if isinstance(piece, SourceRange)]
        asks = self.request.method in ("GET", "HEAD")
        return asks or self.sending.meter.sent < sum(piece.length for piece in ranges)

    def settle(self) -> None:
        """The sender has let go; on the loop."""
        self.sending.gone.set()
        if self.future.done():
            return
        if self.outcome is None:
            self.future.cancel()
        else:
            self.future.set_result(self.outcome)

    def _tell_body_sent(self) -> None:
        if self.sending.on_body_sent is not None and not self.future.done():
            self.sending.on_body_sent()
