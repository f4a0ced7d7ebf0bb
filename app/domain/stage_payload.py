"""What travels in each step of the stage, layer by layer, as text; and the same with hosts hidden.

The four layers that people never understand are one click apart: the request with its Base64, the
JSON inside, the template inside that, and the body that the application server gets (oss.md, 1.2).
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from app.domain.callback import CallbackSpec
from app.domain.dialect import encoded_callback, encoded_variables
from app.domain.exchange import HIDDEN, SECRET_HEADERS, Headers
from app.domain.masking import DOTS, hidden
from app.domain.stage import Run, Sight, Step
from app.domain.stage_facts import header

KEY_HEADER = "x-oss-pub-key-url"
"""Says where the public key is that a callback's signature is checked with (oss.md, 1.8)."""
_ENCODED = frozenset({"x-oss-callback", "x-oss-callback-var", KEY_HEADER})
_LONG = 44
"""Characters of Base64 and of signatures that are shown of a longer one where nobody decodes it."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One way to look at what travels."""

    name: str
    """``request``, ``json``, ``template``, ``body``, ``fields``, ``signature``, ``answer`` or
    ``pretty``."""
    text: str
    assumed: bool = False
    """True when it is told from what was asked for, and nobody saw it go."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The callback as the upload carried it, in its own encoding."""

    callback: str = ""
    """Base64 of the JSON; empty: not known, or none."""
    variables: str = ""
    headers: Headers = ()
    """All headers of the upload, redacted; empty while they are not known."""
    method: str = "PUT"


def carried_by(spec: CallbackSpec, headers: Headers = (), *, method: str = "PUT") -> Carried:
    """From the upload's own headers where they are known, else as the form's rule encodes it."""
    callback = header(headers, "x-oss-callback") or (encoded_callback(spec) if spec.enabled else "")
    variables = header(headers, "x-oss-callback-var") or (
        encoded_variables(spec.variables) if spec.enabled else ""
    )
    return Carried(callback, variables, headers, method)


def layers(run: Run, step: Step, carried: Carried, *, foretold: str = "") -> tuple[Layer, ...]:
    """Every way to look at a step; ``foretold`` is the body as the preview renders it."""
    if step.number == 1:
        return _upload(run, carried, foretold)
    if step.number == 2:
        return _callback(step, foretold)
    return _answer(step)


def _upload(run: Run, carried: Carried, foretold: str) -> tuple[Layer, ...]:
    found = [Layer("request", _request(run, carried), assumed=not carried.headers)]
    fields = decoded(carried.callback)
    if fields:
        shown = json.dumps(fields, ensure_ascii=False, indent=2)
        variables = decoded(carried.variables)
        if variables:
            shown += "\n" + json.dumps(variables, ensure_ascii=False, indent=2)
        found.append(Layer("json", shown))
        found.append(Layer("template", str(fields.get("callbackBody", ""))))
    sent = [s.body for s in run.steps if s.number == 2 and s.sight is not Sight.INFERRED]
    body = sent[0] if sent else foretold
    if fields and body:
        found.append(Layer("body", body, assumed=not sent))
    return tuple(found)


def _request(run: Run, carried: Carried) -> str:
    lines = [f"{carried.method} /{run.key} HTTP/1.1"]
    if carried.headers:
        lines += [f"{name}: {value}" for name, value in carried.headers]
    else:
        lines += [f"x-oss-callback: {carried.callback}"] if carried.callback else []
        lines += [f"x-oss-callback-var: {carried.variables}"] if carried.variables else []
    return "\n".join(lines)


def decoded(encoded: str) -> Mapping[str, object]:
    """The JSON object in Base64; empty when there is none."""
    try:
        value = json.loads(base64.b64decode(encoded, validate=True)) if encoded else None
    except (binascii.Error, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _callback(step: Step, foretold: str) -> tuple[Layer, ...]:
    if not step.headers:
        return (Layer("body", step.body or foretold, assumed=True),)
    path = _path(step.url)
    lines = [f"POST {path} HTTP/1.1"]
    lines += [f"{name}: {_shortened(name, value)}" for name, value in step.headers]
    found = [Layer("request", "\n".join([*lines, "", step.body])), Layer("body", step.body)]
    kind = header(step.headers, "content-type")
    fields = (
        _pretty(step.body)
        if "json" in kind
        else "\n".join(f"{n} = {v}" for n, v in parse_qsl(step.body, keep_blank_values=True))
    )
    found.append(Layer("fields", fields))
    found.append(Layer("signature", _signature(step, path)))
    return tuple(found)


def _signature(step: Step, path: str) -> str:
    """What is signed, and how it is checked (oss.md, 1.8): path, query, a line break, the body."""
    way, mark, query = path.partition("?")
    text = unquote(way) + mark + query + "\n" + step.body
    key_url = base64_text(header(step.headers, KEY_HEADER))
    signature = header(step.headers, "authorization")
    return f"{text}\n\nx-oss-pub-key-url = {key_url}\nauthorization = {signature}"


def base64_text(encoded: str) -> str:
    """Base64 as text; the encoded form again where it is none."""
    try:
        return base64.b64decode(encoded, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return encoded


def _shortened(name: str, value: str) -> str:
    long = name.lower() in ("authorization", "x-oss-pub-key-url") and len(value) > _LONG
    return value[:_LONG] + "…" if long else value


def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "/"
    return (parts.path or "/") + ("?" + parts.query if parts.query else "")


def _answer(step: Step) -> tuple[Layer, ...]:
    lines = [f"HTTP/1.1 {step.status}"] if step.status else []
    lines += [f"{name}: {value}" for name, value in step.headers]
    lines += [f"{step.code}: {step.reason}".strip(": ")] if step.code or step.reason else []
    raw = Layer("answer", "\n".join([*lines, "", step.body]).strip())
    pretty = _pretty(step.body)
    return (raw, Layer("pretty", pretty)) if pretty != step.body else (raw,)


def _pretty(text: str) -> str:
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return text


def masked(text: str, hosts: Iterable[str] = ()) -> str:
    """``text`` for an audience: hosts, addresses, signatures and Base64 that holds them hidden."""
    lines = [_masked_line(line) for line in text.split("\n")]
    return hidden("\n".join(lines), hosts)


def _masked_line(line: str) -> str:
    if line.startswith("authorization = "):
        return f"authorization = {HIDDEN}"
    name, mark, value = line.partition(":")
    plain = name.strip().lower()
    if not mark or not value:
        return line
    if plain in SECRET_HEADERS:
        return f"{name}: {HIDDEN}"
    if plain == "host":
        return f"{name}: {DOTS}"
    if plain in _ENCODED:  # there are hosts in it
        return f"{name}: {value.strip()[:16]}…"
    return line
