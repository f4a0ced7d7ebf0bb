"""A callback that an application server fixed, read back into a `CallbackSpec` (oss.md, 1.2)."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from typing import Any

from app.domain.callback import BodyType, CallbackSpec, Sni, custom_name

_VARIABLE = re.compile(r"\$\{(x:[^}]*)\}")


def decoded_callback(callback: str, variables: str = "") -> CallbackSpec | None:
    """The callback of two Base64 texts; None when there is none that can be read.

    The service reads it for itself: what cannot be read here only cannot be shown.
    """
    found = _object(callback)
    urls = tuple(u.strip() for u in str(found.get("callbackUrl", "")).split(";") if u.strip())
    if not urls:
        return None
    kind = str(found.get("callbackBodyType", ""))
    fixed = {custom_name(n): str(v) for n, v in _object(variables).items()}
    return CallbackSpec(
        True,
        urls,
        str(found.get("callbackBody", "")),
        BodyType.JSON if kind == BodyType.JSON else BodyType.FORM,
        str(found.get("callbackHost", "")),
        Sni.ON if found.get("callbackSNI") is True else Sni.OFF,
        fixed,
    )


def variables_in(spec: CallbackSpec | None) -> tuple[str, ...]:
    """Custom variables that a callback's body asks for, each once, in order."""
    names = _VARIABLE.findall(spec.body) if spec is not None else []
    return tuple(dict.fromkeys(custom_name(name) for name in names))


def _object(text: str) -> Mapping[str, Any]:
    try:
        value = json.loads(base64.b64decode(text, validate=True)) if text else {}
    except (binascii.Error, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
