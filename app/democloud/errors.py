"""How a storage service says no, whichever it is; its door words it (``conducting.py``)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class ServiceError(Exception):
    """An answer that says what was wrong, or one with ``body`` in its place."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        ec: str = "",
        details: Mapping[str, str] = MappingProxyType({}),
        headers: tuple[tuple[str, str], ...] = (),
        body: str | None = None,
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.ec = ec
        self.details = details
        self.headers = headers
        self.body = body


class ClientGoneError(Exception):
    """The connection is over: nobody is left to answer."""
