"""The callback of an upload, read back from the recorded request: exactly what was asked for.

It travels as two headers, as two parameters of a presigned address, or as fields of a form
(oss.md, 1.6); all three hold Base64 of JSON, which holds a template: three layers. Or it stands in
the policy of a token (wangsu.md, 1.3), which has as many.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from app.domain.callback import BodyType, CallbackSpec, Sni, custom_name
from app.domain.dialect import OSS, Dialect
from app.domain.exchange import Exchange
from app.domain.media import ImageInfo, type_of
from app.domain.preview import Sample
from app.domain.upload import Receipt
from app.domain.wangsu_base64 import encoded
from app.domain.wangsu_policy import read_policy


@dataclass(frozen=True, slots=True)
class SentCallback:
    """What the storage was asked to tell, as it was sent."""

    way: str
    """``header``, ``query``, ``form`` or ``policy`` (a token's)."""
    encoded: str
    """Base64, as sent."""
    text: str
    """The JSON in it; empty when it cannot be read."""
    spec: CallbackSpec
    """The same, understood."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """Custom variables with their values, names as the storage knows them."""
    encoded_variables: str = ""
    """Base64, as sent; empty when there were none, and for a form, which sends them plain."""


def sent_callback(exchange: Exchange | None) -> SentCallback | None:
    """The callback that a recorded request carried; None when it carried none."""
    if exchange is None:
        return None
    headers = {name.lower(): value for name, value in exchange.request_headers}
    if headers.get("x-oss-callback"):
        return _read("header", headers["x-oss-callback"], headers.get("x-oss-callback-var", ""))
    query = _query(exchange.url)
    if query.get("callback"):
        return _read("query", query["callback"], query.get("callback-var", ""))
    form = dict(exchange.form)
    if form.get("policy"):
        return _of_policy(exchange, form["policy"])
    if form.get("callback"):
        plain = {custom_name(n): v for n, v in exchange.form if n.lower().startswith("x:")}
        return _read("form", form["callback"], "", plain)
    return None


def _of_policy(exchange: Exchange, text: str) -> SentCallback | None:
    """A leave to upload names the callback (wangsu.md, 1.3); variables are beside it."""
    try:
        spec = read_policy(text).callback
    except ValueError:
        return None
    if not spec.enabled:
        return None
    told = {name: value for name, value in exchange.form if name.lower().startswith("x:")}
    return SentCallback("policy", encoded(text), text, replace(spec, variables=told), told)


def _query(url: str) -> dict[str, str]:
    try:
        query = urlsplit(url).query
    except ValueError:
        return {}
    plus_kept = query.replace("+", "%2B")  # Base64 has it; nobody writes blanks there
    return dict(parse_qsl(plus_kept, keep_blank_values=True))


def _read(
    way: str, encoded: str, variables: str, plain: Mapping[str, str] | None = None
) -> SentCallback:
    text, fields = _decoded(encoded)
    _text, values = _decoded(variables)
    known = {custom_name(str(n)): str(v) for n, v in values.items()} if plain is None else plain
    return SentCallback(way, encoded, text, _spec(fields, known), known, variables)


def _decoded(encoded: str) -> tuple[str, Mapping[str, Any]]:
    try:
        text = base64.b64decode(encoded, validate=True).decode("utf-8")
        fields = json.loads(text)
    except (binascii.Error, ValueError, RecursionError):
        return "", {}
    return text, fields if isinstance(fields, dict) else {}


def _spec(fields: Mapping[str, Any], variables: Mapping[str, str]) -> CallbackSpec:
    urls = str(fields.get("callbackUrl", "")).split(";")
    json_body = str(fields.get("callbackBodyType", "")) == BodyType.JSON.value
    return CallbackSpec(
        enabled=True,
        urls=tuple(url for url in urls if url),
        body=str(fields.get("callbackBody", "")),
        body_type=BodyType.JSON if json_body else BodyType.FORM,
        host=str(fields.get("callbackHost", "")),
        sni=Sni.ON if fields.get("callbackSNI") is True else Sni.OFF,
        variables=variables,
    )


def sample_of_receipt(
    exchange: Exchange, receipt: Receipt | None, *, bucket: str, image: ImageInfo | None = None
) -> Sample:
    """The stored file as the storage described it in the callback, as far as the client knows."""
    query = _query(exchange.url)
    if exchange.form or (exchange.method == "POST" and "uploadId" not in query):
        operation = "PostObject"
    else:
        operation = "PutObject" if exchange.method == "PUT" else "CompleteMultipartUpload"
    headers = {name.lower(): value for name, value in exchange.request_headers}
    key = receipt.key if receipt else unquote(urlsplit(exchange.url).path.lstrip("/"))
    kind = headers.get("content-type", "") if operation == "PutObject" else ""
    return Sample(
        bucket=bucket,
        object=key,
        size=receipt.size if receipt else exchange.request_bytes,
        mime_type=kind or type_of(key),
        image=image,
        operation=operation,
        etag=receipt.etag.strip('"') if receipt and receipt.etag else None,
        crc64=receipt.crc64 if receipt else None,
        request_id=receipt.request_id if receipt and receipt.request_id else None,
    )


def values_of(sample: Sample, dialect: Dialect = OSS) -> dict[str, str | None]:
    """What the system variables stood for; None: only the storage knows."""
    image = sample.image
    numbers = {
        "imageInfo.width": str(image.width) if image else "",
        "imageInfo.height": str(image.height) if image else "",
        "imageInfo.format": image.format if image else "",
    }
    known: dict[str, str | None] = {
        "bucket": sample.bucket,
        "object": sample.object,
        "etag": sample.etag,
        "size": str(sample.size),
        "mimeType": sample.mime_type,
        "crc64": None if sample.crc64 is None else str(sample.crc64),
        "contentMd5": sample.content_md5,
        "reqId": sample.request_id,
        "operation": sample.operation,
        "key": sample.object,
        "fname": sample.object.rpartition("/")[2],
        "fsize": str(sample.size),
        "hash": sample.etag,
        **numbers,
    }
    return {v.name: known.get(v.name) for v in dialect.system_variables}
