"""A probe tells whether there is a way to a service, and sends it no request."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.errors import NotReached
from app.engine.line_probe import Probe
from app.engine.line_rules import is_local, may_mend
from tests.engine.line_kit import Relay
from tests.engine.servers import RawServer, answering, certified
from tests.engine.tunnels import tunnelling

FAR = "https://bucket.example"


def probed(origin: str, proxy: str | None = None) -> NotReached | None:
    """What a probe says of an origin."""

    async def main() -> NotReached | None:
        probe = Probe(lambda _origin: proxy, within=5.0)
        try:
            return await probe(origin)
        finally:
            probe.close()

    return asyncio.run(main())


def test_a_service_that_is_there_is_reached_and_gets_no_request() -> None:
    with RawServer(answering()) as server:
        assert probed(f"http://127.0.0.1:{server.port}") is None
        server.lost.wait(5)
        assert (server.connections, server.requests) == (1, [])


def test_a_service_that_refuses_is_no_loss_of_the_network() -> None:
    with Relay(1) as relay:
        relay.down()
        error = probed(relay.origin)
    assert error is not None
    assert error.values["reason"] == "refused"
    assert may_mend(error)
    assert not is_local(error)


def test_a_tls_service_behind_a_proxy_is_reached_by_a_tunnel() -> None:
    tls = certified()
    with RawServer(answering(), tls=tls.server) as server, RawServer(tunnelling(server)) as proxy:
        assert probed(FAR, f"http://127.0.0.1:{proxy.port}") is None
        assert [seen.line for seen in proxy.requests] == [b"CONNECT bucket.example:443 HTTP/1.1"]
        assert server.requests == []


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_proxy_that_has_no_way_out_is_waited_for(status: int) -> None:
    answer = f"HTTP/1.1 {status} No way\r\nContent-Length: 0\r\n\r\n".encode()
    with RawServer(answering(answer)) as proxy:
        error = probed(FAR, f"http://127.0.0.1:{proxy.port}")
    assert error is not None
    assert may_mend(error)


@pytest.mark.parametrize("status", [403, 407])
def test_a_proxy_that_does_not_want_to_is_not_waited_for(status: int) -> None:
    answer = f"HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n".encode()
    with RawServer(answering(answer)) as proxy:
        error = probed(FAR, f"http://127.0.0.1:{proxy.port}")
    assert error is not None
    assert not may_mend(error)
