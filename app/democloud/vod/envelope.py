"""The API's envelope: always HTTP 200, and an ``Error`` object where it went wrong (sheet 7.1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.democloud.answering import Answer
from app.democloud.errors import ServiceError

JSON = ("Content-Type", "application/json")
"""Exactly this: with a charset behind it the vendor's SDK overlooks errors (sheet 6)."""


class VodError(ServiceError):
    """A refusal by its code, for example ``InvalidParameterValue.SubAppId``."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(200, code, message)


def success(values: Mapping[str, Any], request_id: str) -> Answer:
    """Give the answer that says what came of it."""
    return _enveloped({**values, "RequestId": request_id})


def failure(error: VodError, request_id: str) -> Answer:
    """Give the answer that says what was wrong."""
    inner = {"Error": {"Code": error.code, "Message": error.message}, "RequestId": request_id}
    return _enveloped(inner, error.code)


def _enveloped(inner: Mapping[str, Any], code: str = "") -> Answer:
    text = json.dumps({"Response": inner}, ensure_ascii=False, separators=(",", ":"))
    return Answer(headers=(JSON,), body=text.encode("utf-8", "replace"), error_code=code)
