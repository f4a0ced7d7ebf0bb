"""Keys out of other programs' files: read only, tolerant, every trouble with a code."""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.credentials import Credentials
from app.host.access_files import LONGEST, FoundAccess, found_access

SECRET = "madeUpSecret0123456789"
NOW = 1_700_000_000.0
FILES = (".ossutilconfig", ".aliyun/config.json", ".alibabacloud/credentials.ini")

OSSUTIL_1 = f"""\
[Credentials]
language=CH
endpoint = oss-cn-hangzhou.aliyuncs.com
AccessKeyID=LTAI-one
access-key-secret = {SECRET}
[Bucket-Endpoint]
shop = oss-cn-beijing.aliyuncs.com
media= oss-cn-shanghai.aliyuncs.com
[Bucket-Cname]
shop = files.example.com
[Default]
loglevel=info
"""
OSSUTIL_2 = f"""\
# the team's keys
[default]
accessKeyId = LTAI-one
access_key_secret = {SECRET}
region = cn-hangzhou
[profile Shop]
access-key-id = STS.two
accessKeySecret = {SECRET}
sts-token = made-up-token
endpoint = https://oss-cn-beijing-internal.aliyuncs.com
[profile role]
mode = EcsRamRole
[profile half]
accessKeyId = LTAI-three
[buckets shop]
region = cn-beijing
endpoint = oss-cn-beijing.aliyuncs.com
[buckets others]
media = region=cn-shanghai, endpoint=oss-cn-shanghai.aliyuncs.com
"""


def written(home: Path, name: str, text: str | bytes) -> Path:
    path = home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def only(home: Path) -> FoundAccess:
    (found,) = found_access(home, now=NOW)
    return found


def test_an_empty_home_gives_nothing(tmp_path: Path) -> None:
    assert found_access(tmp_path) == []
    assert found_access(tmp_path / "nowhere") == []


def test_the_first_ossutil_s_key_comes_with_its_buckets(tmp_path: Path) -> None:
    written(tmp_path, FILES[0], OSSUTIL_1)
    found = only(tmp_path)
    assert (found.source, found.name, found.problem) == ("ossutil", "default", "")
    assert found.credentials == Credentials("LTAI-one", SECRET)
    assert (found.endpoint, found.region) == (
        "https://oss-cn-hangzhou.aliyuncs.com",
        "cn-hangzhou",
    )
    assert found.buckets == {
        "shop": "https://files.example.com",
        "media": "https://oss-cn-shanghai.aliyuncs.com",
    }


def test_the_second_ossutil_s_profiles_are_told_apart(tmp_path: Path) -> None:
    written(tmp_path, FILES[0], OSSUTIL_2)
    first, second, role, half = found_access(tmp_path, now=NOW)
    assert (first.name, first.credentials, first.region) == (
        "default",
        Credentials("LTAI-one", SECRET),
        "cn-hangzhou",
    )
    assert (second.name, second.credentials) == (
        "Shop",
        Credentials("STS.two", SECRET, "made-up-token"),
    )
    assert second.region == "cn-beijing"
    assert (role.name, role.problem, role.mode) == ("role", "mode", "EcsRamRole")
    assert (half.name, half.problem, half.credentials) == ("half", "incomplete", None)
    assert first.buckets == {
        "shop": "https://oss-cn-beijing.aliyuncs.com",
        "media": "https://oss-cn-shanghai.aliyuncs.com",
    }


def profile(mode: str, **more: object) -> dict[str, object]:
    key = {"access_key_id": "LTAI-cli", "access_key_secret": SECRET, "sts_token": ""}
    return {"name": mode, "mode": mode, **key, "region_id": "cn-shenzhen", **more}


@pytest.mark.parametrize(
    ("made", "problem", "credentials"),
    [
        (profile("AK"), "", Credentials("LTAI-cli", SECRET)),
        (profile("StsToken", sts_token="t"), "", Credentials("LTAI-cli", SECRET, "t")),
        (
            profile("CloudSSO", sts_token="t", sts_expiration=int(NOW) + 60),
            "",
            Credentials("LTAI-cli", SECRET, "t", NOW + 60),
        ),
        (profile("OAuth", sts_token="t", sts_expiration=int(NOW)), "expired", None),
        (profile("CloudSSO"), "incomplete", None),
        (profile("AK", access_key_secret=""), "incomplete", None),
        (profile("RamRoleArn", ram_role_arn="acs:ram::1:role/x"), "mode", None),
        (profile("External", process_command="rm -rf /"), "mode", None),
        (profile("OIDC"), "mode", None),
    ],
)
def test_profiles_of_the_cli_are_taken_or_named(
    tmp_path: Path, made: dict[str, object], problem: str, credentials: Credentials | None
) -> None:
    written(tmp_path, FILES[1], json.dumps({"current": "x", "profiles": [made], "meta_path": ""}))
    found = only(tmp_path)
    assert (found.source, found.name) == ("aliyun_cli", made["mode"])
    assert (found.problem, found.credentials) == (problem, credentials)
    assert found.region == "cn-shenzhen"
    assert found.mode == (made["mode"] if problem == "mode" else "")


def test_the_shared_file_s_profiles_are_found(tmp_path: Path) -> None:
    text = (
        f"[default]\nenable = true\ntype = access_key\naccess_key_id = a\n"
        f"access_key_secret = {SECRET}\n[temp]\ntype=sts\naccess_key_id=b\n"
        f"access_key_secret={SECRET}\nsecurity_token=t\n[off]\nenable=false\ntype=access_key\n"
        "[ecs]\ntype = ecs_ram_role\n"
    )
    written(tmp_path, FILES[2], text)
    first, second, third = found_access(tmp_path, now=NOW)
    assert first.credentials == Credentials("a", SECRET)
    assert second.credentials == Credentials("b", SECRET, "t")
    assert (third.name, third.problem, third.mode) == ("ecs", "mode", "ecs_ram_role")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("text", ["key=1", "{", "\x00\xff", "[unclosed", "x" * (LONGEST + 1)])
def test_a_damaged_file_is_named_once(tmp_path: Path, name: str, text: str) -> None:
    written(tmp_path, name, text.encode("latin-1"))
    assert only(tmp_path).problem == "damaged"


@pytest.mark.parametrize("text", ['{"profiles": 3}', "[]", '"x"', "[" * 100_000])
def test_json_of_another_shape_is_damaged_too(tmp_path: Path, text: str) -> None:
    written(tmp_path, FILES[1], text)
    assert only(tmp_path).problem == "damaged"


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="rights do not bind this user"
)
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, name: str) -> None:
    written(tmp_path, name, OSSUTIL_1).chmod(0)
    assert only(tmp_path).problem == "unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own")
def test_a_link_in_a_circle_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / FILES[0]).symlink_to(tmp_path / FILES[0])
    assert only(tmp_path).problem == "unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes of this kind")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILES[0])
    (tmp_path / FILES[1]).mkdir(parents=True)
    assert found_access(tmp_path) == []


def test_files_stay_as_they_are_and_nothing_of_them_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    texts = {FILES[0]: OSSUTIL_2, FILES[1]: json.dumps({"profiles": [profile("AK")]})}
    paths = {written(tmp_path, name, text): text for name, text in texts.items()}
    before = {path: path.stat().st_mtime_ns for path in paths}
    with caplog.at_level(logging.DEBUG):
        found = found_access(tmp_path, now=NOW)
    assert {path: path.stat().st_mtime_ns for path in paths} == before
    assert {path: path.read_text() for path in paths} == paths
    assert SECRET not in caplog.text
    assert SECRET not in repr(found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FILES), st.binary() | st.text(alphabet='[]=#;\n {}":,keyid').map(str.encode))
def test_no_file_makes_it_fail(tmp_path: Path, name: str, data: bytes) -> None:
    written(tmp_path, name, data)
    assert all(found.source for found in found_access(tmp_path))
