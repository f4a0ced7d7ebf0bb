"""What travels at the further services, layer by layer: tokens, policies, notices, events.

Nothing here is a secret: signatures of ours and temporary keys are named and not shown, what the
service signed with a shared key is what the application server saw of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from app.domain.connection import Batch
from app.domain.exchange import HIDDEN, Headers
from app.domain.source_context import encoded as source_context
from app.domain.stage import Run, Step, Tale
from app.domain.stage_facts import header
from app.domain.stage_payload import Layer
from app.domain.upload import Result
from app.domain.wangsu_base64 import decoded_text, encoded
from app.domain.wangsu_policy import policy_of, policy_text
from app.domain.wangsu_policy import preview as policy_preview

_SHOWN = 60
"""Characters of a token's parts."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What is known of an upload from our own side."""

    batch: Batch | None = None
    """What it was sent with; None: somebody else sent it."""
    key: str = ""
    """Full object name that was asked for."""
    task_id: str = ""
    headers: Headers = ()
    """Of the request that stored it, redacted; empty while they are not known."""
    result: Result | None = None


def layers(run: Run, step: Step, sent: Sent) -> tuple[Layer, ...]:
    """Every way to look at a step of a further service; none: there is nothing to read."""
    tale = step.tale
    if tale in (Tale.APPLY, Tale.COMMIT, Tale.PULL, Tale.CONFIRMED):
        return _question(run, step, sent)
    if tale in (Tale.UPLOAD, Tale.CUT):
        return _to_place(run) if run.file_id or run.name else _with_token(run, sent)
    if step.number in (2, 7):
        return _call(step)
    if step.number in (3, 8) or tale is Tale.REFUSED:
        return _answer(step)
    if tale in (Tale.GIVEN, Tale.PASSED_ON, Tale.SAID):
        return _news(step, sent)
    return _facts(run, step, sent)


# --- a token in front of a file (wangsu.md, 1.2 and 1.3) ------------------------------------------


def _with_token(run: Run, sent: Sent) -> tuple[Layer, ...]:
    lines = [f"POST /{'mkfile' if run.parts else 'file/upload'} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in sent.headers]
    if sent.batch is None or run.zero <= 0:
        return (Layer("request", "\n".join(lines)),)
    in_parts = bool(run.parts)
    policy = policy_of(sent.batch, sent.key, deadline=run.zero + 3600, in_parts=in_parts)
    packed = encoded(policy_text(policy))
    token = f"AK:base64(hex(HMAC-SHA1(SK, …))):{packed[:_SHOWN]}…"
    lines.append(f"Authorization: {token}" if in_parts else f"token = {token}")
    shown = policy_preview(sent.batch, sent.key, deadline=run.zero + 3600, in_parts=in_parts)
    found = [Layer("request", "\n".join(lines), assumed=True), Layer("json", shown, assumed=True)]
    body = str(policy.get("callbackBody") or policy.get("returnBody") or "")
    found += [Layer("template", body, assumed=True)] if body else []
    short = f"{packed[:_SHOWN]}…"  # there are addresses in the rest
    signed = f"{short}\n\n-> HMAC-SHA1(SK, …) -> hex -> Base64 = sign\ntoken = AK:sign:{short}"
    return (*found, Layer("signature", signed, assumed=True))


# --- questions signed with our key (tencent-vod.md, 1.2, 1.7, 3) ----------------------------------


def _question(run: Run, step: Step, sent: Sent) -> tuple[Layer, ...]:
    lines = [
        "POST / HTTP/1.1",
        "Content-Type: application/json",
        f"X-TC-Action: {step.name}",
        "X-TC-Version: 2018-07-17",
        f"Authorization: TC3-HMAC-SHA256 {HIDDEN}",
    ]
    fields = _fields(run, step, sent)
    shown = json.dumps(fields, ensure_ascii=False, indent=2)
    request = "\n".join([*lines, "", json.dumps(fields, ensure_ascii=False)])
    signed = (
        "POST\n/\n\ncontent-type:application/json\nhost:…\n\ncontent-type;host\n"
        "hex(SHA256(body))\n\n-> SHA256 -> TC3-HMAC-SHA256, timestamp, date/vod/tc3_request\n"
        "-> HMAC-SHA256 with a key made of: TC3 + SecretKey, date, vod, tc3_request\n"
        f"Signature = {HIDDEN}"
    )
    return (
        Layer("request", request, assumed=True),
        Layer("pretty", shown, assumed=True),
        Layer("signature", signed, assumed=True),
    )


def _fields(run: Run, step: Step, sent: Sent) -> Mapping[str, object]:
    application = sent.batch.destination.bucket if sent.batch else ""
    found: dict[str, object] = {"SubAppId": int(application)} if application.isdecimal() else {}
    if step.tale is Tale.APPLY and sent.batch is not None:
        kind = run.key.rpartition(".")[2] or sent.key.rpartition(".")[2]
        found |= {"MediaType": kind, "MediaName": run.name}
        variables = dict(sent.batch.callback.variables)
        found["SourceContext"] = source_context(variables, sent.task_id)
    elif step.tale is Tale.COMMIT:
        found["VodSessionKey"] = "…"
    elif step.tale is Tale.CONFIRMED:
        found["EventHandles"] = ["EventHandle.…"]
    return found


def _to_place(run: Run) -> tuple[Layer, ...]:
    """The file on its way to the place, signed with the temporary key (1.4 and 1.5)."""
    lines = [
        f"PUT /{run.key} HTTP/1.1",
        f"x-cos-security-token: {HIDDEN}",
        f"Authorization: q-sign-algorithm=sha1&q-ak={HIDDEN}",
    ]
    signed = (
        f"put\n/{run.key}\n\ncontent-length=…&host=…&x-cos-security-token=…\n\n"
        "-> SHA1, then: sha1, KeyTime, that\n"
        "-> HMAC-SHA1 with SignKey = hex(HMAC-SHA1(temporary SecretKey, KeyTime))\n"
        "q-sign-algorithm=sha1\nq-ak=the temporary key's id\nq-sign-time=from;until\n"
        "q-key-time=from;until\nq-header-list=content-length;host;x-cos-security-token\n"
        f"q-url-param-list=\nq-signature={HIDDEN}"
    )
    return (
        Layer("request", "\n".join(lines), assumed=True),
        Layer("signature", signed, assumed=True),
    )


# --- calls of the application server --------------------------------------------------------------


def _call(step: Step) -> tuple[Layer, ...]:
    path = "/" + step.url.partition("://")[2].partition("/")[2]
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in step.headers)]
    found = [Layer("request", "\n".join([*lines, "", step.body]))]
    opened = decoded_json(step.body)
    if opened and not step.body.lstrip().startswith("{"):
        found.append(Layer("json", opened))
    elif opened:
        found.append(Layer("pretty", opened))
    else:
        pairs = parse_qsl(step.body, keep_blank_values=True)
        found.append(Layer("body", step.body))
        found.append(Layer("fields", "\n".join(f"{name} = {value}" for name, value in pairs)))
    return (*found, Layer("signature", _signed(step, opened)))


def _signed(step: Step, opened: str) -> str:
    """What was signed, as the application server found it (wangsu.md 4.4, 5.4; VOD 4.2)."""
    authorization = header(step.headers, "authorization")
    if not authorization:
        values = json.loads(opened) if opened else {}
        stamp, sign = values.get("T", ""), values.get("Sign", "")
        return f"MD5(SignKey + T)\n\nT = {stamp}\nSign = {sign}"
    url = step.url.partition("?")[0] if "without query" in step.variant else step.url
    body = encoded(step.body) if "base64" in step.variant else step.body
    lines = [step.variant or "?", "", url, body, "", "-> HMAC-SHA1(SK, …) -> hex -> Base64"]
    return "\n".join([*lines, f"authorization = {authorization}"])


def decoded_json(text: str) -> str:
    """JSON, plain or in Base64, laid out to be read; empty when it is neither."""
    for opened in (str.strip, decoded_text):
        try:
            value = json.loads(opened(text.strip()))
        except (ValueError, RecursionError):  # no Base64 is a ValueError, too
            continue
        if isinstance(value, dict):
            return json.dumps(value, ensure_ascii=False, indent=2)
    return ""


def _answer(step: Step) -> tuple[Layer, ...]:
    lines = [f"HTTP/1.1 {step.status}"] if step.status else []
    lines += [f"{name}: {value}" for name, value in step.headers]
    lines += [f"{step.code}: {step.reason}".strip(": ")] if step.code or step.reason else []
    raw = Layer("answer", "\n".join([*lines, "", step.body]).strip())
    pretty = decoded_json(step.body)
    return (raw, Layer("pretty", pretty)) if pretty else (raw,)


# --- what comes back, and what is told later ------------------------------------------------------


def _facts(run: Run, step: Step, sent: Sent) -> tuple[Layer, ...]:
    """Answers of the service: what we know of them from our own side."""
    if step.within:
        return (Layer("pretty", "\n".join(step.parts) or step.name),)
    receipt = sent.result.receipt if sent.result else None
    lines = [f"HTTP/1.1 {step.status}"] if step.status else []
    if receipt is None or step.tale is Tale.GRANTED:
        lines += [f"FileId = {run.file_id}"] if step.tale is Tale.STORED and run.file_id else []
        return (Layer("answer", "\n".join(lines)),)
    exchange = receipt.exchange
    lines += [f"{name}: {value}" for name, value in exchange.headers] if exchange else []
    body = receipt.callback.body
    found = [Layer("answer", "\n".join(lines)), *([Layer("body", body)] if body else [])]
    pairs = [("key", receipt.key), ("size", str(receipt.size)), ("hash", receipt.etag)]
    pairs += [("FileId", receipt.file_id)] if receipt.file_id else []
    pairs += [("persistentId", notice.id) for notice in receipt.notices if notice.raw]
    found.append(Layer("fields", "\n".join(f"{n} = {v}" for n, v in pairs if v)))
    opened = decoded_json(receipt.callback.body)
    return (*found, Layer("pretty", opened)) if opened else tuple(found)


def _news(step: Step, sent: Sent) -> tuple[Layer, ...]:
    """What was told, as our own notice has it."""
    receipt = sent.result.receipt if sent.result else None
    notices = [notice for notice in receipt.notices if notice.body] if receipt else []
    if not notices or (step.code and step.code != _code_in(notices[-1].body)):
        return (Layer("answer", f"code = {step.code}" if step.code else step.name),)
    last = notices[-1]
    found = [Layer("answer", last.raw or last.body)]
    opened = decoded_json(last.body)
    return (*found, Layer("pretty", opened)) if opened else tuple(found)


def _code_in(body: str) -> str:
    """The code that a status says; empty when it is none."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    return str(value.get("code", "")) if isinstance(value, dict) else ""


def media_names(fields: Mapping[str, str]) -> list[str]:
    """The file's name in an event of VOD, whose members are JSON text (tencent-vod.md, 4.5)."""
    try:
        event = json.loads(fields.get("FileUploadEvent", ""))
    except (ValueError, RecursionError):
        return []
    info = event.get("MediaBasicInfo") if isinstance(event, dict) else None
    name = info.get("Name") if isinstance(info, dict) else None
    return [name] if isinstance(name, str) else []
