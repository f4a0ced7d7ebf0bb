"""Sentences of the command line, in English: what happened, and what to do next.

The window has its own, translated ones (`app.ui.words`); both go by the codes of
`app.domain.errors`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from app.domain.asks import Check, CheckState
from app.domain.errors import Failure
from app.domain.findings import Finding
from app.domain.left_out import Why
from app.domain.states import Outcome
from app.terminal_services import KEYS, NOTES, said

OUTCOMES: dict[Outcome, str] = {
    Outcome.DELIVERED: "Delivered",
    Outcome.STORED: "Stored",
    Outcome.CALLBACK_FAILED: "Stored - callback failed",
    Outcome.ANSWER_NOT_SEEN: "Stored - answer not seen",
    Outcome.NOT_STORED: "Not stored",
    Outcome.SKIPPED: "Skipped: it is there already",
    Outcome.CANCELLED: "Cancelled",
}

JOURNAL = {
    "unwritable": "The list of unfinished uploads cannot be kept on this computer (is the disk"
    " full?). Sending goes on, but --resume will not know of it.",
    "newer": "The list of unfinished uploads comes from a newer Upcall and was left as it is."
    " Sending goes on, but --resume will not know of it.",
    "damaged": "The list of unfinished uploads was damaged. What could be read is used, and the old"
    " list is kept.",
    "well": "The list of unfinished uploads is kept again.",
}
"""What is told of the journal, by the codes of `app.domain.events.JournalTrouble`."""

MAY_BEGIN_ANEW = (
    "{name} is so large that it may have to begin anew: the storage lets each file in for a while"
    " only. A fast, steady line helps."
)
OVERWRITES = (
    "the addresses that the application server signs replace objects of the same name. "
    "To keep them, it has to sign x-oss-forbid-overwrite as well."
)

NO_NETWORK = (
    "This computer has no connection to the network. Waiting for it, {seconds} s at most; what is "
    "stored stays stored."
)

NETWORK_BACK = "The network is back; sending goes on."


def next_try(seconds: float) -> str:
    """The end of the progress bar's line while the network is waited for."""
    wait = math.ceil(max(0.0, seconds))
    return f"no network, next try in {wait} s" if wait else "no network, trying now"


LEFT_OUT: Mapping[Why, str] = {
    Why.UNREADABLE_FILE: "Left out, for they cannot be opened (check their permissions)",
    Why.UNREADABLE_FOLDER: "Folders that cannot be listed (check their permissions)",
    Why.GONE: "Gone before they could be read",
    Why.NAME: "Left out, for no object can have their name (some are too long)",
    Why.NO_ENDING: "Left out, for the service goes by a name's ending and they have none",
    Why.MANIFEST: "Left out, for they only list pieces, which the service takes as one film",
    Why.BROKEN_LINK: "Links that lead nowhere",
    Why.LINK_LOOP: "Folders that links lead to once more, sent once",
    Why.SPECIAL: "Left out, for they are no files but sockets, pipes or devices",
    Why.LARGEST: "Left out, for they are larger than this connection takes",
    Why.ENDING: "Left out, for this connection does not take files of this kind",
    Why.MOST: "Left out, for this connection takes no more files at a time",
    Why.DUPLICATE: "Given more than once, sent once",
    Why.HIDDEN: "Hidden files and folders that were left out (name them to send them)",
}
"""Why something is not sent; names follow."""
DOUBTFUL = "{count} file(s) are of a kind that the service may refuse, before anything is sent."
"""Why a connection's limits keep a file out."""

_ERRORS: dict[str, tuple[str, str]] = {
    "source.missing": ("The file is not there.", "Check the path and try again."),
    "source.unreadable": ("The file cannot be read.", "Check its permissions and try again."),
    "source.changed": (
        "The file changed while it was being sent.",
        "Nothing mixed was stored. Send it again once it is finished.",
    ),
    "network.not_reached": (
        "The service could not be reached.",
        "Check the endpoint and the network; what was stored stays stored: use --resume.",
    ),
    "network.answer_lost": (
        "The line broke before the answer came, and the file is not there.",
        "Run the same command with --resume.",
    ),
    "refused.credentials": (
        "The service did not accept the key.",
        "Check the key id, the secret and the token: were they copied whole?",
    ),
    "refused.not_allowed": ("This key may not do that.", "Ask the administrator for the right."),
    "refused.name_taken": (
        "An object of that name is there already.",
        "Choose another name, or --same-name replace.",
    ),
    "refused.upload_gone": (
        "The service does not know the unfinished upload any more.",
        "Run the same command again; it begins anew.",
    ),
    "refused.throttled": ("The service asks to slow down.", "Try again later with --resume."),
    "refused.clock": (
        "This computer's clock is too far off.",
        "Set the clock and try again.",
    ),
    "refused.service_fault": (
        "The service has trouble of its own.",
        "Try again later with --resume.",
    ),
    "refused.cannot_tell": (
        "The answer was lost, and nobody could say whether the file is there.",
        "Look whether it is there before you send it again; --resume looks first where it can.",
    ),
    "refused": ("The service refused the upload.", "Its own words are below."),
    "integrity": (
        "What the service stored differs from the file.",
        "It was tried several times. Check this computer's memory and disk, then try again.",
    ),
    "not_understood": (
        "The answer is not one of a storage service.",
        "Check the endpoint: a proxy or a login page may be in between.",
    ),
    "destination": ("The destination or the object's name cannot be used.", "Check its spelling."),
    "credentials.missing": (
        "No key is known.",
        f"Set two variables ({KEYS}), or save the connection in Upcall.",
    ),
    "internal": ("Upcall made a mistake.", "Please report it with the log file."),
}


_REASONS: dict[str, tuple[str, str]] = {
    "no_bucket": ("There is no bucket of that name there.", "Check --bucket and --endpoint."),
    "bucket_name": ("No bucket can have that name.", "Check --bucket."),
    "region": ("The bucket is in another region.", "Check --region and --endpoint."),
    "endpoint": ("The bucket is at another endpoint.", "Check --endpoint and --region."),
    "public_endpoint": (
        "This account may not send data through the public endpoint.",
        "Use the bucket's own domain with --addressing cname.",
    ),
    "size.form": (
        "The file is too large for one form; nothing was sent.",
        "Use --method multipart or leave --method out.",
    ),
    "size.grant": (
        "The file is too large for what the application server permits; nothing was sent.",
        "Ask its administrator for a temporary key: then it goes in parts.",
    ),
    "grant": (
        "What the application server permits is uploading alone.",
        "Use a key for this.",
    ),
    "size.small": (
        "The file is smaller than the application server permits; nothing was sent.",
        "Ask its administrator whether such a file may go there.",
    ),
    "grant_place": (
        "The application server named a place that is not safe; nothing was sent.",
        "Its administrator has to name one with https and without a password.",
    ),
    "policy": (
        "What the application server permits does not cover this file.",
        "The service's own words name the rule; ask its administrator.",
    ),
    "form": ("The service did not understand the form.", "Use --method put or multipart."),
    "url_expired": ("The permission ran out before the file was sent.", "Send it again."),
    "policy_expired": ("The permission ran out while the file was sent.", "Send it again."),
    "token_expired": ("The temporary key has expired.", "Get a new one and use --resume."),
    "callback": ("The service refused the callback.", "Its own words name the mistake."),
    "proxy": (
        "The proxy cannot be reached, or it refused the connection.",
        "Check the proxy: https_proxy, the system's settings, or Settings, Network in Upcall.",
    ),
    "proxy_password": (
        "The proxy asks for another user name or password.",
        "Enter them in Upcall under Settings, Network, then run the same command again.",
    ),
}
"""What the error's reason says better than its code (`app.providers.oss.refusals`)."""


_SERVER_ERRORS: dict[str, tuple[str, str]] = {
    "network": (
        "The application server that gives leave to upload could not be reached.",
        "Check --server and the network; what was stored stays stored: use --resume.",
    ),
    "refused.credentials": (
        "The application server did not accept the access code.",
        "Set UPCALL_SERVER_CODE to the code that its administrator gave you.",
    ),
    "refused.service_fault": (
        "The application server that gives leave to upload has trouble of its own.",
        "Try again later with --resume.",
    ),
    "not_understood": (
        "What the application server sent is no key, form or address to upload with.",
        "Check --server: its administrator knows the right address.",
    ),
    "": ("The application server gave no leave to upload.", "Ask its administrator."),
}
"""What keeps the connection's application server from giving leave (``who`` is ``server``)."""

CHECKS: dict[str, str] = {
    "server": "Application server",
    "name": "Name",
    "tls": "Encryption",
    "clock": "Clock",
    "key": "Key",
    "write": "May upload",
    "look": "May look",
    "list": "May list",
    "callbacks": "Callbacks",
}
"""Titles of the doctor's checks."""

_NOTES: dict[str, str] = {
    "tls/off": "The connection is not encrypted: others on the way can read what is sent.",
    "tls/plain": "Not encrypted, but it does not leave this computer.",
    "clock/off": "This computer's clock is {seconds} s off; Upcall allows for it.",
    "callbacks/unconfirmed": "Nobody has confirmed that the region {region} offers them.",
    "callbacks/no": "The region {region} does not offer them: leave the callback out.",
    "look/refused.not_allowed": "It may not: after a broken line nobody can tell what was stored.",
    "list/refused.not_allowed": "It may not, which uploading does not need.",
    "write/refused.not_allowed/abort": "It may, but may not clear up after itself "
    "(oss:AbortMultipartUpload).",
    "write/grant": "Only an upload can tell: what the application server hands out is for one.",
    "name/network.not_reached": "Nothing answers at {host}. Check --endpoint and the network.",
    "key/credentials.missing": f"No key is known. Set two variables ({KEYS}), or save the "
    "connection in Upcall.",
    **NOTES,
}
"""Lines of the doctor that have a sentence of their own, by check and reason."""

_GOOD: dict[str, str] = {
    "server": "It answers.",
    "name": "The service's name is known.",
    "tls": "The certificate is good.",
    "clock": "It agrees with the service's.",
    "key": "The service accepts it.",
    "write": "It may store files there.",
    "look": "It may look whether a file is there.",
    "list": "It may list files.",
    "callbacks": "They are offered there.",
}

_FINDINGS: dict[str, str] = {
    "urls.none": "There is no callback URL.",
    "urls.many": "There are {count} callback URLs; {most} at most.",
    "url.malformed": "{url} is no URL.",
    "url.port": "{url}: the port is no number from 1 to 65535.",
    "url.scheme": "{url}: the service calls http and https only.",
    "url.ipv6": "{url}: the service cannot call IPv6 addresses.",
    "url.private": "{url}: {host} can only be reached from this computer or network.",
    "url.pasted": "{url}: this is a whole callback, not the address of a server.",
    "url.left_over": "{url}: {text} is an example from a manual; say your own address.",
    "url.nowhere": "{url}: nobody can own the name {host}.",
    "url.characters": "{url}: blanks and other letters have to be percent-encoded.",
    "url.semicolon": "{url}: a semicolon has to be written as %3B.",
    "body.empty": "The callback's body is empty: say --callback-body.",
    "body.long": "The callback is too long: {size} bytes in Base64, {limit} at most.",
    "variables.long": "The variables are too long: {size} bytes in Base64, {limit} at most.",
    "variables.empty_name": "A variable has no name.",
    "variables.name": "{name}: a variable's name is x: and small letters.",
    "variables.duplicate": "{name} and {other} are the same variable.",
    "host.port": "--callback-host {host}: leave the port out.",
    "host.url": "--callback-host {host}: only a name belongs here.",
    "host.characters": "--callback-host {host} is no name of a host.",
}
"""What the service would refuse (`app.domain.lint`)."""


def of_finding(finding: Finding) -> str:
    """One sentence for a finding of the callback's check."""
    return _filled(_FINDINGS.get(finding.code, finding.code), finding.values)


def of_check(check: Check) -> str:
    """One or two sentences for a line of the doctor; the nearest known reason speaks."""
    known = f"{check.name}/{check.reason}"
    while "/" in known:
        if known in _NOTES:
            return _filled(_NOTES[known], check.values)
        known = known.rpartition("/")[0]
    if check.state is CheckState.GOOD:
        return _GOOD.get(check.name, "")
    if check.state is CheckState.SKIPPED and check.reason == "grant":
        return "Not needed: what the application server hands out is for uploading alone."
    if check.state is CheckState.SKIPPED and not check.reason:
        return "Not looked at, because of what is bad above."
    code, _, reason = check.reason.partition("/")
    values = {**check.values, "reason": reason}
    if check.name == "server":
        values["who"] = "server"
    message, advice = of_failure(Failure(code, "refused", values=values))
    kept, resumed, _ = advice.partition("; what was stored")
    return f"{message} {kept}{'.' if resumed else ''}"


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def of_failure(failure: Failure) -> tuple[str, str]:
    """Message and advice for a failure; the nearest known code speaks for an unknown one."""
    if failure.values.get("who") == "server":
        code = failure.code
        while code not in _SERVER_ERRORS:
            code = code.rpartition(".")[0]
        return _SERVER_ERRORS[code]
    if theirs := said(failure.code, dict(failure.values)):
        return theirs
    if (reason := failure.values.get("reason", "")) in _REASONS:
        return _REASONS[reason]
    code = failure.code
    while code not in _ERRORS and "." in code:
        code = code.rpartition(".")[0]
    message, advice = _ERRORS.get(code, ("The upload did not succeed.", "Please try again."))
    return message, advice


def own_words(failure: Failure) -> str:
    """What the service itself said, on one line; empty when it said nothing."""
    answer = failure.answer
    facts: Mapping[str, str] = {
        "": " ".join(text for text in (answer.code, answer.message) if text),
        "HTTP ": str(answer.status or ""),
        "request id ": answer.request_id,
        "EC ": answer.ec,
    }
    line = ", ".join(name + text for name, text in facts.items() if text)
    return line or failure.detail


def plain(text: str) -> str:
    """Outside text for a terminal: without control characters, so that none can play tricks."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return shown if len(shown) <= 2000 else shown[:1999] + "…"
