"""Channel: HTTP/1.1 over one connection; h11 knows the grammar, a file's bytes go by untouched.

One request at a time. The head waits for the first block of the body, so that a small file leaves
in one piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.exchange import Headers
from app.engine.backend import Block, Stream

if TYPE_CHECKING:
    import h11

LONGEST_HEAD = 128 << 10
"""Bytes of an answer's head; a longer one is none."""

_LATIN = "latin-1"
RawHeaders = Sequence[tuple[bytes, bytes]]


class IllegalRequest(Exception):
    """What was to be sent is not HTTP. Says no more: a header may be a secret."""


class IllegalAnswer(Exception):
    """What came is not HTTP, or ends too early."""


class Channel:
    """A connection that carries requests; used by one thread."""

    def __init__(self, stream: Stream) -> None:
        import h11  # noqa: PLC0415 - loaded when something is sent

        self.stream = stream
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=LONGEST_HEAD)
        self._head = b""
        self._length = 0

    def begin(self, method: str, target: bytes, headers: RawHeaders, *, length: int) -> None:
        """A request's head, which goes out with what follows; ``length`` bytes of body follow.

        Raises `IllegalRequest`, also when the headers say another length.
        """
        import h11  # noqa: PLC0415

        self._length = length
        try:
            request = h11.Request(method=method, target=target, headers=list(headers))
            self._head = self._http.send(request) or b""
            if (
                length
            ):  # the grammar wants to know of its length only, and for each block takes long
                body = h11.Data(data=range(length))  # type: ignore[arg-type]
                self._http.send_with_data_passthrough(body)
            self._http.send(h11.EndOfMessage())
        except h11.LocalProtocolError:
            raise IllegalRequest from None

    def write(self, block: Block, *, within: float) -> None:
        """The next bytes of the body. Raises as `Stream.write`; `IllegalRequest`."""
        self._length -= len(block)
        if self._length < 0:
            raise IllegalRequest
        head, self._head = self._head, b""
        self.stream.write(head, block, within=within)

    def end(self, *, within: float) -> None:
        """The request is complete. Raises as `write`."""
        if self._length:
            raise IllegalRequest
        if self._head:
            head, self._head = self._head, b""
            self.stream.write(head, b"", within=within)

    def head(self, *, within: float) -> tuple[int, Headers]:
        """Status and headers of the answer. Raises `OSError`, `LetGo`, `IllegalAnswer`."""
        import h11  # noqa: PLC0415

        while True:
            event = self._next(within=within)
            if isinstance(event, h11.Response):
                raw = event.headers.raw_items()
                return event.status_code, tuple((str(n, _LATIN), str(v, _LATIN)) for n, v in raw)
            if not isinstance(event, h11.InformationalResponse) or event.status_code == 101:
                raise IllegalAnswer("no answer")

    def body(self, *, keep: int, drop: int, within: float) -> tuple[bytes, bool]:
        """The first ``keep`` bytes of the answer's body, and whether there were more.

        Of what is more, ``drop`` bytes are read to save the connection.
        """
        import h11  # noqa: PLC0415

        kept, size = bytearray(), 0
        while size <= keep + drop:
            event = self._next(within=within)
            if not isinstance(event, h11.Data):
                break
            kept += event.data[: keep - len(kept)]
            size += len(event.data)
        return bytes(kept), size > keep

    def ready_again(self) -> bool:
        """After an answer: can the connection carry another request?"""
        import h11  # noqa: PLC0415

        both_done = self._http.our_state is h11.DONE and self._http.their_state is h11.DONE
        if not both_done or self._length or self._http.trailing_data[0]:
            return False  # what is there unasked would be taken for the next answer
        self._http.start_next_cycle()
        return True

    def is_dead(self) -> bool:
        """Did the other side end it, or say something unasked?"""
        return self.stream.is_readable()

    def close(self) -> None:
        """Give it back; only from the thread that uses it."""
        self.stream.close()

    def _next(self, *, within: float) -> h11.Event | type[h11.PAUSED]:
        import h11  # noqa: PLC0415

        try:
            while (event := self._http.next_event()) is h11.NEED_DATA:
                self._http.receive_data(self.stream.read(within))
        except h11.RemoteProtocolError:
            # Its text quotes what came, and that may quote a secret of the request.
            raise IllegalAnswer("the answer ended early or is not HTTP") from None
        return event  # type: ignore[return-value]
