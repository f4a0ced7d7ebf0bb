"""Requests over a proxy: forwarded when plain, through a tunnel when TLS."""

from __future__ import annotations

import asyncio
import base64

import pytest

from app.domain.errors import NotReached
from app.engine.retry import RetryPolicy
from app.engine.shut_proxies import SHUT_FOR, ShutProxies
from app.engine.wire import Sending
from app.host.proxies import ProxyChoice, keep_password, password_from
from app.host.vault import Vault
from app.providers.contract import Reply, Request
from tests.engine.servers import RawServer, answering, certified, put, wired
from tests.engine.tunnels import guarded, tunnelling


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


def by_setting(port: int, vault: Vault, hidden: list[str] | None = None) -> ProxyChoice:
    """The rule for a proxy that a person named, with the vault's password."""
    hide = (hidden if hidden is not None else []).append
    return ProxyChoice(f"http://me@127.0.0.1:{port}", password=password_from(vault, hide))


PUT = Request("PUT", "http://bucket.example", "/a", body=b"hello")


def test_a_plain_request_passes_a_proxy_with_the_password_of_the_vault() -> None:
    async def main(proxy: RawServer) -> Reply:
        hidden: list[str] = []
        keep_password(vault, f"http://me@127.0.0.1:{proxy.port}", "can@ry:/ü")
        async with wired(proxy_for=by_setting(proxy.port, vault, hidden)) as wire:
            reply = await wire.send(PUT, Sending())
        assert hidden == ["can@ry:/ü"], "the log must know what to hide"
        return reply

    vault = Vault(lambda: None)
    with RawServer(guarded("can@ry:/ü")) as proxy:
        assert asyncio.run(main(proxy)).status == 200
        assert [seen.line for seen in proxy.requests] == [b"PUT http://bucket.example/a HTTP/1.1"]


def test_a_tls_request_passes_by_a_tunnel_and_its_password_stays_with_the_proxy() -> None:
    async def main(server: RawServer, proxy: RawServer) -> None:
        vault = Vault(lambda: None)
        keep_password(vault, f"http://me@127.0.0.1:{proxy.port}", "canary")
        rule = by_setting(proxy.port, vault)
        async with wired(proxy_for=rule, context=tls.client) as wire:
            request = Request("PUT", f"https://bucket.example:{server.port}", "/a", body=b"hello")
            assert (await wire.send(request, Sending())).status == 200
        assert proxy.requests[0].line.startswith(b"CONNECT bucket.example:")
        (seen,) = server.requests
        assert seen.body == b"hello"
        assert seen.header(b"Proxy-Authorization") is None

    tls = certified("bucket.example")
    with RawServer(answering(), tls=tls.server) as server:
        with RawServer(guarded("canary", to=server)) as proxy:
            asyncio.run(main(server, proxy))


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_wrong_password_is_said_and_a_better_one_counts_at_once(scheme: str) -> None:
    async def main(proxy: RawServer) -> None:
        vault = Vault(lambda: None)
        setting = f"http://me@127.0.0.1:{proxy.port}"
        keep_password(vault, setting, "wrong")
        rule = by_setting(proxy.port, vault)
        async with wired(proxy_for=rule) as wire:
            request = Request("PUT", f"{scheme}://bucket.example", "/a", body=b"hello")
            with pytest.raises(NotReached) as caught:
                await wire.send(request, Sending())
            assert caught.value.values["reason"] == "proxy_password"
            assert "wrong" not in f"{caught.value} {caught.value.values}"
            assert len(proxy.requests) == 1, "asked once: more could lock the person out"
            for _ in range(20):
                with pytest.raises(NotReached):
                    await wire.send(request, Sending())
            assert len(proxy.requests) == 1, "the other files do not ask with the same password"
            keep_password(vault, setting, "right")
            rule.choose(setting)
            assert (await wire.send(PUT, Sending())).status == 200

    with RawServer(guarded("right")) as proxy:
        asyncio.run(main(proxy))


def test_a_password_goes_to_no_other_proxy_than_the_one_it_was_kept_for() -> None:
    async def main(proxy: RawServer) -> None:
        vault = Vault(lambda: None)
        keep_password(vault, "http://me@127.0.0.1:1", "canary")
        async with wired(proxy_for=by_setting(proxy.port, vault)) as wire:
            with pytest.raises(NotReached):
                await wire.send(PUT, Sending())
        sent = proxy.requests[0].header(b"Proxy-Authorization") or b""
        assert b"canary" not in base64.b64decode(sent.removeprefix(b"Basic "))

    with RawServer(guarded("canary")) as proxy:
        asyncio.run(main(proxy))


def test_a_proxy_that_refused_is_asked_again_after_a_while() -> None:
    now = [0.0]
    shut = ShutProxies(lambda: now[0])
    shut.check(None)
    shut.note("http://me:a@p:1")
    shut.check("http://me:b@p:1")
    for moment, refused in ((0.0, True), (SHUT_FOR - 0.1, True), (SHUT_FOR, False)):
        now[0] = moment
        if refused:
            with pytest.raises(NotReached):
                shut.check("http://me:a@p:1")
        else:
            shut.check("http://me:a@p:1")
