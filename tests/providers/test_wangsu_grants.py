"""Upload tokens of an application server: read, applied, refused (wangsu.md, 1.2 and 1.3)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import errors as tree
from app.domain.callback import CallbackSpec
from app.domain.destination import SameName
from app.domain.grant import FormGrant, UrlGrant, facts_of
from app.domain.notice import NoticeState
from app.domain.sent_callback import sent_callback
from app.domain.wangsu_policy import read_token
from app.providers.contract import Reply
from app.providers.wangsu.etag import PIECE
from app.providers.wangsu.grants import understood
from app.providers.wangsu.provider import WangsuProvider
from app.providers.wangsu.signing import upload_token
from tests.providers.oss_calls import answer, canned
from tests.providers.oss_forms import parsed
from tests.providers.wangsu_calls import KEY, WangsuCall, b64, order

WANGSU = WangsuProvider()
HELLO = "Fqr0xh3cxeii2r7eDztILNmuqUNN"
END = "1893456000000"


def token(**policy: Any) -> str:
    return upload_token(json.dumps({"scope": "demo-bucket", "deadline": END, **policy}), KEY)


def grant(body: str | bytes, status: int = 200) -> FormGrant:
    data = body.encode() if isinstance(body, str) else body
    found = understood(Reply(status, (), data))
    assert isinstance(found, FormGrant)
    return found


@pytest.fixture
def hello(tmp_path: Path) -> Path:
    """The sheet's five bytes."""
    path = tmp_path / "hello.txt"
    path.write_bytes(b"hello")
    return path


SHAPES: dict[str, Callable[[str], str]] = {
    "bare": lambda t: t,
    "bare with a line's end": lambda t: f"{t}\r\n",
    "bare with a scheme": lambda t: f"UpToken {t}",
    "JSON text": json.dumps,
    "token": lambda t: json.dumps({"token": t}),
    "upload_token": lambda t: json.dumps({"upload_token": t, "expires": 3600}),
    "in an envelope": lambda t: json.dumps({"code": 0, "data": {"uploadToken": t}}),
    "with a mark in front": lambda t: "\ufeff" + json.dumps({"token": t}),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_token_is_found_in_whatever_a_server_answers(shape: str) -> None:
    made = token(scope="demo-bucket:a/b.txt", fsizeLimit=10)
    found = grant(SHAPES[shape](made))
    assert dict(found.fields)["token"] == made
    assert (found.key, found.largest) == ("a/b.txt", 10)
    assert found.expires_at == 1893456000.0
    assert found.in_parts
    assert facts_of(found).in_parts
    assert found.callback == CallbackSpec()  # the server fixed that there is none
    assert made not in repr(found)


def test_what_the_token_says_of_the_callback_is_shown() -> None:
    made = token(
        callbackUrl="http://127.0.0.1:9001/cb?src=ums",
        callbackBody="key=$(key)&uid=$(x:Uid)&o=$(x:order)",
        deadline=1893456000000,
    )
    found = grant(json.dumps({"token": made, "uploadDomain": "up.example.com"}))
    assert found.url == "https://up.example.com"
    assert found.callback is not None
    assert found.callback.urls == ("http://127.0.0.1:9001/cb?src=ums",)
    assert found.open_variables == ("x:uid", "x:order")
    assert found.expires_at == 1893456000.0


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{}",
        "null",
        "[1]",
        '{"token": 5}',
        '{"token": "a:b"}',
        '{"token": "a:b:c"}',
        json.dumps({"token": f"a:b:{b64('[]')}"}),
        json.dumps({"token": f"a:b:{b64('{}')}"}),
        json.dumps({"token": f"a\r\nX:b:{b64(json.dumps({'scope': 's'}))}"}),
        "<html>log in</html>",
        b"\xff\xfe",
    ],
)
def test_what_holds_no_token_is_said_to_hold_none(body: str | bytes) -> None:
    with pytest.raises(tree.NotUnderstood) as raised:
        grant(body)
    assert raised.value.values["reason"] == "server"


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, tree.CredentialsRefused), (500, tree.ServiceFault), (404, tree.Refused)],
)
def test_a_server_that_says_no_is_told_from_the_storage(
    status: int, kind: type[tree.UploadError]
) -> None:
    with pytest.raises(kind) as raised:
        grant("no", status)
    assert raised.value.values["reason"] == "server"


def test_a_token_fixes_name_callback_answer_and_size(hello: Path) -> None:
    made = token(
        scope="demo-bucket:fixed.txt",
        callbackUrl="http://127.0.0.1:9/cb",
        callbackBody="uid=$(x:uid)",
        persistentOps="vframe/jpg/offset/1",
        fsizeLimit=5,
        overwrite=1,
    )
    own = CallbackSpec(True, ("http://127.0.0.1:9/mine",), "mine", variables={"x:uid": "4"})
    extras = {"returnBody": "mine", "statusUrl": "http://127.0.0.1:9/s"}
    wanted = order(
        hello,
        "http://127.0.0.1:9",
        callback=replace(own, variables={"x:uid": "4", "x:other": "5"}),
        extras=extras,
        same_name=SameName.KEEP_BOTH,
    )
    goes = WANGSU.granted(wanted, grant(made))
    assert goes.task.key == "fixed.txt"
    assert goes.callback.urls == ("http://127.0.0.1:9/cb",)
    assert goes.callback.variables == {"x:uid": "4"}
    assert goes.batch.extras["persistentOps"] == "vframe/jpg/offset/1"
    assert goes.batch.extras["statusUrl"] == extras["statusUrl"]
    assert "returnBody" not in goes.batch.extras
    assert goes.batch.same_name is SameName.REPLACE
    assert WANGSU.granted(goes, grant(made)) == goes


@pytest.mark.parametrize(
    ("policy", "url", "reason"),
    [
        ({"fsizeLimit": 4}, "", "size.grant"),
        ({"fsizeLimit": "4"}, "", "size.grant"),
        ({"scope": "other-bucket:x"}, "", "grant_bucket"),
        ({}, "http://up.example.com", "grant_place"),
        ({}, "https://a:b@up.example.com", "grant_place"),
        ({}, "ftp://up.example.com", "grant_place"),
        ({}, "https://[up", "grant_place"),
    ],
)
def test_what_cannot_go_by_a_token_is_named_before_anything_is_sent(
    hello: Path, policy: dict[str, Any], url: str, reason: str
) -> None:
    wanted = order(hello, "https://up.example.com")
    with pytest.raises(tree.Refused) as raised:
        WANGSU.granted(wanted, grant(json.dumps({"token": token(**policy), "uploadDomain": url})))
    assert raised.value.values["reason"] == reason


def test_a_grant_of_another_service_is_none(hello: Path) -> None:
    wanted = order(hello, "http://127.0.0.1:9")
    for other in (UrlGrant("http://a.example/x"), FormGrant("", (("policy", "x"),))):
        with pytest.raises(tree.NotAllowed):
            WANGSU.granted(wanted, other)


def test_a_form_goes_by_the_servers_token(hello: Path) -> None:
    made = token(returnBody="u=$(x:Uid)", persistentOps="vframe/jpg/offset/1")
    reply = answer(200, b64(f"persistentId=1000a&hash={HELLO}").encode(), X_Reqid="r")
    with canned(reply) as server:
        call = WangsuCall(grant=grant(made))
        wanted = order(hello, server.url, manager=server.url, variables={"x:uid": "4"})
        receipt = asyncio.run(WANGSU.put(call, wanted))
    body, _digests = call._body(call.requests[0].body)
    form = parsed(body, dict(call.requests[0].headers)["Content-Type"])
    assert form["token"] == made
    assert form["key"] == "folder/文 1.bin"  # the token leaves the name open
    assert form["x:Uid"] == "4"
    assert receipt.verified
    assert [n.state for n in receipt.notices] == [NoticeState.PENDING]


def test_blocks_go_by_the_servers_token_and_tell_the_name(tmp_path: Path) -> None:
    path = tmp_path / "zeros"
    with open(path, "wb") as file:
        file.truncate(PIECE)
    made = token()
    block = answer(200, json.dumps({"ctx": "c", "crc32": 289882218}).encode())
    made_file = answer(200, json.dumps({"hash": "FivMvS848VwT631aif2dhfWV4jvD"}).encode())
    with canned(block, made_file) as server:
        call = WangsuCall(grant=grant(json.dumps({"token": made, "uploadDomain": server.url})))
        wanted = order(path, "http://127.0.0.1:9", part=PIECE)

        async def steps() -> bool:
            session = await WANGSU.begin(call, wanted)
            stored = [await WANGSU.send(call, wanted, session, p) for p in wanted.parts]
            return (await WANGSU.finish(call, wanted, session, stored)).verified

        assert asyncio.run(steps())
    for request in call.requests:
        headers = dict(request.headers)
        assert headers["Authorization"] == made
        assert headers["Key"] == b64("folder/文 1.bin")


def test_an_expired_token_of_a_server_is_to_be_renewed(hello: Path) -> None:
    body = json.dumps({"code": "401", "message": "Token Expired"}).encode()
    call = WangsuCall(grant=grant(token()))
    with canned(answer(401, body)) as server, pytest.raises(tree.CredentialsRefused) as raised:
        asyncio.run(WANGSU.put(call, order(hello, server.url)))
    assert raised.value.values["reason"] == "token_expired"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["scope", "deadline", "callbackUrl", "fsizeLimit", "token", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(JSON)
def test_no_policy_of_a_server_takes_the_client_down(policy: object) -> None:
    made = f"a:b:{b64(json.dumps(policy))}"
    try:
        found = grant(json.dumps({"token": made}))
    except tree.NotUnderstood:
        return
    assert read_token(dict(found.fields)["token"]).bucket is not None


@given(st.binary(max_size=60) | JSON.map(lambda v: json.dumps(v).encode()))
def test_no_answer_of_a_server_takes_the_client_down(body: bytes) -> None:
    try:
        grant(body)
    except tree.UploadError:
        pass


def test_what_was_asked_of_the_service_is_read_back_out_of_the_receipt(hello: Path) -> None:
    made = token(callbackUrl="http://127.0.0.1:9/cb", callbackBody="u=$(x:Uid)&k=$(key)")
    reply = answer(200, json.dumps({"hash": HELLO, "response": "{}"}).encode(), X_Reqid="r")
    with canned(reply) as server:
        wanted = order(hello, server.url, variables={"x:uid": "4"})
        receipt = asyncio.run(WANGSU.put(WangsuCall(grant=grant(made)), wanted))
    sent = sent_callback(receipt.exchange)
    assert sent is not None
    assert (sent.way, sent.variables) == ("policy", {"x:Uid": "4"})
    assert sent.spec.urls == ("http://127.0.0.1:9/cb",)
    assert sent.spec.body == "u=$(x:Uid)&k=$(key)"
    assert receipt.exchange is not None
    assert "Authorization" not in str(receipt.exchange.form)
    assert made.split(":")[1] not in repr(receipt)
