"""Channel: HTTP/1.1 over one connection; llhttp knows the grammar, a file's bytes go by untouched.

One request at a time. The head waits for the first block of the body, so that a small file leaves
in one piece. What llhttp does not know, for it has to be told: that an answer to HEAD has no body,
and that one without a length ends with the connection (RFC 9112, 6.3).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.exchange import Headers
from app.engine.backend import Block, Stream

LONGEST_HEAD = 128 << 10
"""Bytes of an answer's head; a longer one is none."""

RawHeaders = Sequence[tuple[bytes, bytes]]

_LATIN = "latin-1"
_TOKEN = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_TARGET = re.compile(rb"[\x21-\x7e]+")
_VALUE = re.compile(rb"[\x21-\x7e\x80-\xff]+(?:[ \t]+[\x21-\x7e\x80-\xff]+)*|")
"""What may stand in a request (RFC 9110, 5.5 and 5.6.2)."""


class IllegalRequest(Exception):
    """What was to be sent is not HTTP. Says no more: a header may be a secret."""


class IllegalAnswer(Exception):
    """What came is not HTTP, or ends too early."""


class Channel:
    """A connection that carries requests; used by one thread."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self._method = ""
        self._head = b""
        self._left = 0
        self._answer = _Answer()
        self._again = False

    def begin(self, method: str, target: bytes, headers: RawHeaders, *, length: int) -> None:
        """A request's head, which goes out with what follows; ``length`` bytes of body follow.

        Raises `IllegalRequest`, also when the headers say another length, or two.
        """
        told = [value for name, value in headers if name.lower() == b"content-length"]
        if told != [b"%d" % length] and (told or length):
            raise IllegalRequest
        self._method, self._left = method, length
        self._head = _head_of(method.encode(), target, headers)
        self._answer, self._again = _Answer(), False

    def write(self, block: Block, *, within: float) -> None:
        """The next bytes of the body. Raises as `Stream.write`; `IllegalRequest`."""
        self._left -= len(block)
        if self._left < 0:
            raise IllegalRequest
        head, self._head = self._head, b""
        self.stream.write(head, block, within=within)

    def end(self, *, within: float) -> None:
        """The request is complete. Raises as `write`."""
        if self._left:
            raise IllegalRequest
        if self._head:
            head, self._head = self._head, b""
            self.stream.write(head, b"", within=within)

    def head(self, *, within: float) -> tuple[int, Headers]:
        """Status and headers of the answer. Raises `OSError`, `LetGo`, `IllegalAnswer`."""
        answer, size = self._answer, 0
        while not answer.headed:
            block = self.stream.read(within)
            size += len(block)
            answer.take(block)
            if size > LONGEST_HEAD and not answer.headed:
                raise IllegalAnswer("a head without an end")
        if answer.status < 200:
            raise IllegalAnswer("no answer")
        tunnel = self._method == "CONNECT" and answer.status < 300
        if self._method == "HEAD" or tunnel:
            answer.end_without_body()
        return answer.status, tuple((str(n, _LATIN), str(v, _LATIN)) for n, v in answer.headers)

    def body(self, *, keep: int, drop: int, within: float) -> tuple[bytes, bool]:
        """The first ``keep`` bytes of the answer's body, and whether there were more.

        Of what is more, ``drop`` bytes are read to save the connection.
        """
        answer, kept, size = self._answer, bytearray(), 0
        while True:
            for piece in answer.pieces:
                kept += piece[: keep - len(kept)]
                size += len(piece)
            answer.pieces.clear()
            if answer.complete or size > keep + drop:
                break
            answer.take(self.stream.read(within))
        self._again = answer.complete and answer.may_go_on
        return bytes(kept), size > keep

    def ready_again(self) -> bool:
        """After an answer: can the connection carry another request?"""
        # What is there unasked would be taken for the next answer.
        return self._again and not (self._left or self._head or self._answer.more)

    def is_dead(self) -> bool:
        """Did the other side end it, or say something unasked?"""
        return self.stream.is_readable()

    def close(self) -> None:
        """Give it back; only from the thread that uses it."""
        self.stream.close()


class _Answer:
    """One answer while it comes; the ``on_`` methods are called by the grammar."""

    def __init__(self) -> None:
        import httptools  # noqa: PLC0415 - loaded when something is sent

        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.pieces: list[bytes] = []
        """What has come of the body."""
        self.headed = self.complete = self.may_go_on = False
        self.more = False
        """Something came behind it."""
        self._grammar = httptools.HttpResponseParser(self)
        self._illegal = (httptools.HttpParserError, httptools.HttpParserUpgrade)

    def take(self, block: bytes) -> None:
        """The next bytes; none at the connection's end. Raises `IllegalAnswer`."""
        if not block:
            self._take_end()
            return
        try:
            self._grammar.feed_data(block)
        except self._illegal:
            self.more = True
            if not self.complete:
                # Its text quotes what came, and that may quote a secret of the request.
                raise IllegalAnswer("the answer is not HTTP") from None

    def end_without_body(self) -> None:
        """Whatever its head says: none follows."""
        self.may_go_on = self._grammar.should_keep_alive()
        self.more = self.more or bool(self.pieces)
        self.pieces.clear()
        self.complete = True

    def on_message_begin(self) -> None:
        """One begins: this one, or another that nobody asked for."""
        self.more = self.complete

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header."""
        if not self.complete:
            self.headers.append((name, value.strip(b" \t")))

    def on_headers_complete(self) -> None:
        """The head is there; that of an interim answer (1xx) is none."""
        if not self.complete:
            self.status = self._grammar.get_status_code()
            self.headed = self.status >= 200 or self.status == 101

    def on_body(self, piece: bytes) -> None:
        """Some of the body."""
        if not self.complete:
            self.pieces.append(piece)

    def on_message_complete(self) -> None:
        """All of it is there."""
        if not self.headed:
            self.headers.clear()
        elif not self.complete:
            self.complete = True
            self.may_go_on = self._grammar.should_keep_alive()

    def _take_end(self) -> None:
        """Only an answer that names no length ends like this."""
        told = {name.lower(): value.lower() for name, value in self.headers}
        chunked = told.get(b"transfer-encoding", b"").endswith(b"chunked")
        if not self.headed or b"content-length" in told or chunked:
            raise IllegalAnswer("the answer ended early")
        self.complete = True


def _head_of(method: bytes, target: bytes, headers: RawHeaders) -> bytes:
    """A request's head. Raises `IllegalRequest`."""
    named = all(_TOKEN.fullmatch(name) and _VALUE.fullmatch(value) for name, value in headers)
    if not (named and _TOKEN.fullmatch(method) and _TARGET.fullmatch(target)):
        raise IllegalRequest
    lines = [b"%s %s HTTP/1.1" % (method, target), *(b"%s: %s" % pair for pair in headers)]
    return b"\r\n".join((*lines, b"", b""))
