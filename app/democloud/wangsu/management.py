"""Management: stat, delete, list, fops, status; and downloads (wangsu.md 5.2, 5.5, 6)."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote

from app.democloud.answering import Answer
from app.democloud.store import StoredObject
from app.democloud.wangsu.answers import json_answer
from app.democloud.wangsu.encoding import decoded_text, encoded
from app.democloud.wangsu.errors import file_not_found, malformed
from app.democloud.wangsu.exchange import DECLARED, Exchange, Site, expiry
from app.democloud.wangsu.policy import is_address
from app.democloud.wangsu.tasks import Source, Wish
from app.democloud.wangsu.tokens import bare_token, check_management

LARGEST_LIST = 1000
LONGEST_BODY = 256 * 1024


async def stat(site: Site, exchange: Exchange) -> Answer:
    """``GET /stat/<entry>``: what is stored under a name."""
    await _checked(site, exchange)
    stored = site.object(*_entry(exchange), exchange.now)
    shown = {
        "result": True,
        "code": 200,
        "message": "OK",
        "mimeType": stored.content_type,
        "name": stored.key,
        "fsize": stored.size,
        "putTime": round(stored.stored_at * 1000),
        "hash": stored.etag,
        "expirationDate": _expiry_text(stored),
    }
    if exchange.suffers("bad_etag"):
        shown["hash"] = "F" + "A" * 27
    return json_answer(shown)


async def delete(site: Site, exchange: Exchange) -> Answer:
    """``POST /delete/<entry>``."""
    await _checked(site, exchange)
    bucket, key = _entry(exchange)
    site.object(bucket, key, exchange.now)
    site.bucket(bucket).remove(key)
    return json_answer({"code": 200, "message": "OK"})


async def list_objects(site: Site, exchange: Exchange) -> Answer:
    """``GET /list?bucket=…[&prefix=<base64>&limit=&marker=&mode=]``; mode 1 stops at ``/``."""
    await _checked(site, exchange)
    query = exchange.request.query_params
    home = site.bucket(query.get("bucket", ""))
    exchange.bucket = home.name
    prefix = _decoded(query.get("prefix", ""))
    marker = _decoded(query.get("marker", ""))
    limit = min(_count(query.get("limit", ""), LARGEST_LIST), LARGEST_LIST)
    names = [name for name in sorted(home.objects) if name.startswith(prefix) and name > marker]
    names = [name for name in names if site.has(home.name, name, exchange.now)]
    folders: list[str] = []
    if query.get("mode") == "1":
        folders = sorted({_folder(name, prefix) for name in names} - {""})
        names = [name for name in names if not _folder(name, prefix)]
    shown = names[:limit]
    following = encoded(shown[-1]) if len(names) > len(shown) and shown else ""
    return json_answer(
        {
            "marker": following,
            "commonPrefixes": folders,
            "items": [_item(home.objects[name]) for name in shown],
        }
    )


async def fops(site: Site, exchange: Exchange) -> Answer:
    """``POST /fops``: instructions on a file that is there already."""
    body = await _checked(site, exchange)
    fields = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    bucket, key = _decoded(fields.get("bucket", "")), _decoded(fields.get("key", ""))
    exchange.bucket, exchange.key = bucket, key
    stored = site.object(bucket, key, exchange.now)
    notify_url = _decoded(fields.get("notifyURL", ""))
    if notify_url and not is_address(notify_url):
        raise malformed("notifyURL is no URL")
    wish = Wish(
        ops=_decoded(fields.get("fops", "")),
        notify_url=notify_url,
        separate=fields.get("separate") == "1",
        force=fields.get("force") == "1",
        request_id=exchange.request_id,
    )
    return json_answer({"persistentId": site.tasks.begin(Source(bucket, stored), wish)})


async def status(site: Site, exchange: Exchange) -> Answer:
    """``GET /status/get/prefop?persistentId=…``: where a task stands; no signature is asked for."""
    task = site.tasks.find(exchange.request.query_params.get("persistentId", ""))
    exchange.bucket, exchange.key = task.source.bucket, task.source.stored.key
    told = task.as_json()
    asked = {"request_id": exchange.request_id, "persistent_id": task.id, "key": exchange.key}
    site.record("status_told", **asked, code=told["code"])
    return json_answer(told)


async def read(site: Site, exchange: Exchange) -> Answer:
    """``GET /<bucket>/<key>``: the download domain, which lets everybody read."""
    bucket, _, key = unquote(exchange.target.partition("?")[0]).lstrip("/").partition("/")
    exchange.bucket, exchange.key = bucket, key
    if bucket not in site.store.buckets or not key:
        raise file_not_found()
    stored = site.object(bucket, key, exchange.now)
    headers = (
        ("Content-Type", stored.content_type),
        ("ETag", stored.etag),
        # What somebody stored must not run as a page of this computer.
        ("Content-Security-Policy", "sandbox; default-src 'none'"),
        ("X-Content-Type-Options", "nosniff"),
    )
    if exchange.request.method == "HEAD":
        return Answer(200, headers, length=stored.size)
    stream = site.store.blobs.read(stored.blobs, 0, stored.size)
    return Answer(200, headers, stream=stream, length=stored.size)


async def _checked(site: Site, exchange: Exchange) -> bytes:
    """Give the body of a request whose management token is good."""
    exchange.signature = "management"
    body = await exchange.body.read(LONGEST_BODY)
    check_management(bare_token(exchange.header("authorization")), exchange.target, body, site.keys)
    return body


def _entry(exchange: Exchange) -> tuple[str, str]:
    """Read ``EncodedEntryURI`` (reference/wangsu.md 1.4)."""
    text = unquote(exchange.arguments[0]) if len(exchange.arguments) == 1 else ""
    bucket, _, key = _decoded(text).partition(":")
    if not bucket or not key:
        raise malformed("the path names no object")
    exchange.bucket, exchange.key = bucket, key
    return bucket, key


def _decoded(text: str) -> str:
    try:
        return decoded_text(text)
    except ValueError:
        raise malformed("a value is no Base64") from None


def _count(text: str, default: int) -> int:
    if not text:
        return default
    if not (text.isascii() and text.isdigit()) or len(text) > 6 or int(text) == 0:
        raise malformed("limit must be a number")
    return int(text)


def _folder(name: str, prefix: str) -> str:
    rest, slash, _ = name.removeprefix(prefix).partition("/")
    return f"{prefix}{rest}/" if slash else ""


def _item(stored: StoredObject) -> dict[str, Any]:
    """Describe an object; its size is text here and may be the one that was declared (3.6)."""
    return {
        "key": stored.key,
        "putTime": round(stored.stored_at * 1000),
        "expirationDate": _expiry_text(stored),
        "hash": stored.etag,
        "fsize": dict(stored.headers).get(DECLARED, str(stored.size)),
        "mimeType": stored.content_type,
    }


def _expiry_text(stored: StoredObject) -> str:
    at = expiry(stored)
    return "" if at is None else str(round(at * 1000))
