"""The check of place and naming: each code once, with its values and its fix."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.callback import CallbackSpec
from app.domain.connection import AccessKind, Connection
from app.domain.destination import Destination
from app.domain.findings import Severity
from app.domain.lint_place import (
    PlaceField,
    PlaceFinding,
    key_begins_with_bucket,
    lint_place,
    place_findings,
    refused,
    rule_findings,
)
from app.domain.options import ObjectOptions

HANGZHOU = "https://oss-cn-hangzhou.aliyuncs.com"
GOOD = Destination("oss", HANGZHOU, "cn-hangzhou", "shop-media", "spring/")


def connection(place: Destination = GOOD, *, callback: bool = True) -> Connection:
    return Connection("c", "Shop", place, CallbackSpec(callback, ("https://a.example.com/",)))


def codes(found: list[PlaceFinding]) -> list[str]:
    return [finding.code for finding in found]


def only(found: list[PlaceFinding], code: str) -> PlaceFinding:
    assert codes(found) == [code]
    return found[0]


def test_nothing_is_said_about_a_good_place() -> None:
    assert lint_place(connection()) == []


@pytest.mark.parametrize(
    ("prefix", "better"),
    [
        ("shop-media/", ""),
        ("shop-media", ""),
        ("shop-media/spring/", "spring/"),
        ("shop-media/shop-media/spring/", "spring/"),
        ("/shop-media/spring/", "spring/"),
    ],
)
def test_a_prefix_that_begins_with_the_bucket_is_mended(prefix: str, better: str) -> None:
    found = only(place_findings(replace(GOOD, prefix=prefix)), "prefix.bucket")
    assert found.severity is Severity.WARNING
    assert found.field is PlaceField.PREFIX
    assert found.fixable
    assert found.fix == found.values["better"] == better
    assert place_findings(replace(GOOD, prefix=found.fix)) == []


@pytest.mark.parametrize("prefix", ["shop-media-2/", "a/shop-media/", "shop/", "", "Shop-media/"])
def test_other_prefixes_are_let_alone(prefix: str) -> None:
    assert place_findings(replace(GOOD, prefix=prefix)) == []


def test_a_rule_that_begins_with_the_bucket_is_mended_unless_a_prefix_stands_before_it() -> None:
    rule = "shop-media/{name}{ext}"
    found = only(rule_findings(rule, replace(GOOD, prefix="")), "rule.bucket")
    assert found.fix == "{name}{ext}"
    assert only(rule_findings("/" + rule, replace(GOOD, prefix="")), "rule.bucket").fix == found.fix
    assert rule_findings(rule, GOOD) == []


def test_a_key_begins_with_the_bucket_only_as_a_whole_folder() -> None:
    assert key_begins_with_bucket("shop/a.jpg", "shop")
    assert not key_begins_with_bucket("shop-2/a.jpg", "shop")
    assert not key_begins_with_bucket("a.jpg", "")


def test_troubles_of_a_rule_are_named() -> None:
    found = rule_findings("{nmae}{x}", GOOD)
    assert only(found, "rule.unknown").values == {"names": "nmae, x"}
    assert refused(found)
    same = only(rule_findings("{date}", GOOD), "rule.same_name")
    assert same.severity is Severity.WARNING
    assert not refused([same])


def test_a_region_without_callbacks_is_flagged_only_while_the_callback_is_on() -> None:
    seoul = replace(GOOD, endpoint="oss-ap-northeast-2.aliyuncs.com", region="ap-northeast-2")
    found = only(lint_place(connection(seoul)), "region.no_callbacks")
    assert found.severity is Severity.WARNING
    assert found.values == {"region": "ap-northeast-2"}
    assert lint_place(connection(seoul, callback=False)) == []


def test_an_unknown_region_is_only_not_confirmed() -> None:
    place = replace(GOOD, endpoint="https://oss-cn-new.aliyuncs.com", region="cn-new")
    found = lint_place(connection(place))
    assert codes(found) == ["region.unconfirmed", "region.callbacks_unconfirmed"]
    assert {finding.severity for finding in found} == {Severity.INFO}


def test_an_endpoint_of_another_region_is_offered_the_right_one() -> None:
    found = only(place_findings(replace(GOOD, region="cn-beijing")), "region.other")
    assert found.values == {"region": "cn-beijing", "found": "cn-hangzhou", "better": "cn-hangzhou"}


def test_an_internal_endpoint_is_offered_the_public_one() -> None:
    place = replace(GOOD, endpoint="https://oss-cn-hangzhou-internal.aliyuncs.com")
    assert only(place_findings(place), "endpoint.internal").fix == HANGZHOU


@pytest.mark.parametrize(
    ("endpoint", "better"),
    [(HANGZHOU.replace("s:", ":"), HANGZHOU), ("http://files.example.com:8080", "")],
)
def test_an_endpoint_that_is_not_encrypted_is_named(endpoint: str, better: str) -> None:
    found = only(place_findings(replace(GOOD, endpoint=endpoint)), "endpoint.http")
    assert found.fix == better
    assert found.fixable is bool(better)


@pytest.mark.parametrize("host", ["127.0.0.1:9000", "localhost", "cloud.localhost:80", "[::1]:1"])
def test_this_computer_needs_no_encryption_and_knows_no_regions(host: str) -> None:
    place = replace(GOOD, endpoint="http://" + host, region="home")
    assert lint_place(connection(place)) == []


def test_the_demo_cloud_gets_no_notes_about_its_road() -> None:
    place = replace(GOOD, endpoint="http://oss-cn-seoul.aliyuncs.com", practice=True)
    assert lint_place(connection(place)) == []


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://app.example.com/sts", True),
        ("https://app.example.com/sts", False),
        ("http://127.0.0.1:8000/sts", False),
    ],
)
def test_a_server_that_hands_out_keys_in_the_clear_is_named(url: str, told: bool) -> None:
    asked = replace(connection(), access=AccessKind.SERVER, server_url=url)
    assert codes(lint_place(asked)) == (["server.http"] if told else [])


def test_all_fields_are_looked_at_together() -> None:
    bad = replace(
        connection(replace(GOOD, prefix="shop-media/")),
        naming="{date}",
        options=ObjectOptions(acl="none"),
    )
    assert codes(lint_place(bad)) == ["prefix.bucket", "rule.same_name", "options.choice"]


@given(st.text(), st.text(), st.text(), st.text(), st.text())
def test_no_text_makes_the_check_fail(
    endpoint: str, region: str, bucket: str, prefix: str, rule: str
) -> None:
    place = Destination("oss", endpoint, region, bucket, prefix)
    asked = replace(connection(place), naming=rule, access=AccessKind.SERVER, server_url=endpoint)
    assert all(finding.code for finding in lint_place(asked))
