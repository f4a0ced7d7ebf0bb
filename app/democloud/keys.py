"""The cloud's RSA key pair: callbacks are signed with it (reference/oss.md 1.8)."""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import unquote_to_bytes

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

BITS = 2048


class CallbackKeys:
    """A key pair made afresh for each run."""

    def __init__(self) -> None:
        self._private = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
        self._public = self._private.public_key()
        self.fingerprint = hashlib.sha256(self.public_pem).hexdigest()
        """SHA-256 of the public key's PEM text, 64 hex digits."""

    @property
    def public_pem(self) -> bytes:
        """The public key as PEM text."""
        return self._public.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )

    def sign(self, target: str, body: bytes) -> str:
        """Give the Authorization value for a callback to ``target`` (path and query)."""
        # MD5 is what the service uses; it protects nothing here.
        digest = hashes.MD5()  # noqa: S303
        signature = self._private.sign(signed_text(target, body), padding.PKCS1v15(), digest)
        return base64.b64encode(signature).decode("ascii")

    def signed_digest(self, signature: bytes) -> str:
        """Give the MD5 (32 hex digits) that this pair signed; empty: it signed no such thing."""
        digest = hashes.MD5()  # noqa: S303
        try:
            found = self._public.recover_data_from_signature(signature, padding.PKCS1v15(), digest)
        except (ValueError, InvalidSignature):
            return ""
        return found.hex()


def signed_text(target: str, body: bytes) -> bytes:
    """Give the signed bytes: decoded path, raw query with its ``?``, line feed, body."""
    path, mark, query = target.partition("?")
    return unquote_to_bytes(path) + (mark + query).encode("utf-8") + b"\n" + body
