"""A request to the storage as it came: whose bucket, which key (sheet 1.4 and 6)."""

from __future__ import annotations

import re
from urllib.parse import unquote_plus, unquote_to_bytes

from starlette.types import Scope

from app.democloud.oss.request import Request

HOST = re.compile(
    r"(?P<bucket>[a-z0-9][a-z0-9-]{0,61}-\d+)\.cos\.(?P<region>[a-z0-9-]+)"
    r"\.(?:myqcloud\.com|tencentcos\.cn|localhost)"
)
LOCAL = ("127.0.0.1", "localhost")


def read_request(scope: Scope, request_id: str) -> tuple[Request, str]:
    """Read what the server got, and the region that its host names (empty: none).

    A client that addresses the server by its number does not name a bucket: then it is empty, and
    is that of the key which signed.
    """
    headers = tuple((bytes(name), bytes(value)) for name, value in scope["headers"])
    host = dict(headers).get(b"host", b"").decode("latin-1")
    name = name_of(host)
    found = HOST.fullmatch(name)
    client = scope.get("client") or ("", 0)
    # A plus sign in a path is one; in a query it is a blank, as the SDK's prefixes show.
    path = bytes(scope["raw_path"]).partition(b"?")[0]
    request = Request(
        request_id=request_id,
        method=str(scope["method"]),
        host=host,
        bucket=found["bucket"] if found else "",
        key_bytes=unquote_to_bytes(path)[1:],
        query=_query(bytes(scope["query_string"])),
        headers=headers,
        client_ip=str(client[0]),
        path_style=name in LOCAL,
    )
    return request, found["region"] if found else ""


def name_of(host: str) -> str:
    """Give a Host header's name in lower case, without its port."""
    return re.sub(r":\d+$", "", host).lower().rstrip(".")


def _query(raw: bytes) -> tuple[tuple[str, str], ...]:
    items = [item.partition("=") for item in raw.decode("latin-1").split("&") if item]
    return tuple((unquote_plus(name), unquote_plus(value)) for name, _, value in items)
