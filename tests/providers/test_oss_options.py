"""What is stored with an object besides its bytes (oss.md, 3.4): where it rides, what arrives."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import errors as tree
from app.domain.callback import CallbackSpec
from app.domain.credentials import Credentials
from app.domain.destination import SameName
from app.domain.exchange import Headers
from app.domain.grant import UrlGrant
from app.domain.options import ObjectOptions
from app.domain.states import CallbackOutcome
from app.domain.stored_headers import disposition, header_text, stored_headers, tagging
from app.providers.contract import Order
from app.providers.oss import requests
from app.providers.oss.form import post_object
from app.providers.oss.provider import OssProvider
from tests.cloud import Cloud
from tests.providers.oss_calls import HttpCall, order
from tests.providers.oss_forms import read_form

OSS = OssProvider()
FULL = ObjectOptions(
    content_type="image/x-mine",
    disposition='attachment; filename="报告 1.pdf"',
    cache_control="max-age=60",
    storage_class="IA",
    acl="public-read",
    encryption="KMS",
    encryption_key="key-1",
    tags={"team": "a b", "阶段": "测/试"},
    metadata={"Author": "王小明 50%", "plain": "50% off"},
)
STORED = {
    "Content-Type": "image/x-mine",
    "Content-Disposition": "attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A%201.pdf",
    "Cache-Control": "max-age=60",
    "x-oss-storage-class": "IA",
    "x-oss-server-side-encryption": "KMS",
    "x-oss-server-side-encryption-key-id": "key-1",
    "x-oss-tagging": "team=a%20b&%E9%98%B6%E6%AE%B5=%E6%B5%8B%2F%E8%AF%95",
    "x-oss-meta-author": "%E7%8E%8B%E5%B0%8F%E6%98%8E 50%25",
    "x-oss-meta-plain": "50% off",
}
ACL = {"x-oss-object-acl": "public-read"}

Make = Callable[..., Order]


def with_options(wanted: Order, options: ObjectOptions) -> Order:
    return replace(wanted, batch=replace(wanted.batch, options=options))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file."""
    path = tmp_path / "source.bin"
    path.write_bytes(bytes(range(256)) * 1000)
    return path


@pytest.fixture
def made(cloud: Cloud, source: Path) -> Order:
    """An order for the cloud with every option."""
    wanted = order(
        source,
        cloud.endpoint,
        part=102_400,
        key="文/a b.bin",
        bucket=cloud.bucket,
        region=cloud.region,
    )
    return with_options(wanted, FULL)


@pytest.fixture
def call(cloud: Cloud) -> HttpCall:
    """A call with the cloud's key."""
    return HttpCall(Credentials(cloud.access_key_id, cloud.access_key_secret))


def ours(headers: Headers) -> dict[str, str]:
    names = {*STORED, *ACL}
    return {name: value for name, value in headers if name in names}


# --- where they ride (11, point 4) --------------------------------------------------------------


def test_put_object_takes_all_of_them(source: Path) -> None:
    wanted = with_options(order(source, "http://127.0.0.1:1"), FULL)
    assert ours(requests.put(wanted).headers) == STORED | ACL


def test_of_a_multipart_upload_initiate_takes_all_but_the_acl_which_complete_takes(
    source: Path,
) -> None:
    wanted = with_options(order(source, "http://127.0.0.1:1", part=102_400), FULL)
    assert ours(requests.initiate(wanted).headers) == STORED
    assert ours(requests.upload_part(wanted, "u", wanted.parts[0]).headers) == {}
    complete = dict(requests.complete(wanted, "u", []).headers)
    assert {name: complete[name] for name in ACL} == ACL
    assert not (STORED.keys() - {"Content-Type"}) & complete.keys()


def test_a_form_has_them_as_fields_and_the_policy_pins_the_acl(source: Path) -> None:
    wanted = with_options(order(source, "http://127.0.0.1:1"), FULL)
    form = read_form(post_object(wanted, Credentials("ak", "sk"), now=1_700_000_000).request)
    assert {name: form[name] for name in STORED | ACL} == STORED | ACL
    assert form.names[-1] == "file"
    assert ACL in form.policy["conditions"]


def test_without_options_nothing_but_the_type_is_sent(source: Path) -> None:
    wanted = order(source, "http://127.0.0.1:1")
    assert requests.put(wanted).headers == (("Content-Type", "application/x-test"),)
    assert stored_headers(ObjectOptions()) == ()


def test_a_key_id_goes_with_kms_only() -> None:
    headers = dict(stored_headers(ObjectOptions(encryption="AES256", encryption_key="key-1")))
    assert headers == {"x-oss-server-side-encryption": "AES256"}


@pytest.mark.parametrize(
    ("policy", "kept"),
    [
        (SameName.KEEP_BOTH, True),
        (SameName.SKIP, True),
        (SameName.ASK, True),
        (SameName.REPLACE, False),
        (SameName.DIFFERENT, False),
    ],
)
def test_only_replacing_may_overwrite(source: Path, policy: SameName, kept: bool) -> None:
    wanted = order(source, "http://127.0.0.1:1", same_name=policy)
    for draft in (
        requests.put(wanted),
        requests.initiate(wanted),
        requests.complete(wanted, "u", []),
    ):
        assert (("x-oss-forbid-overwrite", "true") in draft.headers) is kept


# --- how they are written -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("inline", "inline"),
        ("attachment", "attachment"),
        ('attachment; filename="a b.pdf"', 'attachment; filename="a b.pdf"'),
        ("attachment; filename=报告.pdf", "attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A.pdf"),
        (
            'attachment; filename="报\\"告.pdf"; size=3',
            "attachment; filename*=UTF-8''%E6%8A%A5%22%E5%91%8A.pdf; size=3",
        ),
        ("附件", "%E9%99%84%E4%BB%B6"),
        ("inline\r\nx-evil: 1", "inline x-evil: 1"),
    ],
)
def test_a_disposition_names_its_file_as_rfc_5987_says(text: str, written: str) -> None:
    assert disposition(text) == written


@given(st.text())
def test_any_text_becomes_a_header_and_can_be_read_back(text: str) -> None:
    written = header_text(text)
    assert written.isascii()
    assert written.isprintable() or not written
    assert written == written.strip()
    if not text.isascii():
        plain = "".join(" " if ord(c) < 32 or ord(c) == 127 else c for c in text)
        assert unquote(written).split() == plain.encode("utf-8", "replace").decode().split()


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])).filter(bool),
        st.text(st.characters(exclude_categories=["Cs"])),
        max_size=4,
    )
)
def test_any_tags_can_be_read_back(tags: dict[str, str]) -> None:
    assert dict(parse_qsl(tagging(tags), keep_blank_values=True)) == tags


@pytest.mark.parametrize("name", ["under_score", "名", "a b", "", "x:y"])
def test_a_name_that_no_metadata_may_have_is_refused_here(name: str) -> None:
    with pytest.raises(tree.DestinationError) as caught:
        stored_headers(ObjectOptions(metadata={name: "1"}))
    assert caught.value.values["problem"] == "options.metadata_name"


def test_names_of_metadata_are_one_whatever_their_capitals() -> None:
    options = ObjectOptions(metadata={"Author": "1", "x-oss-meta-author": "2"})
    assert stored_headers(options) == (("x-oss-meta-author", "2"),)


# --- what arrives -------------------------------------------------------------------------------


async def by_parts(call: HttpCall, wanted: Order) -> None:
    session = await OSS.begin(call, wanted)
    stored = [await OSS.send(call, wanted, session, part) for part in wanted.parts]
    await OSS.finish(call, wanted, session, stored)


async def by_put(call: HttpCall, wanted: Order) -> None:
    await OSS.put(call, wanted)


async def by_form(call: HttpCall, wanted: Order) -> None:
    await OSS.put(call, replace(wanted, batch=replace(wanted.batch, method="post")))


@pytest.mark.parametrize("way", [by_put, by_form, by_parts])
def test_each_way_stores_all_of_them(
    cloud: Cloud, call: HttpCall, made: Order, way: Callable[..., object]
) -> None:
    async def stored() -> dict[str, str]:
        await way(call, made)  # type: ignore[misc]
        request = requests.signed(
            requests.head(), made.destination, made.task.key, credentials=call.keys, now=call.now()
        )
        return {name.lower(): value for name, value in (await call.send(request)).headers}

    found = asyncio.run(stored())
    replayed = {n: v for n, v in STORED.items() if n.lower() in found}
    assert {name: found[name.lower()] for name in replayed} == replayed
    assert {"Content-Type", "Content-Disposition", "x-oss-meta-author"} <= replayed.keys()
    assert {"x-oss-storage-class", "x-oss-server-side-encryption"} <= replayed.keys()


@pytest.mark.parametrize("way", [by_put, by_form, by_parts])
def test_what_the_service_does_not_know_is_refused_with_its_reason(
    cloud: Cloud, call: HttpCall, made: Order, way: Callable[..., object]
) -> None:
    bad = with_options(made, ObjectOptions(encryption="ROT13"))
    with pytest.raises(tree.Refused) as caught:
        asyncio.run(way(call, bad))  # type: ignore[arg-type]
    assert caught.value.values["reason"] == "encryption"
    cloud.settings(kms_enabled=False)
    with pytest.raises(tree.NotAllowed) as denied:
        asyncio.run(way(call, made))  # type: ignore[arg-type]
    assert denied.value.values["reason"] == "kms"
    assert cloud.objects() == []


# --- a presigned upload with its callback (1.6, 5.3) --------------------------------------------


def test_who_has_the_presigned_address_uploads_and_gets_the_servers_answer(
    cloud: Cloud, call: HttpCall, made: Order
) -> None:
    spec = CallbackSpec(
        True, (cloud.callback_url,), "o=${object}&u=${x:uid}", variables={"x:uid": "四十二"}
    )
    plain = with_options(made, ObjectOptions())
    wanted = replace(plain, batch=replace(plain.batch, callback=spec))
    url = requests.presigned_put_address(wanted, credentials=call.keys, now=call.now(), seconds=60)
    assert urlsplit(url).query.isascii()
    stranger = HttpCall(Credentials("", ""), UrlGrant(url, callback=spec))
    receipt = asyncio.run(OSS.put(stranger, wanted))
    assert (receipt.key, receipt.verified) == (made.task.key, True)
    assert receipt.callback.outcome is CallbackOutcome.DELIVERED
    (request,) = stranger.requests
    assert (request.origin + request.target, request.headers) == (url, ())
    received = json.loads(receipt.callback.body)["received"]
    assert received == {"o": made.task.key, "u": "四十二"}


def test_a_presigned_address_is_good_for_that_callback_only(
    cloud: Cloud, call: HttpCall, made: Order
) -> None:
    spec = CallbackSpec(True, (cloud.callback_url,), "o=${object}")
    wanted = replace(made, batch=replace(made.batch, callback=spec, options=ObjectOptions()))
    url = requests.presigned_put_address(wanted, credentials=call.keys, now=call.now(), seconds=60)
    for other in (url.replace("callback=", "callback=x"), url + "&callback-var=e30%3D"):
        with pytest.raises(tree.CredentialsRefused) as caught:
            asyncio.run(OSS.put(HttpCall(Credentials("", ""), UrlGrant(other)), wanted))
        assert caught.value.values["reason"] == "secret"
    assert cloud.objects() == []
