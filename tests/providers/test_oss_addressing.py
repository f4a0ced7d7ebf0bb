"""Where requests go, and which names cannot be used."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.destination import Addressing, Destination
from app.domain.errors import DestinationError
from app.providers.oss.addressing import place
from app.providers.oss.provider import LIMITS, OssProvider
from app.providers.registry import provider

AUTO, PATH, VIRTUAL, CNAME = (
    Addressing.AUTO,
    Addressing.PATH,
    Addressing.VIRTUAL_HOST,
    Addressing.CNAME,
)


def there(endpoint: str, addressing: Addressing = AUTO, bucket: str = "demo") -> Destination:
    return Destination("oss", endpoint, "cn-hangzhou", bucket, addressing=addressing)


@pytest.mark.parametrize(
    ("endpoint", "addressing", "address"),
    [
        (
            "https://oss-cn-hangzhou.aliyuncs.com",
            AUTO,
            "https://demo.oss-cn-hangzhou.aliyuncs.com/k",
        ),
        ("oss-cn-hangzhou.aliyuncs.com/", AUTO, "https://demo.oss-cn-hangzhou.aliyuncs.com/k"),
        (
            "https://cn-hangzhou.oss.aliyuncs.com",
            AUTO,
            "https://demo.cn-hangzhou.oss.aliyuncs.com/k",
        ),
        ("http://127.0.0.1:8080", AUTO, "http://127.0.0.1:8080/demo/k"),
        ("http://[::1]:8080", AUTO, "http://[::1]:8080/demo/k"),
        ("http://localhost:8080", AUTO, "http://localhost:8080/demo/k"),
        ("http://oss.localhost:8080", AUTO, "http://oss.localhost:8080/demo/k"),
        ("http://localhost:8080", VIRTUAL, "http://demo.localhost:8080/k"),
        ("http://demo.localhost:8080", VIRTUAL, "http://demo.localhost:8080/k"),
        ("https://s.example.com", PATH, "https://s.example.com/demo/k"),
        ("https://files.example.com", CNAME, "https://files.example.com/k"),
        ("https://s.example.com", AUTO, "https://demo.s.example.com/k"),
        # typed with its bucket in front, as the vendor's console shows it
        ("demo.oss-cn-beijing.aliyuncs.com", AUTO, "https://demo.oss-cn-beijing.aliyuncs.com/k"),
        ("https://文件.example.com", CNAME, "https://xn--5nqy36c.example.com/k"),
    ],
)
def test_addresses(endpoint: str, addressing: Addressing, address: str) -> None:
    found = place(there(endpoint, addressing), "k")
    assert found.origin + found.path == address
    assert found.resource == "/demo/k"
    assert OssProvider().address(there(endpoint, addressing), "k") == address


def test_a_bucket_that_only_begins_like_the_host_is_put_in_front() -> None:
    found = place(there("https://demo.example.com"), "k")
    assert found.origin == "https://demo.demo.example.com"


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("a/../b", "/a/%2E%2E/b"),
        ("./a", "/%2E/a"),
        ("a/...", "/a/..."),
        ("a..b/.c", "/a..b/.c"),
        ("a//b", "/a//b"),
        ("报告 1+2%#&.txt", "/%E6%8A%A5%E5%91%8A%201%2B2%25%23%26.txt"),
        ("😀?;=", "/%F0%9F%98%80%3F%3B%3D"),
    ],
)
def test_every_byte_of_a_key_is_encoded_and_no_segment_can_be_tidied_away(
    key: str, path: str
) -> None:
    assert place(there("https://files.example.com", CNAME), key).path == path


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_path_and_resource_decode_to_the_key(key: str) -> None:
    destination = there("http://127.0.0.1:1")
    if key[0] in "/\\" or len(key.encode()) > 1023:
        with pytest.raises(DestinationError):
            place(destination, key)
        return
    found = place(destination, key)
    assert unquote(found.path) == unquote(found.resource) == "/demo/" + key
    assert all(segment not in (".", "..") for segment in found.path.split("/"))


@pytest.mark.parametrize(
    ("endpoint", "bucket", "key", "problem"),
    [
        ("", "demo", "k", "endpoint.empty"),
        ("https://h/path", "demo", "k", "endpoint.invalid"),
        ("https://h:port", "demo", "k", "endpoint.invalid"),
        ("ftp://h", "demo", "k", "endpoint.invalid"),
        (f"https://{'ü' * 80}.example.com", "demo", "k", "endpoint.invalid"),
        ("https://h", "De mo", "k", "bucket.invalid"),
        ("https://h", "demo", "", "key.empty"),
        ("https://h", "demo", "/k", "key.first_character"),
        ("https://h", "demo", "\\k", "key.first_character"),
        ("https://h", "demo", "文" * 342, "key.too_long"),
        ("https://h", "demo", "broken\udcff.txt", "key.not_text"),
    ],
)
def test_what_cannot_be_a_place_says_why(
    endpoint: str, bucket: str, key: str, problem: str
) -> None:
    with pytest.raises(DestinationError) as caught:
        place(there(endpoint, bucket=bucket), key)
    assert caught.value.values["problem"] == problem


def test_the_longest_key_is_counted_in_bytes() -> None:
    assert place(there("https://h"), "文" * 341).resource.endswith("%87")


def test_limits_are_those_of_the_service() -> None:
    found = provider("oss").limits(there("https://h"))
    assert found == LIMITS
    assert (found.smallest_part, found.largest_part) == (102_400, 5 * 1024**3)
    assert (found.most_parts, found.longest_key) == (10_000, 1023)
    assert found.largest_object == 488 * 1024**4 // 10


def test_the_registry_knows_its_services_and_says_so_of_others() -> None:
    assert provider("oss").name == "oss"
    with pytest.raises(DestinationError) as caught:
        provider("nowhere")
    assert caught.value.values["problem"] == "provider.unknown"
