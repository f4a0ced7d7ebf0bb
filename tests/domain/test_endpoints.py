"""Endpoints in both directions, and places out of what people paste."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.destination import Addressing
from app.domain.endpoints import (
    EndpointKind,
    PastedPlace,
    addressing_for,
    endpoint_for,
    from_pasted_place,
    kind_of,
    region_in,
)
from app.domain.regions import REGIONS

REGIONAL = (EndpointKind.PUBLIC, EndpointKind.INTERNAL, EndpointKind.DUAL_STACK)
ANY = st.text() | st.text(alphabet="oss-:/.[]@%?#hangzhou cnaliyuncs_0129", max_size=80)


@pytest.mark.parametrize("kind", REGIONAL)
def test_every_region_is_found_again_in_its_endpoint(kind: EndpointKind) -> None:
    for region in REGIONS:
        endpoint = endpoint_for(region.id, kind)
        assert kind_of(endpoint) is kind, endpoint
        assert region_in(endpoint) == region.id, endpoint
        assert region_in(endpoint.replace("https://", "https://oss-media.")) == region.id


def test_finance_clouds_have_the_hosts_of_the_page() -> None:
    public = endpoint_for("cn-hangzhou-finance", EndpointKind.PUBLIC)
    assert public == "https://oss-cn-hzfinance.aliyuncs.com"
    internal = endpoint_for("cn-shanghai-finance-1", EndpointKind.INTERNAL)
    assert internal == "https://oss-cn-shanghai-finance-1-pub-internal.aliyuncs.com"
    assert region_in("oss-cn-hzjbp-b-internal.aliyuncs.com") == "cn-hangzhou-finance"
    assert region_in("cn-shenzhen-finance.oss.aliyuncs.com") == "cn-shenzhen-finance-1"


@pytest.mark.parametrize("kind", EndpointKind)
def test_kinds_without_a_pattern_have_to_be_typed(kind: EndpointKind) -> None:
    typed = kind in (EndpointKind.CUSTOM_DOMAIN, EndpointKind.PRIVATE)
    assert (endpoint_for("cn-hangzhou", kind) == "") is typed


def test_without_a_region_only_acceleration_has_an_endpoint() -> None:
    assert endpoint_for("", EndpointKind.ACCELERATE) == "https://oss-accelerate.aliyuncs.com"
    assert endpoint_for("", EndpointKind.PUBLIC) == ""


def test_a_region_that_nobody_knows_follows_the_pattern() -> None:
    endpoint = endpoint_for("cn-atlantis", EndpointKind.INTERNAL)
    assert endpoint == "https://oss-cn-atlantis-internal.aliyuncs.com"
    assert region_in(endpoint) == "cn-atlantis"


@pytest.mark.parametrize(
    ("endpoint", "kind", "region"),
    [
        ("", EndpointKind.PUBLIC, ""),
        ("oss-accelerate.aliyuncs.com", EndpointKind.ACCELERATE, ""),
        ("https://shop.oss-accelerate-overseas.aliyuncs.com", "accelerate_overseas", ""),
        ("https://files.example.com", EndpointKind.CUSTOM_DOMAIN, ""),
        ("http://127.0.0.1:9000", EndpointKind.PRIVATE, ""),
        ("http://8.8.8.8", EndpointKind.PRIVATE, ""),
        ("http://[::1]:9000", EndpointKind.PRIVATE, ""),
        ("minio.localhost", EndpointKind.PRIVATE, ""),
        ("http://storage:8080", EndpointKind.PRIVATE, ""),
        ("https://[::1", EndpointKind.PRIVATE, ""),
        ("OSS-CN-BEIJING.aliyuncs.com", EndpointKind.PUBLIC, "cn-beijing"),
    ],
)
def test_kinds_are_told_by_the_name(endpoint: str, kind: str, region: str) -> None:
    assert kind_of(endpoint) == kind
    assert region_in(endpoint) == region


def test_each_kind_is_addressed_as_it_must_be() -> None:
    assert addressing_for(EndpointKind.CUSTOM_DOMAIN) is Addressing.CNAME
    assert addressing_for(EndpointKind.PRIVATE) is Addressing.PATH
    assert addressing_for(EndpointKind.INTERNAL) is Addressing.AUTO


PUBLIC = "https://oss-cn-hangzhou.aliyuncs.com"


@pytest.mark.parametrize(
    ("text", "place", "prefix"),
    [
        ("oss://shop/a/b.jpg", PastedPlace(bucket="shop", path="a/b.jpg"), "a/"),
        ("oss://shop/spring", PastedPlace(bucket="shop", path="spring"), "spring/"),
        ("OSS://Shop", PastedPlace(bucket="shop"), ""),
        (
            " 'shop.oss-cn-hangzhou.aliyuncs.com' ",
            PastedPlace(PUBLIC, "cn-hangzhou", "shop", "", EndpointKind.PUBLIC),
            "",
        ),
        (
            PUBLIC + "/shop/v1.0/",
            PastedPlace(PUBLIC, "cn-hangzhou", "shop", "v1.0/", EndpointKind.PUBLIC),
            "v1.0/",
        ),
        (
            "https://shop.oss-cn-hangzhou.aliyuncs.com/%E4%B8%AD%20a/b.jpg?Signature=s3cr%2Bt",
            PastedPlace(PUBLIC, "cn-hangzhou", "shop", "中 a/b.jpg", EndpointKind.PUBLIC),
            "中 a/",
        ),
        (
            "http://[::1]:9000/shop/a/",
            PastedPlace("http://[::1]:9000", "", "shop", "a/", EndpointKind.PRIVATE),
            "a/",
        ),
        (
            "localhost:9000",
            PastedPlace("http://localhost:9000", "", "", "", EndpointKind.PRIVATE),
            "",
        ),
        (
            "https://files.example.com/a/b.jpg",
            PastedPlace("https://files.example.com", "", "", "a/b.jpg", EndpointKind.CUSTOM_DOMAIN),
            "a/",
        ),
        (
            "https://oss.console.aliyun.com/bucket/oss-cn-hangzhou/shop/object?path=a%2Fb%2F",
            PastedPlace(PUBLIC, "cn-hangzhou", "shop", "a/b/", EndpointKind.PUBLIC),
            "a/b/",
        ),
        (
            "s3.oss-cn-hangzhou.aliyuncs.com",
            PastedPlace(PUBLIC, "cn-hangzhou", "", "", EndpointKind.PUBLIC),
            "",
        ),
    ],
)
def test_places_are_read_out_of_what_is_pasted(text: str, place: PastedPlace, prefix: str) -> None:
    found = from_pasted_place(text)
    assert found == place
    assert found.prefix == prefix


@pytest.mark.parametrize(
    "text",
    [
        *("", "hello", "hello world.txt", "LTAI:secret", "a..b", "x" * 9000),
        *("oss://", "https://[::1", "ftp://a.b/c", "mailto:me@example.com"),
        *("https://u:p@host.example.com/", "https://oss.console.aliyun.com/overview"),
    ],
)
def test_other_text_is_no_place(text: str) -> None:
    assert from_pasted_place(text) is None


@given(ANY)
def test_no_text_at_all_makes_them_fail(text: str) -> None:
    found = from_pasted_place(text)
    assert found is None or isinstance(found.prefix, str)
    assert isinstance(kind_of(text), EndpointKind)
    assert isinstance(region_in(text), str)
    assert all(isinstance(endpoint_for(text, kind), str) for kind in EndpointKind)
