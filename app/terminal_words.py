"""Sentences of the command line, in English: what happened, and what to do next.

The window has its own, translated ones (`app.ui.words`); both go by the codes of
`app.domain.errors`.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.errors import Failure
from app.domain.states import Outcome

OUTCOMES: dict[Outcome, str] = {
    Outcome.DELIVERED: "Delivered",
    Outcome.STORED: "Stored",
    Outcome.CALLBACK_FAILED: "Stored - callback failed",
    Outcome.ANSWER_NOT_SEEN: "Stored - answer not seen",
    Outcome.NOT_STORED: "Not stored",
    Outcome.SKIPPED: "Skipped: it is there already",
    Outcome.CANCELLED: "Cancelled",
}

JOURNAL_TROUBLE = (
    "The list of unfinished uploads cannot be kept on this computer (is the disk full?). "
    "Sending goes on, but --resume will not know of it."
)

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
        "Set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or save the connection in Upcall.",
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
    "policy_expired": ("The permission ran out while the file was sent.", "Send it again."),
    "callback": ("The service refused the callback.", "Its own words name the mistake."),
}
"""What the error's reason says better than its code (`app.providers.oss.refusals`)."""


def of_failure(failure: Failure) -> tuple[str, str]:
    """Message and advice for a failure; the nearest known code speaks for an unknown one."""
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
