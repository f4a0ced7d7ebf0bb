"""Sentences of the command line about further services (wangsu.md, 7; tencent-vod.md, 7).

A key that ends in ``@application`` is for a service whose places are applications.
"""

from __future__ import annotations

from app.domain.services import SERVICES

KEYS = "; ".join(
    f"{service.label}: {' and '.join(service.variables[:2])}" for service in SERVICES.values()
)
"""The vendors' usual variables."""

_APPLICATION = "Check --bucket: it takes the application's id (SubAppId)."

REASONS: dict[str, tuple[str, str]] = {
    "refused.credentials/signature": (
        "The application server's signature is wrong or has expired.",
        "Its administrator has to look at its key, its clock and the application.",
    ),
    "refused.not_allowed/@application": (
        "This key may not upload to that application.",
        "Ask the account's owner for the rights ApplyUpload and CommitUpload.",
    ),
    "refused.not_allowed/address": (
        "The account's list of addresses does not let this computer in.",
        "Ask the account's owner to put this network on the list.",
    ),
    "refused.not_allowed/mfa": (
        "The key is bound to a second factor.",
        "Use a key for uploads that needs none.",
    ),
    "refused.not_allowed/management": (
        "The service cannot be asked without a management domain.",
        "Say it with --other-endpoint; it stands in the bucket's overview in the console.",
    ),
    "refused.not_allowed/cannot_list": (
        "The service has no such list.",
        "What was begun and never ended is cleared by the service itself.",
    ),
    "refused.not_allowed/events": ("The service has no settings of events.", "Leave them out."),
    "refused.not_allowed/receipt": (
        "The service gives each file an address of its own.",
        "It stands in the receipt of the upload.",
    ),
    "refused.upload_gone/temporary_key": (
        "The storage's temporary key ended before the file was there.",
        "Run the same command again; it begins anew. For huge files use an application server.",
    ),
    "refused.upload_gone/session_key": (
        "The session key of the upload is used up or too old.",
        "Run the same command again; it begins anew.",
    ),
    "refused.service_fault/token_life": (
        "The upload token ended while the file was on its way.",
        "Raise its life, as in --option leaveSeconds=86400, and use --resume.",
    ),
    "refused.service_fault/not_there_yet": (
        "The storage did not see the file that had just arrived.",
        "Run the same command again in a little while.",
    ),
    "integrity/etag": (
        "What is stored differs from the file.",
        "Delete it there, then send it again with --same-name replace.",
    ),
    "integrity/etag@application": (
        "What arrived differs from the file; it was not stored.",
        "It was tried several times. Check this computer's memory and disk, then try again.",
    ),
    "refused/application": (
        "The application's id is missing, unknown or switched off.",
        _APPLICATION,
    ),
    "refused/no_service": (
        "The service is not switched on for this account.",
        "Switch it on in the console.",
    ),
    "refused/region@application": (
        "The storage region is not switched on for this application.",
        "Leave --region out, or switch the region on in the console.",
    ),
    "refused/no_bucket@application": (
        "The storage that the service named is not there.",
        "Try again later.",
    ),
    "refused/storage_path": (
        "The application takes no path for stored media.",
        "Leave --option MediaStoragePath out.",
    ),
    "refused/grant_bucket": (
        "The application server's token is for another bucket.",
        "Check --bucket, or ask the server's administrator.",
    ),
    "refused/redirect": ("The service answered with a redirect.", "Check --endpoint."),
    "refused/link": (
        "Nobody but you knows the domain for downloads.",
        "Save it with the connection, as the domain for links.",
    ),
    "refused/no_ending": (
        "The file's name has no ending, and the service goes by it; nothing was sent.",
        "Rename the file, or give it a name with --key.",
    ),
    "refused/media_type": (
        "The service does not take files of this kind.",
        "Save it in another format, such as MP4.",
    ),
    "refused/manifest": (
        "A list of pieces is of no use alone; nothing was sent.",
        "Send the finished film instead.",
    ),
    "refused/cover": (
        "The service takes no cover picture of this kind.",
        "Use a JPG or PNG for --option Cover=FILE.",
    ),
    "refused/expiry": (
        "Files cannot be set to be deleted at that moment.",
        "Use one that lies ahead for --option ExpireTime.",
    ),
    "refused/session_context": (
        "The text for the task flow is too long.",
        "Shorten --option SessionContext; 1,000 letters at most.",
    ),
    "refused/persistent": (
        "A result of the processing has that name already.",
        "Choose another name behind saveas.",
    ),
    "refused/stored_differs": (
        "A file of ours is there, but it is not the same.",
        "Delete it there, then send it again.",
    ),
    "destination/source_context.long": (
        "The variables are too long for the service's event.",
        "Shorten them; 250 characters in all.",
    ),
    "destination/application": ("The application's id may have digits only.", _APPLICATION),
    "destination/option": ("An option that has to be a number is none.", "Check --option."),
    "destination/other_endpoint.invalid": (
        "The second address is no web address.",
        "Check --other-endpoint.",
    ),
    "destination/callback.variable_value": (
        "A variable's value has a & in it, which cannot be sent.",
        "Take it out.",
    ),
}

OPTION_WRONG: dict[str, str] = {
    "number": "is no whole number",
    "range": "is not within its bounds",
    "long": "is too long",
    "url": "is no http or https address",
    "moment": "is no moment such as 2027-01-31T12:00:00Z",
    "past": "is over already",
    "choice": "is none of its choices",
    "picture": "is no picture (JPG, PNG and the like)",
}
"""What keeps an option from being sent (`app.domain.service_options.problem`)."""

NOTES: dict[str, str] = {
    "write/block": "It takes the beginning of a file; a whole one was not tried.",
    "look/management": "Not without a management domain: see --other-endpoint.",
    "list/management": "Not without a management domain: see --other-endpoint.",
    "callbacks/events_pull": "Events wait in the application's queue until they are fetched.",
    "callbacks/events_push": "Events are sent to {url}.",
    "callbacks/events_off": "The application tells nobody of files (its switch is off).",
    "callbacks/events_nowhere": "Events are to be sent, but no address is set for them.",
}
"""Lines of the doctor."""


def said(code: str, values: dict[str, str]) -> tuple[str, str] | None:
    """Message and advice for an error of a further service, or None."""
    reason = values.get("reason") or values.get("problem", "")
    apart = f"{code}/{reason}@application" if "application" in values else ""
    return REASONS.get(apart) or REASONS.get(f"{code}/{reason}")
