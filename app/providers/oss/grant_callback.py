"""A callback that an application server fixed, read back into a `CallbackSpec` (oss.md, 1.2)."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from typing import Any

from app.domain.callback import BodyType, CallbackSpec, Sni, custom_name

_ALPHABET = str.maketrans("-_", "+/")
_VARIABLE = re.compile(r"\$\{(x:[^}]*)\}")


def decoded_callback(callback: str, variables: str = "") -> CallbackSpec | None:
    """The callback of two Base64 texts; None when the first is empty.

    What cannot be read here is a callback all the same, without URLs: the service reads it for
    itself, and its answer is to be understood as one.
    """
    if not callback.strip():
        return None
    found = _object(callback)
    urls = tuple(u.strip() for u in _text(found, "callbackUrl").split(";") if u.strip())
    fixed = {custom_name(n): str(v) for n, v in _object(variables).items() if custom_name(n)}
    kind = _text(found, "callbackBodyType").strip().lower()
    return CallbackSpec(
        True,
        urls,
        _text(found, "callbackBody"),
        BodyType.JSON if kind == BodyType.JSON else BodyType.FORM,
        _text(found, "callbackHost"),
        Sni.ON if found.get("callbackSNI") is True else Sni.OFF,
        fixed,
    )


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name)
    return value if isinstance(value, str) else ""


def variables_in(spec: CallbackSpec | None) -> tuple[str, ...]:
    """Custom variables that a callback's body asks for, each once, in order."""
    names = _VARIABLE.findall(spec.body) if spec is not None else []
    return tuple(dict.fromkeys(custom_name(name) for name in names if custom_name(name)))


def decoded(text: str) -> bytes:
    """Base64 of either alphabet, padded or not. Raises `ValueError` when it is none."""
    plain = "".join(text.split()).translate(_ALPHABET).rstrip("=")
    return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)


def _object(text: str) -> Mapping[str, Any]:
    try:
        value = json.loads(decoded(text).decode("utf-8-sig")) if text else {}
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
