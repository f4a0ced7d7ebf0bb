"""Requests over a proxy: forwarded when plain, through a tunnel when TLS."""

from __future__ import annotations

import asyncio
import base64

import pytest

from app.domain.errors import NotReached
from app.engine.retry import RetryPolicy
from app.engine.wire import Sending
from app.providers.contract import Reply, Request
from tests.engine.servers import RawServer, answering, certified, put, wired
from tests.engine.tunnels import tunnelling


def through(proxy: str, request: Request) -> Reply:
    """Send one request through a proxy."""

    async def main() -> Reply:
        async with wired(proxy=proxy) as wire:
            return await wire.send(request, Sending())

    return asyncio.run(main())


def test_a_plain_request_is_forwarded_with_its_target_unchanged() -> None:
    request = Request("PUT", "http://bucket.example", "/a/../b%2F?x", (("a", "b"),), b"hello")
    with RawServer(answering()) as proxy:
        reply = through(f"http://127.0.0.1:{proxy.port}", request)
    seen = proxy.requests[0]
    assert reply.status == 200
    assert seen.line == b"PUT http://bucket.example/a/../b%2F?x HTTP/1.1"
    assert (seen.header(b"Host"), seen.body) == (b"bucket.example", b"hello")


def test_the_proxys_password_goes_to_the_proxy_and_nowhere_else() -> None:
    with RawServer(answering()) as proxy:
        url = f"http://me:can%40ary@127.0.0.1:{proxy.port}"
        reply = through(url, Request("GET", "http://bucket.example", "/"))
    wanted = b"Basic " + base64.b64encode(b"me:can@ary")
    assert proxy.requests[0].header(b"Proxy-Authorization") == wanted
    assert "can" not in repr(reply)
    assert wanted.decode() not in repr(reply)


def test_a_tls_request_goes_through_a_tunnel_which_is_kept() -> None:
    async def main(server: RawServer, proxy: RawServer) -> None:
        url = f"http://127.0.0.1:{proxy.port}"
        async with wired(proxy=url, context=tls.client) as wire:
            for _ in range(2):
                assert (await put(wire, server, b"x")).status == 200
        assert [seen.line for seen in proxy.requests] == [
            f"CONNECT 127.0.0.1:{server.port} HTTP/1.1".encode()
        ]
        assert len(server.requests) == 2

    tls = certified()
    with RawServer(answering(), tls=tls.server) as server:
        with RawServer(tunnelling(server)) as proxy:
            asyncio.run(main(server, proxy))


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_wants_a_password_is_named_as_the_reason(scheme: str) -> None:
    answer = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
    with RawServer(answering(answer)) as proxy, pytest.raises(NotReached) as caught:
        through(f"127.0.0.1:{proxy.port}", Request("GET", f"{scheme}://bucket.example", "/"))
    assert caught.value.values["reason"] == "proxy_password"
    assert RetryPolicy(lambda: 0.5).wait(caught.value, 1) is None, "it could lock a person out"


@pytest.mark.parametrize(
    "proxy", ["http://127.0.0.1:1", "socks5://127.0.0.1:1", "http://:80", "http://a:b:c"]
)
def test_a_proxy_that_cannot_be_used_is_named_as_the_reason(proxy: str) -> None:
    with pytest.raises(NotReached) as caught:
        through(proxy, Request("GET", "http://bucket.example", "/"))
    assert caught.value.values["reason"] == "proxy"


def test_a_service_that_is_not_there_is_not_the_proxys_fault() -> None:
    answer = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"
    with RawServer(answering(answer)) as proxy:
        reply = through(
            f"http://127.0.0.1:{proxy.port}", Request("GET", "http://bucket.example", "/")
        )
    assert reply.status == 502
