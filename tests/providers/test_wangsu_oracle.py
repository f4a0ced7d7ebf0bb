"""Tokens and etags beside those of the vendor's own client, and what is signed beside what is sent.

The vendor's client signs with its own code; it writes its policies with blanks and ``\\u`` escapes,
so a token of ours is held against its signature over our text, and its tokens are read by ours.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from urllib.parse import unquote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wcs.commons.auth import Auth
from wcs.commons.util import entry as their_entry
from wcs.commons.util import etag as their_etag
from wcs.commons.util import urlsafe_base64_decode, urlsafe_base64_encode

from app.domain.callback import CallbackSpec
from app.domain.credentials import Credentials
from app.domain.destination import SameName
from app.domain.plan import parts
from app.domain.upload import StoredPart
from app.domain.wangsu_base64 import decoded_text, encoded, entry
from app.domain.wangsu_place import key_problem
from app.domain.wangsu_policy import read_token
from app.engine.source import Tally
from app.providers.wangsu import blocks, form
from app.providers.wangsu.etag import PIECE, etag
from app.providers.wangsu.leave import Leave, leave
from app.providers.wangsu.signing import management_token, upload_token
from tests.providers.oss_forms import flat, parsed
from tests.providers.wangsu_calls import order, policy_in

CASES = settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
WORDS = st.text(st.sampled_from("abcXYZ019-_"), min_size=1, max_size=40)
KEYS = st.one_of(TEXTS, st.text(st.sampled_from("报告😀/.:%+ &=?#\"'\\"), min_size=1, max_size=30))
NOW = 1_800_000_000.0
PAIR = Credentials("AKTEST", "SKTEST")


@CASES
@given(WORDS, TEXTS, st.dictionaries(st.sampled_from(["scope", "returnBody"]), TEXTS, min_size=1))
def test_a_token_is_the_one_that_the_vendors_client_makes(
    access: str, secret: str, policy: dict[str, str]
) -> None:
    theirs = Auth(access, secret).uploadtoken(dict(policy))
    text = base64.urlsafe_b64decode(theirs.split(":")[2]).decode()
    assert upload_token(text, Credentials(access, secret)) == theirs
    if "scope" in policy:
        assert read_token(theirs).bucket == policy["scope"].partition(":")[0]


@CASES
@given(WORDS, TEXTS, TEXTS, st.just("") | TEXTS)
def test_a_management_token_is_theirs_too(access: str, secret: str, name: str, body: str) -> None:
    target = f"/stat/{entry('bucket', name)}?a=1"
    theirs = Auth(access, secret).managertoken("http://m.example" + target, body or None)
    assert management_token(target, body, Credentials(access, secret)) == theirs


@CASES
@given(TEXTS, KEYS)
def test_base64_is_theirs(bucket: str, key: str) -> None:
    assert entry(bucket, key) == their_entry(bucket, key)
    assert encoded(key) == urlsafe_base64_encode(key)
    assert decoded_text(encoded(key)) == urlsafe_base64_decode(encoded(key)).decode() == key
    assert decoded_text(encoded(key).rstrip("=")) == key


def test_etags_are_theirs(tmp_path: Path) -> None:
    path = tmp_path / "x"
    sizes = [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 7]
    for size in sizes:
        data = bytes(range(256)) * (size // 256 + 1)
        path.write_bytes(data[:size])
        tally = Tally(frozenset({"sha1"}))
        tally.add(data[:size])
        assert etag(tally.done().sha1) == their_etag(str(path)), size


# --- what is signed is what is sent ---------------------------------------------------------------

VALUES = TEXTS.filter(lambda text: "&" not in text)
NAMES = st.text(st.sampled_from("abc019_-文 "), min_size=1, max_size=8).map(lambda n: "x:" + n)
VARIABLES = st.dictionaries(NAMES, VALUES, max_size=3)


def left(path: Path, key: str, values: dict[str, str], *, in_parts: bool) -> Leave:
    spec = CallbackSpec(True, ("http://a.example/报告?x=1",), "k=$(key)&" + key, variables=values)
    wanted = order(path, "http://127.0.0.1:9", key=key, callback=spec, same_name=SameName.SKIP)
    return leave(wanted, PAIR, now=NOW, in_parts=in_parts)


def check_policy(token: str, key: str) -> None:
    access, sign, document = token.split(":")
    policy = policy_in(token)
    assert policy["scope"] == f"demo-bucket:{key}"
    assert policy["overwrite"] == 0
    assert policy["deadline"] == str((int(NOW) + 3600) * 1000)
    assert policy["callbackBody"] == ("k=$(key)&" + key).strip()
    assert policy["callbackUrl"].isascii()
    again = base64.urlsafe_b64decode(document).decode()
    assert json.loads(again) == policy
    assert upload_token(again, PAIR) == f"{access}:{sign}:{document}"


@CASES
@given(key=KEYS.filter(lambda k: not key_problem(k)), values=VARIABLES)
def test_a_form_says_exactly_what_is_signed(key: str, values: dict[str, str]) -> None:
    path = Path(__file__)
    there = left(path, key, values, in_parts=False)
    request = form.upload(there)
    read = parsed(flat(request.body), dict(request.headers)["Content-Type"])
    check_policy(read["token"], key)
    assert read.file == path.read_bytes()
    sent = {name: value.decode() for name, value in read.fields if name.startswith("x:")}
    assert list(sent.values()) == [value for _name, value in there.variables()]


@CASES
@given(key=KEYS.filter(lambda k: not key_problem(k)), values=VARIABLES)
def test_mkfile_says_exactly_what_is_signed(key: str, values: dict[str, str]) -> None:
    path = Path(__file__)
    there = left(path, key, values, in_parts=True)
    size = path.stat().st_size
    stored = [StoredPart(1, size, "ctx " + encoded(b"x" * 20))]
    request = blocks.make_file(there, "batch", stored)
    assert request.target.isascii()
    assert " " not in request.target
    check_policy(dict(request.headers)["Authorization"], key)
    pieces = request.target.split("/")[1:]
    assert pieces[:2] == ["mkfile", str(size)]
    names = [unquote(piece) for piece in pieces[2::2]]
    told = [base64.urlsafe_b64decode(unquote(piece)).decode() for piece in pieces[3::2]]
    assert list(zip(names, told, strict=True)) == list(there.variables())
    (part,) = parts(size, PIECE)
    assert blocks.make_block(there, "batch", part).target == f"/mkblk/{size}/0"
