"""The vendor's uploader that joins both SDKs (tencent-vod.md 6).

Its package wants the SDK of all products (390 MB); the lock puts it beside the two that it needs.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import qcloud_vod.model as model
import qcloud_vod.vod_upload_client as third

from tests.cloud import Cloud
from tests.democloud.vod import MIB, QUICK, application, ask, facts, http, led_here


@pytest.fixture(autouse=True)
def quick(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits, and no proxy of this computer is asked (the SDK reads them itself)."""
    cloud.settings(**QUICK)
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


def sample(folder: Path, size: int, name: str) -> Path:
    """Make a file that is nowhere the same."""
    path = folder / name
    path.write_bytes(os.urandom(size))
    return path


def sent_by_third(cloud: Cloud, request: Any) -> Any:
    """Upload with the SDK that joins both others; its makers of clients take no address."""
    api, config = led_here(cloud)
    known = facts(cloud)
    with pytest.MonkeyPatch.context() as lead:
        lead.setitem(vars(third.vod_client), "VodClient", api)
        lead.setitem(vars(third), "CosConfig", config)
        client = third.VodUploadClient(known["secret_id"], known["secret_key"])
        return client.upload("ap-guangzhou", request)


@pytest.mark.filterwarnings("ignore:.*useless")
def test_the_uploader_that_joins_both_sdks(cloud: Cloud, tmp_path: Path) -> None:
    request = model.VodUploadRequest()
    request.MediaFilePath = str(sample(tmp_path, 2 * MIB + 5, "film.mp4"))
    request.CoverFilePath = str(sample(tmp_path, 1000, "cover.jpg"))
    request.SubAppId = application(cloud)
    request.SourceContext = "third"
    answer = sent_by_third(cloud, request)
    assert answer.CoverUrl.endswith(".jpg")
    event = ask(cloud, "PullEvents").EventSet[0].FileUploadEvent
    assert event.FileId == answer.FileId
    assert event.MediaBasicInfo.CoverUrl == answer.CoverUrl


@pytest.mark.filterwarnings("ignore:.*useless")
def test_a_manifest_with_its_segments(cloud: Cloud, tmp_path: Path) -> None:
    (tmp_path / "low").mkdir()
    for name in ("low/1.ts", "low/2.ts"):
        sample(tmp_path, 2000, name)
    (tmp_path / "low" / "list.m3u8").write_text("#EXTM3U\n#EXTINF:4,\n1.ts\n2.ts\n")
    (tmp_path / "all.m3u8").write_text("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow/list.m3u8\n")
    request = model.VodUploadRequest()
    request.MediaFilePath = str(tmp_path / "all.m3u8")
    request.SubAppId = application(cloud)
    answer = sent_by_third(cloud, request)
    folder = urlsplit(answer.MediaUrl).path.rpartition("/")[0]
    segment = http(facts(cloud)["endpoint"], "GET", f"{folder}/low/2.ts")
    assert segment.body == (tmp_path / "low" / "2.ts").read_bytes()
    infos = ask(cloud, "DescribeMediaInfos", FileIds=[answer.FileId]).MediaInfoSet
    whole = sum(f.stat().st_size for f in tmp_path.rglob("*") if f.is_file())
    assert infos[0].MetaData.Size == whole
