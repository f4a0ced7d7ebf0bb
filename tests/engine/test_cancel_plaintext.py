"""No cancel of a TLS send puts a byte of the file on the wire in the clear.

The server shakes hands and then never decrypts: it reads what comes over the wire as TLS records,
by their type, version and length, and looks for the file's text in it. `shared/proofs/leak.py` is
where the danger was found: ``SSLSocket.shutdown`` from another thread lets it through.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from functools import partial
from pathlib import Path

import pytest

from app.engine.wire import Sending, Wire
from app.providers.contract import Request, SourceRange
from tests.engine.servers import Certified, RawServer, until, wired

MARK = b"PLAINTEXT-SECRET"
RECORD_TYPES = frozenset({20, 21, 22, 23})
"""Change cipher spec, alert, handshake, application data (RFC 8446, 5.1)."""
APPLICATION_DATA = 23
LONGEST_RECORD = (1 << 14) + 256
HEAD = 5
"""Bytes of a record's head: type, version (two), length (two)."""
HANDSHAKE_ENDS_WITHIN = 10.0
GONE_WITHIN = 10.0


class Records:
    """Checks a stream of bytes: nothing but TLS records, and the file's text in none of them."""

    def __init__(self) -> None:
        """At the beginning of a connection."""
        self.encrypted = 0
        """Records of application data that began."""
        self.plain = False
        """True once something came that TLS does not send."""
        self._left = 0
        self._head = b""
        self._last = b""

    def feed(self, block: bytes) -> None:
        """Look at what came next."""
        seen = self._last + block
        self.plain = self.plain or MARK in seen
        self._last = seen[-len(MARK) :]
        while block and not self.plain:
            skipped = min(self._left, len(block))
            self._left -= skipped
            block = block[skipped:]
            wanted = HEAD - len(self._head)
            self._head, block = self._head + block[:wanted], block[wanted:]
            if len(self._head) == HEAD:
                self._begin(self._head)
                self._head = b""

    def _begin(self, head: bytes) -> None:
        self._left = int.from_bytes(head[3:], "big")
        legal = head[0] in RECORD_TYPES and head[1] == 3 and self._left <= LONGEST_RECORD
        self.plain = self.plain or not legal
        self.encrypted += head[0] == APPLICATION_DATA


class Overheard:
    """A TLS server that does not decrypt: it checks what comes over the wire."""

    def __init__(self, context: ssl.SSLContext) -> None:
        """``context`` has the server's certificate."""
        # Tickets that the client never reads would turn its end into a reset, and a reset throws
        # away what is still on its way: the very bytes that are looked for.
        context.num_tickets = 0
        self.leaks = 0
        """Connections over which something came in the clear."""
        self.flowing = 0
        """Connections over which encrypted bytes of a request have come."""
        self.ended = 0
        """Connections that the client has left."""
        self.cut = 0
        """Those of them whose last bytes may have been lost."""
        self._context = context

    def flows_over(self, connections: int) -> bool:
        """Have encrypted bytes come over so many connections?"""
        return self.flowing >= connections

    def serve(self, _server: RawServer, connection: socket.socket) -> None:
        """Shake hands, then read raw bytes until the client goes away."""
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        talk = self._context.wrap_bio(incoming, outgoing, server_side=True)
        shaken, flows, records = False, False, Records()
        try:
            while block := connection.recv(1 << 16):
                records.feed(block)
                if shaken:
                    self.flowing += not flows
                    flows = True
                    continue
                incoming.write(block)
                try:
                    talk.do_handshake()
                    shaken = True
                except ssl.SSLWantReadError:
                    pass
                connection.sendall(outgoing.read())
        except OSError:
            self.cut += 1
        finally:
            self.leaks += records.plain
            self.ended += 1


async def cancel_in_the_middle(wire: Wire, request: Request, flows: partial[bool]) -> None:
    """Send until bytes flow, cancel, wait until it is gone."""
    sending = Sending()
    task = asyncio.create_task(wire.send(request, sending))
    await asyncio.sleep(0)
    await until(flows)
    assert not task.done()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.wait_for(sending.gone.wait(), GONE_WITHIN)


def overhear(trials: int, folder: Path, tls: Certified) -> Overheard:
    """Cancel so many TLS sends in the middle; gives what was overheard."""

    async def main(server: RawServer) -> None:
        async with wired(context=tls.client) as wire:
            request = Request("PUT", origin, "/", body=SourceRange(str(path), 0, 64 << 20))
            for trial in range(trials):
                await cancel_in_the_middle(wire, request, partial(heard.flows_over, trial + 1))
            await until(lambda: heard.ended == trials)

    path = folder / "marked.bin"
    path.write_bytes(MARK * (4 << 20))
    heard = Overheard(tls.server)
    with RawServer(heard.serve) as server:
        origin = server.origin.replace("http", "https")
        asyncio.run(main(server))
    assert server.connections == trials
    assert heard.cut == 0
    return heard


def test_a_cancelled_tls_send_puts_no_plaintext_on_the_wire(tmp_path: Path, tls: Certified) -> None:
    assert overhear(200, tmp_path, tls).leaks == 0


@pytest.mark.slow
def test_three_thousand_cancelled_tls_sends_put_no_plaintext_on_the_wire(
    tmp_path: Path, tls: Certified
) -> None:
    assert overhear(3000, tmp_path, tls).leaks == 0


# --- the checker itself can fail ----------------------------------------------------------------


def recorded(size: int = 100) -> bytes:
    """One record of application data as TLS sends it."""
    return bytes([23, 3, 3]) + size.to_bytes(2, "big") + b"\x5a" * size


@pytest.mark.parametrize("step", [1, 3, 64, 10_000])
def test_records_are_no_plaintext_however_they_are_cut(step: int) -> None:
    stream = bytes([22, 3, 1, 0, 2, 1, 1]) + bytes([20, 3, 3, 0, 1, 1]) + recorded() * 3
    stream += recorded(0) + recorded(LONGEST_RECORD)
    records = Records()
    for at in range(0, len(stream), step):
        records.feed(stream[at : at + step])
    assert not records.plain
    assert records.encrypted == 5


@pytest.mark.parametrize("step", [1, 7, 10_000])
@pytest.mark.parametrize(
    "after",
    [
        pytest.param(recorded()[:40] + MARK, id="the text inside of a record that was begun"),
        pytest.param(recorded() + b"PUT / HTTP/1.1\r\n", id="other text between two records"),
        pytest.param(recorded() + b"\x17\x03\x03\xff\xff", id="a record that is too long"),
        pytest.param(recorded() + b"\x17\x50\x4c\x41\x49", id="no version of TLS"),
    ],
)
def test_plaintext_is_noticed_however_it_is_cut(after: bytes, step: int) -> None:
    records = Records()
    for at in range(0, len(after), step):
        records.feed(after[at : at + step])
    assert records.plain


def test_a_client_that_drops_its_tls_layer_in_the_middle_is_overheard(tls: Certified) -> None:
    heard = Overheard(tls.server)
    with RawServer(heard.serve) as server:
        for text in (MARK, b"other text", b""):
            raw = socket.create_connection(("127.0.0.1", server.port), HANDSHAKE_ENDS_WITHIN)
            beneath = raw.dup()
            with tls.client.wrap_socket(raw, server_hostname="127.0.0.1") as secure, beneath:
                secure.sendall(MARK * 10)
                beneath.sendall(text)
        asyncio.run(until(lambda: heard.ended == 3))
    assert (heard.leaks, heard.cut) == (2, 0)
