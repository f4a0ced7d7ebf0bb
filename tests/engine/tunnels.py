"""A proxy on the loopback address that opens tunnels, for tests of TLS requests through one."""

from __future__ import annotations

import socket
import threading

from tests.engine.servers import RawServer, Serve, read_head, shut


def tunnelling(to: RawServer) -> Serve:
    """A proxy that opens tunnels to one server, whatever is asked for."""

    def serve(proxy: RawServer, connection: socket.socket) -> None:
        proxy.requests.append(read_head(connection)[0])
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with socket.create_connection(("127.0.0.1", to.port)) as beyond:
            back = threading.Thread(target=pump, args=(beyond, connection))
            back.start()
            pump(connection, beyond)
            back.join()

    return serve


def pump(source: socket.socket, sink: socket.socket) -> None:
    """Hand on until the end, then hand on the end."""
    try:
        while block := source.recv(65536):
            sink.sendall(block)
    except OSError:
        pass
    shut(sink)
