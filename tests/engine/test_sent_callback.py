"""The callback of an upload is read back from what was recorded, whichever way it went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.callback import BodyType
from app.domain.dialect import OSS
from app.domain.exchange import Exchange
from app.domain.preview import rendered
from app.domain.sent_callback import sample_of_receipt, sent_callback
from app.engine.demo_trace import callback_trace
from tests.cloud import Cloud
from tests.engine.listening import Listening, callback

BODY = '{"object":${object},"size":${size},"who":${x:who},"op":${operation},"crc":${crc64}}'


@pytest.mark.parametrize(
    ("method", "way"), [("put", "header"), ("post", "form"), ("multipart", "header")]
)
def test_what_was_asked_for_and_what_the_server_got_agree_byte_for_byte(
    method: str, way: str, listening: Listening, cloud: Cloud, a_file: Callable[..., Path]
) -> None:
    spec = callback(cloud, body=BODY, body_type=BodyType.JSON)
    spec = replace(spec, variables={"x:who": "Zoë + 😀"})
    path = a_file("order 1.txt", 300 * 1024)
    (task,) = listening.upload(cloud, [path], spec=spec, method=method, part_size=100 * 1024)
    (result,) = listening.ended(task)
    assert result.receipt is not None
    exchange = result.receipt.exchange
    sent = sent_callback(exchange)
    assert sent is not None
    assert exchange is not None
    assert sent.way == way
    assert sent.spec.urls == spec.urls
    assert (sent.spec.body, sent.spec.body_type) == (BODY, BodyType.JSON)
    assert sent.variables == {"x:who": "Zoë + 😀"}
    (attempt,) = callback_trace(cloud.control_url, result.receipt.request_id)
    assert attempt.accepted
    assert attempt.seconds is not None
    sample = sample_of_receipt(exchange, result.receipt, bucket=cloud.bucket)
    made = rendered(sent.spec, OSS, sample=sample, variables=sent.variables)
    assert attempt.body == made.body


def test_a_request_without_a_callback_has_none() -> None:
    assert sent_callback(None) is None
    assert sent_callback(Exchange("PUT", "https://b.example/k?uploadId=1")) is None


@pytest.mark.parametrize("odd", ["", "!!", "e30=", "bnVsbA==", "WzFd", "/w=="])
def test_what_cannot_be_read_is_shown_as_it_was_sent(odd: str) -> None:
    headers = (("x-oss-callback", odd or "x"), ("x-oss-callback-var", odd))
    sent = sent_callback(Exchange("PUT", "https://b.example/k", headers))
    assert sent is not None
    assert sent.encoded == (odd or "x")
    assert sent.spec.urls == ()


def test_a_presigned_address_carries_it_as_parameters() -> None:
    url = "https://b.example/k?callback=eyJjYWxsYmFja1VybCI6Imh0dHA6Ly9hLyJ9&callback-var=e30%3D"
    sent = sent_callback(Exchange("PUT", url))
    assert sent is not None
    assert (sent.way, sent.spec.urls) == ("query", ("http://a/",))


def test_the_cloud_knows_nothing_of_other_requests(cloud: Cloud) -> None:
    assert callback_trace(cloud.control_url, "no such request") == ()
