"""Services: what each storage service can do, as data. What one cannot is greyed out with a reason.

Where the form, the wizard or the command line has to know which service it is, it asks this table,
and never for a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from app.domain.notice import NoticeKind


class Field(StrEnum):
    """A field of a destination that a person fills in; the window has a label for each service."""

    ENDPOINT = "endpoint"
    OTHER_ENDPOINT = "other_endpoint"
    REGION = "region"
    BUCKET = "bucket"
    PREFIX = "prefix"


class Can(StrEnum):
    """What a service may be able to do. The reason why one cannot is a code: see `Service.why`."""

    CALL_BACK = "call_back"
    """Call an application server while the upload waits for its answer."""
    CALL_SEVERAL = "call_several"
    """Up to five addresses, tried in order."""
    CALL_JSON = "call_json"
    """A callback's body as JSON."""
    CALL_HOST = "call_host"
    """A ``Host`` of one's own, and SNI."""
    TELL_LATER = "tell_later"
    LIST_PARTS = "list_parts"
    LIST_UNFINISHED = "list_unfinished"
    LOOK = "look"
    """Say whether a file is there, before anything is sent."""
    KEEP_NAMES = "keep_names"
    """Files have names of which each is there once; else every upload is a new file."""
    PREFIXES = "prefixes"
    FORM = "form"
    """Send in one request as a form."""
    PLAIN_PUT = "plain_put"
    """Send in one request as it is."""
    OBJECT_OPTIONS = "object_options"
    """Tags, storage class and the like (`app.domain.options`)."""
    LINKS = "links"
    SIGNED_LINKS = "signed_links"
    BROWSE = "browse"
    EVENT_SETTINGS = "event_settings"
    """Settings of an application's events can be read and changed."""
    SNIPPETS = "snippets"
    """*Copy as code*."""
    POLICY = "policy"
    """Say what an administrator has to permit (`app.domain.ram_policy`)."""


@dataclass(frozen=True, slots=True)
class Service:
    """One storage service."""

    name: str
    """Name of its provider."""
    label: str
    """Its name for people, in every language."""
    needed: tuple[Field, ...]
    """What a destination of it must have."""
    further: tuple[Field, ...] = ()
    """What it may have besides."""
    can: frozenset[Can] = frozenset()
    why: Mapping[Can, str] = field(default_factory=dict)
    """Codes of the one-line reasons for what it cannot; missing: ``not_offered``."""
    later: NoticeKind | None = None
    """What it tells later."""
    endpoint: str = ""
    """Its address where everybody's is the same."""
    variables: tuple[str, ...] = ()
    """The vendor's usual environment variables: id, secret, token."""
    longest_variables: int = 0
    """Characters of all custom variables together; 0: as the dialect says."""
    terms: Mapping[str, str] = field(default_factory=dict)
    """What its console calls a field of the destination or of the key, as codes of the window's
    words; missing: the usual word."""
    examples: Mapping[str, str] = field(default_factory=dict)
    """What may stand in a field, by its name."""
    regions: tuple[str, ...] = ()
    """Regions to suggest; others may well exist."""
    key_life: int = 0
    """Seconds for which it lets one file in before that begins anew; 0: as long as it takes. An
    application server's leave can be renewed."""
    tools: tuple[str, ...] = ()
    """Programs that keep keys of it on this computer (`app.host.access_files`)."""

    def methods(self) -> tuple[str, ...]:
        """Ways of sending that may be chosen (`Batch.method`)."""
        ways = {"put": Can.PLAIN_PUT, "post": Can.FORM}
        return ("auto", *(way for way, can in ways.items() if can in self.can), "multipart")

    @property
    def takes_token(self) -> bool:
        """Whether it knows temporary keys, which have a token."""
        return len(self.variables) > 2

    def reason(self, can: Can) -> str:
        """Why it cannot; empty: it can."""
        return "" if can in self.can else self.why.get(can, "not_offered")


_OSS = Service(
    "oss",
    "Alibaba Cloud OSS",
    (Field.ENDPOINT, Field.REGION, Field.BUCKET),
    (Field.PREFIX,),
    frozenset(Can) - {Can.TELL_LATER, Can.EVENT_SETTINGS},
    variables=("OSS_ACCESS_KEY_ID", "OSS_ACCESS_KEY_SECRET", "OSS_SESSION_TOKEN"),
    examples={
        "endpoint": "oss-cn-hangzhou.aliyuncs.com",
        "server": "https://app.example.com/oss/sts",
    },
    tools=("ossutil", "Aliyun CLI"),
)
_WANGSU = Service(
    "wangsu",
    "Wangsu",
    (Field.ENDPOINT, Field.BUCKET),
    (Field.OTHER_ENDPOINT, Field.PREFIX),
    frozenset({Can.CALL_BACK, Can.TELL_LATER, Can.LOOK, Can.KEEP_NAMES, Can.PREFIXES, Can.FORM}),
    {
        Can.LIST_PARTS: "by_own_list",
        Can.LIST_UNFINISHED: "expire",
        Can.LINKS: "own_domain",
        Can.SIGNED_LINKS: "own_domain",
        Can.CALL_SEVERAL: "one_address",
        Can.CALL_JSON: "form_body",
        Can.PLAIN_PUT: "form_only",
        Can.OBJECT_OPTIONS: "only_file",
    },
    NoticeKind.PROCESSING,
    variables=("WCS_ACCESS_KEY", "WCS_SECRET_KEY"),
    terms={
        "endpoint": "upload_domain",
        "other_endpoint": "management_domain",
        "bucket": "short_bucket",
        "key_id": "access_key",
        "secret": "secret_key",
    },
    examples={
        "endpoint": "https://user.up0.v1.wcsapi.com",
        "other_endpoint": "https://user.mgr0.v1.wcsapi.com",
        "server": "https://app.example.com/wcs/token",
    },
)
_VOD = Service(
    "vod",
    "Tencent VOD",
    (Field.ENDPOINT,),
    (Field.BUCKET, Field.REGION, Field.OTHER_ENDPOINT),
    frozenset(
        {
            Can.TELL_LATER,
            Can.LIST_PARTS,
            Can.PLAIN_PUT,
            Can.LINKS,
            Can.BROWSE,
            Can.EVENT_SETTINGS,
        }
    ),
    {
        Can.CALL_BACK: "event_instead",
        Can.LOOK: "always_new",
        Can.KEEP_NAMES: "always_new",
        Can.PREFIXES: "always_new",
        Can.FORM: "put_only",
        Can.OBJECT_OPTIONS: "only_file",
    },
    NoticeKind.EVENT,
    endpoint="https://vod.tencentcloudapi.com",
    variables=("TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_SESSION_TOKEN"),
    longest_variables=250,
    key_life=7200,  # at most, UNVERIFIED (tencent-vod.md, 1.3): for a warning and nothing else
    terms={
        "endpoint": "api",
        "other_endpoint": "storage_address",
        "bucket": "application",
        "region": "storage_region",
        "key_id": "secret_id",
        "secret": "secret_key",
    },
    examples={
        "bucket": "1500000001",
        "region": "ap-guangzhou",
        "endpoint": "https://vod.tencentcloudapi.com",
        "server": "https://app.example.com/vod/signature",
    },
    regions=(
        "ap-beijing",
        "ap-shanghai",
        "ap-guangzhou",
        "ap-chongqing",
        "ap-beijing-1",
        "ap-nanjing",
        "ap-chengdu",
        "ap-hongkong",
        "ap-taipei",
        "ap-singapore",
        "ap-jakarta",
        "ap-seoul",
        "ap-bangkok",
        "ap-tokyo",
        "na-siliconvalley",
        "na-ashburn",
        "sa-saopaulo",
        "eu-frankfurt",
    ),
)

SERVICES: Mapping[str, Service] = MappingProxyType({s.name: s for s in (_OSS, _WANGSU, _VOD)})
"""By the name in `Destination.provider`."""

FIRST = _OSS
"""The service that the wizard offers first, and that old files without a name mean."""

OTHERS: tuple[Service, ...] = tuple(s for s in SERVICES.values() if s is not FIRST)
"""What the wizard offers under *Other services*."""


def service(name: str) -> Service:
    """The service of that name; an unknown one can do nothing and needs an address."""
    return SERVICES.get(name) or Service(name, name, (Field.ENDPOINT,))
