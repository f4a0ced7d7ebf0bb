"""What the application server would receive for one file: the callback's request, filled in."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from app.domain.callback import BodyType, CallbackSpec, custom_name
from app.domain.dialect import OSS, Dialect, encoded_callback, encoded_variables
from app.domain.exchange import Headers
from app.domain.media import ImageInfo
from app.domain.template import Filled, Placeholder, fill, placeholders

EXAMPLES: Mapping[str, str] = {
    "etag": "5B3C1A2E053D763E1B002CC607C5A0FE",
    "crc64": "12345678901234567890",
    "contentMd5": "WzwaLgU9dj4bACzGB8Wg/g==",
    "reqId": "65D4A1F0E5A7C1333012F3A9",
    "clientIp": "203.0.113.7",
    "hash": "Fqr0xh3cxeii2r7eDztILNmuqUNN",
    "url": "aHR0cDovL2V4YW1wbGUuY29tL3Bob3RvLmpwZw==",
    "ip": "203.0.113.7",
    "costTime": "12",
    "persistentId": "10005d2e4a7f8c1b9e6d3a2f7c4b1e8d5a90",
}
"""Stand-ins for what is known only once a file is stored; see `Rendered.assumed`."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One file as the service would describe it; None: known only after the upload."""

    bucket: str = ""
    object: str = ""
    """Full object name."""
    size: int = 0
    """Bytes."""
    mime_type: str = "application/octet-stream"
    image: ImageInfo | None = None
    """None for everything that is no image."""
    operation: str = "PutObject"
    """``CompleteMultipartUpload`` for an upload in parts; its ``contentMd5`` is empty."""
    etag: str | None = None
    """Bare, without quotes."""
    crc64: int | None = None
    content_md5: str | None = None
    """Base64 of the MD5 digest."""
    request_id: str | None = None
    client_ip: str | None = None
    vpc_id: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The callback's request for one file."""

    body: str
    url: str
    """The first URL; the others get the same request when it fails."""
    method: str
    path: str
    """Path and query of the URL."""
    headers: Headers
    """Those that can be foretold; the service adds its signature, date and request id."""
    encoded_callback: str
    """What travels with the upload: Base64 of the callback's JSON."""
    encoded_variables: str
    """Likewise the custom variables; empty when there are none."""
    template: str
    """What ``body`` was filled in from."""
    assumed: tuple[str, ...] = ()
    """Names of the variables in the template that show an example of `EXAMPLES`."""
    carriers: tuple[str, str] = OSS.carriers
    """As `Dialect.carriers`."""
    travels: str = OSS.travels
    """As `Dialect.travels`."""

    @property
    def encoded_callback_size(self) -> int:
        """Bytes of Base64; the dialect's ``longest_encoded`` is the limit."""
        return len(self.encoded_callback)

    @property
    def encoded_variables_size(self) -> int:
        """Bytes of Base64; the dialect's ``longest_encoded_variables`` is the limit."""
        return len(self.encoded_variables)

    @property
    def decoded(self) -> str:
        """The JSON within the Base64 of callback and variables, indented."""
        packed = bool(self.carriers[1])
        texts = [t for t in (self.encoded_callback, self.encoded_variables if packed else "") if t]
        values = [json.loads(base64.b64decode(text)) for text in texts]
        shown = [json.dumps(v, ensure_ascii=False, indent=2) for v in values]
        return "\n".join(shown if packed else filter(None, (*shown, self.encoded_variables)))

    @property
    def carried(self) -> str:
        """What travels, each behind the name of what carries it."""
        lines = [f"{self.carriers[0]}: {self.encoded_callback}"]
        if self.encoded_variables and self.carriers[1]:
            lines.append(f"{self.carriers[1]}: {self.encoded_variables}")
        elif self.encoded_variables:
            lines.append(self.encoded_variables)
        return "\n".join(lines)

    @property
    def request(self) -> str:
        """The request as text: request line, headers, an empty line, body."""
        lines = [f"{self.method} {self.path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        return "\n".join([*lines, "", self.body])


def rendered(
    spec: CallbackSpec,
    dialect: Dialect,
    *,
    sample: Sample,
    variables: Mapping[str, str] | None = None,
) -> Rendered:
    """The request that the first URL would get for ``sample``.

    ``variables`` are the file's own, over those of the form. Substitution: oss.md, 1.4; unknown
    or unset names become empty (form) or ``""`` (JSON), which no document says: UNVERIFIED. So is
    the blank of a form, here ``%20``, which every reader of forms takes as well as ``+``.
    """
    merged = {**spec.variables, **(variables or {})}
    told = dialect.common_spec(spec)
    body = filled(told, sample=sample, variables=merged, dialect=dialect).text
    url = spec.urls[0] if spec.urls else ""
    host, path = _host_and_path(url)
    return Rendered(
        body=body,
        url=url,
        method="POST",
        path=path,
        headers=_headers_of(dialect)(body, host=spec.host or host, spec=told, sample=sample),
        encoded_callback=encoded_callback(spec, dialect.fields),
        encoded_variables=_variables(merged, dialect),
        template=spec.body,
        assumed=_assumed(told.body, dialect, sample=sample),
        carriers=dialect.carriers,
        travels=dialect.travels,
    )


def _variables(values: Mapping[str, str], dialect: Dialect) -> str:
    if dialect.carriers[1]:
        return encoded_variables(values)
    return "\n".join(f"{name}: {value}" for name, value in values.items())


def filled(
    spec: CallbackSpec, *, sample: Sample, variables: Mapping[str, str], dialect: Dialect = OSS
) -> Filled:
    """The template, written with braces, with the sample's values in place, encoded by the body
    type's rule (one that takes them as they are: wangsu.md, 4.2; a value has no ``&`` there)."""
    known = _values(sample)
    shown = _shown if dialect.escapes else _plain

    def value(place: Placeholder) -> str:
        name = custom_name(place.name) if place.custom and dialect.any_case else place.name
        if name in variables:
            return shown(variables[name], spec.body_type)
        there = dialect.variable(place.name) is not None
        return shown(known.get(place.name, "") if there else "", spec.body_type)

    return fill(spec.body, value)


def _plain(value: str | int, _body_type: BodyType) -> str:
    return str(value)


def _shown(value: str | int, body_type: BodyType) -> str:
    if body_type is BodyType.JSON:
        return json.dumps(value, ensure_ascii=False)
    return quote(str(value), safe="", errors="replace")


def _values(sample: Sample) -> dict[str, str | int]:
    image = sample.image
    in_parts = sample.operation == "CompleteMultipartUpload"
    crc64 = None if sample.crc64 is None else str(sample.crc64)
    return {
        "bucket": sample.bucket,
        "object": sample.object,
        "size": sample.size,
        "mimeType": sample.mime_type,
        "etag": _or_example(sample.etag, "etag"),
        "crc64": _or_example(crc64, "crc64"),
        "contentMd5": "" if in_parts else _or_example(sample.content_md5, "contentMd5"),
        "imageInfo.width": image.width if image else "",
        "imageInfo.height": image.height if image else "",
        "imageInfo.format": image.format if image else "",
        "operation": sample.operation,
        "reqId": _or_example(sample.request_id, "reqId"),
        "clientIp": _or_example(sample.client_ip, "clientIp"),
        "vpcId": sample.vpc_id,
        "key": sample.object,
        "fname": sample.object.rpartition("/")[2],
        "fsize": sample.size,
        "hash": _or_example(sample.etag, "hash"),
        "ip": _or_example(sample.client_ip, "ip"),
        "url": EXAMPLES["url"],
        "costTime": EXAMPLES["costTime"],
        "persistentId": EXAMPLES["persistentId"],
    }


def _or_example(value: str | None, name: str) -> str:
    return EXAMPLES[name] if value is None else value


def _assumed(body: str, dialect: Dialect, *, sample: Sample) -> tuple[str, ...]:
    values = _values(sample)
    used = {place.name for place in placeholders(body)}
    return tuple(
        variable.name
        for variable in dialect.system_variables
        if variable.later
        and variable.name in used
        and values.get(variable.name) == EXAMPLES.get(variable.name)
    )


def _host_and_path(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url if "://" in url else "http://" + url)
    except ValueError:
        return "", "/"
    host = parts.netloc.rpartition("@")[2]
    return host, (parts.path or "/") + ("?" + parts.query if parts.query else "")


FORMULA = "AK:urlsafe_base64(hex(HMAC-SHA1(SK, URL + newline + urlsafe_base64(body))))"
"""What stands for the signature of a callback whose key is the service's secret and ours
(wangsu.md, 4.4)."""


def _headers_of(dialect: Dialect) -> Callable[..., Headers]:
    return {"policy": _signed_headers}.get(dialect.travels, _headers)


def _signed_headers(body: str, *, host: str, spec: CallbackSpec, sample: Sample) -> Headers:
    del sample
    return (
        ("Host", host),
        ("Content-Length", str(len(body.encode("utf-8", "replace")))),
        ("Content-Type", spec.body_type.value),
        ("Authorization", FORMULA),
    )


def _headers(body: str, *, host: str, spec: CallbackSpec, sample: Sample) -> Headers:
    import hashlib  # noqa: PLC0415 - not for the first picture

    data = body.encode("utf-8", "replace")
    digest = hashlib.md5(data, usedforsecurity=False).digest()
    return (
        ("Host", host),
        ("Connection", "close"),
        ("Content-Length", str(len(data))),
        ("Content-Type", spec.body_type.value),
        ("Content-MD5", base64.b64encode(digest).decode("ascii")),
        ("User-Agent", "aliyun-oss-callback"),
        ("x-oss-signature-version", "1.0"),
        ("x-oss-bucket", sample.bucket),
        *((("x-oss-request-id", sample.request_id),) if sample.request_id else ()),
        ("x-oss-tag", "CALLBACK"),
    )
