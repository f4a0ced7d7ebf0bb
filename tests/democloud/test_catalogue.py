"""Every refusal of the sheet can be had by its code or EC alone (reference/oss.md 1.11, 8.4)."""

from __future__ import annotations

from typing import Any

import pytest

from app.democloud.oss.refusals import CALLBACK_FAILURES, CALLBACK_REFUSALS, GENERAL, WRONG_PLACE
from tests.cloud import Cloud
from tests.democloud.raw import RawAnswer, ask
from tests.democloud.sdks import callback_headers

SHEET = {
    400: """BadRequest EntityTooLarge EntityTooSmall FieldItemTooLong FilePartNotExist
        IncompleteBody IncorrectNumberOfFilesInPOSTRequest InvalidArgument InvalidBucketName
        InvalidCRC64 InvalidDigest InvalidEncryptionAlgorithmError InvalidObjectName InvalidPart
        InvalidPartOrder InvalidPolicyDocument MalformedPOSTRequest MalformedXML
        MaxPOSTPreDataLengthExceededError PublicEndpointForbidden RequestIsNotMultiPartContent
        RequestTimeout""",
    403: """AccessDenied AccessKeyIdAndSecurityTokenNotMatch BucketDisable InvalidAccessKeyId
        InvalidObjectState InvalidSecurityToken KmsServiceNotEnabled RequestTimeTooSkewed
        SecondLevelDomainForbidden SecurityTokenExpired SignatureDoesNotMatch
        TransferAccelerationDisabled UserDisable""",
    404: "NoSuchBucket NoSuchKey NoSuchUpload NoSuchVersion",
    405: "MethodNotAllowed",
    409: "FileAlreadyExists FileImmutable ObjectNotAppendable PositionNotEqualToLength",
    411: "MissingContentLength",
    412: "PreconditionFailed",
    500: "InternalError",
    503: """ServiceUnavailable UploadTrafficRateLimitExceeded DownloadTrafficRateLimitExceeded
        TotalQpsLimitExceeded MetaOperationQpsLimitExceeded ActiveRequestLimitExceeded
        CpuLimitExceeded""",
}
"""Section 8.4, and the codes of 500 and 503 that section 8.3 names."""

CODES = [(status, code) for status, codes in SHEET.items() for code in codes.split()]


def put(cloud: Cloud, **headers: str) -> RawAnswer:
    """Put an object."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return ask(cloud, "PUT", "/demo/k", resource="/demo/k", headers=named, body=b"1")


@pytest.mark.parametrize(("status", "code"), CODES)
def test_a_code_alone_provokes_the_services_refusal(cloud: Cloud, status: int, code: str) -> None:
    cloud.faults(kind="status", code=code, operation="PutObject")
    answer = put(cloud)
    assert (answer.status, answer.text("Code")) == (status, code)
    assert "scripted" not in (answer.text("Message") or "scripted")
    assert cloud.objects() == []
    assert put(cloud).status == 200


@pytest.mark.parametrize("refusal", [r for r in (*CALLBACK_REFUSALS, WRONG_PLACE) if r.ec])
def test_an_ec_alone_provokes_its_refusal(cloud: Cloud, refusal: Any) -> None:
    cloud.faults(kind="status", ec=refusal.ec)
    answer = put(cloud)
    assert (answer.status, answer.text("Code")) == (refusal.status, refusal.code)
    assert (answer.text("Message"), answer.text("EC")) == (refusal.message, refusal.ec)
    assert answer.header("x-oss-ec") == refusal.ec
    for name, value in refusal.elements.items():
        assert answer.text(name) == value


@pytest.mark.parametrize(("message", "ec"), CALLBACK_FAILURES)
def test_every_callback_failure_can_be_provoked(cloud: Cloud, message: str, ec: str) -> None:
    cloud.faults(kind="callback_failed", message=message)
    answer = put(cloud, **callback_headers(cloud))
    assert (answer.status, answer.text("Code")) == (203, "CallbackFailed")
    assert (answer.text("Message"), answer.text("EC") or "") == (message, ec)
    assert [o["key"] for o in cloud.objects()] == ["k"]
    assert cloud.of_kind("callback_sent") == []


def test_the_control_plane_lists_them_in_the_form_of_faults(cloud: Cloud) -> None:
    listed = cloud.ask("/refusals")
    assert {(r["status"], r["code"]) for r in listed["refusals"]} >= set(CODES)
    assert len(listed["refusals"]) == len(GENERAL) + 1
    assert len(listed["callback_failures"]) == len(CALLBACK_FAILURES)
    for refusal in listed["callback_refusals"]:
        cloud.faults(kind="status", **refusal)
        assert put(cloud).text("Message") == refusal["message"]


def test_elements_headers_and_another_body_may_be_given(cloud: Cloud) -> None:
    cloud.faults(kind="status", status=418, code="Odd", message="m", elements={"A": "1 < 2"})
    answer = put(cloud)
    assert (answer.status, answer.text("Message"), answer.text("A")) == (418, "m", "1 < 2")
    page = "<html>Please log in to the café's network</html>"
    cloud.faults(kind="status", status=511, body=page, headers={"Content-Type": "text/html"})
    answer = put(cloud)
    assert (answer.status, answer.body.decode()) == (511, page)
    assert answer.header("Content-Type") == "text/html"


def test_some_are_provoked_by_what_is_sent(cloud: Cloud) -> None:
    crc = put(cloud, x_oss_hash_crc64ecma="1")
    bucket = ask(cloud, "PUT", "/No_Bucket/k", resource="/No_Bucket/k", body=b"1")
    key = ask(cloud, "GET", "/demo/none", resource="/demo/none")
    method = ask(cloud, "PATCH", "/demo/none", resource="/demo/none")
    found = [(a.status, a.text("Code")) for a in (crc, bucket, key, method)]
    assert found == [
        (400, "InvalidCRC64"),
        (400, "InvalidBucketName"),
        (404, "NoSuchKey"),
        (405, "MethodNotAllowed"),
    ]
