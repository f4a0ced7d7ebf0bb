"""Policies of forms: signatures, conditions, times, documents that are none (oss.md 4.2, 4.3)."""

from __future__ import annotations

import base64
import time
from typing import Any

import pytest

from app.democloud.oss import signature_v1, signature_v4
from app.democloud.oss.signature_v4 import SignedV4
from tests.cloud import Cloud
from tests.democloud.forms import (
    FREE,
    Signer,
    code_of,
    encoded,
    expiration_at,
    message_of,
    post,
    raw_v1,
    signed_v1,
    signed_v4,
    signer_of,
    stamp_at,
)

VECTOR_V4 = (
    '{"expiration":"2023-12-16T17:20:57.000Z","conditions":[{"bucket":"bucket"},'
    '{"x-oss-signature-version":"OSS4-HMAC-SHA256"},'
    '{"x-oss-credential":"ak/20231216/cn-hangzhou/oss/aliyun_v4_request"},'
    '{"x-oss-date":"20231216T162057Z"},["content-length-range",1,10485760],'
    '["eq","$success_action_status","201"],["starts-with","$key","uploads/"]]}'
)
VECTOR_V1 = (
    '{"expiration":"2023-12-16T17:20:57.000Z","conditions":[["content-length-range",0,104857600]]}'
)


def test_the_v4_signature_of_a_form_is_the_published_one() -> None:
    policy = base64.b64encode(VECTOR_V4.encode()).decode()
    signed = SignedV4("ak", "20231216", "cn-hangzhou", "oss", "20231216T162057Z", (), "")
    expected = "f5864f50268cec559100c075f28daa0035c3eb7b424b260ee616f0eaea99a107"
    assert signature_v4.signature_of("sk", signed, policy) == expected
    assert Signer("ak", "sk", "cn-hangzhou").v4(policy, "20231216T162057Z") == expected


def test_the_v1_signature_of_a_form_is_the_published_one() -> None:
    policy = base64.b64encode(VECTOR_V1.encode())
    assert policy.endswith(b"dGgtcmFuZ2UiLDAsMTA0ODU3NjAwXV19")
    assert signature_v1.signature_of("sk", policy) == "mQ+n+YgfSwyc/AG1HaoJCxsdNEI="


CONDITIONS: list[tuple[list[Any] | dict[str, str], dict[str, str], bool]] = [
    ({"bucket": "demo"}, {}, True),
    ({"bucket": "other"}, {"bucket": "other"}, False),
    (["eq", "$key", "in/k"], {}, True),
    (["eq", "$key", "in/"], {}, False),
    (["starts-with", "$key", "in/"], {}, True),
    (["starts-with", "$key", "out/"], {}, False),
    (["starts-with", "$x:uid", ""], {}, True),
    (["eq", "$x:uid", "1"], {}, False),
    (["eq", "$x:uid", "1"], {"x:uid": "1"}, True),
    (["in", "$content-type", ["a/b", "c/d"]], {"Content-Type": "c/d"}, True),
    (["in", "$content-type", ["a/b", "c/d"]], {"Content-Type": "e/f"}, False),
    (["in", "$content-type", ["a/b"]], {}, False),
    (["not-in", "$Cache-Control", ["no-cache"]], {"Cache-Control": "no-cache"}, False),
    (["not-in", "$Cache-Control", ["no-cache"]], {"Cache-Control": "private"}, True),
    (["not-in", "$Cache-Control", ["no-cache"]], {}, True),
    (["eq", "$success_action_status", "200"], {"success_action_status": "201"}, False),
    ({"x-oss-object-acl": "private"}, {"x-oss-object-acl": "public-read"}, False),
    ({"x-oss-meta-price": "\\$5"}, {"x-oss-meta-price": "$5"}, True),
]


@pytest.mark.parametrize(("condition", "fields", "holds"), CONDITIONS)
def test_a_condition_lets_through_what_it_should(
    cloud: Cloud, condition: list[Any] | dict[str, str], fields: dict[str, str], holds: bool
) -> None:
    signed = signed_v4(signer_of(cloud), [condition])
    answer = post(cloud, {"key": "in/k"} | fields | signed)
    assert len(cloud.objects()) == holds
    if holds:
        assert answer.status_code in (200, 201, 204)
        return
    assert code_of(answer) == (403, "AccessDenied", "0006-00000227")
    assert message_of(answer).startswith("Invalid according to Policy: Policy Condition failed: [")


@pytest.mark.parametrize(
    ("low", "high", "code"),
    [
        (5, 5, ""),
        (0, 4, "EntityTooLarge"),
        (0, 0, "EntityTooLarge"),
        (6, 9, "EntityTooSmall"),
    ],
)
def test_the_size_is_held_against_the_range(cloud: Cloud, low: int, high: int, code: str) -> None:
    signed = signed_v4(signer_of(cloud), [["content-length-range", low, high]])
    answer = post(cloud, {"key": "k"} | signed, b"12345")
    if code:
        assert code_of(answer) == (400, code, "")
    assert len(cloud.objects()) == (not code)


def test_a_file_that_is_far_too_large_is_refused_and_the_refusal_is_seen(cloud: Cloud) -> None:
    signed = signed_v4(signer_of(cloud), [["content-length-range", 0, 10]])
    answer = post(cloud, {"key": "k"} | signed, b"x" * 12_000_000)
    assert code_of(answer)[1] == "EntityTooLarge"


@pytest.mark.parametrize("left_out", ["x-oss-credential", "x-oss-date", "x-oss-signature-version"])
def test_v4_needs_its_fields_in_the_policy(cloud: Cloud, left_out: str) -> None:
    signer, now = signer_of(cloud), time.time()
    fields = signed_v4(signer, at=now)
    names = ("x-oss-credential", "x-oss-date", "x-oss-signature-version")
    conditions = [{name: fields[name]} for name in names if name != left_out]
    policy = encoded({"expiration": expiration_at(now + 60), "conditions": conditions})
    fields |= {"policy": policy, "x-oss-signature": signer.v4(policy, stamp_at(now))}
    answer = post(cloud, {"key": "k"} | fields)
    assert code_of(answer) == (403, "AccessDenied", "0006-00000228")
    assert message_of(answer).endswith(f"Extra input fields: {left_out}")


def test_v4_needs_the_token_in_the_policy(cloud: Cloud) -> None:
    signer = signer_of(cloud, cloud.sts())
    bare = Signer(signer.access_key_id, signer.access_key_secret, signer.region)
    fields = signed_v4(bare) | {"x-oss-security-token": signer.token}
    answer = post(cloud, {"key": "k"} | fields)
    assert code_of(answer) == (403, "AccessDenied", "0006-00000228")


@pytest.mark.parametrize("version", ["V4", "V1"])
def test_a_policy_ends(cloud: Cloud, version: str) -> None:
    sign = signed_v4 if version == "V4" else signed_v1
    fields = {"key": "k"} | sign(signer_of(cloud), seconds=600)
    assert post(cloud, fields).status_code == 204
    cloud.settings(clock_offset_seconds=601)
    answer = post(cloud, fields)
    assert code_of(answer)[:2] == (403, "AccessDenied")
    assert message_of(answer) == "Invalid according to Policy: Policy expired."


@pytest.mark.parametrize(
    ("seconds", "fine"),
    [(14 * 60, True), (16 * 60, False), (-7 * 86400 + 60, True), (-7 * 86400 - 60, False)],
)
def test_a_v4_form_is_good_for_a_week_from_its_date(cloud: Cloud, seconds: int, fine: bool) -> None:
    signed = signed_v4(signer_of(cloud), at=time.time() + seconds, seconds=30 * 86400)
    answer = post(cloud, {"key": "k"} | signed)
    assert len(cloud.objects()) == fine
    if not fine:
        assert code_of(answer)[:2] == (403, "AccessDenied")
        assert "<ServerTime>" in answer.text


END = expiration_at(4_000_000_000)
DOCUMENTS: list[tuple[object, str]] = [
    ("*", "0006-00000201"),
    ("e30", "0006-00000201"),
    ("bm90IGpzb24=", "0006-00000201"),
    ([], "0006-00000201"),
    ({"conditions": list(FREE)}, "0006-00000208"),
    ({"expiration": "tomorrow", "conditions": list(FREE)}, ""),
    ({"expiration": "2026-02-30T00:00:00.000Z", "conditions": list(FREE)}, ""),
    ({"expiration": 5, "conditions": list(FREE)}, ""),
    ({"expiration": END}, ""),
    ({"expiration": END, "conditions": 123}, "0006-00000214"),
    ({"expiration": END, "conditions": []}, "0006-00000215"),
    ({"expiration": END, "conditions": [["$key"]]}, "0006-00000216"),
    ({"expiration": END, "conditions": [[]]}, "0006-00000216"),
    ({"expiration": END, "conditions": [["eq", "$key", "a", "b"]]}, "0006-00000218"),
    ({"expiration": END, "conditions": [["content-length-range", 1]]}, "0006-00000218"),
    ({"expiration": END, "conditions": [123]}, "0006-00000222"),
    ({"expiration": END, "conditions": [["not-in", "$key", "a"]]}, "0006-00000224"),
    ({"expiration": END, "conditions": [["in", "$key", [1]]]}, "0006-00000224"),
    ({"expiration": END, "conditions": [["eq", "$key", 1]]}, "0006-00000224"),
    ({"expiration": END, "conditions": [["eq", 1, "a"]]}, "0006-00000224"),
    ({"expiration": END, "conditions": [["content-length-range", "1", 2]]}, "0006-00000224"),
    ({"expiration": END, "conditions": [["content-length-range", -1, 2]]}, "0006-00000224"),
    ({"expiration": END, "conditions": [{"a": "1", "b": "2"}]}, ""),
]


@pytest.mark.parametrize(("document", "ec"), DOCUMENTS)
def test_a_policy_that_is_none_is_refused(cloud: Cloud, document: object, ec: str) -> None:
    answer = post(cloud, {"key": "k"} | raw_v1(signer_of(cloud), document))
    assert code_of(answer) == (400, "InvalidPolicyDocument", ec), answer.text
    assert cloud.objects() == []
