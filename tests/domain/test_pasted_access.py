"""Paste anything: whatever form a key comes in, it is found; what is none is let alone."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.credentials import Credentials
from app.domain.endpoints import EndpointKind
from app.domain.pasted_access import understood

ID, SECRET = "LTAI5tMadeUpForTests0001", "madeUpSecret0123456789abcdEFGH"
TEMPORARY = "STS.NUmadeUpForTests0002"
TOKEN = "CAISmadeUpToken" + "0aZ+/" * 20 + "=="
HANGZHOU = "https://oss-cn-hangzhou.aliyuncs.com"

Form = Callable[[str, str, str], str]


def sts(key_id: str, secret: str, token: str) -> dict[str, str]:
    return {"AccessKeyId": key_id, "AccessKeySecret": secret, "SecurityToken": token}


def camel(key_id: str, secret: str, token: str) -> dict[str, str]:
    return {"accessKeyId": key_id, "accessKeySecret": secret, "securityToken": token}


FORMS: dict[str, Form] = {
    "AssumeRole": lambda i, s, t: json.dumps({"RequestId": "R", "Credentials": sts(i, s, t)}),
    "Credentials": lambda i, s, t: json.dumps(sts(i, s, t), indent=2),
    "camel in an envelope": lambda i, s, t: json.dumps({"code": 0, "data": camel(i, s, t)}),
    "snake": lambda i, s, t: json.dumps(
        {"access_key_id": i, "access_key_secret": s, "security_token": t}
    ),
    "text around JSON": lambda i, s, t: f"Here you are: {json.dumps(sts(i, s, t))}. Bye!",
    "broken JSON": lambda i, s, t: json.dumps(sts(i, s, t))[:-1],
    "a profile of the CLI": lambda i, s, t: json.dumps(
        {"profiles": [{"access_key_id": i, "access_key_secret": s, "sts_token": t}]}
    ),
    "export": lambda i, s, t: (
        f"export OSS_ACCESS_KEY_ID={i}\nexport OSS_ACCESS_KEY_SECRET='{s}'\n"
        f'export OSS_SESSION_TOKEN="{t}"\n'
    ),
    "generic names": lambda i, s, t: (
        f"ALIBABA_CLOUD_ACCESS_KEY_ID={i}\r\nALIBABA_CLOUD_ACCESS_KEY_SECRET={s}\r\n"
        f"ALIBABA_CLOUD_SECURITY_TOKEN={t}\r\n"
    ),
    "PowerShell": lambda i, s, t: (
        f'$env:OSS_ACCESS_KEY_ID = "{i}"\n$Env:OSS_ACCESS_KEY_SECRET="{s}"\n'
        f"$env:OSS_SESSION_TOKEN = '{t}'"
    ),
    "cmd": lambda i, s, t: (
        f"set OSS_ACCESS_KEY_ID={i}\nset OSS_ACCESS_KEY_SECRET={s}\nset OSS_SESSION_TOKEN={t}"
    ),
    "setx": lambda i, s, t: (
        f"setx OSS_ACCESS_KEY_ID {i}\nsetx OSS_ACCESS_KEY_SECRET {s}\nsetx OSS_SESSION_TOKEN {t}"
    ),
    "one line": lambda i, s, t: (
        f"OSS_ACCESS_KEY_ID={i} OSS_ACCESS_KEY_SECRET={s} OSS_SESSION_TOKEN={t} ossutil ls"
    ),
    "INI": lambda i, s, t: f"[default]\naccessKeyID={i}\naccessKeySecret = {s}\nstsToken={t}\n",
    "YAML": lambda i, s, t: f"access-key-id: {i}\naccess-key-secret: {s}\nsecurity-token: '{t}'\n",
    "a note": lambda i, s, t: f"AccessKey ID：{i}\nAccessKey Secret：{s}\nSecurity Token：{t}",
    "labels above": lambda i, s, t: f"AccessKey ID\n{i}\nAccessKey Secret\n{s}\nSTS token\n{t}",
    "three lines": lambda i, s, t: f"\n {i}\n {s} \n{t}\n",
    "three words": lambda i, s, t: f"{i} {s} {t}",
    "colons": lambda i, s, t: f"{i}:{s}:{t}",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_temporary_key_is_found_in_every_form(form: str) -> None:
    found = understood(FORMS[form](TEMPORARY, SECRET, TOKEN))
    assert found.credentials == Credentials(TEMPORARY, SECRET, TOKEN)
    assert found.recognised[:3] == ("key_id", "secret", "token")


KEY_FORMS: dict[str, Callable[[str, str], str]] = {
    "the console's file": lambda i, s: f"\ufeffAccessKey ID,AccessKey Secret\r\n{i},{s}\r\n",
    "with the user's name": lambda i, s: (
        f'"User Name","AccessKey Id","AccessKey Secret"\n"anna","{i}","{s}"'
    ),
    "out of a sheet": lambda i, s: f"AccessKey ID\tAccessKey Secret\n{i}\t{s}",
    "two words": lambda i, s: f"{i} {s}",
    "two lines": lambda i, s: f"{i}\n{s}",
    "a colon": lambda i, s: f"{i}:{s}",
    "invisible marks": lambda i, s: f"{i[:4]}\u200b{i[4:]}  {s}\u200b",
    "a command": lambda i, s: f"ossutil config -e x.example.com -i {i} -k {s} -L CH",
    "a sentence": lambda i, s: f"the id is {i} and its secret {s}, keep it safe",
}


@pytest.mark.parametrize("form", KEY_FORMS)
def test_a_key_is_found_in_every_form(form: str) -> None:
    found = understood(KEY_FORMS[form](ID, SECRET))
    assert found.credentials == Credentials(ID, SECRET)


def test_a_key_that_looks_like_nobody_s_is_taken_when_it_stands_alone() -> None:
    assert understood("DEMO0123ABCD s-3cretOfTheDemoCloud").credentials is not None
    assert understood("Please use DEMO0123ABCD s-3cretOfTheDemoCloud").credentials is None


@pytest.mark.parametrize(
    ("text", "expires"),
    [
        ('{"Expiration": "2021-10-20T04:27:09Z"}', 1634704029.0),
        ('{"expiration": "2021-10-20T12:27:09+08:00"}', 1634704029.0),
        ('{"expiration": 1634704029}', 1634704029.0),
        ('{"expires_at": 1634704029000}', 1634704029.0),
        ('{"expiration": "soon"}', 0.0),
        ('{"expiration": -5}', 0.0),
        ('{"expiration": "9999-99-99T99:99:99Z"}', 0.0),
        ('{"expiration": "nan"}', 0.0),
    ],
)
def test_the_expiry_is_read_in_every_unit(text: str, expires: float) -> None:
    assert understood(text).expires_at == expires


def test_a_place_is_found_beside_a_key() -> None:
    text = f"endpoint: oss-cn-hangzhou.aliyuncs.com\nbucket: shop\nprefix: a/\n{ID} {SECRET}"
    found = understood(text)
    assert (found.endpoint, found.region, found.bucket) == (HANGZHOU, "cn-hangzhou", "shop")
    assert found.prefix == "a/"
    assert found.kind is EndpointKind.PUBLIC
    assert found.credentials == Credentials(ID, SECRET)


@pytest.mark.parametrize(
    ("text", "recognised"),
    [
        ("oss://shop/a/b", ("bucket", "path")),
        ("upload to <oss://shop/in/>, please", ("bucket", "path")),
        (
            "https://shop.oss-cn-hangzhou.aliyuncs.com/a.jpg",
            ("endpoint", "region", "bucket", "path"),
        ),
        ('{"host":"https://shop.oss-cn-hangzhou.aliyuncs.com"}', ("endpoint", "region", "bucket")),
        ("oss-accelerate.aliyuncs.com", ("endpoint",)),
        ("127.0.0.1:9000", ("endpoint",)),
        ("https://app.example.com/sts?name={name}", ("server",)),
        ("http://127.0.0.1:8000/sts", ("server",)),
        ("OSS_REGION=oss-cn-beijing", ("region",)),
        ("export OSS_ENDPOINT=https://files.example.com", ("endpoint",)),
    ],
)
def test_places_and_servers_are_told_apart(text: str, recognised: tuple[str, ...]) -> None:
    assert understood(text).recognised == recognised


def test_a_server_s_address_is_kept_whole() -> None:
    url = "https://app.example.com/sts?name={name}&team=3"
    assert understood(f"  {url}\n").server_url == url


def test_a_page_to_read_beside_a_key_is_no_server() -> None:
    assert understood(f"{ID} {SECRET} see https://help.example.com/keys").server_url == ""


@pytest.mark.parametrize(
    "text",
    [
        *("", "hello world", "the secret is out", "application server", "{", "[]", "a:b"),
        *("access key", "1,2\n3,4", "Dear colleagues, here is the region you asked for."),
        "photo.jpg",
    ],
)
def test_nothing_is_found_where_nothing_is(text: str) -> None:
    found = understood(text)
    assert found.recognised == ()
    assert found.credentials is None


def test_half_a_key_is_no_key() -> None:
    found = understood(f"OSS_ACCESS_KEY_ID={ID}")
    assert found.recognised == ("key_id",)
    assert found.credentials is None


def test_no_secret_is_printed() -> None:
    text = f"{TEMPORARY} {SECRET} {TOKEN}"
    assert SECRET not in repr(understood(text))
    assert TOKEN not in repr(understood(text))
    assert "s3cr3t" not in repr(understood("https://app.example.com/sts?token=s3cr3t"))


ODD = st.text(alphabet='accesskeyid secrt:=,;"{}[]\n\t/.-_\\LTAI0oss://http', max_size=300)


@given(st.text() | ODD)
def test_no_text_makes_it_fail(text: str) -> None:
    assert isinstance(understood(text).recognised, tuple)


@given(
    st.from_regex(r"LTAI[A-Za-z0-9]{12,20}", fullmatch=True),
    st.from_regex(r"[A-Za-z0-9]{30}", fullmatch=True).filter(lambda s: not s.islower()),
    st.sampled_from(sorted(KEY_FORMS)),
)
def test_any_key_of_the_vendor_s_shape_is_found(key_id: str, secret: str, form: str) -> None:
    assert understood(KEY_FORMS[form](key_id, secret)).credentials == Credentials(key_id, secret)


@pytest.mark.parametrize(
    "text",
    [
        *("access_key_" * 5800, "{" * 64000, "[" * 64000, "a" * 65536, '{"a":' * 12000),
        *("LTAI " * 13000, "oss://" * 10900, "access key id " * 4600, "_" * 65536, "a," * 32000),
        *("x" * 65537, "a: " * 21000, "https://a.b/ " * 5000, "\ufeff" * 65536, "=" * 65536),
    ],
)
def test_a_hostile_text_costs_no_time(text: str) -> None:
    start = time.process_time()
    assert understood(text).credentials is None
    assert time.process_time() - start < 2
