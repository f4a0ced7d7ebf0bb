"""Will an upload outlive the storage's temporary key? Said before the start.

Where such a key cannot be renewed (VOD with the account's key: tencent-vod.md, 1.3) a transfer that
outlives it begins anew, and one that never fits into a key's life never ends.
"""

from __future__ import annotations

from app.domain.services import service

SPARE = 0.8
"""The part of a key's life that a transfer may be expected to use: speeds vary."""
SLOW = 4_000_000
"""Bytes per second where the speed is not known: a line that many have."""


def may_outlive(size: int, provider: str, *, rate: float = 0.0) -> bool:
    """Is a file of ``size`` bytes likely to take longer than a key of that service lives?

    ``rate`` is the person's limit in bytes per second; 0: not known.
    """
    life = service(provider).key_life
    return bool(life) and size > largest(life, rate=rate)


def largest(life: float, *, rate: float = 0.0) -> int:
    """Bytes of the largest file that a key's life (in seconds) is enough for."""
    return int(min(rate, SLOW) * life * SPARE) if rate > 0 else int(SLOW * life * SPARE)
