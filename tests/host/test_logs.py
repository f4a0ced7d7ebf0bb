"""The log and its redaction."""

from __future__ import annotations

import base64
import json
import logging
import re
import string
import sys
import urllib.parse
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.exchange import HIDDEN, SECRET_HEADERS, SECRET_QUERY
from app.host.logs import FILES, LARGEST, set_up
from app.host.redaction import Redactor, redact, spellings

SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCY="

SHAPES = [
    "Authorization: {}",
    "authorization:{}",
    "('Authorization', '{}')",
    "{{'Proxy-Authorization': '{}'}}",
    '"authorization": "{}"',
    "[(b'Authorization', b'{}')]",
    "Cookie: a={}; b={}",
    "x-oss-security-token: {}",
    "https://b.oss.example/k?Expires=1&Signature={}&a=b",
    "/k?x-oss-signature={}",
    "/k?x-oss-security-token={}&x",
    "/k?security-token={}",
    "OSS4-HMAC-SHA256 Credential=LTAI/2026,AdditionalHeaders=host,Signature={}",
    "AccessKeySecret={}",
    "access_key_secret: '{}'",
    '{{"AccessKeySecret": "{}"}}',
    "Credentials(access_key_secret='{}', x=1)",
    "OSS_ACCESS_KEY_SECRET={}",
    "TENCENTCLOUD_SECRET_KEY={}",
    "--secret-key={}",
    "SecurityToken = {}",
    "VodSessionKey: {}",
    "password: {}",
    "<SecurityToken>{}</SecurityToken>",
    "Bearer {}",
    "http://me:{}@proxy.example:3128/",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_has_the_shape_of_a_secret_is_hidden(shape: str) -> None:
    value = SECRET.replace("/", "") if "://me" in shape else SECRET
    line = shape.format(*[value] * shape.count("{}"))
    shown = redact("before " + line + "\nafter")
    assert value not in shown
    assert value[:12] not in shown
    assert HIDDEN in shown
    assert shown.startswith("before ")
    assert shown.endswith("\nafter")


@pytest.mark.parametrize("name", sorted(SECRET_HEADERS | SECRET_QUERY))
def test_every_name_that_an_exchange_hides_is_hidden_in_the_log(name: str) -> None:
    assert SECRET not in redact(f"?{name}={SECRET}")
    if name in SECRET_HEADERS:
        assert SECRET not in redact(f"{name}: {SECRET}")


@pytest.mark.parametrize(
    "line",
    [
        "stored shop-media/2026/a.jpg, 184233 bytes, crc64 123, part 3 of 7",
        "PUT https://b.oss.example/a%2Fb?partNumber=1&uploadId=ABC",
        "the signature was refused; authorization failed",
        "me@example.com wrote",
        "x-oss-request-id: 65D4A1F0",
        "refused.credentials SignatureDoesNotMatch",
    ],
)
def test_ordinary_lines_stay_as_they_are(line: str) -> None:
    assert redact(line) == line


secrets = st.text(
    string.ascii_letters + string.digits + "+/=-_%&\"'\\ é中", min_size=8, max_size=40
)


@given(secrets, st.binary(max_size=5), st.binary(max_size=5))
def test_a_secret_that_is_known_appears_in_no_spelling(
    secret: str, before: bytes, after: bytes
) -> None:
    redactor = Redactor()
    redactor.hide(secret)
    data = secret.encode()
    inside = base64.b64encode(before + data + after).decode()
    texts = [
        secret,
        repr(secret),
        json.dumps(secret),
        urllib.parse.quote(secret, safe=""),
        urllib.parse.quote_plus(secret),
        urllib.parse.quote(secret, safe="").replace("%2F", "%2f"),
        base64.b64encode(data).decode(),
        base64.urlsafe_b64encode(data).decode(),
        inside,
        data.hex(),
    ]
    shown = redactor.redact(" | ".join(texts))
    core = base64.b64encode(data).decode().rstrip("=")[:-1]
    for spelling in [secret, urllib.parse.quote(secret, safe=""), core, data.hex()]:
        assert spelling not in shown
    assert inside not in shown


def test_a_secret_is_found_within_the_base64_of_something_larger() -> None:
    redactor = Redactor()
    redactor.hide(SECRET)
    for before in range(6):
        whole = base64.b64encode(b"x" * before + SECRET.encode() + b'","y":1}').decode()
        shown = redactor.redact(whole)
        assert HIDDEN in shown
        assert SECRET[4:12].encode() not in base64.b64decode(
            re.sub(r"[^A-Za-z0-9+/]", "", shown.replace(HIDDEN, "")) + "==="
        )


def test_several_secrets_are_hidden_the_longer_one_first() -> None:
    redactor = Redactor()
    redactor.hide("secret")
    redactor.hide("secret-and-more")
    assert redactor.redact("a secret-and-more b") == f"a {HIDDEN} b"


def test_words_are_not_taken_for_short_secrets() -> None:
    redactor = Redactor()
    redactor.hide("")
    redactor.hide("ab")
    assert redactor.redact("about a lab") == "about a lab"
    assert list(spellings("abcdef"))


def test_the_log_file_is_utf8_and_without_secrets_also_in_tracebacks(tmp_path: Path) -> None:
    with set_up(tmp_path / "logs") as log:
        log.redactor.hide(SECRET)
        logger = logging.getLogger("test.logs")
        logger.info("发布 %s.jpg and %r", "ü", SECRET)
        try:
            raise RuntimeError(f"request with {SECRET} failed")
        except RuntimeError:
            logger.exception("told")
        logger.warning("half \udcff a letter")
    text = log.path.read_text(encoding="utf-8")
    assert "发布 ü.jpg" in text
    assert "RuntimeError: request with (hidden) failed" in text
    assert "half \\udcff a letter" in text
    assert SECRET not in text


def test_debug_lines_of_libraries_that_show_requests_are_not_kept(tmp_path: Path) -> None:
    with set_up(tmp_path, level=logging.DEBUG) as log:
        logging.getLogger("httpcore.http11").debug("send_request_headers")
        logging.getLogger("app.engine").debug("kept")
    text = log.path.read_text(encoding="utf-8")
    assert "send_request_headers" not in text
    assert "kept" in text


def test_the_log_never_takes_more_than_five_files_of_two_megabytes(tmp_path: Path) -> None:
    line = "x" * 100_000
    with set_up(tmp_path):
        for _ in range(FILES * LARGEST // len(line) + 30):
            logging.getLogger("test.logs").info(line)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["upcall.log", *(f"upcall.log.{n}" for n in range(1, 5))]
    assert all(path.stat().st_size <= LARGEST for path in tmp_path.iterdir())
    assert (FILES, LARGEST) == (5, 2 * 1024 * 1024)


def test_a_folder_that_cannot_be_used_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    with set_up(tmp_path / "file" / "logs"):
        logging.getLogger("test.logs").warning("goes nowhere")
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a device that is always full")
def test_a_full_disk_prints_no_tracebacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "upcall.log").symlink_to("/dev/full")
    with set_up(tmp_path):
        logging.getLogger("test.logs").warning("no room")
    assert capsys.readouterr().err == ""


def test_the_log_is_taken_down_as_it_was_set_up(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = (list(root.handlers), root.level, logging.getLogger("httpx").level)
    with set_up(tmp_path):
        assert len(root.handlers) == len(before[0]) + 1
    assert (list(root.handlers), root.level, logging.getLogger("httpx").level) == before
