"""The seal: opens with its passphrase over its own text, and with nothing else."""

from __future__ import annotations

import base64
import json

import pytest

from app.domain.credentials import Credentials
from app.host.seal import BadSeal, WrongPassphrase, check, opened, sealed

KEY = Credentials("STS.made-up", "made-up-secret", "made-up-token", 1.5)
PHRASE = "Grüße an alle 中"
TEXT = b"where files go"


@pytest.fixture(scope="module")
def made() -> dict[str, object]:
    return sealed(KEY, PHRASE, belongs_to=TEXT)


def test_what_was_sealed_comes_back(made: dict[str, object]) -> None:
    through_json = json.loads(json.dumps(made))
    assert opened(through_json, PHRASE, belongs_to=TEXT) == KEY


def test_nothing_of_the_key_can_be_read_in_it(made: dict[str, object]) -> None:
    text = json.dumps(made)
    plain = base64.b64decode(str(made["data"]))
    for secret in (KEY.access_key_id, KEY.access_key_secret, KEY.security_token):
        assert secret not in text
        assert secret.encode() not in plain


def test_the_passphrase_may_be_typed_on_another_computer(made: dict[str, object]) -> None:
    assert opened(made, "Gru\u0308ße an alle 中", belongs_to=TEXT) == KEY


@pytest.mark.parametrize(
    ("phrase", "text"), [("Grüße an alle", TEXT), ("", TEXT), (PHRASE, TEXT + b".")]
)
def test_another_passphrase_or_text_does_not_open_it(
    made: dict[str, object], phrase: str, text: bytes
) -> None:
    with pytest.raises(WrongPassphrase):
        opened(made, phrase, belongs_to=text)


def test_two_seals_of_one_key_have_nothing_in_common(made: dict[str, object]) -> None:
    again = sealed(KEY, PHRASE, belongs_to=TEXT)
    assert all(again[name] != made[name] for name in ("salt", "nonce", "data"))


def test_the_work_is_enough(made: dict[str, object]) -> None:
    assert int(str(made["n"])) >= 2**15
    assert (made["r"], made["p"]) == (8, 1)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(ValueError):
        sealed(KEY, "1234567", belongs_to=TEXT)


@pytest.mark.parametrize(
    "change",
    [
        {"n": 2**30},
        {"n": 2**14},
        {"n": 2**16 + 1},
        {"n": 0},
        {"n": "65536"},
        {"n": True},
        {"r": 1024},
        {"p": 1000},
        {"p": 0},
        {"kdf": "pbkdf2"},
        {"cipher": "none"},
        {"salt": ""},
        {"salt": "*"},
        {"salt": "中"},
        {"nonce": "AAAA"},
        {"data": ""},
        {"data": None},
        {"data": "A" * 60_000},
    ],
)
def test_a_seal_of_another_kind_or_work_is_refused_before_any_work(
    made: dict[str, object], change: dict[str, object]
) -> None:
    with pytest.raises(BadSeal):
        check({**made, **change})


@pytest.mark.parametrize("seal", [None, [], "x", 3, {}])
def test_other_values_are_no_seals(seal: object) -> None:
    with pytest.raises(BadSeal):
        opened(seal, PHRASE, belongs_to=TEXT)
