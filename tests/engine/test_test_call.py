"""The test call goes over the engine's wire: real servers, real times, the answer as it came."""

from __future__ import annotations

import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.domain.asks import CallAnswer, CallServer
from app.domain.errors import DestinationError
from app.domain.events import Answered
from app.engine.test_call import where
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening, place

HEADERS = (("Connection", "close"), ("Content-Type", "application/x-www-form-urlencoded"))


@contextmanager
def answering(raw: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """A server that answers one connection with these bytes, and what it got."""
    server = socket.create_server(("127.0.0.1", 0))
    got: list[bytes] = []

    def serve() -> None:
        line, _where = server.accept()
        with line:
            heard = b""
            while b"\r\n\r\n" not in heard or not heard.endswith(b"=end"):
                heard += line.recv(65536)
            got.append(heard)
            line.sendall(raw)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    with server:
        yield f"http://localhost:{server.getsockname()[1]}/told?from=here", got
        thread.join(10)


def call(listening: Listening, cloud: Cloud, url: str, **values: object) -> Answered:
    ask = CallServer(uuid.uuid4().hex, CONNECTION, place(cloud), url, HEADERS, "a=1&b=end")
    for name, value in values.items():
        object.__setattr__(ask, name, value)
    listening.engine.ask(ask)
    listening.until(lambda: any(isinstance(e, Answered) for e in listening.events))
    return next(e for e in listening.events if isinstance(e, Answered))


def test_the_request_and_the_answer_are_what_went_over_the_line(
    listening: Listening, cloud: Cloud
) -> None:
    raw = b"HTTP/1.1 201 Made\r\nX-Odd: yes\r\nContent-Length: 4\r\n\r\n\xef\xbb\xbf1"
    with answering(raw) as (url, got):
        told = call(listening, cloud, url).answer
    assert isinstance(told, CallAnswer)
    assert (told.exchange.status, told.body) == (201, b"\xef\xbb\xbf1")
    assert not told.signed
    assert ("X-Odd", "yes") in told.exchange.headers
    assert got[0].startswith(b"POST /told?from=here HTTP/1.1\r\n")
    assert got[0].endswith(b"\r\n\r\na=1&b=end")
    times = told.exchange.timings
    assert 0 <= times.lookup <= times.connect <= times.total


def test_the_demo_clouds_server_accepts_a_call_that_the_cloud_signed(
    listening: Listening, cloud: Cloud
) -> None:
    told = call(listening, cloud, cloud.callback_url + "?q=%41", signer=cloud.control_url).answer
    assert isinstance(told, CallAnswer)
    assert told.signed
    assert told.exchange.status == 200
    assert cloud.of_kind("app_received")[-1]["signature_valid"] is True


def test_without_a_signature_it_refuses(listening: Listening, cloud: Cloud) -> None:
    told = call(listening, cloud, cloud.callback_url).answer
    assert isinstance(told, CallAnswer)
    assert told.exchange.status == 400


def test_a_server_that_is_not_there_is_a_failure_with_a_reason(
    listening: Listening, cloud: Cloud
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
    failure = call(listening, cloud, url).failure
    assert failure is not None
    assert failure.values["reason"] == "refused"


@pytest.mark.parametrize("url", ["ftp://x/", "http://", "http://a:b:c/", "http://x:99999/"])
def test_an_address_that_is_none_is_not_called(url: str) -> None:
    with pytest.raises(DestinationError):
        where(url)


def test_addresses_are_called_as_the_storage_would() -> None:
    assert where("1.2.3.4:80/a b?c=ü") == ("http://1.2.3.4:80", "/a%20b?c=%C3%BC")
    assert where("HTTPS://u:p@bücher.example") == ("https://xn--bcher-kva.example", "/")
