"""Tokens and etags against the vectors of the sheet (wangsu.md, 1.6, 2.5 and 5.5)."""

from __future__ import annotations

import hashlib

import pytest

from app.domain.credentials import Credentials
from app.domain.wangsu_base64 import decoded_text, encoded, entry
from app.domain.wangsu_policy import read_token
from app.engine.source import Tally
from app.providers.wangsu.etag import NOTHING, PIECE, etag, is_whole, pieces
from app.providers.wangsu.signing import management_token, signed, upload_token
from tests.wangsu_vectors import ETAGS, MANAGEMENT, PLAIN, UPLOADS


@pytest.mark.parametrize(("keys", "policy", "token"), UPLOADS)
def test_an_upload_token_is_the_one_of_the_sheet(
    keys: tuple[str, str], policy: str, token: str
) -> None:
    assert upload_token(policy, Credentials(*keys)) == token
    assert decoded_text(token.split(":")[2]) == policy
    assert read_token(token).text == policy
    assert len(token.split(":")[1]) == 56


@pytest.mark.parametrize(("keys", "target", "body", "token"), MANAGEMENT)
def test_a_management_token_is_the_one_of_the_sheet(
    keys: tuple[str, str], target: str, body: str, token: str
) -> None:
    assert management_token(target, body, Credentials(*keys)) == token


def test_plain_data_are_signed_as_in_the_sheet() -> None:
    keys, text, value = PLAIN
    assert signed(text, Credentials(*keys)) == value


def test_an_entry_is_bucket_and_name() -> None:
    assert entry("demo-bucket", "dir/hello.txt") == "ZGVtby1idWNrZXQ6ZGlyL2hlbGxvLnR4dA=="
    assert encoded("dir/hello.txt") == "ZGlyL2hlbGxvLnR4dA=="


@pytest.mark.parametrize(("content", "wanted"), ETAGS)
def test_an_etag_is_the_one_of_the_sheet(content: bytes, wanted: str) -> None:
    """By the digests that the engine computes while it reads."""
    tally = Tally(frozenset({"sha1"}))
    for start in range(0, len(content), 300_001):
        tally.add(content[start : start + 300_001])
    digests = tally.done().sha1
    assert etag(digests) == wanted
    assert is_whole(digests, len(content))
    assert len(digests) == 20 * pieces(len(content))


def test_exactly_one_piece_stands_for_itself() -> None:
    assert pieces(PIECE) == 1
    assert pieces(PIECE + 1) == 2
    assert pieces(0) == 1
    assert hashlib.sha1(b"").digest() == NOTHING


@pytest.mark.parametrize("digests", [b"", b"x" * 19, b"x" * 21])
def test_half_a_digest_is_no_etag(digests: bytes) -> None:
    with pytest.raises(ValueError, match="digests"):
        etag(digests)
