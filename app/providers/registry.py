"""Which provider speaks to which service: one line for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from app.domain.errors import DestinationError
from app.providers.contract import Provider
from app.providers.oss.provider import OssProvider
from app.providers.vod.provider import VodProvider
from app.providers.wangsu.provider import WangsuProvider

_MAKERS: Mapping[str, Callable[[], Provider]] = MappingProxyType(
    {
        "oss": OssProvider,
        "vod": VodProvider,
        "wangsu": WangsuProvider,
    }
)


def provider(name: str) -> Provider:
    """The provider of `Destination.provider`. Raises `DestinationError` for an unknown name."""
    if name not in _MAKERS:
        raise DestinationError(problem="provider.unknown", provider=name)
    return _MAKERS[name]()
