"""Forged calls for show: each is refused at its own step, but for the one that nothing stops."""

from __future__ import annotations

import pytest

from tests.cloud import Cloud
from tests.democloud.wangsu import QUICK, Wangsu


def forged(cloud: Cloud, way: str) -> dict[str, object]:
    """Send one."""
    return cloud.ask("/forge", method="POST", service="wangsu", way=way, series="s", of=2)


@pytest.mark.parametrize("overheard", [True, False])
def test_forged_calls_and_where_they_fail(cloud: Cloud, overheard: bool) -> None:
    cloud.settings(**QUICK)
    wangsu = Wangsu(cloud)
    if overheard:
        url = wangsu.facts["callback_url"] + "?src=ums"
        policy = wangsu.policy("k", callbackUrl=url, callbackBody="key=$(key)&fsize=$(fsize)")
        assert wangsu.upload(policy).status == 200
    mark = cloud.mark()
    steps = {"key": "key", "signature": "match", "body": "match", "notification": "match"}
    for way, step in steps.items():
        told = forged(cloud, way)
        assert (told["status"], told["way"], told["series"]) == (401, way, "s")
        received = cloud.of_kind("app_received", mark)[-1]
        assert (received["failed_step"], received["request_id"]) == (step, told["request_id"])
    assert len(cloud.ask("/records")["records"]) == int(overheard)
    assert not wangsu.news(wait=0)
    # What is signed holds no time: sent again as it was, it is taken again.
    assert forged(cloud, "replay")["status"] == 200
    assert len(cloud.of_kind("forged_sent", mark)) == 5
    assert {e["service"] for e in cloud.of_kind("forged_answered", mark)} == {"wangsu"}
