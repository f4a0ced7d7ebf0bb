"""Words for the findings of the callback form (codes: `app.domain.lint`) and for variables."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.dialect import SystemVariable
from app.domain.findings import Finding, Severity
from app.ui.i18n import translate


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - lupdate's name
    """Mark ``text`` for translation where it stands; it is translated when it is shown."""
    return text


_URLS: Mapping[str, str] = {
    "urls.none": QT_TRANSLATE_NOOP("Findings", "Type the address that should be told."),
    "urls.many": QT_TRANSLATE_NOOP(
        "Findings", "These are {count} addresses; the storage takes at most {most}."
    ),
    "url.malformed": QT_TRANSLATE_NOOP(
        "Findings", "This is no complete address. It looks like https://app.example.com/uploaded"
    ),
    "url.port": QT_TRANSLATE_NOOP(
        "Findings", "The port, the number behind the colon, must be from 1 to 65535."
    ),
    "url.scheme": QT_TRANSLATE_NOOP(
        "Findings", "The storage calls http and https addresses, not {scheme}."
    ),
    "url.ipv6": QT_TRANSLATE_NOOP(
        "Findings", "The storage cannot call IPv6 addresses. Use a name or an IPv4 address."
    ),
    "url.private": QT_TRANSLATE_NOOP(
        "Findings",
        "{host} can only be reached from your own network. The storage needs a public address.",
    ),
    "url.private.practice": QT_TRANSLATE_NOOP(
        "Findings",
        "Fine for practice. A real service would refuse {host}: it needs a public address.",
    ),
    "url.private.vouched": QT_TRANSLATE_NOOP(
        "Findings", "Sent all the same, as you said: {host} looks out of the storage's reach."
    ),
    "url.ipv6.practice": QT_TRANSLATE_NOOP(
        "Findings", "Fine for practice. A real service cannot call IPv6 addresses such as {host}."
    ),
    "url.ipv6.vouched": QT_TRANSLATE_NOOP(
        "Findings", "Sent all the same, as you said, although {host} is an IPv6 address."
    ),
    "url.nowhere": QT_TRANSLATE_NOOP(
        "Findings", "Nobody can own the name {host}, so the storage cannot find it."
    ),
    "url.nowhere.vouched": QT_TRANSLATE_NOOP(
        "Findings", "Sent all the same, as you said, although nobody can own the name {host}."
    ),
    "url.pasted": QT_TRANSLATE_NOOP(
        "Findings", "This is a whole callback, not only its address. It can be taken apart."
    ),
    "url.left_over": QT_TRANSLATE_NOOP(
        "Findings", "“{text}” is an example from a manual. Type your own server's address."
    ),
    "url.variable": QT_TRANSLATE_NOOP(
        "Findings", "Variables are filled in in the body only. Here “{name}” is sent as it stands."
    ),
    "url.characters": QT_TRANSLATE_NOOP(
        "Findings", "Blanks and letters like ü or 中 must be percent-encoded in an address."
    ),
    "url.semicolon": QT_TRANSLATE_NOOP(
        "Findings", "A semicolon would end the address here, so it must be percent-encoded."
    ),
    "url.no_scheme": QT_TRANSLATE_NOOP(
        "Findings", "Without http:// or https:// in front it is called by http."
    ),
    "url.single_name": QT_TRANSLATE_NOOP(
        "Findings", "{host} looks like a name of your own network. The storage may not find it."
    ),
    "url.password": QT_TRANSLATE_NOOP(
        "Findings", "There is a password in the address. It would be kept readable."
    ),
    "url.fragment": QT_TRANSLATE_NOOP("Findings", "What follows # never reaches your server."),
    "url.duplicate": QT_TRANSLATE_NOOP("Findings", "This address is there twice."),
}
_BODY: Mapping[str, str] = {
    "body.empty": QT_TRANSLATE_NOOP(
        "Findings", "The storage needs something to tell. Write a body or take the usual one."
    ),
    "body.long": QT_TRANSLATE_NOOP(
        "Findings",
        "Too long: {size} of {limit} bytes once encoded. Shorten the body or the addresses.",
    ),
    "body.pasted": QT_TRANSLATE_NOOP(
        "Findings", "This is a whole callback, not only its body. It can be taken apart."
    ),
    "body.escaped": QT_TRANSLATE_NOOP(
        "Findings",
        "Copied from a program: your server would receive its quotes and backslashes, too.",
    ),
    "body.left_over": QT_TRANSLATE_NOOP(
        "Findings", "“{text}” is an example from a manual. Write what your server shall hear."
    ),
    "body.put_only": QT_TRANSLATE_NOOP(
        "Findings", "{name} stays empty: this file is sent in parts."
    ),
    "body.quoted": QT_TRANSLATE_NOOP(
        "Findings",
        "The storage puts quotes around {name} by itself. Two pairs would break the JSON.",
    ),
    "body.in_text": QT_TRANSLATE_NOOP(
        "Findings",
        "{name} stands inside a longer text. The storage adds quotes there, which breaks the JSON.",
    ),
    "body.unknown": QT_TRANSLATE_NOOP(
        "Findings", "The storage knows no variable “{name}”, so it stays empty."
    ),
    "body.unknown.guess": QT_TRANSLATE_NOOP(
        "Findings", "The storage knows no variable “{name}”. Did you mean {guess}?"
    ),
    "body.unknown.foreign": QT_TRANSLATE_NOOP(
        "Findings", "“{name}” is a variable of {foreign}. Here it stays empty."
    ),
    "body.unknown.foreign.guess": QT_TRANSLATE_NOOP(
        "Findings", "“{name}” is a variable of {foreign}. Here it is called {guess}."
    ),
    "body.no_json": QT_TRANSLATE_NOOP(
        "Findings", "This service sends the body as a form. JSON would not be read as JSON."
    ),
    "body.look_alike.parens": QT_TRANSLATE_NOOP(
        "Findings", "{text} is no placeholder here; they are written with parentheses."
    ),
    "body.unclosed.parens": QT_TRANSLATE_NOOP(
        "Findings", "The closing parenthesis is missing: {text}"
    ),
    "body.undefined": QT_TRANSLATE_NOOP(
        "Findings", "“{name}” is not among your values, so it stays empty."
    ),
    "body.undefined.guess": QT_TRANSLATE_NOOP(
        "Findings", "“{name}” is not among your values. Did you mean {guess}?"
    ),
    "body.encoded": QT_TRANSLATE_NOOP(
        "Findings", "{text} is an encoded placeholder. It would be sent as it stands."
    ),
    "body.look_alike": QT_TRANSLATE_NOOP(
        "Findings", "{text} is no placeholder here; they are written with braces."
    ),
    "body.unclosed": QT_TRANSLATE_NOOP("Findings", "The closing brace is missing: {text}"),
    "body.not_json": QT_TRANSLATE_NOOP(
        "Findings", "With its values in place this is no JSON: line {line}, character {column}."
    ),
    "body.looks_json": QT_TRANSLATE_NOOP(
        "Findings", "This looks like JSON, but is sent as a form."
    ),
    "body.looks_form": QT_TRANSLATE_NOOP(
        "Findings", "This looks like a form, but is sent as JSON."
    ),
}
_REST: Mapping[str, str] = {
    "variables.long": QT_TRANSLATE_NOOP(
        "Findings", "Your values are too long: {size} of {limit} bytes once encoded."
    ),
    "variables.empty_name": QT_TRANSLATE_NOOP("Findings", "A value has no name."),
    "variables.name": QT_TRANSLATE_NOOP(
        "Findings", "“{name}” must be written {better}: x: in front, small letters."
    ),
    "variables.duplicate": QT_TRANSLATE_NOOP(
        "Findings", "“{name}” and “{other}” are the same name to the storage."
    ),
    "variables.joint": QT_TRANSLATE_NOOP(
        "Findings", "The value of “{name}” has an &, which would begin another field there."
    ),
    "variables.unused": QT_TRANSLATE_NOOP(
        "Findings", "“{name}” is not in the body, so your server will not hear of it."
    ),
    "variables.unusual": QT_TRANSLATE_NOOP(
        "Findings", "“{name}” has unusual letters. Safe are a-z, 0-9, _ - and ."
    ),
    "variables.many": QT_TRANSLATE_NOOP(
        "Findings", "Older documents advise at most 10 values and 512 bytes in all."
    ),
    "host.left_over": QT_TRANSLATE_NOOP("Findings", "“{text}” is an example from a manual."),
    "host.port": QT_TRANSLATE_NOOP("Findings", "The host goes without a port."),
    "host.url": QT_TRANSLATE_NOOP("Findings", "Only the name belongs here, not the whole address."),
    "host.characters": QT_TRANSLATE_NOOP(
        "Findings", "A host's name has only letters, digits, dots and hyphens."
    ),
    "sni.off": QT_TRANSLATE_NOOP(
        "Findings", "Many https servers need to hear their name (SNI) and fail without it."
    ),
}
SENTENCES: Mapping[str, str] = {**_URLS, **_BODY, **_REST}
"""Sentence of each code; ``.practice``, ``.guess`` and ``.vouched`` mark those cases."""

FIXES: Mapping[str, str] = {
    "urls.many": QT_TRANSLATE_NOOP("Findings", "Keep the first"),
    "url.pasted": QT_TRANSLATE_NOOP("Findings", "Take it apart"),
    "url.port": QT_TRANSLATE_NOOP("Findings", "Take the port out"),
    "url.scheme.guess": QT_TRANSLATE_NOOP("Findings", "Use {guess}"),
    "url.characters": QT_TRANSLATE_NOOP("Findings", "Encode"),
    "url.semicolon": QT_TRANSLATE_NOOP("Findings", "Encode"),
    "url.no_scheme": QT_TRANSLATE_NOOP("Findings", "Add http://"),
    "url.password": QT_TRANSLATE_NOOP("Findings", "Take it out"),
    "url.fragment": QT_TRANSLATE_NOOP("Findings", "Take it out"),
    "url.duplicate": QT_TRANSLATE_NOOP("Findings", "Keep one"),
    "body.empty": QT_TRANSLATE_NOOP("Findings", "Use the usual body"),
    "body.quoted": QT_TRANSLATE_NOOP("Findings", "Remove the quotes"),
    "body.pasted": QT_TRANSLATE_NOOP("Findings", "Take it apart"),
    "body.escaped": QT_TRANSLATE_NOOP("Findings", "Remove the backslashes"),
    "body.left_over": QT_TRANSLATE_NOOP("Findings", "Use the usual body"),
    "url.variable": QT_TRANSLATE_NOOP("Findings", "Move it into the body"),
    "body.in_text": QT_TRANSLATE_NOOP("Findings", "Send as a form"),
    "body.unclosed": QT_TRANSLATE_NOOP("Findings", "Close it"),
    "body.not_json": QT_TRANSLATE_NOOP("Findings", "Mend the brackets"),
    "variables.unusual": QT_TRANSLATE_NOOP("Findings", "Name it {better}"),
    "body.unknown": QT_TRANSLATE_NOOP("Findings", "Make it a value of your own"),
    "body.unknown.guess": QT_TRANSLATE_NOOP("Findings", "Use {guess}"),
    "body.unknown.foreign.guess": QT_TRANSLATE_NOOP("Findings", "Use {guess}"),
    "body.undefined": QT_TRANSLATE_NOOP("Findings", "Add the value"),
    "body.undefined.guess": QT_TRANSLATE_NOOP("Findings", "Use {guess}"),
    "body.encoded": QT_TRANSLATE_NOOP("Findings", "Decode"),
    "body.look_alike": QT_TRANSLATE_NOOP("Findings", "Write them with braces"),
    "body.look_alike.parens": QT_TRANSLATE_NOOP("Findings", "Write them with parentheses"),
    "body.no_json": QT_TRANSLATE_NOOP("Findings", "Write it as a form"),
    "body.looks_json": QT_TRANSLATE_NOOP("Findings", "Send as JSON"),
    "body.looks_form": QT_TRANSLATE_NOOP("Findings", "Send as a form"),
    "variables.empty_name": QT_TRANSLATE_NOOP("Findings", "Leave it out"),
    "variables.name": QT_TRANSLATE_NOOP("Findings", "Rename"),
    "variables.duplicate": QT_TRANSLATE_NOOP("Findings", "Name it {better}"),
    "variables.unused": QT_TRANSLATE_NOOP("Findings", "Put it in"),
    "variables.long": QT_TRANSLATE_NOOP("Findings", "Empty {names}"),
    "host.left_over": QT_TRANSLATE_NOOP("Findings", "Take it out"),
    "host.port": QT_TRANSLATE_NOOP("Findings", "Take it out"),
    "host.url": QT_TRANSLATE_NOOP("Findings", "Use {better}"),
    "host.characters": QT_TRANSLATE_NOOP("Findings", "Use {better}"),
    "sni.off": QT_TRANSLATE_NOOP("Findings", "Switch it on"),
}
"""What the button of a fix says."""

WAYS: Mapping[str, str] = {
    "drop": QT_TRANSLATE_NOOP("Findings", "Take this address out"),
    "receiver": QT_TRANSLATE_NOOP("Findings", "Use the demo server"),
    "off": QT_TRANSLATE_NOOP("Findings", "Do without the callback"),
    "vouched": QT_TRANSLATE_NOOP("Findings", "Do not send it"),
    "compact": QT_TRANSLATE_NOOP("Findings", "Take the blanks out"),
    "usual": QT_TRANSLATE_NOOP("Findings", "Use the usual body"),
    "one_url": QT_TRANSLATE_NOOP("Findings", "Usual body, first address"),
}
"""What it says where the finding names the ``way`` that its fix goes."""

MEANINGS: Mapping[str, str] = {
    "bucket": QT_TRANSLATE_NOOP("Variables", "Name of the bucket"),
    "object": QT_TRANSLATE_NOOP("Variables", "Full name of the stored file, with its folder"),
    "size": QT_TRANSLATE_NOOP("Variables", "Size of the file in bytes"),
    "mime_type": QT_TRANSLATE_NOOP("Variables", "Content type, such as image/jpeg"),
    "etag": QT_TRANSLATE_NOOP("Variables", "ETag of the stored file"),
    "crc64": QT_TRANSLATE_NOOP("Variables", "CRC-64 checksum of the stored file"),
    "content_md5": QT_TRANSLATE_NOOP("Variables", "MD5 of the file; empty when sent in parts"),
    "image_width": QT_TRANSLATE_NOOP("Variables", "Width in pixels; empty for other files"),
    "image_height": QT_TRANSLATE_NOOP("Variables", "Height in pixels; empty for other files"),
    "image_format": QT_TRANSLATE_NOOP("Variables", "Picture format; empty for other files"),
    "operation": QT_TRANSLATE_NOOP("Variables", "How it was uploaded, such as PutObject"),
    "request_id": QT_TRANSLATE_NOOP("Variables", "Id of the upload, for questions to support"),
    "client_ip": QT_TRANSLATE_NOOP("Variables", "This computer's address as the storage sees it"),
    "file_name": QT_TRANSLATE_NOOP("Variables", "Name of the file on this computer"),
    "hash": QT_TRANSLATE_NOOP("Variables", "Checksum of the stored file (its etag)"),
    "url_base64": QT_TRANSLATE_NOOP("Variables", "Address of the stored file, in Base64"),
    "cost_time": QT_TRANSLATE_NOOP("Variables", "Time that the service spent on the upload"),
    "task_id": QT_TRANSLATE_NOOP("Variables", "Id of the processing, if there is any"),
    "vpc_id": QT_TRANSLATE_NOOP("Variables", "Private network of the sender, mostly empty"),
}
"""Meaning of each system variable, by its ``meaning_key``."""


class _Values(dict[str, str]):
    """Values of a finding; one that is missing shows as a dash instead of failing."""

    def __missing__(self, key: str) -> str:
        return "–"


def sentence(finding: Finding) -> str:
    """What the finding says, in the language of now; an unknown code shows as itself."""
    text = SENTENCES.get(_case(finding, SENTENCES))
    if text is None:
        return finding.code
    return translate("Findings", text).format_map(_Values(finding.values))


def fix_text(finding: Finding) -> str:
    """What the button of the finding's fix says."""
    way = WAYS.get(finding.values.get("way", ""))
    text = way or FIXES.get(_case(finding, FIXES), QT_TRANSLATE_NOOP("Findings", "Fix it"))
    return translate("Findings", text).format_map(_Values(finding.values))


def meaning(variable: SystemVariable) -> str:
    """What a system variable stands for."""
    text = MEANINGS.get(variable.meaning_key, "")
    return translate("Variables", text) if text else variable.name


def _case(finding: Finding, table: Mapping[str, str]) -> str:
    """The finding's code with its case behind it, where the table has words for that case."""
    near = finding.code in ("url.private", "url.ipv6")
    practice = near and finding.severity is Severity.INFO
    vouched = finding.values.get("way") == "vouched"
    guess = ".guess" if finding.values.get("guess") else ""
    guess = ".foreign" + guess if finding.values.get("foreign") else guess
    guess = guess or (".parens" if finding.values.get("opening") == "$(" else "")
    case = ".practice" if practice and not vouched else ".vouched" if vouched else guess
    return finding.code + case if finding.code + case in table else finding.code
