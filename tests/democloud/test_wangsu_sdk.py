"""The unchanged vendor SDK against the demo cloud (reference/wangsu.md 8, 8.2)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.cloud import PATIENCE, Cloud
from tests.democloud.wangsu import QUICK, Wangsu, b64, etag, unb64

PEER = Path(__file__).with_name("wcs_peer.py")
MIB = 1024 * 1024


class Sdk:
    """Runs the SDK; each :meth:`run` is a process of its own."""

    def __init__(self, cloud: Cloud, folder: Path) -> None:
        self.wangsu = Wangsu(cloud)
        self.folder = folder / "records"
        facts = self.wangsu.facts
        self.config: dict[str, object] = {
            "access_key": facts["access_key"],
            "secret_key": facts["secret_key"],
            "put_url": facts["upload_endpoint"],
            "mgr_url": facts["management_endpoint"],
        }

    def run(self, *calls: list[object], **config: object) -> list[Any]:
        """Carry out calls and give their results."""
        order = {
            "config": self.config | config,
            "folder": str(self.folder),
            "calls": list(calls),
        }
        done = subprocess.run(
            [sys.executable, "-W", "ignore", str(PEER)],
            input=json.dumps(order),
            capture_output=True,
            text=True,
            timeout=3 * PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return [json.loads(line) for line in done.stdout.splitlines()]

    def call(self, *call: object, **config: object) -> Any:
        """Carry out one call."""
        (result,) = self.run(list(call), **config)
        return result


@pytest.fixture
def sdk(cloud: Cloud, tmp_path: Path) -> Sdk:
    """The SDK, told of this cloud."""
    cloud.settings(**QUICK)
    return Sdk(cloud, tmp_path)


def made(folder: Path, size: int, name: str = "file.bin") -> str:
    """Make a file that has no two equal blocks."""
    path = folder / name
    path.write_bytes(b"".join(bytes([n % 251]) * 4096 for n in range(size // 4096 + 1))[:size])
    return str(path)


def test_form_upload_stat_list_and_delete(sdk: Sdk, tmp_path: Path) -> None:
    path = made(tmp_path, 70_000)
    bucket, key = sdk.wangsu.bucket, "dir/新 file.bin"
    stored, looked, listed, deleted, gone = sdk.run(
        ["simple_upload", path, bucket, key],
        ["stat", bucket, key],
        ["bucket_list", bucket, "dir/"],
        ["delete", bucket, key],
        ["stat", bucket, key],
    )
    wanted = etag(Path(path).read_bytes())
    assert (stored[0], unb64(stored[1])) == (200, f"hash={wanted}")
    assert len(stored[2]["x-reqid"]) == 32
    assert looked[1]["hash"] == wanted
    assert (looked[1]["fsize"], looked[1]["result"], looked[1]["code"]) == (70_000, True, 200)
    (item,) = listed[1]["items"]
    assert (item["key"], item["fsize"], item["hash"]) == (key, "70000", wanted)
    assert deleted[:2] == [200, {"code": 200, "message": "OK"}]
    assert (gone[0], gone[1]["message"]) == (404, "File Not Found")


def test_return_body_and_return_url(sdk: Sdk, tmp_path: Path) -> None:
    path = made(tmp_path, 5)
    bucket = sdk.wangsu.bucket
    template = "key=$(key)&fsize=$(fsize)&name=$(fname)"
    code, text, _ = sdk.call("simple_upload", path, bucket, "a b.txt", returnBody=template)
    assert code == 200
    assert unb64(text).startswith("key=a b.txt&fsize=5&name=a%20b.txt&hash=F")
    code, place, _ = sdk.call(
        "simple_upload", path, bucket, "b.txt", returnUrl="http://127.0.0.1:1/done?x=1"
    )
    assert code == 303
    start, result = place.split("&upload_ret=")
    assert start == "http://127.0.0.1:1/done?x=1"
    assert unb64(result.replace("%3D", "=")).startswith("hash=F")


def test_overwriting_is_refused_unless_allowed(sdk: Sdk, tmp_path: Path) -> None:
    path, bucket = made(tmp_path, 9), sdk.wangsu.bucket
    call: list[object] = ["simple_upload", path, bucket, "k"]
    first, second = sdk.run(call, call)
    assert (first[0], second[0]) == (200, 406)
    assert json.loads(second[1]) == {"code": "406", "message": "File Already Exist"}
    (third,) = sdk.run(call, overwrite=1)
    assert third[0] == 200


def test_blocks_and_chunks_make_a_file(sdk: Sdk, cloud: Cloud, tmp_path: Path) -> None:
    path, bucket = made(tmp_path, 9 * MIB), sdk.wangsu.bucket
    code, body, _ = sdk.call("multipart_upload", path, bucket, "big.bin", bput_size=MIB)
    data = Path(path).read_bytes()
    assert (code, body) == (200, {"key": "big.bin", "hash": etag(data)})
    assert sdk.wangsu.read("big.bin") == data
    count = Counter(e["operation"] for e in cloud.of_kind("request", status=200))
    assert (count["mkblk"], count["bput"], count["mkfile"]) == (3, 6, 1)


def test_the_smart_upload_chooses(sdk: Sdk, cloud: Cloud, tmp_path: Path) -> None:
    small, large = made(tmp_path, 100, "s"), made(tmp_path, 5 * MIB, "l")
    one, two = sdk.run(
        ["smart_upload", small, sdk.wangsu.bucket, "s", 1],
        ["smart_upload", large, sdk.wangsu.bucket, "l", 1],
    )
    assert (one[0], two[0]) == (200, 200)
    assert {e["operation"] for e in cloud.of_kind("object_stored")} == {"upload", "mkfile"}


def test_after_a_failed_block_only_that_one_is_sent_again(
    sdk: Sdk, cloud: Cloud, tmp_path: Path
) -> None:
    path, bucket = made(tmp_path, 13 * MIB), sdk.wangsu.bucket
    cloud.faults(kind="status", status=406, operation="mkblk", part=3)
    stopped = sdk.call("multipart_upload", path, bucket, "big.bin")
    batch = stopped["uploadBatch"]
    assert not cloud.of_kind("object_stored")
    mark = cloud.mark()
    code, body, _ = sdk.call("multipart_upload", path, bucket, "big.bin", batch)
    assert (code, body["hash"]) == (200, etag(Path(path).read_bytes()))
    sent = [
        (e["operation"], e["part"], e["upload_id"])
        for e in cloud.of_kind("request")
        if e["seq"] > mark
    ]
    assert sent == [("mkblk", 3, batch), ("mkfile", None, batch)]


def test_a_chunk_with_an_old_ctx_is_701(sdk: Sdk, cloud: Cloud, tmp_path: Path) -> None:
    path, bucket = made(tmp_path, 4 * MIB), sdk.wangsu.bucket
    cloud.faults(kind="expire_upload", operation="bput", skip=1)
    stopped = sdk.call("multipart_upload", path, bucket, "x", bput_size=MIB)
    assert "'code': 701" in stopped["upload_record"][0].replace('"', "'")


def test_579_is_told_once_and_the_object_is_there(sdk: Sdk, cloud: Cloud, tmp_path: Path) -> None:
    cloud.answers(mode="500")
    config = {"callbackUrl": sdk.wangsu.facts["callback_url"], "callbackBody": "k=$(key)"}
    path, bucket = made(tmp_path, 9), sdk.wangsu.bucket
    form, blocks = sdk.run(
        ["simple_upload", path, bucket, "a"], ["multipart_upload", path, bucket, "b"], **config
    )
    assert (form[0], blocks[0]) == (579, 579)
    assert blocks[1]["code"] == "579"
    count = Counter(e["operation"] for e in cloud.of_kind("request"))
    assert (count["upload"], count["mkfile"]) == (1, 1)
    assert len(cloud.of_kind("callback_sent")) == 16
    assert sdk.wangsu.read("a") == sdk.wangsu.read("b") == Path(path).read_bytes()


def test_mkfile_is_tried_four_times_on_500(sdk: Sdk, cloud: Cloud, tmp_path: Path) -> None:
    path, bucket = made(tmp_path, 9), sdk.wangsu.bucket
    cloud.faults(kind="status", status=500, operation="mkfile", times=None)
    code, _, _ = sdk.call("multipart_upload", path, bucket, "a")
    assert code == 500
    assert len(cloud.of_kind("request", operation="mkfile")) == 4


def test_the_callbacks_answer_reaches_the_sdk(sdk: Sdk, cloud: Cloud, tmp_path: Path) -> None:
    config = {
        "callbackUrl": sdk.wangsu.facts["callback_url"] + "?src=ums",
        "callbackBody": "key=$(key)&hash=$(hash)&fsize=$(fsize)",
    }
    path, bucket = made(tmp_path, 9), sdk.wangsu.bucket
    form, blocks = sdk.run(
        ["simple_upload", path, bucket, "a"], ["multipart_upload", path, bucket, "b"], **config
    )
    one, two = cloud.of_kind("app_answered")
    assert json.loads(json.loads(form[1])["response"])["number"] == one["number"]
    assert json.loads(blocks[1]["response"])["number"] == two["number"]
    assert blocks[1]["hash"] == etag(Path(path).read_bytes())


def test_fops_and_its_status(sdk: Sdk, cloud: Cloud, tmp_path: Path) -> None:
    path, bucket = made(tmp_path, 9), sdk.wangsu.bucket
    entry = b64(f"{bucket}:out.mp4")
    notify = sdk.wangsu.facts["notify_url"]
    stored, begun = sdk.run(
        ["simple_upload", path, bucket, "v.mp4"],
        ["ops_execute", f"avthumb/mp4/vb/1m|saveas/{entry}", bucket, "v.mp4"],
        notifyurl=notify,
    )
    assert (stored[0], begun[0]) == (200, 200)
    persistent_id = begun[1]["persistentId"]
    cloud.until(lambda events: any(e["kind"] == "notification_answered" for e in events))
    code, body, _ = sdk.call("ops_status", persistent_id)
    assert (code, body["id"], body["code"]) == (200, persistent_id, 6)
    assert body["items"][0]["key"] == f"{bucket}:out.mp4"
    missing, taken = sdk.run(
        ["ops_execute", "avthumb/mp4", bucket, "none.mp4"],
        ["ops_execute", f"avthumb/mp4|saveas/{entry}", bucket, "v.mp4"],
    )
    assert missing[:2] == [404, {"code": "404", "message": "File Not Found"}]
    assert taken[1]["message"] == "The Persistent File Already Exists"
    (again,) = sdk.run(["ops_execute", f"avthumb/mp4|saveas/{entry}", bucket, "v.mp4"], force=1)
    assert again[0] == 200


def test_policies_that_the_client_never_makes(sdk: Sdk, tmp_path: Path) -> None:
    path, bucket = made(tmp_path, 100), sdk.wangsu.bucket
    saved, large, late, detected = sdk.run(
        ["policy_upload", path, "n", {"scope": bucket, "saveKey": "kept/x", "deadline": 60}],
        ["policy_upload", path, "n", {"scope": bucket, "fsizeLimit": 99, "deadline": 60}],
        ["policy_upload", path, "n", {"scope": bucket, "deadline": -60}],
        ["policy_upload", path, "n", {"scope": bucket, "contentDetect": "imagePorn"}],
    )
    assert saved[0] == 200
    assert len(sdk.wangsu.read("kept/x")) == 100
    assert large[0] == 401
    assert json.loads(late[1])["message"] == "Token Expired"
    assert detected[0] == 200
