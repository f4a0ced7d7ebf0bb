"""The services that stand beside the first one; a further one is one line here.

The name is what ``--json`` calls its facts and what its events say as ``service``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.democloud.common import Common, Service
from app.democloud.vod.service import VodService
from app.democloud.wangsu.joined import Wangsu

SERVICES: Mapping[str, Callable[[Common], Service]] = {
    "vod": VodService,
    "wangsu": Wangsu,
}
