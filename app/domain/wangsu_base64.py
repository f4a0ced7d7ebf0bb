"""Base64 as Wangsu writes it: the URL-safe alphabet, padding kept (wangsu.md, 0.10)."""

from __future__ import annotations

import base64


def encoded(value: str | bytes) -> str:
    """URL-safe Base64 with its ``=``; text as UTF-8, what is no Unicode with ``?`` in its place."""
    data = value.encode("utf-8", "replace") if isinstance(value, str) else value
    return base64.urlsafe_b64encode(data).decode("ascii")


def decoded(text: str) -> bytes:
    """Bytes of Base64 in either alphabet, padded or not. Raises `ValueError` when it is none."""
    plain = "".join(text.split()).rstrip("=").translate(_PLAIN)
    return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)


def decoded_text(text: str) -> str:
    """As `decoded`, as UTF-8 text. Raises `ValueError` when it is none."""
    return decoded(text).decode("utf-8")


def entry(bucket: str, key: str) -> str:
    """``EncodedEntryURI``: a bucket and a name in it, in management paths and ``saveas`` (1.4)."""
    return encoded(f"{bucket}:{key}")


_PLAIN = str.maketrans("-_", "+/")
