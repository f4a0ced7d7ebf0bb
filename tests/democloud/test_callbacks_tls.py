"""Callbacks to an https application server: certificate, server name, and neither."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from tests.cloud import PATIENCE, Cloud
from tests.democloud.raw import RawAnswer, ask
from tests.democloud.sdks import callback_headers

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class TlsServer:
    """Answers every request with ``{}`` and remembers which names it was called by."""

    def __init__(self, authority: trustme.CA) -> None:
        self.names: list[str | None] = []
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost").configure_cert(self._context)
        self._context.sni_callback = lambda _line, name, _context: self.names.append(name)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://localhost:{self._server.getsockname()[1]}/"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            line.settimeout(PATIENCE)
            try:
                with self._context.wrap_socket(line, server_side=True) as secure:
                    secure.recv(65536)
                    secure.sendall(ANSWER)
            except OSError:
                line.close()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """A certificate authority that only the cloud below trusts."""
    return trustme.CA()


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[TlsServer]:
    """An https application server."""
    server = TlsServer(authority)
    yield server
    server.close()


@pytest.fixture(scope="module")
def trusting(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    """A cloud that trusts the authority."""
    path: Path = tmp_path_factory.mktemp("trust") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    cloud = Cloud(environment={"SSL_CERT_FILE": str(path)})
    yield cloud
    cloud.close()


def put(cloud: Cloud, url: str, **more: object) -> RawAnswer:
    """Put an object with a callback to a URL."""
    headers = callback_headers(cloud, callbackUrl=url, **more)  # type: ignore[arg-type]
    return ask(cloud, "PUT", "/demo/k", resource="/demo/k", headers=headers, body=b"1")


@pytest.mark.parametrize("sni", [True, False])
def test_the_server_is_named_only_when_asked_for(
    trusting: Cloud, server: TlsServer, sni: bool
) -> None:
    answer = put(trusting, server.url, callbackSNI=sni)
    assert (answer.status, answer.body) == (200, b"{}")
    assert server.names == (["localhost"] if sni else [None])


def test_a_certificate_for_another_name_is_a_203(trusting: Cloud, server: TlsServer) -> None:
    answer = put(trusting, server.url.replace("localhost", "other.localhost"), callbackSNI=True)
    assert (answer.status, answer.text("Message")) == (203, "Error status : 502.")


def test_a_certificate_that_nobody_vouches_for_is_a_203(cloud: Cloud, server: TlsServer) -> None:
    answer = put(cloud, server.url, callbackSNI=True)
    assert (answer.status, answer.text("Message")) == (203, "Error status : 502.")
    assert len(cloud.objects()) == 1
