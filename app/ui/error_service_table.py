"""The texts of errors that only further services know (wangsu.md, 7; tencent-vod.md, 7).

A key that ends in ``@application`` is for a service whose places are applications: where the same
word means something else than a bucket's.
"""

from __future__ import annotations

from app.ui.error_entry import AGAIN, CONNECTION, QT_TRANSLATE_NOOP, RENAMED, SETTER, Entry, Fix
from app.ui.error_table import TABLE as USUAL

_NOT_TAKEN = QT_TRANSLATE_NOOP("Errors", "The storage did not take the file")
_SET_UP = QT_TRANSLATE_NOOP("Errors", "Something about how it is set up is not right.")
_PLACE = QT_TRANSLATE_NOOP("Errors", "This place cannot be used as it is set up")
_NOT_FOUND = QT_TRANSLATE_NOOP("Errors", "The place for your files was not found")
_MISSPELT = QT_TRANSLATE_NOOP("Errors", "It was removed, renamed, or its name is misspelt here.")
_IN_OPTIONS = QT_TRANSLATE_NOOP("Errors", "Correct it under Upload options, then press Try again.")
_ANEW = QT_TRANSLATE_NOOP("Errors", "Press Try again: it starts from the beginning.")
_NOTHING_SENT = QT_TRANSLATE_NOOP("Errors", "Nothing was sent.")

_ACCESS = {
    "refused.credentials/signature": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your access was not accepted"),
        QT_TRANSLATE_NOOP("Errors", "What the server that lets you in gave is wrong or over."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "Your server's signature is wrong or has expired."),
        QT_TRANSLATE_NOOP("Errors", "Check its key, its clock and its application, then ask anew."),
        fixes=(Fix.RENEW, Fix.SERVER, Fix.CHECK),
    ),
    "refused.not_allowed/@application": Entry(
        QT_TRANSLATE_NOOP("Errors", "You may not store files here"),
        QT_TRANSLATE_NOOP("Errors", "Your access was accepted, but it does not cover this place."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The key is right, but may not upload to this application."),
        QT_TRANSLATE_NOOP("Errors", "Give the key the rights ApplyUpload and CommitUpload."),
        fixes=(Fix.CHECK, Fix.RENEW, Fix.RETRY),
    ),
    "refused.not_allowed/address": Entry(
        QT_TRANSLATE_NOOP("Errors", "This computer is not let in"),
        QT_TRANSLATE_NOOP("Errors", "The storage takes files only from networks that it knows."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The account's list of addresses does not let this one in."),
        QT_TRANSLATE_NOOP("Errors", "Let the account's owner put your network on the list."),
        fixes=(Fix.RETRY, Fix.CHECK),
    ),
    "refused.not_allowed/mfa": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your access needs a second step"),
        QT_TRANSLATE_NOOP("Errors", "The storage wants a code each time, which nobody can give."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The key is bound to a second factor (MFA)."),
        QT_TRANSLATE_NOOP("Errors", "Use a key for uploads that needs none."),
        fixes=(Fix.RENEW, Fix.RETRY),
    ),
    "refused.not_allowed/management": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage cannot be asked about files"),
        QT_TRANSLATE_NOOP("Errors", "Files arrive all the same."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The connection has no management domain."),
        QT_TRANSLATE_NOOP("Errors", "Enter it; it stands in the bucket's overview in the console."),
        fixes=(Fix.MANAGEMENT, Fix.RETRY),
    ),
    "refused.not_allowed/cannot_list": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage has no such list"),
        QT_TRANSLATE_NOOP("Errors", "What was begun and never ended goes away there by itself."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The service lists neither buckets nor unfinished uploads."),
        QT_TRANSLATE_NOOP("Errors", "Enter the bucket's name by hand."),
        fixes=(Fix.BUCKET, Fix.CHECK),
    ),
    "refused.not_allowed/events": Entry(
        QT_TRANSLATE_NOOP("Errors", "This storage has no events"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The service has no settings of events."),
        QT_TRANSLATE_NOOP("Errors", "Set the callback of the connection instead."),
        fixes=(Fix.CALLBACK,),
    ),
    "refused.not_allowed/receipt": Entry(
        QT_TRANSLATE_NOOP("Errors", "The address stands with the file"),
        QT_TRANSLATE_NOOP("Errors", "This storage gives each file an address of its own."),
        QT_TRANSLATE_NOOP("Errors", "Copy it from the file's result."),
        fixes=(Fix.REPORT,),
    ),
}

_GONE = {
    "refused.upload_gone/temporary_key": Entry(
        QT_TRANSLATE_NOOP("Errors", "The time for this file was over"),
        QT_TRANSLATE_NOOP("Errors", "The storage lets a file in for a while, and it took longer."),
        _ANEW,
        QT_TRANSLATE_NOOP("Errors", "The storage's temporary key ended, or was not kept here."),
        QT_TRANSLATE_NOOP("Errors", "Try again. For huge files let a server sign: that can renew."),
    ),
    "refused.upload_gone/session_key": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage has forgotten the beginning of this file"),
        QT_TRANSLATE_NOOP("Errors", "It keeps half-sent files only for a while."),
        _ANEW,
        QT_TRANSLATE_NOOP("Errors", "The session key of this upload is used up or too old."),
    ),
    "refused.service_fault/token_life": Entry(
        QT_TRANSLATE_NOOP("Errors", "The time for this file was over"),
        QT_TRANSLATE_NOOP("Errors", "What was sent so far is kept."),
        AGAIN,
        QT_TRANSLATE_NOOP("Errors", "The upload token ended while the file was on its way."),
        QT_TRANSLATE_NOOP("Errors", "Raise the token's life under Upload options, then try again."),
        fixes=(Fix.OPTIONS, Fix.RETRY),
    ),
    "refused.service_fault/not_there_yet": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage was not ready yet"),
        QT_TRANSLATE_NOOP("Errors", "It did not see the file that had just arrived."),
        AGAIN,
    ),
    "refused.cannot_tell/@application": Entry(
        QT_TRANSLATE_NOOP("Errors", "Nobody can say whether the file arrived"),
        QT_TRANSLATE_NOOP(
            "Errors", "The connection broke at the end, and we could not look there."
        ),
        QT_TRANSLATE_NOOP("Errors", "Ask whether it is there; if it is not, press Try again."),
        QT_TRANSLATE_NOOP("Errors", "The last answer was lost, and no search could tell."),
        QT_TRANSLATE_NOOP("Errors", "Look into the service's console before you send it again."),
        fixes=(Fix.RETRY, Fix.CHECK),
    ),
    "integrity/etag": Entry(
        QT_TRANSLATE_NOOP("Errors", "What is stored differs from your file"),
        QT_TRANSLATE_NOOP("Errors", "The storage took it, but put it together differently."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The stored file's etag is not that of your file."),
        QT_TRANSLATE_NOOP("Errors", "Let it be deleted there, then try again."),
        fixes=(Fix.RETRY, Fix.CHECK),
    ),
    "integrity/etag@application": USUAL["integrity"],
}
_GONE |= {
    f"refused.cannot_tell/{reason}@application": _GONE["refused.cannot_tell/@application"]
    for reason in ("unreachable", "refused")
}

_WHERE = {
    "refused/application": Entry(
        _NOT_FOUND,
        _MISSPELT,
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The application's id is missing, unknown or switched off."),
        QT_TRANSLATE_NOOP("Errors", "Enter the id (SubAppId) that stands in the console."),
        fixes=(Fix.APPLICATION, Fix.CHECK, Fix.RETRY),
    ),
    "refused/no_service": Entry(
        QT_TRANSLATE_NOOP("Errors", "The account at the storage is not ready"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The service is not switched on for this account."),
        QT_TRANSLATE_NOOP("Errors", "Switch it on in the console, then press Try again."),
        fixes=(Fix.RETRY, Fix.CHECK),
    ),
    "refused/region@application": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage for your files is elsewhere"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The storage region “{region}” is not switched on there."),
        QT_TRANSLATE_NOOP("Errors", "Switch it on in the console, or set none in the connection."),
        fixes=(Fix.REGION, Fix.RETRY),
    ),
    "refused/no_bucket@application": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage has trouble of its own"),
        QT_TRANSLATE_NOOP("Errors", "It is not your file."),
        AGAIN,
        QT_TRANSLATE_NOOP("Errors", "The place that the service named is not there."),
        fixes=(Fix.RETRY, Fix.CHECK),
    ),
    "refused/storage_path": Entry(
        _NOT_TAKEN,
        _SET_UP,
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The application takes no path for stored media."),
        QT_TRANSLATE_NOOP("Errors", "Set none under Upload options, then press Try again."),
        fixes=(Fix.OPTIONS, Fix.RETRY),
    ),
    "refused/grant_bucket": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your access leads to another place"),
        _NOTHING_SENT,
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "Your server's token is for the bucket “{bucket}”."),
        QT_TRANSLATE_NOOP("Errors", "Correct the connection's bucket, or what your server signs."),
        fixes=(Fix.BUCKET, Fix.SERVER),
    ),
    "refused/redirect": Entry(
        QT_TRANSLATE_NOOP("Errors", "The address of the storage is not right"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "It sent us on to another address, which uploads never take."),
        QT_TRANSLATE_NOOP("Errors", "Check the upload domain in the connection."),
        fixes=(Fix.ENDPOINT, Fix.CHECK),
    ),
    "refused/mirror": Entry(
        QT_TRANSLATE_NOOP("Errors", "The file is not in the storage"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The bucket has no source to fetch missing files from."),
        QT_TRANSLATE_NOOP("Errors", "Check the name of the bucket and the upload domain."),
        fixes=(Fix.BUCKET, Fix.ENDPOINT),
    ),
    "refused/link": Entry(
        QT_TRANSLATE_NOOP("Errors", "There is no link for this file"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "Only you know the domain for downloads."),
        QT_TRANSLATE_NOOP("Errors", "Enter it in the connection, as the domain for links."),
        fixes=(Fix.CONNECTION,),
    ),
}

_WHAT = {
    "refused/no_ending": Entry(
        QT_TRANSLATE_NOOP("Errors", "The file's name has no ending"),
        QT_TRANSLATE_NOOP("Errors", "The storage goes by it, as in .mp4. Nothing was sent."),
        QT_TRANSLATE_NOOP("Errors", "Give your file its ending and drop it again."),
        fixes=(Fix.RENAME,),
    ),
    "refused/media_type": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage does not take this kind of file"),
        QT_TRANSLATE_NOOP("Errors", "It takes films, sound and pictures."),
        QT_TRANSLATE_NOOP("Errors", "Save it in another format, such as MP4, and drop it again."),
        fixes=(Fix.REPORT,),
    ),
    "refused/manifest": Entry(
        QT_TRANSLATE_NOOP("Errors", "This file is only a list of pieces"),
        QT_TRANSLATE_NOOP("Errors", "It cannot be played alone. Nothing was sent."),
        QT_TRANSLATE_NOOP("Errors", "Drop the finished film instead."),
        fixes=(Fix.REPORT,),
    ),
    "refused/cover": Entry(
        QT_TRANSLATE_NOOP("Errors", "The cover picture was not taken"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The service takes no cover of this kind."),
        QT_TRANSLATE_NOOP("Errors", "Choose a JPG or PNG under Upload options."),
        fixes=(Fix.OPTIONS, Fix.RETRY),
    ),
    "refused/expiry": Entry(
        _NOT_TAKEN,
        _SET_UP,
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "Files cannot be set to be deleted at that moment."),
        QT_TRANSLATE_NOOP("Errors", "Choose one that lies ahead, under Upload options."),
        fixes=(Fix.OPTIONS, Fix.RETRY),
    ),
    "refused/session_context": Entry(
        _NOT_TAKEN,
        _SET_UP,
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The text for the processing is too long (SessionContext)."),
        QT_TRANSLATE_NOOP("Errors", "Shorten it under Upload options."),
        fixes=(Fix.OPTIONS, Fix.RETRY),
    ),
    "refused/persistent": Entry(
        QT_TRANSLATE_NOOP("Errors", "What is made of this file is there already"),
        "",
        RENAMED,
        QT_TRANSLATE_NOOP("Errors", "A result of the processing has that name already."),
        QT_TRANSLATE_NOOP("Errors", "Choose another name for results under Upload options."),
        fixes=(Fix.OPTIONS, Fix.RENAME),
    ),
    "refused/action": Entry(
        _NOT_TAKEN,
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The service does not offer this step (any more)."),
        QT_TRANSLATE_NOOP("Errors", "Copy the report; a newer Upcall may know how."),
        fixes=(Fix.CHECK, Fix.RETRY),
    ),
    "refused/failed": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage has trouble of its own"),
        QT_TRANSLATE_NOOP("Errors", "It is not your file."),
        AGAIN,
        QT_TRANSLATE_NOOP("Errors", "The service tried and could not; its own words are below."),
        QT_TRANSLATE_NOOP("Errors", "Copy the request id for the service's support."),
        fixes=(Fix.RETRY, Fix.CHECK),
    ),
    "refused/stored_differs": Entry(
        QT_TRANSLATE_NOOP("Errors", "What is stored differs from your file"),
        QT_TRANSLATE_NOOP("Errors", "The storage took it, but put it together differently."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "A file of ours is there, but it is not the same as yours."),
        QT_TRANSLATE_NOOP("Errors", "Let it be deleted there, then try again."),
        fixes=(Fix.RETRY, Fix.CHECK),
    ),
}

_OURS = {
    "destination/source_context": Entry(
        _PLACE,
        QT_TRANSLATE_NOOP("Errors", "What your server is to be told is too long."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "All custom variables take {length} of {longest} letters."),
        QT_TRANSLATE_NOOP("Errors", "Shorten them, then press Try again."),
        fixes=(Fix.CALLBACK, Fix.RETRY),
    ),
    "destination/application": Entry(
        _PLACE,
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The application's id may have digits only."),
        CONNECTION,
        fixes=(Fix.APPLICATION, Fix.RETRY),
    ),
    "destination/other_endpoint": Entry(
        QT_TRANSLATE_NOOP("Errors", "The address of the storage is not right"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The connection's second address is no web address."),
        CONNECTION,
        fixes=(Fix.MANAGEMENT, Fix.RETRY),
    ),
    "destination/option": Entry(
        _PLACE,
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The upload option “{option}” is no number."),
        _IN_OPTIONS,
        fixes=(Fix.OPTIONS, Fix.RETRY),
    ),
    "destination/event_mode": Entry(
        _PLACE,
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "Events are either sent or fetched."),
        QT_TRANSLATE_NOOP("Errors", "Choose one of the two."),
        fixes=(Fix.CALLBACK,),
    ),
    "destination/sign_key": Entry(
        _PLACE,
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "A callback key has at most 32 letters and digits."),
        QT_TRANSLATE_NOOP("Errors", "Enter a shorter, plainer one."),
        fixes=(Fix.CALLBACK,),
    ),
    "destination/callback.variable_value": Entry(
        QT_TRANSLATE_NOOP("Errors", "The notice to your server is not set up right"),
        QT_TRANSLATE_NOOP("Errors", "So nothing was sent."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The value of “{name}” has a & in it, which cannot be sent."),
        QT_TRANSLATE_NOOP("Errors", "Correct the value, then press Try again."),
        fixes=(Fix.CALLBACK, Fix.RETRY),
    ),
}

TABLE: dict[str, Entry] = _ACCESS | _GONE | _WHERE | _WHAT | _OURS
