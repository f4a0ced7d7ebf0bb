"""The demo cloud's VOD for tests: the vendor's SDKs unchanged, and requests signed by hand."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from qcloud_cos import CosConfig, CosS3Client
from tencentcloud.common.credential import Credential
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.vod.v20180717 import models, vod_client

from tests.cloud import Cloud

MIB = 1024 * 1024
QUICK = {"vod_poll_seconds": 0.0, "vod_push_wait_seconds": 0.05}
"""Settings under which nothing waits."""


def facts(cloud: Cloud) -> dict[str, Any]:
    """Give what ``--json`` says of VOD."""
    found: dict[str, Any] = cloud.facts["vod"]
    return found


def application(cloud: Cloud, mode: str = "PULL", switch: str = "ON") -> int:
    """Give the number of the application that is set up in a way."""
    wanted = {"mode": mode, "upload_event": switch}
    found = [a for a in facts(cloud)["applications"] if wanted.items() <= a.items()]
    return int(found[0]["sub_app_id"])


def profile(cloud: Cloud) -> ClientProfile:
    """Give the SDK's settings that lead it here."""
    host = urlsplit(facts(cloud)["endpoint"]).netloc
    return ClientProfile(httpProfile=HttpProfile(protocol="http", endpoint=host, reqTimeout=10))


def sdk(cloud: Cloud, *, secret: str = "") -> Any:
    """Give the API's SDK."""
    known = facts(cloud)
    credential = Credential(known["secret_id"], secret or known["secret_key"])
    return vod_client.VodClient(credential, "ap-guangzhou", profile(cloud))


def ask(cloud: Cloud, action: str, *, client: Any = None, **values: Any) -> Any:
    """Call an action by the SDK; ``SubAppId`` is the main application's if it is not given."""
    request = getattr(models, f"{action}Request")()
    if hasattr(request, "SubAppId"):
        values.setdefault("SubAppId", application(cloud))
    for name, value in values.items():
        assert hasattr(request, name), name
        setattr(request, name, value)
    return getattr(client or sdk(cloud), action)(request)


def cos_options(cloud: Cloud) -> dict[str, Any]:
    """Give what leads the storage's SDK here while the Host header names the bucket."""
    place = urlsplit(facts(cloud)["cos_endpoint"])
    return {"Scheme": "http", "IP": place.hostname, "Port": place.port}


def storage(cloud: Cloud, applied: Any, **options: Any) -> Any:
    """Give the storage's SDK with the key of an upload that was applied for."""
    key = applied.TempCertificate
    options = options or cos_options(cloud)
    config = CosConfig(
        Region=applied.StorageRegion,
        SecretId=key.SecretId,
        SecretKey=key.SecretKey,
        Token=key.Token,
        Timeout=10,
        **{"Scheme": "http", **options},
    )
    return CosS3Client(config, retry=0)


def uploaded(cloud: Cloud, data: bytes = b"film", **values: Any) -> Any:
    """Upload something whole; gives CommitUpload's answer."""
    applied = ask(cloud, "ApplyUpload", **{"MediaType": "mp4", "MediaName": "film"} | values)
    storage(cloud, applied).put_object(
        Bucket=applied.StorageBucket, Key=applied.MediaStoragePath[1:], Body=data
    )
    more = {"SubAppId": values["SubAppId"]} if "SubAppId" in values else {}
    return ask(cloud, "CommitUpload", VodSessionKey=applied.VodSessionKey, **more)


def pulled(cloud: Cloud, **values: Any) -> list[Any]:
    """Pull events; an empty list where the service says that there is none."""
    answer = call(cloud, "PullEvents", {"SubAppId": application(cloud)} | values)
    if "Error" in answer:
        assert answer["Error"]["Code"] == "ResourceNotFound", answer
        return []
    found: list[Any] = answer["EventSet"]
    return found


def call(
    cloud: Cloud,
    action: str,
    values: object,
    *,
    headers: Mapping[str, str] | None = None,
    secret: str = "",
    stamp: int | None = None,
) -> dict[str, Any]:
    """Call an action by hand; gives what is inside ``Response``."""
    head, body = signed(cloud, action, values, secret=secret, stamp=stamp)
    sent = head | dict(headers or {})
    answer = http(facts(cloud)["endpoint"], "POST", "/", headers=sent, body=body)
    assert answer.status == 200, answer
    assert answer.headers["content-type"] == "application/json"
    inner: dict[str, Any] = json.loads(answer.body)["Response"]
    assert inner["RequestId"]
    return inner


def signed(
    cloud: Cloud, action: str, values: object, *, secret: str = "", stamp: int | None = None
) -> tuple[dict[str, str], bytes]:
    """Give headers and body of a call."""
    known, body = facts(cloud), json.dumps(values).encode()
    stamp = int(time.time()) if stamp is None else stamp
    host = urlsplit(known["endpoint"]).netloc
    signature = tc3(secret or known["secret_key"], stamp, host, body)
    day = time.strftime("%Y-%m-%d", time.gmtime(stamp))
    head = {
        "Content-Type": "application/json",
        "Authorization": f"TC3-HMAC-SHA256 Credential={known['secret_id']}/{day}/vod/tc3_request, "
        f"SignedHeaders=content-type;host, Signature={signature}",
        "X-TC-Action": action,
        "X-TC-Version": "2018-07-17",
        "X-TC-Timestamp": str(stamp),
    }
    return head, body


@contextmanager
def connected(cloud: Cloud, action: str, values: object) -> Iterator[None]:
    """Call an action, and hang up at the end without having read the answer."""
    head, body = signed(cloud, action, values)
    connection = HTTPConnection(urlsplit(facts(cloud)["endpoint"]).netloc, timeout=20)
    try:
        connection.request("POST", "/", body=body, headers=head)
        yield
    finally:
        connection.close()


def refused(cloud: Cloud, action: str, values: object, **how: Any) -> str:
    """Give the code with which an action is refused."""
    answer = call(cloud, action, values, **how)
    code: str = answer["Error"]["Code"]
    assert answer["Error"]["Message"]
    return code


def tc3(secret: str, stamp: int, host: str, body: bytes) -> str:
    """Sign a POST (sheet section 3)."""
    day = time.strftime("%Y-%m-%d", time.gmtime(stamp))
    head = f"content-type:application/json\nhost:{host}\n"
    payload = hashlib.sha256(body).hexdigest()
    canonical = f"POST\n/\n\n{head}\ncontent-type;host\n{payload}"
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    text = f"TC3-HMAC-SHA256\n{stamp}\n{day}/vod/tc3_request\n{digest}"
    key = b"TC3" + secret.encode()
    for piece in (day, "vod", "tc3_request"):
        key = hmac.new(key, piece.encode(), hashlib.sha256).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Answer:
    """One answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def code(self) -> str:
        """The ``Code`` of the storage's error document; empty without one."""
        found = ET.fromstring(self.body) if self.body.strip() else None  # noqa: S314
        return "" if found is None else found.findtext("Code") or ""


def http(
    origin: str,
    method: str,
    target: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
) -> Answer:
    """Send one request; the Host header may be another than the address."""
    connection = HTTPConnection(urlsplit(origin).netloc, timeout=20)
    try:
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        sent = {"Host": urlsplit(origin).netloc, "Content-Length": str(len(body))}
        for name, value in (sent | dict(headers or {})).items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, found, answer.read())
    finally:
        connection.close()


@dataclass(frozen=True)
class Hand:
    """Requests to the storage signed by hand with a key that was issued."""

    cloud: Cloud
    applied: dict[str, Any]

    @property
    def host(self) -> str:
        """The bucket's own host."""
        return f"{self.applied['StorageBucket']}.cos.{self.applied['StorageRegion']}.myqcloud.com"

    def send(
        self,
        method: str,
        *,
        query: Mapping[str, str] | None = None,
        body: bytes = b"",
        host: str = "",
        signed_host: str = "",
        secret: str = "",
        token: str | None = None,
        key: str = "",
        window: tuple[float, float] = (-60, 900),
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send a request; ``key`` begins with a slash."""
        certificate, path = self.applied["TempCertificate"], key or self.applied["MediaStoragePath"]
        host, query = host or self.host, query or {}
        now = time.time()
        times = f"{int(now + window[0])};{int(now + window[1])}"
        names = sorted(
            (quote(n, safe="-_.~").lower(), quote(v, safe="-_.~")) for n, v in query.items()
        )
        text = "\n".join(
            (
                method.lower(),
                path,
                "&".join(f"{n}={v}" for n, v in names),
                f"host={quote(signed_host or host, safe='-_.~')}",
                "",
            )
        )
        sign_key = _sha1(secret or certificate["SecretKey"], times)
        digest = hashlib.sha1(text.encode()).hexdigest()
        signature = _sha1(sign_key, f"sha1\n{times}\n{digest}\n")
        listed = ";".join(n for n, _ in names)
        sent = {
            "Host": host,
            "Authorization": f"q-sign-algorithm=sha1&q-ak={certificate['SecretId']}"
            f"&q-sign-time={times}&q-key-time={times}&q-header-list=host"
            f"&q-url-param-list={listed}&q-signature={signature}",
            "x-cos-security-token": certificate["Token"] if token is None else token,
        } | dict(headers or {})
        target = quote(path, safe="/-_.~")
        target += "?" + urlencode(query, quote_via=quote) if query else ""
        origin = facts(self.cloud)["cos_endpoint"]
        return http(origin, method, target, headers=sent, body=body)

    def begin(self) -> str:
        """Begin an upload in parts; gives its id."""
        answer = self.send("POST", query={"uploads": ""})
        return ET.fromstring(answer.body).findtext("UploadId") or ""  # noqa: S314

    def part(self, upload_id: str, number: int, data: bytes) -> str:
        """Send a part; gives its ETag in quotes."""
        answer = self.send(
            "PUT", query={"partNumber": str(number), "uploadId": upload_id}, body=data
        )
        assert answer.status == 200, answer
        return answer.headers["etag"]

    def complete(self, upload_id: str, parts: list[tuple[int, str]]) -> Answer:
        """Complete an upload with a list of parts."""
        listed = "".join(
            f"<Part><PartNumber>{n}</PartNumber><ETag>{escape(etag)}</ETag></Part>"
            for n, etag in parts
        )
        body = f"<CompleteMultipartUpload>{listed}</CompleteMultipartUpload>".encode()
        return self.send("POST", query={"uploadId": upload_id}, body=body)


def _sha1(key: str, text: str) -> str:
    return hmac.new(key.encode(), text.encode(), hashlib.sha1).hexdigest()


def hand(cloud: Cloud, **values: Any) -> Hand:
    """Apply for an upload and give its key in hand."""
    wanted = {"MediaType": "mp4", "SubAppId": application(cloud)} | values
    return Hand(cloud, call(cloud, "ApplyUpload", wanted))


def ticket(cloud: Cloud, original: str, *, secret: str = "") -> str:
    """Sign a client's upload (sheet 2.1); ``secretId`` is put before."""
    known = facts(cloud)
    text = f"secretId={known['secret_id']}&{original}".encode()
    key = (secret or known["secret_key"]).encode()
    return base64.b64encode(hmac.new(key, text, hashlib.sha1).digest() + text).decode()


def ugc(cloud: Cloud, action: str, **values: Any) -> dict[str, Any]:
    """Call the clients' API; gives the whole envelope."""
    body = json.dumps(values).encode()
    target = f"/v3/index.php?Action={action}"
    answer = http(facts(cloud)["ugc_endpoint"], "POST", target, body=body)
    assert answer.status == 200
    envelope: dict[str, Any] = json.loads(answer.body)
    return envelope


def led_here(cloud: Cloud) -> tuple[Any, Any]:
    """Give makers of both SDKs' clients that lead here, for a third one that takes none."""
    maker = partial(vod_client.VodClient, profile=profile(cloud))
    return maker, partial(CosConfig, **cos_options(cloud))
