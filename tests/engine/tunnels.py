"""Proxies on the loopback address: one that opens tunnels, one that wants a password."""

from __future__ import annotations

import base64
import socket
import threading

from tests.engine.servers import OK, RawServer, Serve, read_head, shut


def tunnelling(to: RawServer) -> Serve:
    """A proxy that opens tunnels to one server, whatever is asked for."""

    def serve(proxy: RawServer, connection: socket.socket) -> None:
        proxy.requests.append(read_head(connection)[0])
        joined(connection, to)

    return serve


def joined(connection: socket.socket, to: RawServer) -> None:
    """Open a tunnel and carry both ways until the end."""
    connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
    with socket.create_connection(("127.0.0.1", to.port)) as beyond:
        back = threading.Thread(target=pump, args=(beyond, connection))
        back.start()
        pump(connection, beyond)
        back.join()


def pump(source: socket.socket, sink: socket.socket) -> None:
    """Hand on until the end, then hand on the end."""
    try:
        while block := source.recv(65536):
            sink.sendall(block)
    except OSError:
        pass
    shut(sink)


def guarded(password: str, *, to: RawServer | None = None) -> Serve:
    """A proxy that lets only ``me`` with a password through, forwarding or by tunnels."""
    wanted = b"Basic " + base64.b64encode(f"me:{password}".encode())
    refusal = (
        b"HTTP/1.1 407 Proxy Authentication Required\r\n"
        b'Proxy-Authenticate: Basic realm="office"\r\nContent-Length: 0\r\n\r\n'
    )

    def serve(proxy: RawServer, connection: socket.socket) -> None:
        seen, rest = read_head(connection)
        proxy.requests.append(seen)
        length = int(seen.header(b"Content-Length") or 0)
        while len(rest) < length:
            rest += connection.recv(65536)
        if seen.header(b"Proxy-Authorization") != wanted:
            connection.sendall(refusal)
        elif to is None:
            connection.sendall(OK)
        else:
            joined(connection, to)

    return serve
