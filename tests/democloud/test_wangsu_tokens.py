"""What the application server hands out, and what the cloud says of itself."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import quote

import pytest

from tests.cloud import Cloud
from tests.democloud.wangsu import QUICK, Answer, Wangsu, unb64


@pytest.fixture
def wangsu(cloud: Cloud) -> Wangsu:
    """The service of a fresh cloud."""
    cloud.settings(**QUICK)
    return Wangsu(cloud)


def asked(wangsu: Wangsu, query: str = "", **headers: str) -> Answer:
    """Ask for a token."""
    url = wangsu.facts["token_url"] + (f"?{query}" if query else "")
    return wangsu.ask("GET", url, headers=headers)


def policy_of(token: str) -> dict[str, Any]:
    """Read the policy of a token."""
    value: dict[str, Any] = json.loads(unb64(token.split(":")[2]))
    return value


def test_the_facts_are_complete(wangsu: Wangsu) -> None:
    assert set(wangsu.facts) == {
        "upload_endpoint",
        "management_endpoint",
        "bucket",
        "access_key",
        "secret_key",
        "callback_url",
        "notify_url",
        "token_url",
        "status_url",
        "minute_seconds",
    }
    assert len(wangsu.facts["access_key"]) == len(wangsu.facts["secret_key"]) == 40
    assert wangsu.facts["upload_endpoint"] != wangsu.facts["management_endpoint"]


def test_a_token_for_a_name_uploads_and_calls_back(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.settings(grant_dir="inbox/")
    grant = asked(wangsu, f"name={quote('Bericht 1.pdf')}&size=5&type=application%2Fpdf").json
    assert grant["uploadDomain"] == wangsu.facts["upload_endpoint"]
    assert grant["key"] == "inbox/Bericht 1.pdf"
    policy = policy_of(grant["token"])
    assert policy["scope"] == f"{wangsu.bucket}:inbox/Bericht 1.pdf"
    assert abs(int(policy["deadline"]) / 1000 - time.time() - 600) < 30
    answer = wangsu.upload({}, token=grant["token"], x__order="D-7")
    assert json.loads(answer.json["response"])["received"]["order"] == "D-7"
    assert asked(wangsu, "key=outbox/x").status == 403
    assert asked(wangsu).status == 400
    authorised = cloud.of_kind("authorised")[0]
    assert (authorised["service"], authorised["key"]) == ("wangsu", grant["key"])
    assert grant["token"] not in str(cloud.events())


def test_what_the_server_fixes(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.settings(
        grant_callback=False, grant_largest=4, wangsu_grant_ops="avthumb/mp4", grant_shape="data"
    )
    token = asked(wangsu).json["data"]["token"]
    policy = policy_of(token)
    assert (policy["scope"], policy["fsizeLimit"]) == (wangsu.bucket, 4)
    assert "callbackUrl" not in policy
    assert policy["persistentNotifyUrl"] == wangsu.facts["notify_url"]
    assert policy["returnBody"].endswith("&persistentId=$(persistentId)")
    assert asked(wangsu, "name=a&size=5").status == 413
    assert wangsu.upload({}, token=token, key="a").status == 401


def test_a_token_that_is_over(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.settings(grant_seconds=-5)
    answer = wangsu.upload({}, token=asked(wangsu, "name=a").json["token"])
    assert (answer.status, answer.json["message"]) == (401, "Token Expired")


def test_the_access_code_and_the_servers_bad_days(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.settings(access_code="code-7")
    assert asked(wangsu).status == 401
    assert asked(wangsu, Authorization="Bearer code-8").status == 401
    assert asked(wangsu, Authorization="Bearer code-7").status == 200
    assert asked(wangsu, Host="attacker.example").status == 403
    cloud.settings(access_code="")
    cloud.answers(side="authorise", mode="500", times=1)
    assert asked(wangsu).status == 500
    assert asked(wangsu).status == 200
    refused = cloud.of_kind("authorise_refused")
    assert [event["status"] for event in refused] == [401, 401, 403, 500]
    assert {event["service"] for event in refused} == {"wangsu"}
    assert {event["road"] for event in refused} == {"wangsu/token"}
