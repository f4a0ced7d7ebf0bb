"""``Authorization`` of callbacks and notifications in all variants (wangsu.md 4.4, 5.4).

The documents disagree about what is signed: the URL with or without its query, and of the body
its Base64, its own bytes or what they decode to. A sender takes one; a receiver holds the header
against all and says which one matched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import unquote_to_bytes

from app.democloud.wangsu.encoding import decoded, encoded
from app.democloud.wangsu.keys import Keys, Pair

Text = Callable[[str, bytes, bytes], bytes]
"""Gives the signed text for a URL, a body as sent, and the body decoded."""


def _bare(url: str) -> bytes:
    return url.partition("?")[0].encode("utf-8")


def _base64(body: bytes) -> bytes:
    return encoded(body).encode("ascii")


VARIANTS: Mapping[str, Text] = {
    "URL + base64(body)": lambda url, _, body: url.encode() + b"\n" + _base64(body),
    "URL + base64(body as sent)": lambda url, sent, _: url.encode() + b"\n" + _base64(sent),
    "URL + body": lambda url, sent, _: url.encode() + b"\n" + sent,
    "URL + decoded body": lambda url, _, body: url.encode() + b"\n" + body,
    "URL without query + base64(body)": lambda url, _, body: _bare(url) + b"\n" + _base64(body),
    "URL without query + base64(body as sent)": lambda url, sent, _: (
        _bare(url) + b"\n" + _base64(sent)
    ),
    "URL without query + body": lambda url, sent, _: _bare(url) + b"\n" + sent,
    "URL without query + decoded body": lambda url, _, body: _bare(url) + b"\n" + body,
}
"""Each variant by the name under which it is shown; the documented one of callbacks first."""


OF_NOTIFICATIONS = (
    "URL without query + body",
    "URL + body",
    "URL + base64(body)",
    "URL + decoded body",
)
"""Named first where several are the same text: a notification's body is Base64 already."""


def sign_call(pair: Pair, variant: str, *, url: str, sent: bytes, body: bytes) -> str:
    """Give the ``Authorization`` of a call; ``body`` is what ``sent`` decodes to."""
    text = VARIANTS.get(variant, VARIANTS["URL + base64(body)"])
    return pair.value(text(url, sent, body))


def matched_variant(
    authorization: str,
    keys: Keys,
    *,
    url: str,
    sent: bytes,
    body: bytes,
    first: Sequence[str] = (),
) -> tuple[str, str]:
    """Give the variant that a call was signed in; or an empty text, and why it is not accepted.

    Every variant is tried, each in constant time: how long it takes says nothing. Of several that
    match, one of ``first`` is named before the others.
    """
    access_key, colon, signature = authorization.strip().partition(":")
    if not authorization.strip():
        return "", "there is no Authorization"
    if not colon or not signature:
        return "", "Authorization is not an access key and a signature"
    pair = keys.find(access_key)
    if pair is None:
        return "", "the access key is not one of ours"
    found = [
        name for name, text in VARIANTS.items() if pair.signed(text(url, sent, body), signature)
    ]
    found.sort(key=lambda name: first.index(name) if name in first else len(first))
    return (found[0], "") if found else ("", "the signature fits none of the documented variants")


def callback_text(sent: bytes) -> bytes:
    """Undo what services do to a callback's body (the tolerant receiver of wangsu.md 4.3)."""
    text = sent
    if b"=" not in text and b"%3d" in text.lower():
        text = unquote_to_bytes(text)
    text = text.strip()
    prefix = b"callbackBody="
    if text.startswith(prefix):
        text = text[len(prefix) :]
        if b"=" not in text and b"%3d" in text.lower():
            text = unquote_to_bytes(text)
    return text.strip()


def notification_text(sent: bytes) -> bytes:
    """Give the JSON of a notification, which comes in Base64; what is none stays as it is."""
    try:
        return decoded(sent.decode("ascii"))
    except ValueError:
        return sent
