"""Tokens: leave to upload and leave to manage (wangsu.md, 1.2 and 1.4).

What is put into Base64 is the hexadecimal text of the HMAC, not its bytes: 56 characters.
"""

from __future__ import annotations

import hmac

from app.domain.credentials import Credentials
from app.domain.wangsu_base64 import encoded


def signed(text: str, credentials: Credentials) -> str:
    """``AccessKey:EncodedSign`` over any text."""
    secret = credentials.access_key_secret.encode()
    sign = hmac.digest(secret, text.encode("utf-8", "surrogateescape"), "sha1").hex()
    return f"{credentials.access_key_id}:{encoded(sign)}"


def secrets_of(token: str) -> tuple[str, str]:
    """A token and the signature in it: answers may quote a piece only."""
    return token, token.split(":")[1] if ":" in token else ""


def upload_token(policy: str, credentials: Credentials) -> str:
    """``AccessKey:EncodedSign:EncodedPutPolicy`` for a policy's JSON text (1.2)."""
    document = encoded(policy)
    return f"{signed(document, credentials)}:{document}"


def management_token(target: str, body: str, credentials: Credentials) -> str:
    """The ``Authorization`` of a management request: path and query, a line's end, the body."""
    return signed(f"{target}\n{body}", credentials)
