"""Will an upload to VOD outlive its temporary key? Said before the start (tencent-vod.md, 1.3).

With the account's key the storage's temporary key cannot be renewed: a transfer that outlives it
begins anew, and one that never fits into a key's life never ends. With a client's signature it is
renewed under way.
"""

from __future__ import annotations

LIFE = 7200.0
"""Seconds that a temporary key lives at most; how long it really does, each answer says."""
SPARE = 0.8
"""The part of it that a transfer may be expected to use: speeds vary."""
SLOW = 4_000_000
"""Bytes per second where the speed is not known: a line that many have."""


def may_outlive(size: int, *, rate: float = 0.0, life: float = LIFE) -> bool:
    """Is a file of ``size`` bytes likely to take longer than a key lives?

    ``rate`` is the speed seen (bytes per second) or the person's limit; 0: not known.
    """
    return size > largest(rate=rate, life=life)


def largest(*, rate: float = 0.0, life: float = LIFE) -> int:
    """Bytes of the largest file that a key's life is enough for."""
    return int((rate if rate > 0 else SLOW) * life * SPARE)
