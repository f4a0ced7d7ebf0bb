"""The vendor's SDKs, unchanged, through whole uploads and their events (tencent-vod.md 6)."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from qcloud_cos.cos_exception import CosServiceError
from tencentcloud.common.credential import Credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.vod.v20180717 import models, vod_client, vod_client_async

from tests.cloud import Cloud
from tests.democloud.vod import (
    MIB,
    QUICK,
    application,
    ask,
    facts,
    http,
    profile,
    sdk,
    storage,
    uploaded,
)


@pytest.fixture(autouse=True)
def quick(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits, and no proxy of this computer is asked (the SDK reads them itself)."""
    cloud.settings(**QUICK)
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


def sample(folder: Path, size: int, name: str = "film.mp4") -> Path:
    """Make a file that is nowhere the same."""
    path = folder / name
    path.write_bytes(os.urandom(size))
    return path


def test_a_whole_server_upload_and_its_event(cloud: Cloud, tmp_path: Path) -> None:
    path = sample(tmp_path, 3 * MIB + 17)
    applied = ask(
        cloud, "ApplyUpload", MediaType="mp4", MediaName="Ein Film", SourceContext="job=42"
    )
    stored = storage(cloud, applied).upload_file(
        Bucket=applied.StorageBucket,
        Key=applied.MediaStoragePath[1:],
        LocalFilePath=str(path),
    )
    assert stored["ETag"].endswith('-4"')
    committed = ask(cloud, "CommitUpload", VodSessionKey=applied.VodSessionKey)
    assert (len(committed.FileId), committed.FileId.isdigit()) == (19, True)
    played = http(facts(cloud)["endpoint"], "GET", urlsplit(committed.MediaUrl).path)
    assert played.body == path.read_bytes()
    event = ask(cloud, "PullEvents").EventSet[0]
    told = event.FileUploadEvent
    assert (event.EventType, told.FileId) == ("NewFileUpload", committed.FileId)
    assert told.MediaBasicInfo.SourceInfo.SourceContext == "job=42"
    assert told.MediaBasicInfo.Name == "Ein Film"
    ask(cloud, "ConfirmEvents", EventHandles=[event.EventHandle])
    with pytest.raises(TencentCloudSDKException) as empty:
        ask(cloud, "PullEvents")
    assert empty.value.code == "ResourceNotFound"
    assert empty.value.requestId


def test_the_storages_sdk_resumes_by_the_servers_list(cloud: Cloud, tmp_path: Path) -> None:
    path = sample(tmp_path, 5 * MIB)
    applied = ask(cloud, "ApplyUpload", MediaType="mp4")
    client, key = storage(cloud, applied), applied.MediaStoragePath[1:]
    begun = client.create_multipart_upload(Bucket=applied.StorageBucket, Key=key)
    for number in (1, 3):
        data = path.read_bytes()[(number - 1) * MIB : number * MIB]
        client.upload_part(
            Bucket=applied.StorageBucket,
            Key=key,
            Body=data,
            PartNumber=number,
            UploadId=begun["UploadId"],
        )
    mark = cloud.mark()
    client.upload_file(Bucket=applied.StorageBucket, Key=key, LocalFilePath=str(path))
    sent = [event["part"] for event in cloud.of_kind("part_stored", mark, service="vod")]
    assert sorted(sent) == [2, 4, 5]
    assert (
        client.get_object(Bucket=applied.StorageBucket, Key=key)["Body"].get_raw_stream().read(10)
        == path.read_bytes()[:10]
    )


def test_the_storages_sdk_without_the_buckets_name(cloud: Cloud, tmp_path: Path) -> None:
    applied = ask(cloud, "ApplyUpload", MediaType="mp4", CoverType="png")
    place = urlsplit(facts(cloud)["cos_endpoint"]).netloc
    client = storage(cloud, applied, Domain=place)
    for path in (applied.MediaStoragePath, applied.CoverStoragePath):
        client.upload_file(
            Bucket=applied.StorageBucket,
            Key=path[1:],
            LocalFilePath=str(sample(tmp_path, 2 * MIB)),
        )
    committed = ask(cloud, "CommitUpload", VodSessionKey=applied.VodSessionKey)
    assert committed.CoverUrl.endswith(".png")


def test_the_end_of_an_upload_may_come_behind_blanks(cloud: Cloud, tmp_path: Path) -> None:
    cloud.settings(vod_early_complete=True, vod_complete_seconds=0.5)
    applied = ask(cloud, "ApplyUpload", MediaType="mp4")
    stored = storage(cloud, applied).upload_file(
        Bucket=applied.StorageBucket,
        Key=applied.MediaStoragePath[1:],
        LocalFilePath=str(sample(tmp_path, 2 * MIB + 1)),
    )
    assert stored["ETag"].endswith('-3"')


def test_a_wrong_secret_is_refused_by_both(cloud: Cloud) -> None:
    with pytest.raises(TencentCloudSDKException) as refused:
        ask(cloud, "ApplyUpload", client=sdk(cloud, secret="wrong"), MediaType="mp4")
    assert refused.value.code == "AuthFailure.SignatureFailure"
    applied = ask(cloud, "ApplyUpload", MediaType="mp4")
    applied.TempCertificate.SecretKey = "wrong"
    with pytest.raises(CosServiceError) as denied:
        storage(cloud, applied).put_object(
            Bucket=applied.StorageBucket, Key=applied.MediaStoragePath[1:], Body=b"x"
        )
    assert denied.value.get_error_code() == "SignatureDoesNotMatch"
    assert denied.value.get_request_id()


def test_a_temporary_key_expires(cloud: Cloud) -> None:
    cloud.settings(vod_key_parts=1)
    applied = ask(cloud, "ApplyUpload", MediaType="mp4")
    client, key = storage(cloud, applied), applied.MediaStoragePath[1:]
    where = {"Bucket": applied.StorageBucket, "Key": key}
    begun = client.create_multipart_upload(**where)["UploadId"]
    client.upload_part(**where, Body=b"x" * MIB, PartNumber=1, UploadId=begun)
    with pytest.raises(CosServiceError) as refused:
        client.upload_part(**where, Body=b"y", PartNumber=2, UploadId=begun)
    assert refused.value.get_error_code() == "ExpiredToken"
    assert refused.value.get_status_code() == 403


def test_the_sdk_without_waiting_and_with_an_unsigned_body(cloud: Cloud) -> None:
    known, leading = facts(cloud), profile(cloud)
    leading.unsignedPayload = True
    key = Credential(known["secret_id"], known["secret_key"])
    request = models.DescribeSubAppIdsRequest()
    plain = vod_client.VodClient(key, "ap-guangzhou", leading).DescribeSubAppIds(request)

    async def asked() -> Any:
        client = vod_client_async.VodClient(key, "ap-guangzhou", profile(cloud))
        return await client.DescribeSubAppIds(request)

    assert asyncio.run(asked()).TotalCount == plain.TotalCount > 0


@pytest.mark.parametrize("method", ["HmacSHA1", "HmacSHA256"])
@pytest.mark.parametrize("verb", ["GET", "POST"])
def test_the_older_way_of_signing(cloud: Cloud, method: str, verb: str) -> None:
    known, leading = facts(cloud), profile(cloud)
    leading.signMethod, leading.httpProfile.reqMethod = method, verb
    key = Credential(known["secret_id"], known["secret_key"])
    client = vod_client.VodClient(key, "ap-guangzhou", leading)
    found = ask(cloud, "SearchMedia", client=client, FileIds=["1", "2"], Names=["a & b"])
    assert found.TotalCount == 0
    assert cloud.of_kind("request")[-1]["signature_version"] == method
    wrong = vod_client.VodClient(Credential(known["secret_id"], "wrong"), "x", leading)
    with pytest.raises(TencentCloudSDKException) as refused:
        ask(cloud, "SearchMedia", client=wrong)
    assert refused.value.code == "AuthFailure.SignatureFailure"


def test_the_configuration_of_events_by_the_sdk(cloud: Cloud) -> None:
    found = ask(cloud, "DescribeEventConfig")
    assert (found.Mode, found.UploadMediaCompleteEventSwitch) == ("PULL", "ON")
    ask(cloud, "ModifyEventConfig", Mode="PUSH", NotificationUrl="http://127.0.0.1:9/x")
    found = ask(cloud, "DescribeEventConfig")
    assert (found.Mode, found.NotificationUrl) == ("PUSH", "http://127.0.0.1:9/x")
    assert found.UploadMediaCompleteEventSwitch == "ON"
    other = application(cloud, "PUSH", "OFF")
    assert ask(cloud, "DescribeEventConfig", SubAppId=other).NotificationUrl == ""


def test_media_applications_and_regions_by_the_sdk(cloud: Cloud) -> None:
    file_id = uploaded(cloud, MediaName="Sommerfilm").FileId
    uploaded(cloud, MediaName="Winter")
    found = ask(cloud, "SearchMedia", Names=["sommer"])
    assert [media.FileId for media in found.MediaInfoSet] == [file_id]
    infos = ask(cloud, "DescribeMediaInfos", FileIds=[file_id, "1"])
    assert infos.MediaInfoSet[0].BasicInfo.Name == "Sommerfilm"
    assert infos.NotExistFileIdSet == ["1"]
    listed = ask(cloud, "DescribeSubAppIds")
    assert listed.TotalCount == len(facts(cloud)["applications"])
    assert listed.SubAppIdInfoSet[0].SubAppId == application(cloud)
    regions = ask(cloud, "DescribeStorageRegions").StorageRegionInfos
    assert [r.Region for r in regions if r.IsDefault] == [facts(cloud)["storage_region"]]
    assert {r.Status for r in regions} == {"opened", "unopened"}
