"""Presigned addresses of an application server, for one PUT each (oss.md, 1.6, 5.3 and 5.4).

Only an address with a signature is one: everything else that is called ``url``, a log-in page above
all, gets no file. Only headers that can stand in a request are taken along.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from app.domain.errors import NotUnderstood
from app.domain.exchange import Headers
from app.domain.grant import UrlGrant
from app.providers.moments import moment
from app.providers.oss.given import Given
from app.providers.oss.grant_callback import decoded_callback
from app.providers.xml import whole_number

URL_NAMES = ("url", "signedurl", "presignedurl", "uploadurl", "puturl", "signurl")

_SIGNATURES = frozenset({"signature", "x-oss-signature"})
_WIRES_OWN = frozenset({"host", "content-length", "connection", "transfer-encoding", "expect"})
_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_VALUE = re.compile(r"[\t\x20-\x7e]*")


def url_grant(found: Given, *, expires_at: float) -> UrlGrant:
    """The grant in an answer with an address. Raises `NotUnderstood` (``server``).

    ``expires_at`` is what the answer says; the address itself goes before.
    """
    url = found.first(*URL_NAMES).strip().partition("#")[0]
    query = _query(url)
    method = found.first("method") or "PUT"
    signed = not _SIGNATURES.isdisjoint(query)
    if method.upper() != "PUT" or not _is_address(url) or not signed:
        raise NotUnderstood("application server: no address signed for a PUT", reason="server")
    spec = decoded_callback(query.get("callback", ""), query.get("callback-var", ""))
    ends = _own_end(query) or expires_at
    return UrlGrant(url, found.first("key", "object"), _headers(found), ends, spec)


def _is_address(url: str) -> bool:
    if not _ADDRESS.fullmatch(url):
        return False
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    return bool(parts.hostname)


def _query(url: str) -> dict[str, str]:
    """Parameters by their names in lower case; a plus sign stays one, for Base64 has them."""
    pairs = (pair.partition("=") for pair in url.partition("?")[2].split("&"))
    return {unquote(name).lower(): unquote(value) for name, _mark, value in pairs}


def _own_end(query: dict[str, str]) -> float:
    """Unix seconds at which the address ends, as it says itself (5.3, 5.4); 0: it does not."""
    begun, life = moment(query.get("x-oss-date", "")), query.get("x-oss-expires", "")
    if begun is not None and (seconds := whole_number(life)) is not None:
        return begun + seconds
    return float(whole_number(query.get("expires", "")) or 0)


def _headers(found: Given) -> Headers:
    """Headers that have to go along, but for those that the wire writes."""
    pairs = [(n, v) for n, v in found.texts("headers").items() if n.lower() not in _WIRES_OWN]
    if not all(_NAME.fullmatch(name) and _VALUE.fullmatch(value) for name, value in pairs):
        raise NotUnderstood("application server: a header that is none", reason="server")
    return tuple(pairs)
