"""What travels in each step, layer by layer, and nothing of hosts and keys when they are hidden."""

from __future__ import annotations

import base64
import json

from hypothesis import given
from hypothesis import strategies as st

from app.domain.callback import CallbackSpec
from app.domain.dialect import encoded_callback
from app.domain.stage import Run, Step, Tale
from app.domain.stage_export import mermaid
from app.domain.stage_payload import Carried, carried_by, decoded, layers, masked

SPEC = CallbackSpec(
    enabled=True,
    urls=("https://app.example.com/oss",),
    body="a=${object}&b=${x:b}",
    variables={"x:b": "1"},
)
RUN = Run("r", "a.jpg", (Step(1, Tale.UPLOAD, left=0.0),))


def named(found: tuple[object, ...]) -> list[str]:
    return [getattr(layer, "name", "") for layer in found]


def test_the_callback_that_was_sent_goes_before_the_one_that_is_known() -> None:
    headers = (("Authorization", "(hidden)"), ("X-Oss-Callback", "c2VudA=="))
    assert carried_by(SPEC, headers).callback == "c2VudA=="
    assert carried_by(SPEC).callback == encoded_callback(SPEC)
    assert carried_by(CallbackSpec()).callback == ""


def test_the_four_layers_of_the_upload() -> None:
    found = layers(RUN, RUN.steps[0], carried_by(SPEC), foretold="a=a.jpg&b=1")
    assert named(found) == ["request", "json", "template", "body"]
    assert found[0].assumed
    assert found[3].assumed
    assert json.loads(found[1].text.split("\n{")[0])["callbackUrl"] == SPEC.urls[0]
    assert found[2].text == SPEC.body


def test_an_upload_without_a_callback_has_one_layer() -> None:
    assert named(layers(RUN, RUN.steps[0], Carried())) == ["request"]


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda b: base64.b64encode(b).decode()))
def test_whatever_stands_in_the_header_decoding_it_is_no_trouble(text: str) -> None:
    decoded(text)
    layers(RUN, RUN.steps[0], Carried(text, text))


@given(st.text(max_size=200))
def test_whatever_an_answer_holds_its_layers_are_text(body: str) -> None:
    step = Step(3, Tale.ANSWER, status=200, body=body)
    assert all(isinstance(layer.text, str) for layer in layers(RUN, step, Carried()))


def test_hosts_keys_and_what_encodes_them_are_hidden() -> None:
    encoded = encoded_callback(SPEC)
    text = "\n".join(
        (
            "PUT /a.jpg HTTP/1.1",
            "Host: shop.oss-cn-hangzhou.aliyuncs.com",
            "authorization: OSS4-HMAC-SHA256 Credential=LTAI",
            f"x-oss-callback: {encoded}",
            "cost: 5000 ms 10.1.2.3:8080 reply timeout",
            '{"callbackUrl": "https://app.example.com/oss"}',
            "authorization = abcdef",
            "my bucket shop-media",
        )
    )
    hidden = masked(text, ("shop-media",))
    for secret in ("aliyuncs", "LTAI", encoded, "10.1.2.3", "example.com", "abcdef", "shop-media"):
        assert secret not in hidden
    assert "/oss" in hidden
    assert len(hidden.splitlines()) == len(text.splitlines())


def test_a_diagram_is_not_broken_by_names() -> None:
    run = Run("r", "x;\n#<b>.jpg", (Step(1, Tale.UPLOAD),))
    text = mermaid(run, lane=str, words=lambda _s: "PUT " + run.key, moment=lambda _s: "")
    assert len(text.splitlines()) == 5
    assert ";" not in text
    assert "<" not in text
