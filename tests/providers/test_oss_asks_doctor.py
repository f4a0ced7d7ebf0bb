"""The doctor against the demo cloud, and against everything else that may answer."""

from __future__ import annotations

import asyncio
import time
from email.utils import formatdate

import pytest

from app.domain.asks import CheckState, Probe
from app.domain.callback import CallbackSpec
from app.domain.credentials import Credentials
from app.domain.destination import Addressing, Destination
from app.domain.errors import CredentialsMissing, CredentialsRefused, NotReached, UploadError
from app.domain.grant import FormGrant, UrlGrant
from app.engine.call import PlainCall
from app.engine.clocks import Clocks
from tests.cloud import Cloud
from tests.engine.servers import RawServer, answering, certified, until, wired
from tests.providers.oss_asks import (
    OSS,
    key_of,
    place_of,
    probed,
    refused,
    said,
    standing_for,
    states,
)
from tests.providers.oss_calls import answer

ORDER = ["name", "tls", "clock", "key", "write", "look", "list", "callbacks"]
ALL_GOOD = dict.fromkeys(ORDER, "good") | {"tls": "good:plain"}
KEY = Credentials("AK", "secret-of-the-test")
PUBLIC = Destination("oss", "http://oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou", "demo", "in/")


def test_all_is_well_and_nothing_is_left_behind(cloud: Cloud) -> None:
    checks = probed(place_of(cloud), key_of(cloud))
    assert list(checks) == ORDER
    assert states(checks) == ALL_GOOD
    assert checks["name"].values["host"] == "127.0.0.1"
    assert checks["write"].values["prefix"] == "in/文 1/"
    assert cloud.uploads() == []
    assert cloud.objects() == []


@pytest.mark.parametrize(
    ("denied", "line", "state"),
    [
        ("oss:PutObject", "write", "bad:refused.not_allowed"),
        ("oss:PutObject in/", "write", "bad:refused.not_allowed"),
        ("oss:AbortMultipartUpload", "write", "note:refused.not_allowed/abort"),
        ("oss:GetObject", "look", "note:refused.not_allowed"),
        ("oss:ListObjects", "list", "note:refused.not_allowed"),
    ],
)
def test_a_right_that_is_missing_shows_on_its_own_line(
    cloud: Cloud, denied: str, line: str, state: str
) -> None:
    cloud.settings(denied=[denied])
    checks = probed(place_of(cloud), key_of(cloud))
    assert states(checks) == ALL_GOOD | {line: state}
    assert checks[line].values["request_id"]
    assert checks[line].values["code"] == "AccessDenied"
    assert cloud.uploads() == []


def test_without_any_right_the_key_is_still_right(cloud: Cloud) -> None:
    cloud.settings(denied=["oss:*"])
    found = states(probed(place_of(cloud), key_of(cloud)))
    assert found["key"] == "good"
    assert found["write"] == "bad:refused.not_allowed"
    assert (found["look"], found["list"]) == ("note:refused.not_allowed",) * 2


def test_a_right_elsewhere_does_not_matter(cloud: Cloud) -> None:
    cloud.settings(denied=["oss:PutObject out/"])
    assert states(probed(place_of(cloud), key_of(cloud))) == ALL_GOOD


@pytest.mark.parametrize(
    ("keys", "reason"),
    [(("", "wrong-secret"), "secret"), (("NOBODY", "wrong-secret"), "key_id")],
)
def test_a_wrong_key_ends_the_examination(cloud: Cloud, keys: tuple[str, str], reason: str) -> None:
    key = Credentials(keys[0] or cloud.access_key_id, keys[1])
    checks = probed(place_of(cloud), key)
    assert states(checks) == ALL_GOOD | {
        "key": f"bad:refused.credentials/{reason}",
        "write": "skipped",
        "look": "skipped",
        "list": "skipped",
    }
    assert "wrong-secret" not in repr(checks)


def test_a_key_that_has_run_out(cloud: Cloud) -> None:
    key = cloud.sts(-1)
    keys = Credentials(key["access_key_id"], key["access_key_secret"], key["security_token"])
    found = states(probed(place_of(cloud), keys))
    assert found["key"] == "bad:refused.credentials/token_expired"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"bucket": "not-there"}, "refused/no_bucket"),
        ({"region": "cn-elsewhere"}, "refused/region"),
    ],
)
def test_a_wrong_place_says_nothing_about_the_key(
    cloud: Cloud, changes: dict[str, str], reason: str
) -> None:
    checks = probed(place_of(cloud, **changes), key_of(cloud))
    assert states(checks) == ALL_GOOD | {
        "key": "skipped",
        "write": f"bad:{reason}",
        "look": "skipped",
        "list": "skipped",
    }
    for name, value in changes.items():
        assert checks["write"].values[name] == value


@pytest.mark.parametrize(
    ("knob", "reason"),
    [("public_endpoint_forbidden", "public_endpoint"), ("path_style_forbidden", "path_style")],
)
def test_a_road_that_is_closed(cloud: Cloud, knob: str, reason: str) -> None:
    cloud.settings(**{knob: True})
    found = states(probed(place_of(cloud), key_of(cloud)))
    assert found["write"] == f"bad:refused/{reason}"
    assert found["look"] == "skipped"


@pytest.mark.parametrize(("ahead", "state"), [(30, "good"), (100, "note:off"), (-1500, "note:off")])
def test_a_clock_that_is_off_is_noted_and_stands_in_nobodys_way(
    cloud: Cloud, ahead: float, state: str
) -> None:
    checks = probed(place_of(cloud), key_of(cloud), ahead=ahead)
    assert states(checks) == ALL_GOOD | {"clock": state}
    if state != "good":
        assert abs(int(checks["clock"].values["seconds"]) - abs(ahead)) <= 2


def test_a_clock_that_stays_wrong_is_bad() -> None:
    def tell(method: str, _host: str, _target: str) -> bytes:
        return refused(403, "RequestTimeTooSkewed", head=method == "HEAD")

    with RawServer(standing_for(tell)) as server:
        found = states(probed(PUBLIC, KEY, proxy=server.origin))
        assert len(server.requests) == 2
    assert found["clock"] == "bad:refused.clock"
    assert (found["key"], found["write"]) == ("skipped", "skipped")


@pytest.mark.parametrize("operation", ["InitiateMultipartUpload", "AbortMultipartUpload"])
def test_a_lost_answer_leaves_nothing_behind(cloud: Cloud, operation: str) -> None:
    cloud.faults(kind="lost_answer", operation=operation, times=1)
    found = states(probed(place_of(cloud), key_of(cloud)))
    assert found["key"] == "good"
    assert cloud.uploads() == []
    lost = operation == "InitiateMultipartUpload"
    assert found["write"].startswith("bad:network.answer_lost") is lost


def test_the_abort_is_tried_again(cloud: Cloud) -> None:
    cloud.faults(kind="status", operation="AbortMultipartUpload", skip=1, times=1)
    assert states(probed(place_of(cloud), key_of(cloud))) == ALL_GOOD
    assert cloud.uploads() == []


def test_whoever_stops_waiting_leaves_nothing_behind(cloud: Cloud) -> None:
    there = place_of(cloud)
    cloud.faults(kind="delay", operation="InitiateMultipartUpload", seconds=0.5, when="answer")

    async def run() -> None:
        async with wired() as wire:

            async def authorise() -> Credentials:
                return key_of(cloud)

            call = PlainCall(wire, Clocks(), authorise, endpoint=there.endpoint)

            async def examine() -> None:
                async for _check in OSS.probe(call, Probe("a", "c", there)):
                    pass

            task = asyncio.create_task(examine())
            await until(cloud.uploads)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(run())
    assert cloud.uploads() == []


# --- what is no key ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["form", "url"])
def test_a_grant_is_good_and_gives_no_rights_to_look_at(cloud: Cloud, kind: str) -> None:
    url = f"{cloud.endpoint}/{cloud.bucket}/"
    grant = FormGrant(url, ()) if kind == "form" else UrlGrant(url + "a.bin?x-oss-signature=1")
    skipped = dict.fromkeys(("write", "look", "list"), "skipped:grant")
    nowhere = place_of(cloud, endpoint="http://127.0.0.1:9")  # a grant goes where it says
    assert states(probed(nowhere, grant)) == ALL_GOOD | skipped


def test_a_grant_for_a_bucket_that_is_gone(cloud: Cloud) -> None:
    with RawServer(standing_for(lambda *_: refused(404, "NoSuchBucket", head=True))) as server:
        grant = FormGrant("http://demo.oss-cn-hangzhou.aliyuncs.com", ())
        found = states(probed(PUBLIC, grant, proxy=server.origin))
    assert found["write"] == "bad:refused/no_bucket"
    assert found["look"] == "skipped:grant"


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        (CredentialsMissing("none"), "bad:credentials.missing"),
        (CredentialsRefused("code", reason="code"), "bad:refused.credentials/code"),
        (CredentialsRefused("code", reason="server"), "skipped"),
        (NotReached("refused", reason="refused"), "skipped"),
    ],
)
def test_without_an_access_the_rest_is_looked_at_all_the_same(
    cloud: Cloud, trouble: UploadError, state: str
) -> None:
    expected = {"key": state, "write": "skipped", "look": "skipped", "list": "skipped"}
    assert states(probed(place_of(cloud), trouble)) == ALL_GOOD | expected


# --- what is not the service ---------------------------------------------------------------------


def test_nobody_listens() -> None:
    there = Destination("oss", "http://127.0.0.1:9", "cn-demo", "demo")
    found = states(probed(there, KEY))
    assert found["name"] == "bad:network.not_reached/refused"
    assert found["tls"] == "good:plain"
    assert set(found.values()) == {found["name"], "good:plain", "skipped", "good"}


def test_a_certificate_of_nobody() -> None:
    with RawServer(answering(), tls=certified().server) as server:
        there = Destination("oss", server.origin, "cn-demo", "demo")
        found = states(probed(there, KEY))
    assert (found["name"], found["tls"]) == ("good", "bad:network.not_reached/certificate")
    assert found["key"] == "skipped"


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ({"endpoint": ""}, "endpoint.empty"),
        ({"endpoint": "http://[::1"}, "endpoint.invalid"),
        ({"bucket": "A B"}, "bucket.invalid"),
        ({"region": ""}, "region.empty"),
    ],
)
def test_a_place_that_cannot_be(cloud: Cloud, place: dict[str, str], reason: str) -> None:
    found = states(probed(place_of(cloud, **place), key_of(cloud)))
    assert found["name"] == f"bad:destination/{reason}"
    assert (found["key"], found["write"], found["list"]) == ("skipped",) * 3


@pytest.mark.parametrize("place", ["http://login.example/", "http://["])
@pytest.mark.parametrize("status", [200, 302, 403, 404, 511])
def test_a_page_of_somebody_else_is_not_the_service(status: int, place: str) -> None:
    page = answer(status, Content_Type="text/html", Location=place)
    with RawServer(answering(page)) as server:
        there = Destination("oss", server.origin, "cn-demo", "demo")
        found = states(probed(there, KEY))
    if status == 511:  # worth another try, whoever said it
        assert found["write"] == "bad:refused.service_fault"
        return
    assert found["name"].startswith("bad:not_understood")
    assert (found["clock"], found["key"], found["write"]) == ("skipped",) * 3


def test_a_refusal_without_a_document_is_asked_for_its_reason() -> None:
    def tell(method: str, _host: str, _target: str) -> bytes:
        return said(403) if method == "HEAD" else refused(403, "SignatureDoesNotMatch")

    with RawServer(standing_for(tell)) as server:
        found = states(probed(PUBLIC, KEY, proxy=server.origin))
    assert found["key"] == "bad:refused.credentials/secret"


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 99 Nov 2026 99:99:99 GMT"])
def test_a_service_that_does_not_tell_the_time(date: str) -> None:
    silent = answer(404, x_oss_request_id="R1", Date=date)
    with RawServer(standing_for(lambda *_: silent)) as server:
        found = states(probed(PUBLIC, KEY, proxy=server.origin))
    assert found["clock"] == "skipped"
    assert found["key"] == "good"


def test_a_line_that_is_not_encrypted_is_noted_outside_of_this_computer() -> None:
    with RawServer(standing_for(lambda *_: said(404))) as server:
        checks = probed(PUBLIC, KEY, proxy=server.origin)
    assert states(checks)["tls"] == "note:off"
    assert checks["name"].values["host"] == "oss-cn-hangzhou.aliyuncs.com"


def test_a_service_in_trouble_is_asked_the_next_question_all_the_same(cloud: Cloud) -> None:
    cloud.faults(kind="status", operation="HeadObject", status=503, times=1)
    found = states(probed(place_of(cloud), key_of(cloud)))
    assert (found["key"], found["look"]) == ("skipped", "skipped")
    assert (found["write"], found["list"]) == ("good", "good")


def test_the_clock_is_told_by_the_answer_alone() -> None:
    late = answer(404, x_oss_request_id="R1", Date=formatdate(time.time() + 300, usegmt=True))
    with RawServer(standing_for(lambda *_: late)) as server:
        checks = probed(PUBLIC, KEY, proxy=server.origin)
    assert checks["clock"].state is CheckState.NOTE
    assert abs(int(checks["clock"].values["seconds"]) - 300) <= 2


# --- where the bucket really is ------------------------------------------------------------------

ELSEWHERE = "oss-cn-beijing.aliyuncs.com"
INFO = (
    "<BucketInfo><Bucket><Name>demo</Name><Location>oss-cn-beijing</Location>"
    f"<ExtranetEndpoint>{ELSEWHERE}</ExtranetEndpoint></Bucket></BucketInfo>"
)


def elsewhere(method: str, host: str, target: str) -> bytes:
    """A service whose bucket is in Beijing, asked wherever."""
    if host.endswith(ELSEWHERE):
        return said(200, INFO) if "bucketInfo" in target else said(404)
    return refused(403, "AccessDenied", head=method == "HEAD", Endpoint=ELSEWHERE)


@pytest.mark.parametrize("way", ["refusal", "redirect"])
def test_a_bucket_that_is_elsewhere_is_found_there(way: str) -> None:
    def tell(method: str, host: str, target: str) -> bytes:
        if way == "redirect" and not host.endswith(ELSEWHERE):
            return said(301, Location=f"http://demo.{ELSEWHERE}{target}")
        return elsewhere(method, host, target)

    with RawServer(standing_for(tell)) as server:
        checks = probed(PUBLIC, KEY, proxy=server.origin)
    write = checks["write"]
    assert f"{write.state}:{write.reason}" == "bad:refused/endpoint"
    assert (write.values["region"], write.values["endpoint"]) == ("cn-beijing", ELSEWHERE)
    assert states(checks)["key"] == "skipped"


def test_a_region_that_does_not_fit_the_endpoint_is_set_right() -> None:
    home = "oss-cn-hangzhou.aliyuncs.com"

    def tell(method: str, _host: str, target: str) -> bytes:
        if "bucketInfo" in target:
            return said(200, INFO.replace("cn-beijing", "cn-hangzhou"))
        about = {"Message": "Invalid signing region.", "EC": "0002-00000226"}
        return refused(400, "InvalidArgument", head=method == "HEAD", **about)

    there = Destination("oss", f"http://{home}", "cn-elsewhere", "demo")
    with RawServer(standing_for(tell)) as server:
        write = probed(there, KEY, proxy=server.origin)["write"]
    assert (write.reason, write.values["region"]) == ("refused/endpoint", "cn-hangzhou")
    assert write.values["endpoint"] == home


# --- callbacks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("region", "enabled", "state"),
    [
        ("cn-hangzhou", True, "good"),
        ("cn-nanjing", True, "bad:no"),
        ("cn-nanjing", False, "note:no"),
        ("eu-west-2", True, "note:unconfirmed"),
        ("xx-nowhere-9", True, "note:unconfirmed"),
    ],
)
def test_callbacks_by_the_region(region: str, *, enabled: bool, state: str) -> None:
    there = Destination(
        "oss", "http://files.example.com", region, "demo", addressing=Addressing.CNAME
    )
    spec = CallbackSpec(enabled, ("https://app.example.com/cb",))
    with RawServer(standing_for(lambda *_: said(404))) as server:
        checks = probed(there, KEY, callback=spec, proxy=server.origin)
    assert states(checks)["callbacks"] == state
    assert checks["callbacks"].values["region"] == region
