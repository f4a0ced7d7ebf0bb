"""Wangsu's upload policy: what a leave to upload says, built and read (wangsu.md, 1.2 and 1.3).

Also what both who build one and who show one have to know: the variables of its templates, and that
nobody learns the id of a processing task who did not ask for it (5.2).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit, urlunsplit

from app.domain.callback import CallbackSpec, custom_name
from app.domain.connection import Batch
from app.domain.destination import SameName
from app.domain.wangsu_base64 import decoded_text
from app.domain.wangsu_ops import resolved

Policy = dict[str, str | int]
"""A policy's fields by their names on the service's page."""

LIFE = 3600
"""Seconds that a leave of ours is good for unless ``leaveSeconds`` says otherwise (1.3)."""

TASK_ID = "persistentId"
"""The variable, and the field in answers, with the id of a processing task."""

_TEXTS = ("persistentNotifyUrl", "contentDetect", "detectNotifyURL", "detectNotifyRule")
_URLS = frozenset({"returnUrl", "callbackUrl", "persistentNotifyUrl", "detectNotifyURL"})
_OF_THE_BATCH = (
    "returnBody",
    "returnUrl",
    "persistentOps",
    "separate",
    "saveKey",
    "fsizeLimit",
    "lastModifiedTime",
    *_TEXTS,
)
_VARIABLE = re.compile(r"\$\(([^()$\s]+)\)")
_URL_SAFE = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_MILLISECONDS = 10_000_000_000  # seconds until the year 2286


# --- building -----------------------------------------------------------------------------------


def policy_of(batch: Batch, key: str, *, deadline: float, in_parts: bool = False) -> Policy:
    """The policy for one object. ``deadline`` is Unix time in seconds at which the leave ends.

    With ``saveKey`` the service names the object, so the policy does not. ``returnUrl`` is left out
    where it does not work: for blocks, and beside a callback (1.3).
    """
    extras = {name: text.strip() for name, text in batch.extras.items() if text.strip()}
    bucket, replace = batch.destination.bucket, batch.same_name in _REPLACING
    policy: Policy = {
        "scope": bucket if extras.get("saveKey") else f"{bucket}:{key}",
        "deadline": str(round(deadline * 1000)),
        "overwrite": int(replace),
    }
    policy |= {n: int(extras[n]) for n in _NUMBERS if extras.get(n, "").isdecimal()}
    policy |= {n: extras[n] for n in ("saveKey", "persistentOps", *_TEXTS) if n in extras}
    if "persistentOps" in extras:
        policy["persistentOps"] = resolved(extras["persistentOps"], bucket=bucket, key=key)
    if batch.callback.enabled:
        policy |= _callback(batch.callback, extras)
    elif "returnUrl" in extras and not in_parts:
        policy["returnUrl"] = extras["returnUrl"]
    body = _return_body(batch.callback, extras)
    if body:
        policy["returnBody"] = body
    if "persistentOps" not in extras:
        policy.pop("separate", None)
    return {name: _wire(name, value) for name, value in policy.items()}


_REPLACING = frozenset({SameName.REPLACE, SameName.DIFFERENT})
_NUMBERS = ("fsizeLimit", "separate", "lastModifiedTime")


def _callback(callback: CallbackSpec, extras: Mapping[str, str]) -> Policy:
    url = next((url.strip() for url in callback.urls if url.strip()), "")
    body = callback.body.strip()
    if extras.get("persistentOps"):
        body = asking(body, TASK_ID)
    found: Policy = {"callbackUrl": url}
    return found | ({"callbackBody": body} if body else {})


def _return_body(callback: CallbackSpec, extras: Mapping[str, str]) -> str:
    """What the person wants to be told, with what we have to be told."""
    body = extras.get("returnBody", "")
    if callback.enabled:
        return body
    if extras.get("saveKey"):
        body = asking(body, "key")
    return asking(body, TASK_ID) if extras.get("persistentOps") else body


def asking(template: str, name: str) -> str:
    """``template`` with ``name=$(name)`` at its end unless it asks for that variable already."""
    if name in variables_in(template):
        return template
    more = f"{name}=$({name})"
    return f"{template}&{more}" if template else more


def _wire(name: str, value: str | int) -> str | int:
    return wire_url(value) if name in _URLS and isinstance(value, str) else value


def wire_url(url: str) -> str:
    """A URL with its scheme written out and everything outside ASCII encoded; nonsense stays."""
    text = url.strip()
    text = text if "://" in text or not text else "http://" + text
    if text.isascii():
        return text
    try:
        parts = urlsplit(text)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
        rest = (quote(part, safe=_URL_SAFE) for part in (parts.path, parts.query, parts.fragment))
        return urlunsplit((parts.scheme, host, *rest))
    except (ValueError, UnicodeError):
        return text


def policy_text(policy: Policy) -> str:
    """The policy as it is signed and sent: strict JSON without blanks."""
    return json.dumps(policy, ensure_ascii=False, separators=(",", ":"))


def life_of(extras: Mapping[str, str]) -> int:
    """Seconds that a leave made here is good for."""
    text = extras.get("leaveSeconds", "").strip()
    return int(text) if text.isdecimal() and int(text) > 0 else LIFE


def preview(batch: Batch, key: str, *, deadline: float, in_parts: bool = False) -> str:
    """The policy for people: the same fields, one on a line."""
    policy = policy_of(batch, key, deadline=deadline, in_parts=in_parts)
    return json.dumps(policy, ensure_ascii=False, indent=2)


# --- variables ----------------------------------------------------------------------------------


def variables_in(template: str) -> tuple[str, ...]:
    """Names of the ``$(name)`` in a template, each once, in order."""
    return tuple(dict.fromkeys(_VARIABLE.findall(template)))


def spelled(values: Mapping[str, str], templates: Iterable[str]) -> dict[str, str]:
    """Custom variables under the names by which the templates ask for them.

    Names are kept in lower case here, and the service tells upper from lower case apart: the
    template's spelling is the one to send.
    """
    asked = {
        name.lower(): name
        for template in templates
        for name in variables_in(template)
        if name.lower().startswith("x:")
    }
    named = {custom_name(name): text for name, text in values.items() if custom_name(name)}
    return {asked.get(name, name): text for name, text in named.items()}


# --- reading ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Permit:
    """What a token permits and fixes, read out of its policy; the token itself is not in it."""

    bucket: str
    key: str = ""
    """The object's name where the policy fixes it; empty: the uploader chooses."""
    expires_at: float = 0.0
    """Unix time in seconds; 0: it does not say."""
    replaces: bool = False
    largest: int = 0
    """Bytes; 0: no limit."""
    callback: CallbackSpec = field(default_factory=CallbackSpec)
    """Not enabled when the policy asks for none."""
    extras: Mapping[str, str] = field(default_factory=dict)
    """The rest, as `Batch.extras` names it."""
    open_variables: tuple[str, ...] = ()
    """Custom variables that a template asks for; the uploader gives their values."""
    text: str = field(default="", repr=False)
    """The policy's JSON text."""


def read_token(token: str) -> Permit:
    """What an upload token permits. Raises `ValueError` for what is no such token."""
    pieces = token.strip().split(":")
    if len(pieces) != 3 or not all(pieces):
        raise ValueError("not three parts")
    return read_policy(decoded_text(pieces[2]))


def read_policy(text: str) -> Permit:
    """What a policy's JSON text says; unknown fields do not matter (1.3). Raises `ValueError`."""
    try:
        policy = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(policy, dict) or not isinstance(policy.get("scope"), str):
        raise ValueError("no policy with a scope")
    bucket, _colon, key = policy["scope"].partition(":")
    extras = {name: _text(policy, name) for name in _OF_THE_BATCH if _text(policy, name)}
    callback = _callback_of(policy)
    templates = (callback.body if callback.enabled else "", extras.get("returnBody", ""))
    asked = [name for template in templates for name in variables_in(template)]
    return Permit(
        bucket,
        key,
        _number(policy, "deadline") / 1000,
        _number(policy, "overwrite") == 1,
        int(_number(policy, "fsizeLimit")),
        callback,
        extras,
        tuple(dict.fromkeys(custom_name(n) for n in asked if n.lower().startswith("x:"))),
        text,
    )


def _callback_of(policy: Mapping[str, object]) -> CallbackSpec:
    url = _text(policy, "callbackUrl")
    return CallbackSpec(True, (url,), _text(policy, "callbackBody")) if url else CallbackSpec()


def _text(policy: Mapping[str, object], name: str) -> str:
    value = policy.get(name)
    plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value) if plain else ""


def _number(policy: Mapping[str, object], name: str) -> float:
    """Milliseconds and the like, as a number or as text; 0 for anything else."""
    try:
        found = float(_text(policy, name) or 0)
    except ValueError:
        return 0.0
    return found if 0 <= found < _MILLISECONDS * 1000 else 0.0
