"""What clients are answered: Base64 here, JSON there (reference/wangsu.md 2.3, 3.3, 7)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from app.democloud.answering import Answer
from app.democloud.settings import Settings
from app.democloud.wangsu.encoding import encoded
from app.democloud.wangsu.errors import WangsuError

JSON = ("Content-Type", "application/json;charset=UTF-8")
TEXT = ("Content-Type", "text/plain;charset=UTF-8")


def json_answer(value: Mapping[str, Any], *, status: int = 200, code: str = "") -> Answer:
    """Give an answer with a JSON object."""
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return Answer(status, (JSON,), body, error_code=code)


def error_answer(error: WangsuError, settings: Settings) -> Answer:
    """Give the answer that an error makes; its code is text as in a real answer of 2018."""
    if error.body is not None:
        body = error.body.encode("utf-8", "replace")
        return Answer(error.status, error.headers, body, error_code=error.code)
    number = settings.wangsu_numeric_codes and error.code.isdigit()
    code: str | int = int(error.code) if number else error.code
    value = {"code": code, "message": error.message}
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return Answer(error.status, (*error.headers, JSON), body, error_code=error.code)


def base64_text(text: str, settings: Settings) -> str:
    """Give text in Base64, without its padding when that is set."""
    packed = encoded(text)
    return packed if settings.wangsu_padding else packed.rstrip("=")


def base64_answer(text: str, settings: Settings) -> Answer:
    """Give an answer in Base64."""
    return Answer(200, (TEXT,), base64_text(text, settings).encode("ascii"))


def with_hash(text: str, etag: str) -> str:
    """Add ``hash`` to a filled template, whether or not that has it already."""
    return f"{text}&hash={etag}" if text else f"hash={etag}"


def redirect_answer(url: str, result: str, settings: Settings) -> Answer:
    """Send a browser on with the result (reference/wangsu.md 2.3)."""
    if settings.wangsu_redirect == "upload_ret":
        result = f"upload_ret={base64_text(result, settings)}"
    return Answer(303, (("Location", _joined(url, quote(result, safe="=&-_.~"))),))


def failed_redirect(url: str, error: WangsuError) -> Answer:
    """Send a browser on with what went wrong."""
    result = f"code={error.code}&message={encoded(error.message)}"
    return Answer(303, (("Location", _joined(url, result)),), error_code=error.code)


def _joined(url: str, query: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}{query}"


def members(text: str) -> dict[str, str]:
    """Give the pairs of a filled template as members of a JSON answer."""
    pairs = (pair.partition("=") for pair in text.split("&") if pair)
    return {name: value for name, _, value in pairs}
