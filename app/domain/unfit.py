"""Which files a service cannot take because of what they are called; known before the start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from app.domain import vod_media, wangsu_place
from app.domain.left_out import Why

_MEDIA = {"no_ending": Why.NO_ENDING, "manifest": Why.MANIFEST}
"""Of `vod_media.problem` what is certain; about other endings the service has the last word."""


def _wangsu(key: str) -> Why | None:
    return Why.NAME if wangsu_place.key_problem(key) else None


def _vod(key: str) -> Why | None:
    return _MEDIA.get(vod_media.problem(key))


_RULES: Mapping[str, Callable[[str], Why | None]] = {"wangsu": _wangsu, "vod": _vod}
"""By the name of the provider; one without a rule takes whatever `app.domain.naming` lets pass."""


_DOUBTS: Mapping[str, Callable[[str], bool]] = {
    "vod": lambda key: vod_media.problem(key) == "media_type"
}


def doubtful(provider: str, keys: Iterable[str]) -> int:
    """How many files are of a kind that a service's page does not name: it may refuse them."""
    rule = _DOUBTS.get(provider)
    return sum(map(rule, keys)) if rule else 0


def unfit(provider: str, key: str) -> Why | None:
    """Why a service would refuse a file that is to be called ``key``; None: nothing is known."""
    rule = _RULES.get(provider)
    return rule(key) if rule else None
