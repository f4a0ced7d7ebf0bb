"""Knobs of the Wangsu service (``POST /settings``): where the documents disagree or are silent.

The defaults are what the documents say, or say most often (reference/wangsu.md 10); each of the
other ways can be chosen to see whether a client or a receiver copes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.democloud.wangsu.signatures import VARIANTS


@dataclass(slots=True)
class WangsuSettings:
    """What ``settings.py`` takes over; every name begins with ``wangsu_``."""

    wangsu_minute_seconds: float = 6.0
    """How long a minute of the retry plan lasts. 60 at the real service; a tenth of that here, so
    that giving up after eight tries can be shown in half a minute. ``--json`` names it."""
    wangsu_tries: int = 8
    """Tries of a callback or notification: three at once, then one a minute (wangsu.md 4.5)."""
    wangsu_call_seconds: float = 60.0
    """Time that a receiver has for each of them, connecting included."""
    wangsu_process_seconds: float = 1.0
    """Time that each instruction waits, and again that it takes at least."""
    wangsu_failing: list[str] = field(default_factory=list)
    """Names of instructions that fail, such as ``vframe``."""

    wangsu_callback_body: str = "raw"
    """``raw``, ``encoded`` (percent-encoded as a whole, with a line feed behind it) or ``prefixed``
    (``callbackBody=`` and the encoded text): wangsu.md 4.3."""
    wangsu_callback_type: str = "application/x-www-form-urlencoded"
    """Content type of the callback."""
    wangsu_callback_variant: str = "URL + base64(body)"
    """What is signed of a callback: one of ``signatures.VARIANTS``."""
    wangsu_notify_variant: str = "URL without query + body"
    """What is signed of a notification."""
    wangsu_second_key: bool = False
    """Sign both with the customer's second key pair."""

    wangsu_lenient_mkfile: bool = False
    """Make a file of the blocks that are named although the size is another (wangsu.md 3.6)."""
    wangsu_mkfile_base64: bool = False
    """Answer mkfile with ``returnBody`` in Base64, as one note says (wangsu.md 3.3)."""
    wangsu_id_in_parts: bool = True
    """False: ``$(persistentId)`` is empty after an upload in blocks (wangsu.md 4.2)."""
    wangsu_padding: bool = True
    """False: Base64 answers and notifications come without their ``=``."""
    wangsu_numeric_codes: bool = False
    """Write the ``code`` of errors as a number."""
    wangsu_size_status: int = 401
    """Status for a file above ``fsizeLimit``; the SDKs expect 413."""
    wangsu_redirect: str = "upload_ret"
    """``upload_ret`` or ``plain``: how ``returnUrl`` carries the result (wangsu.md 2.3)."""
    wangsu_grant_ops: str = ""
    """Instructions that the application server's tokens ask for, with a notification to it."""


WANGSU_CHOICES: Mapping[str, tuple[str, ...]] = {
    "wangsu_callback_variant": tuple(VARIANTS),
    "wangsu_notify_variant": tuple(VARIANTS),
    "wangsu_callback_body": ("raw", "encoded", "prefixed"),
    "wangsu_redirect": ("upload_ret", "plain"),
}
"""Settings that take one of a few texts."""
