"""Knobs of a running cloud that the control plane may turn (``POST /settings``).

Numbers, true or false, text, lists of text and objects of text, as the defaults are. ``denied``
holds actions of reference/oss.md 10.2, each for everything (``"oss:GetObject"``, ``"oss:*"``) or
with a prefix of keys behind a blank (``"oss:PutObject private/"``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from app.democloud.wangsu.settings import WANGSU_CHOICES, WangsuSettings

LARGEST_GRANT = 5 * 1024**3
"""Bytes that one request may carry (reference/oss.md 3.1)."""


@dataclass(slots=True)
class Settings(WangsuSettings):
    """Limits and peculiarities; the defaults are the service's own."""

    callback_seconds: float = 5.0
    """Time an application server has, connecting included (reference/oss.md 1.9)."""
    body_idle_seconds: float = 30.0
    """Seconds without a byte of a request's body until 400 ``RequestTimeout``."""
    clock_offset_seconds: float = 0.0
    """Added to the service's clock: shows what a wrong clock on either side does."""
    announced_key_url: str = ""
    """URL named in ``x-oss-pub-key-url``; empty: the cloud's own public key URL."""

    denied: list[str] = field(default_factory=list)
    """Actions that answer 403 ``AccessDenied``, maybe with a prefix of keys."""
    public_endpoint_forbidden: bool = False
    """400 ``PublicEndpointForbidden`` for objects, but not through a host of ``cnames``."""
    path_style_forbidden: bool = False
    """403 ``SecondLevelDomainForbidden`` when the bucket stands in the path (oss.md 6.3)."""
    callbacks_offered: bool = True
    """False: callbacks are refused as in a region without them (the real answer is UNVERIFIED)."""
    private_callbacks_refused: bool = False
    """400 for callback URLs at private or IPv6 addresses, as the real service does."""
    kms_enabled: bool = True
    """False: 403 ``KmsServiceNotEnabled`` for encryption with ``KMS``."""
    cnames: dict[str, str] = field(default_factory=dict)
    """Custom domains without a port, and the bucket that each belongs to."""

    access_code: str = ""
    """When set, the authorising addresses want ``Authorization: Bearer CODE``."""
    sts_seconds: float = 3600.0
    """Life of the keys that ``/sts`` hands out; below 0: over before they are used."""
    sts_parts: int = 0
    """Parts after which such a key expires in mid-upload; 0: only its time counts."""
    sts_shape: str = "assume_role"
    """``assume_role``, ``credentials`` (its inner object), ``camel`` or ``uri`` (oss.md 7.4)."""
    grant_seconds: float = 600.0
    """Life of what ``/policy`` and ``/presign`` hand out; below 0: over before it is used."""
    grant_token: bool = False
    """Sign them with a temporary key, with its token."""
    grant_callback: bool = True
    """Whether they fix a callback."""
    grant_body_type: str = "form"
    """Body type of that callback: ``form`` or ``json``."""
    grant_version: str = "v4"
    """Signature of both: ``v4`` or ``v1``; ``?version=`` in a request goes before."""
    grant_dir: str = ""
    """Prefix that every key must have."""
    grant_largest: int = LARGEST_GRANT
    """Bytes of the largest file that they permit."""
    grant_smallest: int = 0
    """Bytes of the smallest file that a policy permits."""
    grant_shape: str = "plain"
    """``plain``, ``data`` (inside ``{"data": ...}``) or ``hyphens`` (hyphenated names)."""
    presign_headers: dict[str, str] = field(
        default_factory=lambda: {"x-oss-forbid-overwrite": "true"}
    )
    """Further headers that a presigned address demands. Without x-oss-forbid-overwrite among them
    whoever uses one replaces what is there: nobody can add it afterwards (reference/oss.md 5.1)."""

    vod_sub_app_required: bool = True
    """Whether an action without ``SubAppId`` is refused (reference/tencent-vod.md 1.2)."""
    vod_region_required: bool = False
    """Whether ApplyUpload and CommitUpload without ``X-TC-Region`` are (the pages say so)."""
    vod_key_seconds: float = 7200.0
    """Life of the storage's temporary keys; below 0: over before they are used."""
    vod_key_parts: int = 0
    """Parts after which such a key expires in mid-upload; 0: only its time counts."""
    vod_session_seconds: float = 86400.0
    """Life of a ``VodSessionKey`` (UNVERIFIED)."""
    vod_commit_once: bool = False
    """Whether a second CommitUpload is refused instead of saying the same again (UNVERIFIED)."""
    vod_early_complete: bool = False
    """Whether the end of an upload in parts is answered with 200 at once, the rest behind it."""
    vod_complete_seconds: float = 0.0
    """How long that rest takes, with blanks that keep the connection alive."""
    vod_event_seconds: float = 0.0
    """From CommitUpload to its event."""
    vod_event_copies: int = 1
    """How often each of them comes: it is promised at least once, no more."""
    vod_legacy_push: bool = False
    """Whether events are pushed in the older format 2.0, which nobody shall read any more."""
    vod_procedure_seconds: float = 1.0
    """How long a task flow takes after that."""
    vod_pull_nulls: bool = True
    """Whether pulled events name the members that they do not have."""
    vod_poll_seconds: float = 5.0
    """How long PullEvents waits for an event."""
    vod_visible_seconds: float = 30.0
    """How long a pulled event is hidden from the next pull."""
    vod_kept_seconds: float = 345600.0
    """How long an event waits to be confirmed."""
    vod_confirm_partly: bool = True
    """Whether good handles beside void ones are confirmed (UNVERIFIED)."""
    vod_push_seconds: float = 5.0
    """Time an application server has for a pushed event."""
    vod_push_times: int = 3
    """Deliveries at most."""
    vod_push_wait_seconds: float = 1.0
    """Between two of them."""
    vod_push_status_counts: bool = False
    """Whether an answer that is not 200 is tried again (legacy page: status is ignored)."""
    vod_sign_seconds: float = 600.0
    """Life of a pushed event's ``T``; below 0: over before it arrives."""
    vod_sign_place: str = "body"
    """Where ``T`` and ``Sign`` stand: ``body`` or ``query`` (UNVERIFIED)."""
    vod_ticket_seconds: float = 86400.0
    """Life of the upload signatures that the application server hands out; below 0: over."""
    vod_ticket_once: bool = True
    """Whether each of them is good for one request only."""
    vod_ticket_shape: str = "plain"
    """``plain``, ``data`` (inside ``{"data": ...}``) or ``text`` (the bare signature)."""
    vod_ticket_sub_app_id: int = 0
    """Application that they are for; 0: the main one."""

    def change(self, values: Mapping[str, object]) -> None:
        """Set several knobs; ValueError names one that does not exist or has a wrong type."""
        checked = {name: _checked(name, value) for name, value in values.items()}
        for name, value in checked.items():
            setattr(self, name, value)

    def restore(self) -> None:
        """Go back to the defaults."""
        self.change(asdict(Settings()))


_CHOICES: Mapping[str, tuple[str, ...]] = {
    **WANGSU_CHOICES,
    "sts_shape": ("assume_role", "credentials", "camel", "uri"),
    "grant_body_type": ("form", "json"),
    "grant_version": ("v4", "v1"),
    "grant_shape": ("plain", "data", "hyphens"),
    "vod_sign_place": ("body", "query"),
    "vod_ticket_shape": ("plain", "data", "text"),
}


def _checked(name: str, value: object) -> object:
    default = getattr(Settings(), name, None)
    if default is None or name.startswith("_") or callable(default):
        raise ValueError(f"there is no setting called {name}")
    if value not in _CHOICES.get(name, (value,)):
        raise ValueError(f"{name} takes one of {', '.join(_CHOICES[name])}")
    if isinstance(default, (bool, str)):
        if not isinstance(value, type(default)):
            raise ValueError(
                f"{name} takes {'text' if isinstance(default, str) else 'a yes or no'}"
            )
        return value
    if isinstance(default, (list, dict)):
        return _checked_texts(name, value, default)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(f"{name} takes a number")
    return type(default)(value)


def _checked_texts(name: str, value: object, default: list[str] | dict[str, str]) -> object:
    if isinstance(default, list):
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return list(value)
        raise ValueError(f"{name} takes a list of text")
    if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
        return dict(value)
    raise ValueError(f"{name} takes an object of text")
