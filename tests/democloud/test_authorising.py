"""The application server hands out keys, policies and addresses, and uploads with them work."""

from __future__ import annotations

import base64
import json
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import alibabacloud_oss_v2 as oss_v2
import httpx
import pytest

from tests.cloud import PATIENCE, Cloud
from tests.democloud.authorised import asked, form_fields, granted, key_of, send_form, send_to
from tests.democloud.forms import code_of
from tests.democloud.sdks import callback_headers, new_client, old_bucket

ROADS = ("sts", "policy", "presign")


def decoded(text: str) -> dict[str, Any]:
    """Read JSON in Base64."""
    value: dict[str, Any] = json.loads(base64.b64decode(text, validate=True))
    return value


def fields_of(answer: httpx.Response) -> set[str]:
    """Give the names in a JSON answer; none when it is no JSON."""
    try:
        return set(answer.json())
    except ValueError:
        return set()


def test_a_key_from_the_server_uploads_with_both_sdks(cloud: Cloud) -> None:
    key = key_of(granted(cloud, "sts"))
    left = time.mktime(time.strptime(key["expiration"], "%Y-%m-%dT%H:%M:%SZ")) - time.mktime(
        time.gmtime()
    )
    assert 3500 < left <= 3601
    old = old_bucket(cloud, key=key)
    assert old.put_object("old", b"1", headers=callback_headers(cloud)).status == 200
    request = oss_v2.PutObjectRequest(bucket=cloud.bucket, key="new", body=b"2")
    assert new_client(cloud, key=key).put_object(request).status_code == 200
    assert [o["key"] for o in cloud.objects()] == ["new", "old"]


@pytest.mark.parametrize("version", ["v4", "v1"])
@pytest.mark.parametrize("body_type", ["form", "json"])
@pytest.mark.parametrize("token", [False, True])
def test_a_plain_form_goes_through_with_the_servers_policy(
    cloud: Cloud, version: str, body_type: str, token: bool
) -> None:
    cloud.settings(grant_version=version, grant_body_type=body_type, grant_token=token)
    grant = granted(cloud, "policy")
    assert ("version" in grant, "security_token" in grant) == (version == "v4", token)
    answer = send_form(grant, "报告 1.txt", x_order="A 7")
    assert answer.status_code == 200, answer.text
    received = answer.json()["received"]
    assert received["order"] == "A 7"
    assert received["object"] == "报告 1.txt"
    assert str(received["size"]) == "5"
    (told,) = cloud.of_kind("app_answered")
    assert answer.json()["number"] == told["number"]


@pytest.mark.parametrize("version", ["v4", "v1"])
@pytest.mark.parametrize("token", [False, True])
def test_a_plain_put_goes_through_to_the_servers_address(
    cloud: Cloud, version: str, token: bool
) -> None:
    cloud.settings(grant_token=token, presign_headers={"x-oss-meta-shop": "7"})
    grant = granted(
        cloud, "presign", key="a b+c/报告%1.txt", type="text/css", size="5", version=version
    )
    assert grant["method"] == "PUT"
    assert grant["headers"] == {"Content-Type": "text/css", "x-oss-meta-shop": "7"}
    answer = send_to(grant)
    assert answer.status_code == 200, answer.text
    assert answer.json()["received"]["object"] == "a b+c/报告%1.txt"
    assert answer.json()["received"]["order"].startswith("D-")
    (stored,) = cloud.objects()
    assert stored["key"] == "a b+c/报告%1.txt"
    assert stored["headers"] == {"Content-Type": "text/css", "x-oss-meta-shop": "7"}


@pytest.mark.parametrize("version", ["v4", "v1"])
def test_an_address_is_good_for_nothing_but_what_was_signed(cloud: Cloud, version: str) -> None:
    grant = granted(cloud, "presign", key="k", type="text/css", version=version)
    for changed in (
        grant | {"headers": {}},
        grant | {"headers": {"Content-Type": "text/html"}},
        grant | {"url": grant["url"].replace("callback-var=", "callback-var=e30%3D&x=", 1)},
        grant | {"url": grant["url"].replace("/k?", "/other?", 1)},
    ):
        answer = send_to(changed)
        assert code_of(answer)[:2] == (403, "SignatureDoesNotMatch")
    both = send_to(
        grant, **{"x-oss-callback": parse_qs(urlsplit(grant["url"]).query)["callback"][0]}
    )
    assert both.status_code in (400, 403)
    assert cloud.objects() == []


def test_the_policy_pins_the_callback_and_leaves_the_variables_open(cloud: Cloud) -> None:
    grant = granted(cloud, "policy")
    assert decoded(grant["callback"])["callbackUrl"] == cloud.callback_url
    other = base64.b64encode(b'{"callbackUrl":"http://127.0.0.1:1","callbackBody":"a"}').decode()
    answer = send_form(grant | {"callback": other}, "k")
    assert code_of(answer) == (403, "AccessDenied", "0006-00000227")
    assert send_form(grant, "k", x_order="anything").status_code == 200
    assert send_form(grant, "l").json()["received"]["order"] == ""


def test_folder_and_size_of_the_policy_hold(cloud: Cloud) -> None:
    cloud.settings(grant_dir="inbox/", grant_largest=4, grant_smallest=2)
    grant = granted(cloud, "policy")
    assert grant["dir"] == "inbox/"
    assert code_of(send_form(grant, "k", b"12345"))[1] == "EntityTooLarge"
    assert code_of(send_form(grant, "k", b"1"))[1] == "EntityTooSmall"
    assert code_of(send_form(grant | {"dir": ""}, "k", b"123"))[1] == "AccessDenied"
    assert send_form(grant, "k", b"123").status_code == 200
    assert granted(cloud, "presign", name="C:\\x\\../a.txt")["key"] == "inbox/a.txt"
    assert asked(cloud, "presign", key="other/a.txt").status_code == 403
    assert asked(cloud, "presign", name="a", size="5").status_code == 413
    assert asked(cloud, "presign", name="a", size="x").status_code == 400
    assert asked(cloud, "presign", name="a" * 1023).status_code == 400
    own = [granted(cloud, "presign") for _ in range(2)]
    assert [send_to(grant).status_code for grant in own] == [200, 200]
    assert own[0]["key"] != own[1]["key"]
    assert {o["key"] for o in cloud.objects()} > {grant["key"] for grant in own}


@pytest.mark.parametrize("version", ["v4", "v1"])
def test_what_has_expired_is_refused_in_the_services_words(cloud: Cloud, version: str) -> None:
    cloud.settings(grant_version=version)
    form, url = granted(cloud, "policy"), granted(cloud, "presign", key="k")
    assert abs(form["expire"] - time.time() - 600) < 5
    assert abs(url["expire"] - time.time() - 600) < 5
    cloud.settings(clock_offset_seconds=700)
    assert code_of(send_form(form, "k"))[:2] == (403, "AccessDenied")
    answer = send_to(url)
    assert code_of(answer)[:2] == (403, "AccessDenied")
    assert "expired" in answer.text
    cloud.settings(clock_offset_seconds=0, sts_seconds=-1, grant_seconds=-5)
    assert code_of(send_form(granted(cloud, "policy"), "k"))[:2] == (403, "AccessDenied")
    answer = send_to(granted(cloud, "presign", key="k"))
    assert (code_of(answer)[:2], "expired" in answer.text) == ((403, "AccessDenied"), True)
    old = key_of(granted(cloud, "sts"))
    with pytest.raises(oss_v2.exceptions.OperationError) as caught:
        new_client(cloud, key=old).put_object(
            oss_v2.PutObjectRequest(bucket=cloud.bucket, key="k", body=b"1")
        )
    assert "SecurityTokenExpired" in str(caught.value)


def test_inputs_may_come_as_form_or_json(cloud: Cloud) -> None:
    cloud.settings(presign_headers={})  # the same name again and again
    url = cloud.facts["authorise"]["presign"]
    values: dict[str, Any] = {"key": "k", "size": 5, "x:order": "o"}
    for answer in (
        httpx.post(url, json=values, timeout=PATIENCE),
        httpx.post(url, data=values, timeout=PATIENCE),
        httpx.post(url, params=values, timeout=PATIENCE),
    ):
        assert send_to(answer.json()).json()["received"]["order"] == "o"
    assert (
        httpx.post(url, content="{", headers={"Content-Type": "application/json"}).status_code
        == 400
    )
    assert httpx.put(url).status_code == 405


def test_an_access_code_keeps_others_out(cloud: Cloud) -> None:
    cloud.settings(access_code="open sesame")
    for road in ROADS:
        for code in ("", "wrong"):
            answer = asked(cloud, road, code=code, key="k")
            assert answer.status_code == 401
            assert answer.json()["error"] == "Unauthorized"
        assert asked(cloud, road, code="open sesame", key="k").status_code == 200
    assert len(cloud.of_kind("authorise_refused", status=401)) == 6


def test_a_foreign_name_for_this_computer_gets_nothing(cloud: Cloud) -> None:
    for road in ROADS:
        url = cloud.facts["authorise"][road]
        answer = httpx.get(url, headers={"Host": "evil.example"}, timeout=PATIENCE)
        assert (answer.status_code, answer.json()["error"]) == (403, "Forbidden")


@pytest.mark.parametrize("version", ["V4", "V1"])
@pytest.mark.parametrize("temporary", [False, True])
def test_an_address_presigned_by_the_sdk_may_carry_a_callback(
    cloud: Cloud, version: str, temporary: bool
) -> None:
    headers = callback_headers(cloud, "o=${object}&u=${x:uid}", variables={"x:uid": "报告 +%"})
    parameters = {name.removeprefix("x-oss-"): value for name, value in headers.items()}
    bucket = old_bucket(cloud, version=version, key=cloud.sts() if temporary else None)
    url = bucket.sign_url("PUT", "a b/报告.txt", 60, params=parameters)
    answer = httpx.put(url, content=b"1", timeout=PATIENCE)
    assert answer.status_code == 200, answer.text
    assert answer.json()["received"] == {"o": "a b/报告.txt", "u": "报告 +%"}
    again = httpx.put(url, content=b"1", headers=headers, timeout=PATIENCE)
    assert again.status_code in (400, 403)


def test_the_authorising_side_fails_as_it_is_told_and_callbacks_do_not(cloud: Cloud) -> None:
    wanted = {"500": 500, "refuse": 403, "not_json": 200, "empty": 200, "bom": 200, "redirect": 302}
    for mode, status in wanted.items():
        for road in ROADS:
            cloud.answers(side="authorise", mode=mode, times=1)
            answer = asked(cloud, road, key="k")
            assert answer.status_code == status
            assert answer.content.startswith(b"\xef\xbb\xbf{") == (mode == "bom")
            if mode != "bom":
                assert not {"Credentials", "policy", "url"} & fields_of(answer)
    cloud.answers(side="authorise", mode="late", seconds=0.3)
    begun = time.monotonic()
    assert granted(cloud, "sts")["Credentials"]
    assert time.monotonic() - begun >= 0.3
    cloud.answers(side="authorise", mode="hang_up")
    with pytest.raises(httpx.RemoteProtocolError):
        asked(cloud, "policy")
    bucket = old_bucket(cloud)
    assert bucket.put_object("k", b"1", headers=callback_headers(cloud)).status == 200


def test_each_authorisation_is_an_event_without_its_secrets(cloud: Cloud) -> None:
    key = key_of(granted(cloud, "sts"))
    cloud.settings(grant_token=True)
    form, url = granted(cloud, "policy"), granted(cloud, "presign", key="k")
    found = [(e["road"], e["key"]) for e in cloud.of_kind("authorised")]
    assert found == [("sts", ""), ("policy", ""), ("presign", "k")]
    assert all(abs(e["expires_at"] - time.time()) < 3700 for e in cloud.of_kind("authorised"))
    text = json.dumps(cloud.events())
    for secret in (key["access_key_secret"], key["security_token"], form["signature"]):
        assert secret not in text
    assert parse_qs(urlsplit(url["url"]).query)["x-oss-signature"][0] not in text


def test_the_shapes_that_real_servers_answer_in_can_be_had(cloud: Cloud) -> None:
    cloud.settings(grant_shape="data")
    assert form_fields(granted(cloud, "policy")["data"])["x-oss-signature"]
    cloud.settings(grant_shape="hyphens")
    assert "x-oss-credential" in granted(cloud, "policy")
    cloud.settings(sts_shape="camel")
    assert {"accessKeyId", "securityToken"} <= set(granted(cloud, "sts"))
    cloud.settings(sts_shape="uri")
    assert granted(cloud, "sts")["Code"] == "Success"
    cloud.settings(sts_shape="credentials")
    assert set(granted(cloud, "sts")) == {
        "AccessKeyId",
        "AccessKeySecret",
        "SecurityToken",
        "Expiration",
    }
