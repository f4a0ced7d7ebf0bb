"""The customer's key pairs and what is signed with them (reference/wangsu.md 1.1, 1.2, 1.4).

All signatures have one shape: HMAC-SHA1, its lower-case hex *text* in URL-safe Base64.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from app.democloud.wangsu.encoding import encoded


@dataclass(frozen=True, slots=True)
class Pair:
    """An access key and its secret."""

    access_key: str
    """The public half: 40 hex digits here, as real ones have."""
    secret_key: str
    """The secret half."""

    def sign(self, text: str | bytes) -> str:
        """Give the 56 characters that stand behind the access key."""
        message = text.encode("utf-8") if isinstance(text, str) else text
        return encoded(hmac.new(self.secret_key.encode(), message, hashlib.sha1).hexdigest())

    def value(self, text: str | bytes) -> str:
        """Give access key and signature, as headers carry them."""
        return f"{self.access_key}:{self.sign(text)}"

    def upload_token(self, policy: str) -> str:
        """Sign a policy (reference/wangsu.md 1.2)."""
        packed = encoded(policy)
        return f"{self.value(packed)}:{packed}"

    def signed(self, text: str | bytes, signature: str) -> bool:
        """Say whether a signature is of this text; takes the same time whatever it is."""
        return hmac.compare_digest(self.sign(text).encode(), signature.encode("utf-8", "replace"))


class Keys:
    """The pairs of one run, all random; a customer may hold several."""

    def __init__(self) -> None:
        self.main = Pair(secrets.token_hex(20), secrets.token_hex(20))
        self.second = Pair(secrets.token_hex(20), secrets.token_hex(20))
        self._by_access = {pair.access_key: pair for pair in (self.main, self.second)}

    def find(self, access_key: str) -> Pair | None:
        """Give the pair of an access key."""
        return self._by_access.get(access_key)
