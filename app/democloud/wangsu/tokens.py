"""Who may do what: upload tokens and management tokens (reference/wangsu.md 1.2, 1.4)."""

from __future__ import annotations

from app.democloud.wangsu.encoding import decoded
from app.democloud.wangsu.errors import WangsuError, refused
from app.democloud.wangsu.keys import Keys, Pair
from app.democloud.wangsu.policy import Policy, read_policy

_PREFIX = "uptoken "


def bare_token(header: str) -> str:
    """Give a token as it is: some clients write ``UpToken`` before it."""
    text = header.strip()
    return text[len(_PREFIX) :].strip() if text.lower().startswith(_PREFIX) else text


def upload_policy(token: str, keys: Keys, *, now: float) -> Policy:
    """Give the policy of an upload token that is good at ``now`` (Unix seconds)."""
    pieces = required(token).split(":")
    if len(pieces) != 3:
        raise refused("Token Format Invalid")
    access_key, signature, packed = pieces
    _verify(keys, access_key, packed, signature)
    try:
        text = decoded(packed)
    except ValueError:
        raise refused("Token Format Invalid") from None
    policy = read_policy(text)
    if policy.deadline < now * 1000:
        raise refused("Token Expired")
    return policy


def check_management(token: str, target: str, body: bytes, keys: Keys) -> None:
    """Hold a management token against path, query and body; WangsuError 401 or 405."""
    pieces = required(token).split(":")
    if len(pieces) != 2:
        raise refused("Token Format Invalid")
    _verify(keys, pieces[0], target.encode("utf-8") + b"\n" + body, pieces[1])


def required(token: str) -> str:
    """Give a token; WangsuError 405 when there is none."""
    if not token:
        raise WangsuError(405, "Token Required")
    return token


def _verify(keys: Keys, access_key: str, text: str | bytes, signature: str) -> Pair:
    pair = keys.find(access_key)
    if pair is None:
        raise refused("AK-SK Not Found")
    if not pair.signed(text, signature):
        raise refused("Token Invalid")
    return pair
