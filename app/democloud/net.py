"""Servers on 127.0.0.1: uvicorn's h11 protocol with a hand on each connection.

The protocol is used without uvicorn's ``Server``: three servers share one event loop, the signals
stay the program's own, and stopping takes milliseconds with requests in flight.
"""

from __future__ import annotations

import asyncio
import re
import socket
import struct
import sys
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol
from uvicorn.server import ServerState

HOST = "127.0.0.1"
"""Every server of the demo cloud listens here and nowhere else."""

KEEP_ALIVE_SECONDS = 75
"""Longer than any client keeps an idle connection, so that the client is the one who closes."""

LARGEST_HEAD = 256 * 1024
"""Bytes of request line and headers: two callback headers, a token and a long key fit with ease."""

LARGEST_HEAP = 1024 * 1024
"""Bytes of a body that may wait to be taken before the server stops reading the connection."""

BACKLOG = 512

_LINGER = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
"""On, for no time: closing then sends a reset."""

for _status in range(200, 1000):
    # Storage services answer with numbers that no list has, such as 579.
    STATUS_PHRASES.setdefault(_status, b"")

_NOT_ASCII = re.compile(rb"[\x80-\xff]")


class Link:
    """The connection below one request: what a fault needs to break it."""

    def __init__(self, protocol: H11Protocol) -> None:
        self._protocol = protocol

    @property
    def waits_for_continue(self) -> bool:
        """Whether the client holds its body back until it sees ``100 Continue``."""
        return bool(self._protocol.cycle.waiting_for_100_continue)

    @property
    def client_gone(self) -> bool:
        """Whether the client has closed the connection."""
        return bool(self._protocol.cycle.disconnected)

    def close(self) -> None:
        """End the connection at once, in order (FIN) as far as the kernel lets it be."""
        self._protocol.transport.abort()

    def reset(self) -> None:
        """End the connection with a reset (RST)."""
        plug = self._protocol.transport.get_extra_info("socket")
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER)
        self._protocol.transport.abort()

    def pause(self) -> None:
        """Stop reading from the client; its writes fill the buffers and then wait."""
        FlowControl.pause_reading(self._protocol.flow)

    def resume(self) -> None:
        """Read on after :meth:`pause`."""
        self._protocol.flow.resume_reading()


class CloudProtocol(H11Protocol):
    """uvicorn's protocol; puts its :class:`Link` into the scope and allows raw UTF-8 in targets."""

    def __init__(
        self,
        config: uvicorn.Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, {**app_state, "link": Link(self)}, _loop)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection, with room for a bigger heap of unread body."""
        super().connection_made(transport)
        self.flow = _RoomyFlow(self)

    def data_received(self, data: bytes) -> None:
        """Take bytes from the socket; h11 refuses unescaped UTF-8 in the request line."""
        if self.conn.their_state is h11.IDLE and b"\n" not in self.conn.trailing_data[0]:
            line, end, rest = data.partition(b"\n")
            data = _NOT_ASCII.sub(_percent, line) + end + rest
        super().data_received(data)


class _RoomyFlow(FlowControl):
    """Stops reading later than uvicorn, which would stop and start for every chunk that comes."""

    def __init__(self, protocol: CloudProtocol) -> None:
        super().__init__(protocol.transport)
        self._protocol = protocol

    def pause_reading(self) -> None:
        cycle = self._protocol.cycle
        taking_body = self._protocol.conn.their_state is h11.SEND_BODY
        if not taking_body or len(cycle.body) > LARGEST_HEAP:
            super().pause_reading()


def _percent(found: re.Match[bytes]) -> bytes:
    return b"%%%02X" % found[0][0]


def link_of(scope: Scope) -> Link:
    """Give the connection of a request that came in through a :class:`Listener`."""
    link: Link = scope["state"]["link"]
    return link


async def wait_for_disconnect(receive: Receive) -> None:
    """Return when the connection is gone; read bodies are thrown away."""
    while (await receive())["type"] != "http.disconnect":
        pass


class Listener:
    """One server: an application, a port, and an end within milliseconds."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application
        self._state = ServerState()
        self._server: asyncio.Server | None = None

    async def start(self, port: int = 0) -> int:
        """Listen on ``port`` (0: any free one) and give the port; OSError when it is taken."""
        config = _config(self._run)
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: CloudProtocol(config, self._state, {}), HOST, port, backlog=BACKLOG
        )
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Stop listening, drop every connection and cancel what still runs."""
        if self._server is None:
            return
        self._server.close()
        for connection in list(self._state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)
        tasks = list(self._state.tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=1.0)

    async def _run(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._application(scope, receive, send)
        except asyncio.CancelledError:
            # Only stop() cancels, after the connection is gone; uvicorn would log it as an error.
            link_of(scope).close()


def _config(application: ASGIApp) -> uvicorn.Config:
    config = uvicorn.Config(
        application,
        http=CloudProtocol,
        ws="none",
        loop="asyncio",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        h11_max_incomplete_event_size=LARGEST_HEAD,
    )
    config.load()
    return config
