"""The check on both of its sides: what it names the demo cloud refuses, what it mends is taken.

Rows: oss.md, 1.11, everything that can be known before sending. Not among them: a callback sent
both as a header and in the query (Upcall sends one of them), and what only the server can answer.
"""

from __future__ import annotations

import base64
import json
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest

from app.domain.callback import BodyType, CallbackSpec
from app.domain.callback_import import understood
from app.domain.dialect import OSS, encoded_callback, encoded_variables
from app.domain.findings import Finding, Severity
from app.domain.gallery import applied
from app.domain.lint import lint, refused
from app.providers.oss.callback import callback_headers
from app.ui.panels.template_gallery import supplied
from tests.cloud import Cloud
from tests.democloud.raw import RawAnswer, ask

HERE = "{here}"
"""Stands for the address of the demo cloud's own application server."""
GOOD = CallbackSpec(True, (HERE,), "object=${object}&size=${size}")
EC = "0007-000000"


def placed(spec: CallbackSpec, cloud: Cloud) -> CallbackSpec:
    """The row's callback with the real address in it."""
    return replace(spec, urls=tuple(u.replace(HERE, cloud.callback_url) for u in spec.urls))


def put(cloud: Cloud, headers: Mapping[str, str]) -> RawAnswer:
    """Upload a small file with these headers, as they are."""
    return ask(cloud, "PUT", "/demo/k.txt", resource="/demo/k.txt", headers=headers, body=b"1")


def unchecked(spec: CallbackSpec) -> dict[str, str]:
    """The headers of a callback that nobody looked at."""
    headers = {"x-oss-callback": encoded_callback(spec)}
    told = encoded_variables(spec.variables)
    return headers | ({"x-oss-callback-var": told} if told else {})


def delivered(cloud: Cloud, spec: CallbackSpec) -> bool:
    """Upload with what the provider sends for ``spec``; without a callback *stored* is enough."""
    answer = put(cloud, dict(callback_headers(spec, {})))
    assert answer.status == 200, answer.body
    return b"Status" in answer.body or not spec.enabled


@dataclass(frozen=True)
class Row:
    """One row of the table for a callback that the form can hold."""

    code: str
    """Of the finding."""
    spec: CallbackSpec
    ec: str
    """Of the refusal, behind the common start."""
    settings: tuple[str, ...] = ()
    """Knobs of the cloud to turn on."""
    practice: bool = True


LONG = "a=${object}&b=" + "x" * 4000
ROWS = [
    Row("urls.none", replace(GOOD, urls=()), "04"),
    Row("urls.many", replace(GOOD, urls=(HERE, *(f"{HERE}?{n}" for n in range(5)))), "05"),
    Row("url.malformed", replace(GOOD, urls=("http:///x",)), "04"),
    Row("url.port", replace(GOOD, urls=("http://127.0.0.1:port/x", HERE)), "04"),
    Row("url.scheme", replace(GOOD, urls=("ftp://nobody.invalid/", HERE)), "04"),
    Row("url.scheme", replace(GOOD, urls=("ht" + HERE,)), "04"),
    Row(
        "url.ipv6",
        replace(GOOD, urls=("http://[2001:db8::1]/",)),
        "04",
        ("private_callbacks_refused",),
        practice=False,
    ),
    Row("url.nowhere", replace(GOOD, urls=("http://nobody.invalid/",)), "07"),
    Row("url.left_over", replace(GOOD, urls=("yourCallbackServerUrl",)), "07"),
    Row("url.characters", replace(GOOD, urls=(HERE + "?a b",)), "04"),
    Row("url.semicolon", replace(GOOD, urls=(HERE + "?a;nobody.invalid",)), "07"),
    Row(
        "url.private",
        replace(GOOD, urls=("http://192.168.1.20/x",)),
        "08",
        ("private_callbacks_refused",),
        practice=False,
    ),
    Row("host.characters", replace(GOOD, host="bücher.example"), "09"),
    Row("body.empty", replace(GOOD, body=""), "11"),
    Row("body.long", replace(GOOD, body=LONG), "01"),
    Row("variables.long", replace(GOOD, variables={"x:a": "y" * 4000}), "0101"),
    Row("variables.name", replace(GOOD, variables={"order": "1"}), "0103"),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_unchecked_it_is_refused_and_mended_by_one_click_it_is_taken(
    cloud: Cloud, row: Row
) -> None:
    if row.settings:
        cloud.settings(**dict.fromkeys(row.settings, True))
    spec = placed(row.spec, cloud)
    number = f"{EC}{row.ec}" if len(row.ec) == 2 else f"0007-0000{row.ec}"
    answer = put(cloud, unchecked(spec))
    assert (answer.status, answer.text("Code"), answer.text("EC")) == (
        400,
        "InvalidArgument",
        number,
    )
    assert cloud.objects() == []
    receiver = cloud.callback_url if row.practice else ""
    found = lint(spec, OSS, practice=row.practice, receiver=receiver)
    assert refused(found)
    mended = one_click(found, row.code)
    assert not refused(lint(mended, OSS, practice=row.practice))
    assert delivered(cloud, mended)


def one_click(found: list[Finding], code: str) -> CallbackSpec:
    """The form after the fix of the row's finding."""
    (finding, *_) = [f for f in found if f.code == code and f.severity is Severity.ERROR]
    assert finding.fix is not None
    return finding.fix


def b64(value: object) -> str:
    """Standard Base64 of a text, or of a value's JSON."""
    text = value if isinstance(value, str) else json.dumps(value)
    return base64.b64encode(text.encode()).decode()


def fields(**other: object) -> dict[str, object]:
    """A callback's JSON to the demo cloud's own server."""
    return {"callbackUrl": HERE, "callbackBody": "size=${size}"} | other


TEXTS = [
    ("alphabet", lambda u: _safe(b64(fields(callbackUrl=u, callbackBody="a=?>?>~~"))), "02"),
    ("padding", lambda u: _unpadded(u), "02"),
    ("quotes", lambda u: b64('{"callbackUrl":"' + u + '","callbackBody":"{"s":${size}}"}'), "03"),
    ("host", lambda u: b64(fields(callbackUrl=u, callbackHost=7)), "09"),
    ("body", lambda u: b64(fields(callbackUrl=u, callbackBody={"a": 1})), "11"),
    ("type", lambda u: b64(fields(callbackUrl=u, callbackBodyType="text/plain")), "12"),
    ("left_out", lambda u: b64(fields(callbackUrl=u, additionalHeaders=[1])), "21"),
    ("left_out", lambda u: b64(fields(callbackUrl=u, additionalHeaders={"x-oss-a": "b"})), "26"),
    ("left_out", lambda u: b64(fields(callbackUrl=u, signatureVersion="9.9")), ""),
    ("sni", lambda u: b64(fields(callbackUrl=u, callbackSNI="true")), ""),
]


def _safe(text: str) -> str:
    other = text.replace("+", "-").replace("/", "_")
    assert other != text
    return other


def _unpadded(url: str) -> str:
    for more in ("", "x", "xx"):
        text = b64(fields(callbackUrl=url, callbackBody="size=${size}" + more))
        if text.endswith("="):
            return text.rstrip("=")
    raise AssertionError("one of three lengths needs padding")


@pytest.mark.parametrize(("note", "text", "ec"), TEXTS)
def test_a_text_that_the_service_refuses_is_mended_where_it_is_pasted(
    cloud: Cloud, note: str, text: object, ec: str
) -> None:
    assert callable(text)
    pasted = text(cloud.callback_url)
    answer = put(cloud, {"x-oss-callback": pasted})
    assert (answer.status, answer.text("Code")) == (400, "InvalidArgument")
    assert answer.text("EC") == (f"{EC}{ec}" if ec else None)
    told = understood(pasted, CallbackSpec())
    assert told is not None
    assert note in told.notes
    assert not refused(lint(told.spec, OSS, practice=True))
    assert delivered(cloud, told.spec)


@pytest.mark.parametrize(
    ("variables", "ec", "note"),
    [
        (b64({"x:a": "1", "x:b": ""}).rstrip("="), "0102", "padding"),
        (b64({"a": "1"}), "0103", "names"),
        (b64({"x:a": 1}), "0103", "values"),
    ],
)
def test_variables_that_the_service_refuses_are_mended_too(
    cloud: Cloud, variables: str, ec: str, note: str
) -> None:
    callback = b64(fields(callbackUrl=cloud.callback_url, callbackBody="a=${x:a}"))
    answer = put(cloud, {"x-oss-callback": callback, "x-oss-callback-var": variables})
    assert (answer.status, answer.text("EC")) == (400, f"0007-0000{ec}")
    pasted = f"x-oss-callback: {callback}\nx-oss-callback-var: {variables}"
    told = understood(pasted, CallbackSpec())
    assert told is not None
    assert told.spec.variables["x:a"] == "1"
    assert note in told.notes
    assert delivered(cloud, told.spec)


def test_a_server_at_an_ipv6_address_is_called_for_practice(cloud: Cloud) -> None:
    answer = b'HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{"Status":"OK"}'
    try:
        server = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this computer has no IPv6")
    with server:
        spec = replace(GOOD, urls=(f"http://[::1]:{server.getsockname()[1]}/x",))
        got: list[bytes] = []
        listener = threading.Thread(target=_answer_one, args=(server, answer, got))
        listener.start()
        (found,) = lint(spec, OSS, practice=True)
        assert (found.code, found.severity) == ("url.ipv6", Severity.INFO)
        assert delivered(cloud, spec)
        listener.join()
        assert b"host: [::1]:" in got[0].lower()


def _answer_one(server: socket.socket, answer: bytes, got: list[bytes]) -> None:
    line, _address = server.accept()
    with line:
        got.append(line.recv(65536))
        line.sendall(answer)


def test_a_private_address_is_information_for_practice_and_can_be_overruled_elsewhere(
    cloud: Cloud,
) -> None:
    spec = placed(GOOD, cloud)
    (practice,) = lint(spec, OSS, practice=True)
    assert (practice.code, practice.severity) == ("url.private", Severity.INFO)
    assert delivered(cloud, spec)
    (real,) = lint(spec, OSS)
    assert real.severity is Severity.ERROR
    assert real.override is not None
    (vouched,) = lint(real.override, OSS)
    assert vouched.severity is Severity.INFO
    assert vouched.fix == spec  # and that can be taken back
    assert delivered(cloud, real.override)


PUBLIC = "http://oss-demo.aliyuncs.com:23450"
"""The address of the seeds' own examples."""
ALL = (
    "bucket=${bucket}&object=${object}&etag=${etag}&size=${size}&mimeType=${mimeType}"
    "&imageInfo.height=${imageInfo.height}&imageInfo.width=${imageInfo.width}"
    "&imageInfo.format=${imageInfo.format}&my_var1=${x:var1}&my_var2=${x:var2}"
)
TWO = {"x:var1": "value1", "x:var2": "value2"}
UNUSED = [("variables.unused", "x:var1"), ("variables.unused", "x:var2")]
JAVA = r"{\\\"mimeType\\\":${mimeType},\\\"size\\\":${size}}"
SHARP = (
    "bucket=${bucket}&object=${object}&etag=${etag}&size=${size}&mimeType=${mimeType}"
    "&my_var1=${x:var1}&my_var2=${x:var2}"
)
MIME_AND_SIZE = '{"mimeType":${mimeType},"size":${size}}'
SEEDS = {
    # of the vendor's page (2024 and zh): language -> callback, (code, about what) of each warning
    "Java, as it stands": (
        CallbackSpec(True, (PUBLIC,), JAVA, variables=TWO),
        [("body.escaped", ""), *UNUSED],
    ),
    "Java, as it is meant": (
        CallbackSpec(True, (PUBLIC,), MIME_AND_SIZE, BodyType.JSON, variables=TWO),
        UNUSED,
    ),
    "PHP": (
        CallbackSpec(True, (PUBLIC,), ALL, host="yourCallbackServerHost", variables=TWO),
        [("host.left_over", "yourCallbackServerHost")],
    ),
    "Node.js": (
        CallbackSpec(
            True,
            (PUBLIC,),
            "bucket=${bucket}&object=${object}&var1=${x:var1}&var2=${x:var2}",
            variables=TWO,
        ),
        [],
    ),
    "Python": (
        CallbackSpec(
            True, (PUBLIC,), "bucket=${bucket}&object=${object}", variables={"x:my_var1": "v"}
        ),
        [("variables.unused", "x:my_var1")],
    ),
    "C#": (CallbackSpec(True, (PUBLIC,), SHARP, variables=TWO), []),
    "Android": (
        CallbackSpec(True, (PUBLIC,), MIME_AND_SIZE, BodyType.JSON, "yourCallbackHost"),
        [("host.left_over", "yourCallbackHost")],
    ),
    "iOS": (
        CallbackSpec(True, (PUBLIC,), "<your callback body>"),
        [("body.left_over", "<your callback body>")],
    ),
    "C++": (
        CallbackSpec(
            True,
            (PUBLIC,),
            SHARP.removesuffix("&my_var2=${x:var2}"),
            variables={"x:var1": "value1"},
        ),
        [],
    ),
    "C": (
        CallbackSpec(
            True,
            (PUBLIC,),
            "bucket=${bucket}&object=${object}&size=${size}&mimeType=${mimeType}",
            host="yourCallbackHost",
        ),
        [("host.left_over", "yourCallbackHost")],
    ),
}
GALLERY: dict[str, tuple[CallbackSpec, list[tuple[str, str]]]] = {
    template.name: (applied(template, CallbackSpec(True, (PUBLIC,))), [])
    for template in supplied(OSS)
}


@pytest.mark.parametrize(
    ("spec", "expected"), [*SEEDS.values(), *GALLERY.values()], ids=[*SEEDS, *GALLERY]
)
def test_the_gallery_and_the_seeds_have_no_errors_and_exactly_these_warnings(
    spec: CallbackSpec, expected: list[tuple[str, str]]
) -> None:
    found = lint(spec, OSS)
    assert not refused(found)
    assert [(f.code, f.values.get("name", f.values.get("text", ""))) for f in found] == expected


@pytest.mark.parametrize("name", [name for name, (_, warned) in SEEDS.items() if warned])
def test_one_click_after_the_other_leaves_a_seed_without_a_remark(name: str) -> None:
    spec, expected = SEEDS[name]
    for _ in range(len(expected) + 1):
        found = lint(spec, OSS)
        if found and found[0].fix is not None:
            spec = found[0].fix
    assert lint(spec, OSS) == []


def test_the_gallery_is_there_and_every_template_is_delivered(cloud: Cloud) -> None:
    assert len(GALLERY) >= 9
    for spec, _ in GALLERY.values():
        assert delivered(cloud, replace(spec, urls=(cloud.callback_url,)))
    received = cloud.of_kind("app_received")
    assert len(received) == len(GALLERY)
