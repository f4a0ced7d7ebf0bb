"""The texts of errors about keys and about the destination itself (see `error_words`)."""

from __future__ import annotations

from app.ui.error_entry import CONNECTION, NEW_KEY, QT_TRANSLATE_NOOP, SETTER, Entry, Fix

_KEYS = {
    "refused.credentials": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your access was not accepted"),
        QT_TRANSLATE_NOOP("Errors", "The storage does not know it, or it was taken back."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The service does not accept this key."),
        NEW_KEY,
        fixes=(Fix.RENEW, Fix.RETRY, Fix.CHECK),
    ),
    "refused.credentials/key_id": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your access was not accepted"),
        QT_TRANSLATE_NOOP("Errors", "The storage does not know it, or it was taken back."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The service does not know this key id."),
        NEW_KEY,
        fixes=(Fix.RENEW, Fix.RETRY, Fix.CHECK),
    ),
    "refused.credentials/key_disabled": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your access is switched off"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The key exists, but it is disabled."),
        QT_TRANSLATE_NOOP("Errors", "Enable it in the service's console, or enter another key."),
        fixes=(Fix.RENEW, Fix.RETRY),
    ),
    "refused.credentials/secret": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your access was not accepted"),
        QT_TRANSLATE_NOOP("Errors", "It was not copied whole, or it was changed."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The secret does not fit this key id."),
        QT_TRANSLATE_NOOP("Errors", "Was it copied whole, without blanks? Enter it again."),
        fixes=(Fix.RENEW, Fix.RETRY, Fix.CHECK),
    ),
    "refused.credentials/token": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your access was not accepted"),
        QT_TRANSLATE_NOOP("Errors", "The storage does not know it, or it was taken back."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The token is cut off, or does not belong to this key."),
        QT_TRANSLATE_NOOP("Errors", "Enter key and token again, or let your server sign anew."),
        fixes=(Fix.RENEW, Fix.RETRY, Fix.CHECK),
    ),
    "refused.credentials/token_expired": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your access has run out"),
        QT_TRANSLATE_NOOP("Errors", "What was sent so far is kept."),
        QT_TRANSLATE_NOOP("Errors", "Ask for new access, then press Try again."),
        QT_TRANSLATE_NOOP("Errors", "The token has expired. What is stored stays."),
        QT_TRANSLATE_NOOP("Errors", "Enter a fresh one, or let your server sign for longer."),
        fixes=(Fix.RENEW, Fix.RETRY),
    ),
    "credentials.missing": Entry(
        QT_TRANSLATE_NOOP("Errors", "There is no key for this place"),
        QT_TRANSLATE_NOOP("Errors", "It was not kept on this computer, or it was removed."),
        QT_TRANSLATE_NOOP("Errors", "Open the connection and enter the key."),
        fixes=(Fix.RENEW, Fix.RETRY),
    ),
}

_REFUSALS = {
    "refused/no_bucket": Entry(
        QT_TRANSLATE_NOOP("Errors", "The place for your files was not found"),
        QT_TRANSLATE_NOOP("Errors", "It was removed, renamed, or its name is misspelt here."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "There is no bucket “{bucket}” at {endpoint}."),
        QT_TRANSLATE_NOOP("Errors", "Check the bucket's name and its region in the connection."),
        fixes=(Fix.BUCKET, Fix.CHECK, Fix.RETRY),
    ),
    "refused/bucket_name": Entry(
        QT_TRANSLATE_NOOP("Errors", "The place for your files was not found"),
        QT_TRANSLATE_NOOP("Errors", "It was removed, renamed, or its name is misspelt here."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "“{bucket}” is no name that a bucket can have."),
        CONNECTION,
        fixes=(Fix.BUCKET, Fix.RETRY),
    ),
    "refused/endpoint": Entry(
        QT_TRANSLATE_NOOP("Errors", "The files belong to another address"),
        QT_TRANSLATE_NOOP("Errors", "The storage asks to be called elsewhere."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The bucket “{bucket}” is served by {endpoint}."),
        QT_TRANSLATE_NOOP("Errors", "Enter that endpoint in the connection, then try again."),
        fixes=(Fix.SWITCH, Fix.ENDPOINT, Fix.RETRY),
    ),
    "refused/region": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage for your files is elsewhere"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP(
            "Errors", "The request was signed for region “{region}”, which is wrong."
        ),
        QT_TRANSLATE_NOOP("Errors", "Correct the region in the connection, then try again."),
        fixes=(Fix.SWITCH, Fix.REGION, Fix.RETRY),
    ),
    "refused/path_style": Entry(
        QT_TRANSLATE_NOOP("Errors", "The address of the storage is not right"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The service wants the bucket in the host name."),
        QT_TRANSLATE_NOOP("Errors", "Use the virtual-host address of the bucket."),
        fixes=(Fix.ENDPOINT, Fix.RETRY),
    ),
    "refused/public_endpoint": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage takes no files from the open internet"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The public endpoint is closed for this bucket."),
        QT_TRANSLATE_NOOP("Errors", "Use an own domain or the internal endpoint."),
        fixes=(Fix.DOMAIN, Fix.RETRY),
    ),
    "refused/acceleration_off": Entry(
        QT_TRANSLATE_NOOP("Errors", "The address of the storage is not right"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "Transfer acceleration is off for this bucket."),
        QT_TRANSLATE_NOOP("Errors", "Switch it on in the console or use the ordinary endpoint."),
        fixes=(Fix.ENDPOINT, Fix.RETRY),
    ),
    "refused/bucket_disabled": Entry(
        QT_TRANSLATE_NOOP("Errors", "The place for your files is switched off"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The service says that the bucket is disabled."),
        QT_TRANSLATE_NOOP("Errors", "Look for unpaid bills or notices in the service's console."),
        fixes=(Fix.RETRY, Fix.CHECK),
    ),
    "refused/parts": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage could not put the file together"),
        "",
        QT_TRANSLATE_NOOP("Errors", "Press Try again: it starts from the beginning."),
        QT_TRANSLATE_NOOP("Errors", "A part that was sent is missing or differs at the service."),
    ),
}

_DESTINATION: dict[str, Entry] = {
    "destination": Entry(
        QT_TRANSLATE_NOOP("Errors", "This place cannot be used as it is set up"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "Something in the connection is missing or wrong."),
        CONNECTION,
        fixes=(Fix.CONNECTION, Fix.RETRY),
    ),
    "destination/endpoint": Entry(
        QT_TRANSLATE_NOOP("Errors", "The address of the storage is not right"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The endpoint is empty or is no web address."),
        CONNECTION,
        fixes=(Fix.ENDPOINT, Fix.RETRY),
    ),
    "destination/region": Entry(
        QT_TRANSLATE_NOOP("Errors", "This place cannot be used as it is set up"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The region is empty."),
        CONNECTION,
        fixes=(Fix.REGION, Fix.RETRY),
    ),
    "destination/bucket": Entry(
        QT_TRANSLATE_NOOP("Errors", "This place cannot be used as it is set up"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "“{bucket}” is no name that a bucket can have."),
        CONNECTION,
        fixes=(Fix.BUCKET, Fix.RETRY),
    ),
    "destination/prefix": Entry(
        QT_TRANSLATE_NOOP("Errors", "This place cannot be used as it is set up"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The folder may not begin with a slash."),
        CONNECTION,
        fixes=(Fix.PREFIX, Fix.RETRY),
    ),
    "destination/key": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage does not take this file name"),
        QT_TRANSLATE_NOOP("Errors", "It is too long or has signs that are not permitted there."),
        QT_TRANSLATE_NOOP("Errors", "Give the file a shorter, plainer name and drop it again."),
        fixes=(Fix.RENAME, Fix.OPTIONS),
    ),
    "destination/callback": Entry(
        QT_TRANSLATE_NOOP("Errors", "The notice to your server is not set up right"),
        QT_TRANSLATE_NOOP("Errors", "So nothing was sent."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The callback has no address, or one that cannot be used."),
        QT_TRANSLATE_NOOP("Errors", "Correct it on the Callback tab, then drop the file again."),
        fixes=(Fix.CALLBACK, Fix.RETRY),
    ),
}

_DESTINATION |= {
    f"destination/{problem}": _DESTINATION["destination/key"]
    for problem in ("empty", "first", "text", "long")
} | {
    "destination/rule": Entry(
        QT_TRANSLATE_NOOP("Errors", "This place cannot be used as it is set up"),
        QT_TRANSLATE_NOOP("Errors", "The rule for file names cannot be read."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The rule for object names cannot be read: “{name}”."),
        QT_TRANSLATE_NOOP("Errors", "Correct it under Upload options, then press Try again."),
        fixes=(Fix.OPTIONS, Fix.RETRY),
    ),
    "destination/options": Entry(
        QT_TRANSLATE_NOOP("Errors", "This place cannot be used as it is set up"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "An upload option cannot be sent as it is: “{name}”."),
        QT_TRANSLATE_NOOP("Errors", "Correct it under Upload options, then press Try again."),
        fixes=(Fix.OPTIONS, Fix.RETRY),
    ),
    "destination/provider": Entry(
        QT_TRANSLATE_NOOP("Errors", "This place cannot be used as it is set up"),
        QT_TRANSLATE_NOOP("Errors", "This Upcall does not know the storage; a newer one may."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "Upcall knows no service called “{provider}”."),
        QT_TRANSLATE_NOOP("Errors", "The connection may come from a newer Upcall."),
        fixes=(Fix.CONNECTION,),
    ),
}

_OURS = {
    "internal": Entry(
        QT_TRANSLATE_NOOP("Errors", "Upcall made a mistake"),
        QT_TRANSLATE_NOOP("Errors", "Your file on this computer is untouched."),
        QT_TRANSLATE_NOOP("Errors", "Press Try again. If it happens again, send us the log."),
    ),
    "upload": Entry(
        QT_TRANSLATE_NOOP("Errors", "The file could not be stored"),
        QT_TRANSLATE_NOOP("Errors", "Your file on this computer is untouched."),
        QT_TRANSLATE_NOOP("Errors", "Press Try again. If it happens again, send us the log."),
    ),
}

TABLE: dict[str, Entry] = _KEYS | _REFUSALS | _DESTINATION | _OURS
