"""Sealing a few secrets under a passphrase: scrypt and AES-256-GCM, as plain JSON values.

What the seal belongs to is its associated data: with one letter of that changed it opens no more.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.domain.codec import decode, encode
from app.domain.credentials import Credentials

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

N, R, P = 2**16, 8, 1
"""Work of scrypt: 64 MiB and a fifth of a second, once; at least 2**15 was asked for."""
LARGEST_N, LARGEST_P = 2**18, 4
"""What a file may ask for: a hostile one must not eat the memory."""
SMALLEST_N = 2**15
SHORTEST_PASSPHRASE = 8
"""Characters."""

_SALT, _NONCE = 16, 12
_LONGEST_DATA = 32 * 1024


class WrongPassphrase(ValueError):
    """The seal does not open: another passphrase, or the file was changed after sealing."""


class BadSeal(ValueError):
    """What should be a seal is none of ours."""


def sealed(credentials: Credentials, passphrase: str, *, belongs_to: bytes) -> dict[str, object]:
    """``credentials`` as a seal of plain JSON values. Takes a moment: never on the window's thread.

    Raises `ValueError` for a passphrase of fewer than `SHORTEST_PASSPHRASE` characters.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise ValueError("passphrase too short")
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    key = _key(passphrase, salt, n=N, p=P)
    secret = json.dumps(encode(credentials)).encode()
    return {
        "kdf": "scrypt",
        "n": N,
        "r": R,
        "p": P,
        "salt": base64.b64encode(salt).decode(),
        "cipher": "aes-256-gcm",
        "nonce": base64.b64encode(nonce).decode(),
        "data": base64.b64encode(_cipher(key).encrypt(nonce, secret, belongs_to)).decode(),
    }


def check(seal: object) -> Mapping[str, object]:
    """``seal`` itself when it may be opened; raises `BadSeal` for any other shape or size."""
    if not isinstance(seal, Mapping):
        raise BadSeal("no object")
    n, p = seal.get("n"), seal.get("p")
    if seal.get("kdf") != "scrypt" or seal.get("cipher") != "aes-256-gcm" or seal.get("r") != R:
        raise BadSeal("another way of sealing")
    if type(n) is not int or type(p) is not int or n & (n - 1):
        raise BadSeal("no numbers")
    if not SMALLEST_N <= n <= LARGEST_N or not 1 <= p <= LARGEST_P:
        raise BadSeal("out of bounds")
    sizes = len(_bytes(seal, "salt")), len(_bytes(seal, "nonce")), len(_bytes(seal, "data"))
    if sizes[0] != _SALT or sizes[1] != _NONCE or not 16 < sizes[2] <= _LONGEST_DATA:
        raise BadSeal("wrong sizes")
    return seal


def opened(seal: object, passphrase: str, *, belongs_to: bytes) -> Credentials:
    """What was sealed. Takes a moment; raises `WrongPassphrase` or `BadSeal`."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - see _cipher

    good = check(seal)
    n, p = int(str(good["n"])), int(str(good["p"]))
    key = _key(passphrase, _bytes(good, "salt"), n=n, p=p)
    try:
        plain = _cipher(key).decrypt(_bytes(good, "nonce"), _bytes(good, "data"), belongs_to)
    except InvalidTag as error:
        raise WrongPassphrase("does not open") from error
    try:
        return decode(Credentials, json.loads(plain))
    except (ValueError, TypeError, RecursionError) as error:
        raise BadSeal("no credentials inside") from error


def _key(passphrase: str, salt: bytes, *, n: int, p: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # noqa: PLC0415 - see _cipher

    text = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return Scrypt(salt=salt, length=32, n=n, r=R, p=p).derive(text)


def _cipher(key: bytes) -> AESGCM:
    # the package takes a while to import, and few people ever open a seal: on first use
    from cryptography.hazmat.primitives.ciphers import aead  # noqa: PLC0415

    return aead.AESGCM(key)


def _bytes(seal: Mapping[str, object], name: str) -> bytes:
    text = seal.get(name)
    if not isinstance(text, str):
        raise BadSeal("no text")
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadSeal("no Base64") from error
