"""What one service's callback can say: variables, limits and encoding, as data for the form."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from app.domain.addresses import ipv4
from app.domain.callback import FRIENDLY_TEMPLATE, BodyType, CallbackSpec, Sni
from app.domain.template import swapped


@dataclass(frozen=True, slots=True)
class SystemVariable:
    """A variable that the service fills in."""

    name: str
    """As written between the dialect's marks; case matters."""
    meaning_key: str
    """Key of the sentence that the window shows for it."""
    image_only: bool = False
    """Empty for everything that is no image."""
    put_only: bool = False
    """Empty for uploads in parts."""
    number: bool = False
    """A number in a JSON body (UNVERIFIED for OSS; servers should take text too)."""
    later: bool = False
    """Known only once the file is stored: a preview can show an example at best."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The callback language of one storage service."""

    name: str
    """Name of the provider that speaks it."""
    system_variables: tuple[SystemVariable, ...]
    """In the order in which the form offers them."""
    body_types: tuple[BodyType, ...] = (BodyType.FORM, BodyType.JSON)
    longest_encoded: int = 5120
    """Bytes of Base64 that the callback may take."""
    longest_encoded_variables: int = 5120
    """Bytes of Base64 that the custom variables may take."""
    most_urls: int = 5
    seconds_to_answer: float = 5.0
    """Time that the application server has for its whole answer."""
    longest_answer: int = 1024 * 1024
    """Bytes that its answer may have."""
    advised_variables: int = 10
    """Number of custom variables that older documents advise; not enforced."""
    advised_variable_bytes: int = 512
    """Bytes of all custom values together that older documents advise; not enforced."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """What people write (in lower case) -> the variable that they most likely mean."""
    foreign: Mapping[str, str] = field(default_factory=dict)
    """Names of another service (in lower case; up to a dot) -> what that service is called."""
    opening: str = "${"
    """What stands before a variable's name."""
    closing: str = "}"
    calls: bool = True
    """False: the service calls nobody while an upload waits."""
    empty_body: bool = False
    """The body may be left out."""
    host: bool = True
    """``Host`` and SNI can be chosen."""
    escapes: bool = True
    """Values are percent-encoded in a form; else they go in as they are."""
    any_case: bool = False
    """A custom variable may be asked for in capitals, too: it is sent as the template spells it."""
    judged: bool = True
    """The rules by which a test call is judged are this service's (`app.domain.judge`)."""
    own_values: bool = False
    """Custom variables are told even where nobody is called."""
    usual: str = FRIENDLY_TEMPLATE
    """The usual body, with braces."""
    fields: tuple[str, ...] = (
        "callbackUrl",
        "callbackHost",
        "callbackBody",
        "callbackBodyType",
        "callbackSNI",
    )
    """Fields of the description that travels with an upload."""
    carriers: tuple[str, str] = ("x-oss-callback", "x-oss-callback-var")
    """What it travels in, and the custom variables; the second empty: each in a field of a form."""
    travels: str = "header"
    """``header``, or ``policy``: in what the leave to upload says."""
    templates: str = "templates"
    """Folder of the templates that come with Upcall."""

    def variable(self, name: str) -> SystemVariable | None:
        """The system variable of exactly that name, or None."""
        return next((v for v in self.system_variables if v.name == name), None)

    def common(self, text: str) -> str:
        """``text`` with this dialect's placeholders in braces, as all checks read them."""
        return swapped(text, self.opening, self.closing)

    written = common
    """And back: ``text`` of the checks as this dialect writes it (the same step)."""

    def placeholder(self, name: str) -> str:
        """A variable as it is written."""
        return f"{self.opening}{name}{self.closing}"

    def common_spec(self, spec: CallbackSpec) -> CallbackSpec:
        """``spec`` with braces, or back; and in a type of body that the service knows."""
        kind = spec.body_type if spec.body_type in self.body_types else self.body_types[0]
        urls = tuple(map(self.common, spec.urls))
        return replace(spec, urls=urls, body=self.common(spec.body), body_type=kind)

    def foreign_name(self, name: str) -> str:
        """Which other service a name belongs to; empty: to none that we know."""
        plain = name.strip().lower()
        return self.foreign.get(plain) or self.foreign.get(plain.partition(".")[0], "")


_ALIASES = {
    "key": "object",
    "name": "object",
    "file": "object",
    "filename": "object",
    "fname": "object",
    "objectname": "object",
    "hash": "etag",
    "md5": "contentMd5",
    "fsize": "size",
    "filesize": "size",
    "length": "size",
    "type": "mimeType",
    "contenttype": "mimeType",
    "content-type": "mimeType",
    "width": "imageInfo.width",
    "height": "imageInfo.height",
    "format": "imageInfo.format",
    "crc": "crc64",
    "ip": "clientIp",
    "requestid": "reqId",
}

OSS = Dialect(
    name="oss",
    system_variables=(
        SystemVariable("bucket", "bucket"),
        SystemVariable("object", "object"),
        SystemVariable("size", "size", number=True),
        SystemVariable("mimeType", "mime_type"),
        SystemVariable("etag", "etag", later=True),
        SystemVariable("crc64", "crc64", later=True),
        SystemVariable("contentMd5", "content_md5", put_only=True, later=True),
        SystemVariable("imageInfo.width", "image_width", image_only=True, number=True),
        SystemVariable("imageInfo.height", "image_height", image_only=True, number=True),
        SystemVariable("imageInfo.format", "image_format", image_only=True),
        SystemVariable("operation", "operation"),
        SystemVariable("reqId", "request_id", later=True),
        SystemVariable("clientIp", "client_ip", later=True),
        SystemVariable("vpcId", "vpc_id", later=True),
    ),
    aliases=_ALIASES,
)
"""Alibaba Cloud OSS: oss.md, 1.2 (limits), 1.3 (variables), 1.5 (custom variables)."""

_QINIU = dict.fromkeys(
    (
        *("imageinfo", "avinfo", "imageave", "exif", "enduser", "etag", "uuid", "bodysha1"),
        *("ext", "mimeprefix", "suffix", "year", "mon", "day", "hour", "min", "sec", "fprefix"),
    ),
    "Qiniu",
)

WANGSU = Dialect(
    name="wangsu",
    system_variables=(
        SystemVariable("bucket", "bucket"),
        SystemVariable("key", "object"),
        SystemVariable("fname", "file_name"),
        SystemVariable("fsize", "size"),
        SystemVariable("mimeType", "mime_type"),
        SystemVariable("hash", "hash", later=True),
        SystemVariable("url", "url_base64", later=True),
        SystemVariable("ip", "client_ip", later=True),
        SystemVariable("costTime", "cost_time", later=True),
        SystemVariable("persistentId", "task_id", later=True),
    ),
    body_types=(BodyType.FORM,),
    longest_encoded=0,
    longest_encoded_variables=0,
    most_urls=1,
    seconds_to_answer=60.0,
    advised_variables=0,
    aliases={
        "object": "key",
        "name": "key",
        "objectname": "key",
        "file": "fname",
        "filename": "fname",
        "etag": "hash",
        "md5": "hash",
        "size": "fsize",
        "filesize": "fsize",
        "length": "fsize",
        "type": "mimeType",
        "contenttype": "mimeType",
        "content-type": "mimeType",
        "clientip": "ip",
        "persistid": "persistentId",
        "taskid": "persistentId",
    },
    foreign=_QINIU,
    opening="$(",
    closing=")",
    empty_body=True,
    host=False,
    escapes=False,
    any_case=True,
    judged=False,
    own_values=True,
    usual="bucket=${bucket}&key=${key}&hash=${hash}&fsize=${fsize}&mimeType=${mimeType}",
    fields=("callbackUrl", "callbackBody"),
    carriers=("policy", ""),
    travels="policy",
    templates="templates/wangsu",
)
"""Wangsu: wangsu.md, 4.2 (variables), 4.3 and 4.5 (the POST, its time), 1.3 (policy)."""

VOD = Dialect(
    name="vod",
    system_variables=(),
    body_types=(BodyType.FORM,),
    longest_encoded=0,
    longest_encoded_variables=0,
    most_urls=1,
    advised_variables=0,
    calls=False,
    host=False,
    judged=False,
    own_values=True,
)
"""Tencent VOD tells by events of the application instead (tencent-vod.md, 4)."""

DIALECTS: Mapping[str, Dialect] = {each.name: each for each in (OSS, WANGSU, VOD)}
"""Dialect of each provider, by the name in `Destination.provider`."""


def dialect_of(provider: str) -> Dialect:
    """The dialect of a provider; of one that nobody knows the first."""
    return DIALECTS.get(provider, OSS)


def names_server(spec: CallbackSpec) -> bool:
    """Whether SNI is sent: ``auto`` means that some URL is https with a name (oss.md, 1.2)."""
    if spec.sni is not Sni.AUTO:
        return spec.sni is Sni.ON
    return any(is_https_name(url) for url in spec.urls)


def is_https_name(url: str) -> bool:
    """True for an https URL whose host is a name and no address."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme == "https" and ":" not in host and bool(host) and ipv4(host) is None


def callback_fields(spec: CallbackSpec) -> dict[str, str | bool]:
    """The JSON object that describes the callback to OSS (oss.md, 1.2)."""
    fields: dict[str, str | bool] = {"callbackUrl": ";".join(_with_scheme(spec.urls))}
    if spec.host.strip():
        fields["callbackHost"] = spec.host.strip()
    fields["callbackBody"] = spec.body
    fields["callbackBodyType"] = spec.body_type.value
    fields["callbackSNI"] = names_server(spec)
    return fields


def _with_scheme(urls: tuple[str, ...]) -> list[str]:
    given = [url.strip() for url in urls if url.strip()]
    return [url if "://" in url else "http://" + url for url in given]


def encoded_callback(spec: CallbackSpec, fields: tuple[str, ...] = OSS.fields) -> str:
    """Standard Base64 of the callback's JSON, as header ``x-oss-callback`` carries it."""
    known = callback_fields(spec)
    return _encoded({name: value for name, value in known.items() if name in fields})


def encoded_variables(variables: Mapping[str, str]) -> str:
    """Standard Base64 of the custom variables' JSON; empty when there are none."""
    return _encoded(dict(variables)) if variables else ""


def _encoded(value: Mapping[str, str | bool]) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")
