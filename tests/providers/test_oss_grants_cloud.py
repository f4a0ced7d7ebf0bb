"""Uploads by what the demo cloud's application server hands out; it shares no line with us."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from fastcrc.crc64 import xz

from app.domain.callback import CallbackSpec
from app.domain.credentials import Credentials
from app.domain.destination import SameName
from app.domain.errors import CredentialsRefused, NameTaken, Refused
from app.domain.grant import Authorisation, FormGrant, UrlGrant
from app.domain.states import CallbackOutcome
from app.domain.upload import Receipt
from app.providers.contract import Found, Order
from app.providers.oss.provider import OssProvider
from tests.cloud import Cloud
from tests.providers.oss_calls import HttpCall, Make, orders_to

OSS = OssProvider()
DATA = bytes(range(256)) * 300


@pytest.fixture
def make(cloud: Cloud, tmp_path: Path) -> Make:
    """Orders to send a file of `DATA`."""
    return orders_to(cloud, tmp_path, DATA)


def granted(cloud: Cloud, road: str, *, key: str = "", code: str = "") -> Authorisation:
    """What the application server hands out."""
    url = cloud.facts["authorise"][road] + (f"?key={key}" if key else "")
    return asyncio.run(OSS.authorise(HttpCall(), url, code))


def put(order: Order, grant: Authorisation) -> Receipt:
    """Send it by what was granted."""
    if isinstance(grant, Credentials):
        return asyncio.run(OSS.put(HttpCall(grant), order))
    really = OSS.granted(order, grant)
    return asyncio.run(OSS.put(HttpCall(grant=grant), really))


@pytest.mark.parametrize("version", ["v4", "v1"])
@pytest.mark.parametrize("body_type", ["form", "json"])
@pytest.mark.parametrize("token", [False, True])
@pytest.mark.parametrize("road", ["policy", "presign"])
def test_a_file_goes_up_by_every_kind_of_grant(
    cloud: Cloud, make: Make, *, road: str, version: str, body_type: str, token: bool
) -> None:
    cloud.settings(grant_version=version, grant_body_type=body_type, grant_token=token)
    wanted = make(key="in/文 1+%.bin", variables={"x:order": "4711 &"})
    grant = granted(cloud, road, key="in%2F%E6%96%87%201%2B%25.bin" if road == "presign" else "")
    receipt = put(wanted, grant)
    (stored,) = cloud.objects()
    assert (stored["key"], int(stored["crc64"])) == ("in/文 1+%.bin", xz(DATA))
    assert receipt.callback.outcome is CallbackOutcome.DELIVERED
    (answered,) = cloud.of_kind("app_answered")
    assert str(answered["number"]) in receipt.callback.body
    assert receipt.verified
    if road == "policy":
        assert "4711 &" in receipt.callback.body


@pytest.mark.parametrize("shape", ["plain", "data", "hyphens"])
def test_every_shape_of_a_grant_is_understood(cloud: Cloud, make: Make, shape: str) -> None:
    cloud.settings(grant_shape=shape)
    assert isinstance(granted(cloud, "policy"), FormGrant)
    grant = granted(cloud, "presign", key="a.bin")
    assert isinstance(grant, UrlGrant)
    assert OSS.granted(make(key="other"), grant).task.key == "a.bin"


@pytest.mark.parametrize("shape", ["assume_role", "credentials", "camel", "uri"])
def test_a_temporary_key_is_good_for_uploads(cloud: Cloud, make: Make, shape: str) -> None:
    cloud.settings(sts_shape=shape)
    grant = granted(cloud, "sts")
    assert isinstance(grant, Credentials)
    assert grant.expires_at > 0
    assert put(make(), grant).verified


def test_the_folder_of_a_policy_is_put_in_front(cloud: Cloud, make: Make) -> None:
    cloud.settings(grant_dir="team a/")
    grant = granted(cloud, "policy")
    assert put(make(key="x.bin"), grant).key == "team a/x.bin"
    assert put(make(key="team a/y.bin"), grant).key == "team a/y.bin"


def test_a_policy_without_a_callback_leaves_ours(cloud: Cloud, make: Make) -> None:
    cloud.settings(grant_callback=False)
    spec = CallbackSpec(True, (cloud.callback_url,), "o=${object}&n=${x:n}")
    receipt = put(make(callback=spec, variables={"x:n": "5"}), granted(cloud, "policy"))
    assert receipt.callback.outcome is CallbackOutcome.DELIVERED


def test_an_address_without_a_callback_stores_without_one(cloud: Cloud, make: Make) -> None:
    cloud.settings(grant_callback=False)
    spec = CallbackSpec(True, (cloud.callback_url,), "o=${object}")
    receipt = put(make(callback=spec), granted(cloud, "presign", key="a.bin"))
    assert receipt.callback.outcome is CallbackOutcome.NOT_REQUESTED


def test_headers_that_an_address_demands_go_along(cloud: Cloud, make: Make) -> None:
    cloud.settings(presign_headers={"x-oss-forbid-overwrite": "true"})
    put(make(), granted(cloud, "presign", key="once.bin"))
    with pytest.raises(NameTaken):
        put(make(), granted(cloud, "presign", key="once.bin"))


def test_nothing_is_replaced_by_a_form_either(cloud: Cloud, make: Make) -> None:
    grant = granted(cloud, "policy")
    put(make(same_name=SameName.KEEP_BOTH), grant)
    with pytest.raises(NameTaken):
        put(make(same_name=SameName.KEEP_BOTH), grant)


def test_what_does_not_fit_is_named_before_a_byte_is_sent(cloud: Cloud, make: Make) -> None:
    cloud.settings(grant_largest=1000)
    grant = granted(cloud, "policy")
    with pytest.raises(Refused) as caught:
        OSS.granted(make(), grant)
    assert caught.value.values["reason"] == "size.grant"
    assert caught.value.values["most"] == "1000"
    huge = replace(make(), size=5 * 1024**3 + 1)
    with pytest.raises(Refused, match="size"):
        OSS.granted(huge, granted(cloud, "presign", key="a"))


@pytest.mark.parametrize(
    "url", ["http://evil.example/", "https://u:p@evil.example/", "ftp://x/", "https://[", ""]
)
def test_a_server_cannot_take_a_file_off_tls(make: Make, url: str) -> None:
    wanted = make(endpoint="https://oss-cn-hangzhou.aliyuncs.com")
    for grant in (FormGrant(url, ()), UrlGrant(url)):
        with pytest.raises(Refused) as caught:
            OSS.granted(wanted, grant)
        assert caught.value.values["reason"] == "grant_place"


@pytest.mark.parametrize(
    ("road", "version", "reason"),
    [
        ("policy", "v4", "policy_expired"),
        ("policy", "v1", "policy_expired"),
        ("presign", "v4", "url_expired"),
        ("presign", "v1", "url_expired"),
    ],
)
def test_a_grant_that_is_over_is_refused_as_such(
    cloud: Cloud, make: Make, *, road: str, version: str, reason: str
) -> None:
    cloud.settings(grant_version=version)
    grant = granted(cloud, road, key="a.bin" if road == "presign" else "")
    cloud.settings(clock_offset_seconds=700)
    with pytest.raises(CredentialsRefused) as caught:
        put(make(), grant)
    assert caught.value.values["reason"] == reason


def test_who_has_a_grant_cannot_look_and_says_so(cloud: Cloud, make: Make) -> None:
    grant = granted(cloud, "policy")
    assert isinstance(grant, FormGrant)
    looking = OSS.look(HttpCall(grant=grant), make(), since=0.0, crc64=None)
    assert asyncio.run(looking).found is Found.CANNOT_TELL


def test_the_access_code_opens_the_server(cloud: Cloud) -> None:
    cloud.settings(access_code="canary-code")
    with pytest.raises(CredentialsRefused):
        granted(cloud, "sts")
    assert isinstance(granted(cloud, "sts", code="canary-code"), Credentials)
