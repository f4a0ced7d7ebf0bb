"""PostObject: an upload by form, authorised by a signed policy (reference/oss.md 4).

The form's fields are turned into the headers that a PutObject would have, so that everything after
the policy is what the other operations do. Choices where the sheet is silent: conditions see the
key with its ``${filename}`` filled in; a callback's answer goes before a redirect; the redirect is
303 to the URL as given; an unusable ``success_action_status`` means 204.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import quote, urlsplit

from app.democloud.answering import Answer
from app.democloud.blobs import Blob
from app.democloud.oss import limits
from app.democloud.oss.admission import admit
from app.democloud.oss.answer import XML
from app.democloud.oss.callback_spec import CallbackSpec, read_callback
from app.democloud.oss.context import Context
from app.democloud.oss.errors import OssError
from app.democloud.oss.form import Form, FormReader, wrong_number_of_files
from app.democloud.oss.form_policy import Policy, read_policy
from app.democloud.oss.form_signature import (
    authenticate_form,
    fields_to_pin,
    form_signature_version,
    required,
)
from app.democloud.oss.markup import document, tag
from app.democloud.oss.objects import (
    announce,
    answer_upload,
    md5_text,
    object_headers,
    place,
    refuse_overwrite,
    stored_object,
)
from app.democloud.oss.options import KEPT_HEADERS, kept_headers
from app.democloud.oss.receiving import traffic_limit
from app.democloud.oss.request import Request, missing_length
from app.democloud.store import StoredObject

OPERATION = "PostObject"
_AS_HEADERS = frozenset(
    {name.lower() for name in KEPT_HEADERS} | {"x-oss-forbid-overwrite", "x-oss-traffic-limit"}
)


async def post_object(context: Context) -> Answer:
    """Store the file of a form, then call back."""
    try:
        return await _post(context)
    except OssError:
        # A browser that is still sending would not see the answer.
        await context.body.drain(limits.MOST_DRAINED)
        raise


async def _post(context: Context) -> Answer:
    context.bucket()
    if context.request.content_length is None:
        raise missing_length()
    reader = FormReader(context.body.chunks(), context.request.header("content-type") or "")
    form = await reader.read_fields()
    context = await context.identify(_key(form), form_signature_version(form))
    policy = _allowed(context, form)
    context = replace(context, request=_as_request(context.request, form))
    admit(OPERATION, context.request, context.settings)
    return await _take_file(context, form, policy=policy, chunks=reader.file_chunks())


def _key(form: Form) -> bytes:
    name = form.file.filename or "" if form.file else ""
    return form.fields.get("key", b"").replace(b"${filename}", name.encode("utf-8"))


def _allowed(context: Context, form: Form) -> Policy:
    """Judge the form before a byte of its file is stored; OssError says what is wrong."""
    if form.file is None:
        raise wrong_number_of_files()
    required(form, "key")
    account = authenticate_form(form, context.accounts, now=context.now)
    if context.fault is not None and context.fault.kind == "expire_key":
        context.accounts.expire(account.access_key_id)
        authenticate_form(form, context.accounts, now=context.now)
    policy = read_policy(required(form, "policy"))
    request = context.request
    values = form.texts() | {"bucket": request.bucket, "key": request.key}
    policy.check(values, pinned=fields_to_pin(form), now=context.now)
    return policy


def _as_request(request: Request, form: Form) -> Request:
    """Give the request that a PutObject with the same fields would be."""
    headers = [
        (name.encode("utf-8"), value)
        for name, value in form.fields.items()
        if name in _AS_HEADERS or name.startswith("x-oss-meta-")
    ]
    kind = form.fields.get("x-oss-content-type") or form.fields.get("content-type")
    if not kind and form.file:
        kind = form.file.content_type.encode("utf-8")
    if kind:
        headers.append((b"content-type", kind))
    return replace(request, query=(), headers=tuple(headers))


async def _take_file(
    context: Context, form: Form, *, policy: Policy, chunks: AsyncIterator[bytes]
) -> Answer:
    bucket, key = context.bucket(), context.key()
    headers = kept_headers(context)
    spec = context.callbacks.offered(await _callback(form))
    forbid = context.forbids_overwrite()
    refuse_overwrite(bucket, key, forbid=forbid)
    context.body.bits_per_second = traffic_limit(context.request)
    blob = await _receive(context, policy, chunks)
    # Only the ETag of a PutObject is an MD5 (reference/oss.md 2.2).
    etag = secrets.token_hex(16).upper()
    stored = stored_object(key, blob, etag=etag, headers=headers, at=context.now)
    place(bucket, stored, forbid=forbid)
    announce(context, stored, OPERATION)
    md5 = md5_text(blob)
    proof = (*object_headers(stored), ("Content-MD5", md5))
    plain = _success(context.request, form, stored, proof) if spec is None else Answer(200, proof)
    return await answer_upload(context, spec, stored, operation=OPERATION, md5=md5, plain=plain)


async def _callback(form: Form) -> CallbackSpec | None:
    text = form.text("callback")
    if text is None:
        return None
    variables = {name: value for name, value in form.texts().items() if name.startswith("x:")}
    return await read_callback(text, variables)


async def _receive(context: Context, policy: Policy, chunks: AsyncIterator[bytes]) -> Blob:
    blob = await context.store.blobs.take_in(_within(chunks, policy))
    try:
        policy.check_size(blob.size)
    except OssError:
        blob.release()
        raise
    return blob


async def _within(chunks: AsyncIterator[bytes], policy: Policy) -> AsyncIterator[bytes]:
    """Stop at the first byte too many."""
    ceiling = limits.LARGEST_BODY if policy.largest is None else policy.largest
    so_far = replace(policy, smallest=0, largest=min(limits.LARGEST_BODY, ceiling))
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        so_far.check_size(size)
        yield chunk


def _success(
    request: Request, form: Form, stored: StoredObject, proof: tuple[tuple[str, str], ...]
) -> Answer:
    redirect = form.text("success_action_redirect") or ""
    if _usable(redirect):
        return Answer(303, (*proof, ("Location", redirect)))
    status = form.text("success_action_status")
    if status != "201":
        return Answer(200 if status == "200" else 204, proof)
    body = document(
        "PostResponse",
        tag("Bucket", request.bucket),
        tag("Location", _location(request, stored.key)),
        tag("Key", stored.key),
        tag("ETag", f'"{stored.etag}"'),
    )
    return Answer(201, (*proof, XML), body)


def _usable(url: str) -> bool:
    try:
        pieces = urlsplit(url)
    except ValueError:
        return False
    return pieces.scheme in ("http", "https") and bool(pieces.netloc)


def _location(request: Request, key: str) -> str:
    bucket = f"{request.bucket}/" if request.path_style else ""
    return f"http://{request.host}/{bucket}{quote(key, safe='/-_.~')}"
