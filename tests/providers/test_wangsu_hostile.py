"""Whatever an answer holds, it becomes a value or an error of ours, and shows no secret."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.destination import Destination
from app.domain.errors import UploadError
from app.domain.upload import Part, StoredPart
from app.providers.contract import Digests, Reply
from app.providers.scrubbing import scrubbed
from app.providers.wangsu import answers, blocks
from app.providers.wangsu.errors import Asked, refusal
from app.providers.wangsu.manage import moment
from app.providers.wangsu.receipts import failed_callback
from app.providers.wangsu.refusals import Kind

CASES = settings(
    max_examples=400, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
SECRET = "SKTEST-0123456789/+=文"
THERE = Destination("wangsu", "http://127.0.0.1:9", "", "demo-bucket")
NAMES = ["hash", "key", "response", "code", "message", "ctx", "crc32", "offset", "persistentId"]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["200", "406", "701", "ctx can not be null", "Token Expired", SECRET]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5)
    ),
    max_leaves=12,
)
PAIRS = st.lists(st.tuples(st.sampled_from([*NAMES, "url"]), st.text(max_size=10)), max_size=4).map(
    lambda pairs: "&".join(f"{n}={v}" for n, v in pairs)
)
BODIES = st.one_of(
    st.binary(max_size=80),
    JSON.map(lambda value: json.dumps(value).encode()),
    PAIRS.map(lambda text: base64.urlsafe_b64encode(text.encode("utf-8", "replace"))),
    PAIRS.map(lambda text: text.encode("utf-8", "replace")),
    st.just(f'{{"code":"401","message":"Token Invalid: {SECRET}"}}'.encode()),
)
PLACES = st.one_of(
    st.text(max_size=30),
    PAIRS.map(lambda text: f"http://a.example/r?{text}"),
    PAIRS.map(
        lambda t: (
            "http://a.example/?upload_ret="
            + base64.urlsafe_b64encode(t.encode("utf-8", "replace")).decode()
        )
    ),
    st.sampled_from(["http://[", "?upload_ret=%", "?code=406&message=x", "?code=x"]),
)
STATUSES = st.sampled_from([200, 303, 400, 401, 403, 404, 405, 406, 412, 500, 579, 599, 631, 701])
HEADERS = st.sampled_from(
    [
        (),
        (("X-Reqid", "r-1"),),
        (("Content-Type", "text/html"),),
        (("Date", "no date"), ("Retry-After", "²")),
        (("Date", "Sat, 01 Jan 2000 00:00:00 GMT"), ("Retry-After", "999999999")),
        (("X-Echo", SECRET),),
    ]
)
KINDS = st.sampled_from(list(Kind))


@CASES
@given(STATUSES, HEADERS, BODIES, PLACES, KINDS, st.booleans())
def test_no_answer_takes_the_client_down(
    status: int,
    headers: tuple[tuple[str, str], ...],
    body: bytes,
    place: str,
    kind: Kind,
    cut: bool,
) -> None:
    digests = (Digests(crc32=1, sha1=b"x" * 20),)
    reply = Reply(status, (*headers, ("Location", place)), body, cut, digests)
    clean = scrubbed(reply, (SECRET,))
    asked = Asked(THERE, "k", kind, (SECRET,))
    error = refusal(clean, asked)
    assert error.answer is not None
    assert SECRET not in error.answer.body + error.answer.message + error.detail
    assert failed_callback(clean).hash is not None
    told = [
        error_of(lambda: answers.said(clean, asked)),
        error_of(lambda: blocks.stored_block(clean, Part(1, 0, 5), asked)),
    ]
    assert SECRET not in "".join(told)


def error_of(step: Callable[[], object]) -> str:
    """The words of the error that a step ends in; anything else but one of ours gets through."""
    try:
        step()
    except UploadError as known:
        return str(known)
    return ""


@CASES
@given(st.lists(st.builds(StoredPart, st.just(1), st.integers(0, 1 << 24), st.text(max_size=40))))
def test_no_list_of_parts_that_a_journal_holds_takes_the_client_down(
    stored: list[StoredPart],
) -> None:
    assert len(blocks.digests_of(stored)) % 20 == 0
    for part in stored:
        blocks.ctx_of(part)


def test_moments_are_understood_in_every_unit() -> None:
    for told in (1_700_000_000, 1_700_000_000_000, 17_000_000_000_000_000):
        assert moment(told) == 1_700_000_000.0
    assert moment(0) == 0.0


@pytest.mark.parametrize("status", [200, 400, 579])
def test_half_a_character_gets_no_further(status: int) -> None:
    """JSON can hold it; a file, a terminal and a database cannot."""
    half = '"\\ud800"'
    body = f'{{"hash": {half}, "key": {half}, "response": {half}, "message": {half}}}'.encode()
    reply, asked = Reply(status, (("X-Reqid", "r"),), body), Asked(THERE, "k", Kind.FORM)
    try:
        said = failed_callback(reply) if status == 579 else answers.said(reply, asked)
        told = [said.hash, said.key, said.response or "", said.text]
    except UploadError as error:
        told = [str(error), error.answer.message if error.answer else ""]
    assert "".join(["x", *told]).encode()
