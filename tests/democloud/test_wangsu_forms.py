"""Form upload: reply shapes, names, refusals, switches (reference/wangsu.md 2, 7)."""

from __future__ import annotations

import time
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.cloud import Cloud
from tests.democloud.wangsu import Wangsu, b64, etag, unb64

HELLO = "Fqr0xh3cxeii2r7eDztILNmuqUNN"


@pytest.fixture
def wangsu(cloud: Cloud) -> Wangsu:
    """The service of a fresh cloud."""
    return Wangsu(cloud)


def test_the_plain_answer_is_the_sheets_sample(wangsu: Wangsu) -> None:
    answer = wangsu.upload(wangsu.policy("dir/hello.txt"))
    assert (answer.status, answer.body) == (
        200,
        b"aGFzaD1GcXIweGgzY3hlaWkycjdlRHp0SUxObXVxVU5O",
    )
    assert len(answer.headers["X-Reqid"]) == 32
    assert wangsu.read("dir/hello.txt") == b"hello"


def test_a_template_shapes_the_answer(wangsu: Wangsu) -> None:
    policy = wangsu.policy("dir/hello.txt", returnBody="key=$(key)&fsize=$(fsize)")
    answer = wangsu.upload(policy)
    wanted = b"a2V5PWRpci9oZWxsby50eHQmZnNpemU9NSZoYXNoPUZxcjB4aDNjeGVpaTJyN2VEenRJTE5tdXFVTk4="
    assert answer.body == wanted


def test_every_variable_is_filled(wangsu: Wangsu) -> None:
    template = (
        "b=$(bucket)&k=$(key)&n=$(fname)&h=$(hash)&s=$(fsize)&m=$(mimeType)&u=$(url)&i=$(ip)"
        "&c=$(costTime)&p=$(persistentId)&x=$(x:who)&none=$(x:none)&foreign=$(imageInfo.width)"
    )
    policy = wangsu.policy("a.png", returnBody=template)
    pairs = wangsu.upload(policy, name="Bild 1.png", x__who="Zoë").pairs
    assert pairs["b"] == wangsu.bucket
    assert (pairs["k"], pairs["n"], pairs["x"]) == ("a.png", "Bild 1.png", "Zoë")
    assert (pairs["h"], pairs["s"], pairs["m"]) == (HELLO, "5", "image/png")
    assert (pairs["i"], pairs["p"], pairs["none"], pairs["foreign"]) == ("127.0.0.1", "", "", "")
    assert pairs["c"].isdigit()
    url = unb64(pairs["u"])
    assert wangsu.ask("GET", url).body == b"hello"


def test_fields_may_follow_the_file(wangsu: Wangsu) -> None:
    policy = wangsu.policy(returnBody="k=$(key)&x=$(x:a)")
    pairs = wangsu.upload(policy, file_first=True, key="新/名.txt", x__a="1").pairs
    assert (pairs["k"], pairs["x"]) == ("新/名.txt", "1")
    late = wangsu.upload(wangsu.policy(fsizeLimit=4), file_first=True, key="late")
    assert late.status == 401
    assert wangsu.stat("late").status == 404


def test_who_names_the_object(wangsu: Wangsu) -> None:
    names = {
        "scope": wangsu.upload(wangsu.policy("scope"), key="field", name="file"),
        "saved": wangsu.upload(wangsu.policy(saveKey="saved"), key="field", name="file"),
        "field": wangsu.upload(wangsu.policy(), key="field", name="file"),
        "file": wangsu.upload(wangsu.policy(), name="file"),
    }
    for name, answer in names.items():
        assert answer.status == 200, name
        assert wangsu.stat(name).json["name"] == name


@pytest.mark.parametrize("key", ["/a", "a/", "a/../b", "a/./b", "x" * 1001])
def test_names_that_cannot_be(wangsu: Wangsu, key: str) -> None:
    assert wangsu.upload(wangsu.policy(), key=key).status == 400


def test_the_type_is_told_or_guessed(wangsu: Wangsu) -> None:
    wangsu.upload(wangsu.policy("a.jpg"))
    wangsu.upload(wangsu.policy("b.jpg"), mimeType="text/special")
    wangsu.upload(wangsu.policy("c"))
    kinds = [wangsu.stat(key).json["mimeType"] for key in ("a.jpg", "b.jpg", "c")]
    assert kinds == ["image/jpeg", "text/special", "application/octet-stream"]


def test_overwriting(wangsu: Wangsu) -> None:
    assert wangsu.upload(wangsu.policy("k")).status == 200
    refused = wangsu.upload(wangsu.policy("k"), b"other")
    assert (refused.status, refused.json) == (
        406,
        {"code": "406", "message": "File Already Exist"},
    )
    assert wangsu.read("k") == b"hello"
    replaced = wangsu.upload(wangsu.policy("k", overwrite=1), b"other")
    assert unb64(replaced.body) == f"hash={etag(b'other')}"
    assert wangsu.read("k") == b"other"


def test_a_redirect_carries_the_result(wangsu: Wangsu, cloud: Cloud) -> None:
    url = "http://127.0.0.1:1/back?a=1"
    policy = wangsu.policy("k", returnUrl=url, returnBody="key=$(key)")
    answer = wangsu.upload(policy)
    assert answer.status == 303
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert query["a"] == ["1"]
    assert unb64(query["upload_ret"][0]) == f"key=k&hash={HELLO}"
    failed = wangsu.upload(policy)
    assert failed.status == 303
    query = parse_qs(urlsplit(failed.headers["Location"]).query)
    assert (query["code"], unb64(query["message"][0])) == (["406"], "File Already Exist")
    cloud.settings(wangsu_redirect="plain")
    plain = wangsu.upload(policy | {"overwrite": 1})
    assert plain.headers["Location"] == f"{url}&key=k&hash={HELLO}"


@pytest.mark.parametrize(
    ("change", "status", "message"),
    [
        ({"deadline": "1"}, 401, "Token Expired"),
        ({"deadline": round(time.time()) + 600}, 401, "Token Expired"),  # seconds, not ms
        ({"deadline": ""}, 401, "ExpireTime Is Null"),
        ({"deadline": "NaN"}, 400, "deadline is not a number"),
        ({"scope": ""}, 401, "Token Format Invalid"),
        ({"scope": "nobody-has-it:k"}, 404, "Bucket Not Found"),
        ({"returnUrl": "http://a/", "callbackUrl": "http://b/"}, 400, "returnUrl and callbackUrl"),
        ({"callbackUrl": "ftp://a/"}, 400, "A URL of the policy"),
    ],
)
def test_policies_that_are_refused(
    wangsu: Wangsu, change: dict[str, object], status: int, message: str
) -> None:
    answer = wangsu.upload(wangsu.policy("k") | change)
    assert answer.status == status
    assert answer.json["code"] == str(status)
    assert answer.json["message"].startswith(message)
    assert wangsu.stat("k").status == 404


def test_tokens_that_are_refused(wangsu: Wangsu) -> None:
    good = wangsu.token(wangsu.policy("k"))
    key, sign, text = good.split(":")
    cases = {
        f"{key}:{sign}": "Token Format Invalid",
        f"{'0' * 40}:{sign}:{text}": "AK-SK Not Found",
        f"{key}:{'A' * 56}:{text}": "Token Invalid",
        f"{key}:{sign}:{text[:-8]}": "Token Invalid",
        wangsu.token("no json"): "Token Format Invalid",
        wangsu.token("[1]"): "Token Format Invalid",
    }
    for token, message in cases.items():
        answer = wangsu.upload({}, token=token)
        assert (answer.status, answer.json["message"]) == (401, message), token
        assert answer.headers["X-Reqid"]
    # One character of the policy is another: the signature holds no longer.
    other = wangsu.token(wangsu.policy("k")).split(":")[2]
    forged = f"{key}:{sign}:{b64(unb64(other).replace(wangsu.bucket, 'demo-results'))}"
    assert wangsu.upload({}, token=forged).json["message"] == "Token Invalid"


def test_a_missing_token_and_a_missing_file(wangsu: Wangsu) -> None:
    url = wangsu.facts["upload_endpoint"] + "/file/upload"
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n--b--\r\n'
    assert wangsu.ask("POST", url, body=body, headers=kind).json["message"] == "Token Required"
    assert wangsu.ask("POST", url, body=b"--b--\r\n", headers=kind).status == 400
    assert wangsu.ask("POST", url, body=b"{}").json["code"] == "400"
    assert wangsu.ask("GET", url).status == 405
    assert wangsu.ask("POST", wangsu.facts["management_endpoint"] + "/file/upload").status == 405


def test_the_largest_size_and_its_status(wangsu: Wangsu, cloud: Cloud) -> None:
    assert wangsu.upload(wangsu.policy("k", fsizeLimit=5)).status == 200
    assert wangsu.upload(wangsu.policy("l", fsizeLimit=4)).status == 401
    cloud.settings(wangsu_size_status=413)
    assert wangsu.upload(wangsu.policy("l", fsizeLimit="4")).status == 413
    assert wangsu.stat("l").status == 404


def test_codes_and_base64_as_other_servers_write_them(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.settings(wangsu_numeric_codes=True, wangsu_padding=False)
    assert wangsu.upload(wangsu.policy("k") | {"deadline": 1}).json["code"] == 401
    body = wangsu.upload(wangsu.policy("dir/hello.txt", returnBody="k=$(key)")).body
    assert not body.endswith(b"=")
    assert unb64(body) == f"k=dir/hello.txt&hash={HELLO}"


def test_retention(wangsu: Wangsu) -> None:
    wangsu.upload(wangsu.policy("month"), deadline="30")
    left = int(wangsu.stat("month").json["expirationDate"]) / 1000 - time.time()
    assert 29.9 * 86400 < left < 30.1 * 86400
    wangsu.upload(wangsu.policy("now"), deadline="0")
    assert wangsu.stat("now").status == 404
    assert wangsu.upload(wangsu.policy("odd"), deadline="soon").status == 400


def test_management(wangsu: Wangsu) -> None:
    for key in ("a/1", "a/2", "b"):
        wangsu.upload(wangsu.policy(key))
    target = f"/list?bucket={wangsu.bucket}&limit=2"
    first = wangsu.manage("GET", target).json
    assert [item["key"] for item in first["items"]] == ["a/1", "a/2"]
    rest = wangsu.manage("GET", f"{target}&marker={first['marker']}").json
    assert ([item["key"] for item in rest["items"]], rest["marker"]) == (["b"], "")
    folders = wangsu.manage("GET", f"/list?bucket={wangsu.bucket}&mode=1").json
    assert (folders["commonPrefixes"], len(folders["items"])) == (["a/"], 1)
    below = wangsu.manage("GET", f"/list?bucket={wangsu.bucket}&prefix={b64('a/')}").json
    assert len(below["items"]) == 2
    assert wangsu.manage("POST", f"/delete/{wangsu.entry('b')}").json["code"] == 200
    assert wangsu.manage("POST", f"/delete/{wangsu.entry('b')}").status == 404


def test_management_tokens_that_are_refused(wangsu: Wangsu) -> None:
    target = f"/stat/{wangsu.entry('k')}"
    for token, message in {
        wangsu.value(f"{target}\nmore"): "Token Invalid",
        wangsu.value(f"/stat/{wangsu.entry('other')}\n"): "Token Invalid",
        "x:y": "AK-SK Not Found",
        "x": "Token Format Invalid",
    }.items():
        assert wangsu.manage("GET", target, token=token).json["message"] == message
    url = wangsu.facts["management_endpoint"] + target
    assert wangsu.ask("GET", url).status == 405


def test_events_tell_of_an_upload(wangsu: Wangsu, cloud: Cloud) -> None:
    request_id = wangsu.upload(wangsu.policy("k")).headers["X-Reqid"]
    events = cloud.events()
    assert {event["service"] for event in events} == {"wangsu"}
    assert [event["kind"] for event in events] == ["request_started", "object_stored", "request"]
    assert {event["request_id"] for event in events} == {request_id}
    stored, ended = events[1], events[2]
    assert (stored["key"], stored["size"], stored["etag"]) == ("k", 5, HELLO)
    assert (ended["status"], ended["operation"], ended["key"]) == (200, "upload", "k")
    assert ended["signature_version"] == "token"
    text = str(events)
    assert wangsu.facts["secret_key"] not in text
