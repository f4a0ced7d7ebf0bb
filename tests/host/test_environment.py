"""Keys out of the environment: the storage's own variables first, never half a key."""

from __future__ import annotations

import pytest

from app.domain.credentials import Credentials
from app.host.environment import EnvironmentPlace, credentials_in, place_in

OSS = {"OSS_ACCESS_KEY_ID": "id-1", "OSS_ACCESS_KEY_SECRET": "secret-1", "OSS_SESSION_TOKEN": "t-1"}
GENERIC = {
    "ALIBABA_CLOUD_ACCESS_KEY_ID": "id-2",
    "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "secret-2",
    "ALIBABA_CLOUD_SECURITY_TOKEN": "t-2",
}


def test_the_storage_s_own_variables_go_first() -> None:
    assert credentials_in({**GENERIC, **OSS}) == Credentials("id-1", "secret-1", "t-1")
    assert credentials_in(GENERIC) == Credentials("id-2", "secret-2", "t-2")


@pytest.mark.parametrize("gone", ["OSS_ACCESS_KEY_ID", "OSS_ACCESS_KEY_SECRET"])
def test_half_a_key_is_passed_over_with_its_token(gone: str) -> None:
    assert credentials_in({**OSS, gone: " "}) is None
    assert credentials_in({**OSS, **GENERIC, gone: ""}) == Credentials("id-2", "secret-2", "t-2")


def test_a_key_without_a_token_takes_none_from_another_family() -> None:
    found = credentials_in({**GENERIC, **OSS, "OSS_SESSION_TOKEN": ""})
    assert found == Credentials("id-1", "secret-1")


def test_blanks_of_copying_are_taken_away() -> None:
    assert credentials_in({"OSS_ACCESS_KEY_ID": " id\n", "OSS_ACCESS_KEY_SECRET": "s "}) == (
        Credentials("id", "s")
    )


def test_an_empty_environment_has_nothing() -> None:
    assert credentials_in({}) is None
    assert place_in({}) == EnvironmentPlace("", "")


def test_the_place_is_read_too() -> None:
    found = place_in({"OSS_ENDPOINT": "oss-cn-beijing.aliyuncs.com"})
    assert found == EnvironmentPlace("https://oss-cn-beijing.aliyuncs.com", "cn-beijing")
    both = {"OSS_ENDPOINT": "http://127.0.0.1:9", "OSS_REGION": "oss-cn-heyuan"}
    assert place_in(both) == EnvironmentPlace("http://127.0.0.1:9", "cn-heyuan")
