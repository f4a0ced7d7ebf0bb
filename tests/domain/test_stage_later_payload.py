"""What travels at the further services: layers hold what the sheets say, and no secret."""

from __future__ import annotations

import base64
import json
from dataclasses import replace

from app.domain.callback import CallbackSpec
from app.domain.connection import Batch
from app.domain.destination import Destination
from app.domain.notice import Notice, NoticeKind, NoticeState
from app.domain.stage import Run, Step, Tale
from app.domain.stage_later_payload import Sent, layers
from app.domain.states import Outcome
from app.domain.upload import Receipt, Result
from app.domain.wangsu_base64 import encoded

URL = "http://127.0.0.1:9001/cb?src=ums"
BODY = "bucket=demo-bucket&key=dir/hello.txt&uid=42"


def batch(provider: str = "wangsu", bucket: str = "demo") -> Batch:
    there = Destination(provider, "http://127.0.0.1:1", "", bucket)
    callback = CallbackSpec(True, (URL,), "key=$(key)", variables={"x:order": "4711"})
    return Batch("b", "c", there, callback=callback)


def run(**values: object) -> Run:
    made = Run("r", "a.jpg", zero=1_700_000_000.0, service="wangsu")
    return replace(made, **values)  # type: ignore[arg-type]


def names(found: object) -> dict[str, str]:
    return {layer.name: layer.text for layer in found}  # type: ignore[attr-defined]


def test_the_token_is_decoded_to_the_policy_that_was_asked_for() -> None:
    found = layers(run(), Step(1, Tale.UPLOAD), Sent(batch(), "a.jpg", "t"))
    said = names(found)
    policy = json.loads(said["json"])
    assert policy["scope"] == "demo:a.jpg"
    assert policy["callbackUrl"] == URL
    assert said["template"] == "key=$(key)"
    assert base64.b64encode(b'{"scope":"').decode()[:12] in said["request"]
    assert all(layer.assumed for layer in found)


def test_a_callback_shows_what_was_signed_by_the_variant_that_matched() -> None:
    headers = (("Authorization", "AKTEST:abc"),)
    step = Step(2, Tale.CALLBACK, url=URL, body=BODY, headers=headers)
    said = names(layers(run(), replace(step, variant="URL + base64(body)"), Sent()))
    assert f"{URL}\n{encoded(BODY)}" in said["signature"]
    assert "key = dir/hello.txt" in said["fields"]
    raw = names(layers(run(), replace(step, variant="URL without query + body"), Sent()))
    assert f"{URL.partition('?')[0]}\n{BODY}" in raw["signature"]


def test_a_notification_in_base64_is_decoded() -> None:
    value = {"id": "10005d2e4a7f", "code": 3}
    packed = base64.urlsafe_b64encode(json.dumps(value).encode()).decode()
    step = Step(7, Tale.NOTICE, url=URL, body=packed, headers=(("Authorization", "A:b"),))
    assert json.loads(names(layers(run(), step, Sent()))["json"]) == value


def test_a_pushed_event_shows_its_time_and_what_the_signature_covers() -> None:
    body = json.dumps({"EventType": "NewFileUpload", "T": 1700000600, "Sign": "7cd1"})
    step = Step(7, Tale.NOTICE, url=URL, body=body, headers=(("Host", "x"),))
    said = names(layers(run(service="vod"), step, Sent()))
    assert "MD5(SignKey + T)" in said["signature"]
    assert "T = 1700000600" in said["signature"]


def test_a_question_names_its_fields_and_hides_the_signature() -> None:
    step = Step(1, Tale.APPLY, name="ApplyUpload")
    told = run(service="vod", name="clip", key="a/b.mp4")
    said = names(layers(told, step, Sent(batch("vod", "1500000001"), "clip.mp4", "0123456789")))
    fields = json.loads(said["pretty"])
    assert fields["SubAppId"] == 1500000001
    assert json.loads(fields["SourceContext"]) == {"order": "4711", "_": "01234567"}
    assert "(hidden)" in said["request"]


def test_a_status_shows_the_answer_only_of_the_moment_when_it_was_given() -> None:
    notice = Notice(NoticeKind.PROCESSING, "p", NoticeState.ARRIVED, body='{"code": 6}')
    result = Result("t", Outcome.STORED, Receipt("a.jpg", 5, notices=(notice,)))
    last = Step(10, Tale.SAID, code="6")
    assert json.loads(names(layers(run(), last, Sent(result=result)))["pretty"]) == {"code": 6}
    early = names(layers(run(), replace(last, code="0"), Sent(result=result)))
    assert early == {"answer": "code = 0"}


def test_what_is_no_json_and_no_form_is_shown_as_it_is() -> None:
    for body in ("", "%%%", "\udcff", "=" * 9, "{" * 5000):
        for step in (Step(2, Tale.CALLBACK, url="x", body=body), Step(3, Tale.ANSWER, body=body)):
            assert layers(run(), step, Sent())
