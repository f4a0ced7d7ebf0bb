"""Words of the application server's panel."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from app.domain.stage_payload import KEY_HEADER
from app.engine.demo_stream import Event
from app.ui.i18n import translate
from app.ui.stage.server_calls import Call, headers_of, number, text

MODES = (
    "well",
    "late",
    "500",
    "not_json",
    "no_length",
    "refuse",
    "empty",
    "bom",
    "large",
    "redirect",
    "hang_up",
)
"""Ways to answer that are offered."""
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def harmless(words: str) -> str:
    """Text from outside with signs that nobody can see, or that turn text round, written out."""
    if words.isascii() and "\x1b" not in words and "\0" not in words:
        return words
    return "".join(
        sign
        if sign in "\n\t" or unicodedata.category(sign) not in _HIDDEN
        else f"\\u{ord(sign):04X}"
        for sign in words
    )


def mode_words() -> Mapping[str, str]:
    """Each way to answer."""
    return {
        "well": translate("Server", "Well: 200, JSON"),
        "late": translate("Server", "Late: after 6 seconds"),
        "500": translate("Server", "500: an error of its own"),
        "not_json": translate("Server", "Not JSON: an HTML page"),
        "no_length": translate("Server", "Without Content-Length"),
        "refuse": translate("Server", "Refuse: 403"),
        "empty": translate("Server", "Empty body"),
        "bom": translate("Server", "JSON behind a byte order mark"),
        "large": translate("Server", "Large: 1 MB of JSON"),
        "redirect": translate("Server", "Redirect: 302"),
        "hang_up": translate("Server", "Hang up without an answer"),
        "custom": translate("Server", "An answer of your own"),
        "rejected": translate("Server", "Rejected: 400"),
    }


def way_words() -> Mapping[str, tuple[str, str]]:
    """Each way to forge: in a menu, and what it does."""
    return {
        "signature": (
            translate("Server", "Wrong &signature"),
            translate("Server", "Signed by somebody who has not got the storage's key"),
        ),
        "body": (
            translate("Server", "Changed &body"),
            translate("Server", "A genuine callback with “paid=yes” added to it"),
        ),
        "key_url": (
            translate("Server", "Foreign &key URL"),
            translate("Server", "Signed with a key of their own, and naming its address"),
        ),
        "key": (
            translate("Server", "Foreign &key"),
            translate("Server", "Signed with a key that the server does not know"),
        ),
        "notification": (
            translate("Server", "Invented &notification"),
            translate("Server", "A result that never was, under an overheard signature"),
        ),
        "replay": (
            translate("Server", "&Overheard, sent again"),
            translate("Server", "A genuine call once more: nothing that is signed holds the time"),
        ),
        "unsigned": (
            translate("Server", "&Without a signature"),
            translate("Server", "Sent by somebody who found out the address"),
        ),
        "past": (
            translate("Server", "&Too late"),
            translate("Server", "Signed well, for a time that is over"),
        ),
    }


def way_name(way: str) -> str:
    """A way to forge, inside a sentence."""
    names = {
        "signature": translate("Server", "wrong signature"),
        "body": translate("Server", "changed body"),
        "key_url": translate("Server", "foreign key URL"),
        "key": translate("Server", "foreign key"),
        "notification": translate("Server", "invented notification"),
        "replay": translate("Server", "overheard, sent again"),
        "unsigned": translate("Server", "without a signature"),
        "past": translate("Server", "too late"),
    }
    return names.get(way, way)


def call_columns() -> tuple[str, ...]:
    """Of the list of callbacks."""
    return (
        translate("Server", "Time"),
        translate("Server", "File"),
        translate("Server", "Attempt"),
        translate("Server", "Signature"),
        translate("Server", "Our answer"),
    )


def signature_words(call: Call) -> str:
    """The signature in a cell."""
    if call.verified:
        return translate("Server", "✓ Verified")
    return translate("Server", "✗ {step}").format(step=step_names().get(failed(call), "?"))


def failed(call: Call) -> str:
    """The step that failed; empty when none did."""
    return text(call.received, "failed_step")


def answer_words(call: Call) -> str:
    """Our answer in a cell."""
    answered = call.answered
    if answered is None:
        return translate("Server", "… not yet")
    status = number(answered, "status")
    if not status:
        return translate("Server", "none: the line was closed")
    if call.judged is not None and call.judged.get("accepted") is not True:
        return translate("Server", "{status}, not accepted").format(status=status)
    return str(status)


def verdict(call: Call) -> tuple[str, str, str]:
    """The whole story in a sentence: glyph, colour and words."""
    if not call.verified:
        steps = call.checks
        place = steps.index(failed(call)) + 1 if failed(call) in steps else 0
        words = translate("Server", "Refused at step {number}: {step}. Nothing was written down.")
        names = step_names()
        said = words.format(number=place, step=names.get(failed(call), "?"))
        return "state-failed", "danger", said
    said = translate("Server", "The storage sent this, and nobody changed it on the way.")
    if call.variant:
        words = translate("Server", "Who sent this has our key. What was signed: {variant}.")
        said = words.format(variant=harmless(call.variant))
    elif call.later:
        said = translate("Server", "Who sent this has the key. The event itself is not signed.")
    return "state-delivered", "good", said


def aftermath(call: Call) -> str:
    """What the storage made of the answer, and whether a line was written."""
    judged = call.judged
    if call.way:
        words = translate("Server", "Forged from here: {way}. The server could not know that.")
        return words.format(way=way_name(call.way))
    if judged is None:
        return ""
    if judged.get("accepted") is True and call.later:
        return translate("Server", "The service has the answer. No upload waited for it.")
    if judged.get("accepted") is not True and judged.get("next_try_in") is not None:
        return translate("Server", "The service does not accept the answer and will call again.")
    if judged.get("accepted") is True:
        return translate("Server", "The storage accepted the answer and handed it to the uploader.")
    reason = harmless(text(judged, "reason"))
    if call.record:
        words = translate(
            "Server",
            "The storage did not accept the answer: “{reason}” The server has written its line"
            " all the same (number {number}).",
        )
        return words.format(reason=reason, number=call.record)
    words = translate("Server", "The storage did not accept the answer: “{reason}”")
    return words.format(reason=reason)


def step_names() -> Mapping[str, str]:
    """The steps of the verification."""
    return {
        "key_url": translate("Server", "Key URL"),
        "key": translate("Server", "Public key"),
        "signature": translate("Server", "Signature"),
        "text": translate("Server", "String to sign"),
        "digest": translate("Server", "Digest"),
        "match": translate("Server", "Comparison"),
        "authorization": translate("Server", "Authorization"),
        "fields": translate("Server", "Place of the signature"),
        "time": translate("Server", "Time"),
    }


def shared_words(step: str, *, ok: bool) -> str:
    """What a step did where both sides have the same key."""
    said = {
        "authorization": (
            translate("Server", "The header has an access key and a signature."),
            translate("Server", "There is no header with an access key and a signature."),
        ),
        "key": (
            translate("Server", "This access key is one of ours."),
            translate("Server", "This access key is none of ours."),
        ),
        "match": (
            translate("Server", "Made again with our secret key, it is the same."),
            translate(
                "Server",
                "Made again with our secret key, it is another: in every way that is documented.",
            ),
        ),
    }
    return said.get(step, ("", ""))[0 if ok else 1]


def timed_words(step: str, *, ok: bool) -> str:
    """What a step did where a time is signed with a key of both."""
    said = {
        "fields": (
            translate("Server", "T and Sign are there."),
            translate("Server", "T and Sign are missing."),
        ),
        "time": (
            translate("Server", "T lies in the future: it still holds."),
            translate("Server", "T is over."),
        ),
        "match": (
            translate(
                "Server",
                "MD5 of key and T is the same as Sign. It says nothing about the event itself.",
            ),
            translate("Server", "MD5 of key and T is another: another key has made it."),
        ),
    }
    return said.get(step, ("", ""))[0 if ok else 1]


def step_words(step: str, value: str, *, ok: bool) -> str:
    """What a step did, in a sentence; ``value`` is what it found."""
    said = {
        "key_url": translate(
            "Server", "{header}, decoded. It is the address that this server trusts."
        ),
        "key": translate(
            "Server", "The key behind that address is at hand. Its SHA-256 begins with this."
        ),
        "signature": translate("Server", "Authorization, decoded from Base64."),
        "text": translate(
            "Server", "Path and query, a line feed, and the body as it came: {bytes} bytes."
        ),
        "digest": translate("Server", "MD5 of the string to sign."),
        "match": translate("Server", "With the public key, the signature says the same digest."),
    }
    refused = {
        "key_url": translate(
            "Server",
            "{header}, decoded. This server does not trust it and fetches no key there.",
        ),
        "signature": translate("Server", "Authorization is not a signature in Base64."),
        "match": translate(
            "Server", "The signature is of another digest: path, query or body was changed."
        )
        if value
        else translate(
            "Server", "The public key cannot read the signature: another key has made it."
        ),
    }
    words = said.get(step, "") if ok else refused.get(step, "")
    if step == "text":
        return words.format(bytes=value)
    return words.format(header=KEY_HEADER) if step == "key_url" else words


def raw_request(event: Event) -> str:
    """A received callback as it came over the wire, its headers by their names in small letters."""
    lines = [f"{text(event, 'method')} {text(event, 'target')} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers_of(event).items()]
    return "\n".join(lines) + "\n\n" + text(event, "body")


def raw_answer(event: Event | None) -> str:
    """What went back; empty when nothing did."""
    status = number(event, "status") if event is not None else 0
    if event is None or not status:
        return ""
    lines = [f"HTTP/1.1 {status}"]
    lines += [f"{name}: {value}" for name, value in headers_of(event).items()]
    return "\n".join(lines) + "\n\n" + text(event, "body")
