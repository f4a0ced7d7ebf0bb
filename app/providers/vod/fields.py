"""What of an order goes into ApplyUpload, the same for both roads (1.2 and 2.2)."""

from __future__ import annotations

from app.domain import source_context, vod_media
from app.domain.errors import DestinationError, Refused
from app.providers.contract import Order

_UNFIT = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))
"""Characters that a client's media name must not hold (2.2)."""


def media_type(order: Order) -> str:
    """The file's ending. Raises `Refused` (``no_ending``, ``manifest``) before anything is sent."""
    found = vod_media.problem(order.task.key)
    if found in ("no_ending", "manifest"):
        raise Refused(reason=found, name=order.task.name)
    return vod_media.media_type(order.task.key)


def media_name(order: Order) -> str:
    """What the medium is called: as the batch says, else the file's name without its ending."""
    return _extra(order, "MediaName") or vod_media.title(order.task.key)


def client_name(order: Order) -> str:
    """The same where some characters are not allowed."""
    return media_name(order).translate(_UNFIT)


def cover(order: Order) -> str:
    """Path of the cover picture; empty: none. Raises `Refused` (``cover``) for no picture."""
    path = _extra(order, "Cover")
    if path and not vod_media.is_cover(path):
        raise Refused(reason="cover", name=path.replace("\\", "/").rpartition("/")[2])
    return path


def values(order: Order) -> dict[str, object]:
    """ApplyUpload's fields. Raises `Refused` and `DestinationError` before anything is sent."""
    path = cover(order)
    found: dict[str, object] = {
        "MediaType": media_type(order),
        "MediaName": media_name(order),
        "CoverType": vod_media.media_type(path) if path else "",
        "StorageRegion": order.destination.region.strip(),
        "SourceContext": source_context.encoded(_variables(order), order.task.id),
    }
    for name in ("Procedure", "ExpireTime", "SessionContext", "MediaStoragePath"):
        found[name] = _extra(order, name)
    found = {name: value for name, value in found.items() if value}
    group = _whole(order, "ClassId")
    return found if group is None else found | {"ClassId": group}


def check(order: Order) -> None:
    """Raises as `values`: what can be known before anybody is asked."""
    values(order)


def _variables(order: Order) -> dict[str, str]:
    return dict(order.callback.variables) | dict(order.task.variables)


def _extra(order: Order, name: str) -> str:
    return order.batch.extras.get(name, "").strip()


def _whole(order: Order, name: str) -> int | None:
    text = _extra(order, name)
    if not text:
        return None
    try:
        return int(text)
    except ValueError:
        raise DestinationError(problem="option", option=name) from None
