"""The texts of refusals about objects, requests and options (oss.md, 8.4), and of unknown ones."""

from __future__ import annotations

from app.ui.error_entry import AGAIN, QT_TRANSLATE_NOOP, RENAMED, SETTER, Entry, Fix

_NOT_TAKEN = QT_TRANSLATE_NOOP("Errors", "The storage did not take the file")

TABLE: dict[str, Entry] = {
    "refused/unknown": Entry(
        _NOT_TAKEN,
        QT_TRANSLATE_NOOP("Errors", "It gave a reason that we do not know."),
        SETTER,
        QT_TRANSLATE_NOOP(
            "Errors",
            "The service's code “{service_code}” is new to us (request id {request_id}).",
        ),
        QT_TRANSLATE_NOOP("Errors", "Its own words are below; its support can look the id up."),
        fixes=(Fix.RETRY, Fix.CHECK),
    ),
    "refused/argument": Entry(
        _NOT_TAKEN,
        QT_TRANSLATE_NOOP("Errors", "Something about how it is set up is not right."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The service does not accept the value of “{argument}”."),
        QT_TRANSLATE_NOOP("Errors", "Check the upload options and the callback."),
        fixes=(Fix.OPTIONS, Fix.CALLBACK, Fix.RETRY),
    ),
    "refused/encryption": Entry(
        _NOT_TAKEN,
        QT_TRANSLATE_NOOP("Errors", "It cannot lock files up the way that is set here."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The service does not know this kind of encryption."),
        QT_TRANSLATE_NOOP("Errors", "Choose another one under Upload options."),
        fixes=(Fix.OPTIONS, Fix.RETRY),
    ),
    "refused.not_allowed/kms": Entry(
        _NOT_TAKEN,
        QT_TRANSLATE_NOOP("Errors", "It cannot lock files up the way that is set here."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The key service (KMS) is not switched on for this account."),
        QT_TRANSLATE_NOOP("Errors", "Switch it on in the console, or choose AES256."),
        fixes=(Fix.OPTIONS, Fix.RETRY),
    ),
    "refused/archived": Entry(
        QT_TRANSLATE_NOOP("Errors", "A file of that name is in the archive"),
        QT_TRANSLATE_NOOP("Errors", "It has to be woken up before it can be replaced."),
        RENAMED,
        fixes=(Fix.RENAME, Fix.RETRY),
    ),
    "refused/appended": Entry(
        QT_TRANSLATE_NOOP("Errors", "A file of that name cannot be replaced like this"),
        QT_TRANSLATE_NOOP("Errors", "Nothing was changed."),
        RENAMED,
        QT_TRANSLATE_NOOP("Errors", "The object there is of another kind (appendable or not)."),
        fixes=(Fix.RENAME, Fix.RETRY),
    ),
    "refused/no_object": Entry(
        QT_TRANSLATE_NOOP("Errors", "The file is not in the storage"),
        QT_TRANSLATE_NOOP("Errors", "It may have been deleted or renamed there meanwhile."),
        QT_TRANSLATE_NOOP("Errors", "Press Try again to send it once more."),
    ),
    "refused/method": Entry(
        _NOT_TAKEN,
        QT_TRANSLATE_NOOP("Errors", "The address of the storage is not right."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The endpoint does not take this kind of request."),
        QT_TRANSLATE_NOOP("Errors", "Check the endpoint: it may be a website or another service."),
        fixes=(Fix.ENDPOINT, Fix.CHECK, Fix.RETRY),
    ),
    "refused/length": Entry(
        QT_TRANSLATE_NOOP("Errors", "Something on the way changed what we sent"),
        QT_TRANSLATE_NOOP("Errors", "Your file on this computer is untouched."),
        QT_TRANSLATE_NOOP("Errors", "Ask your IT team, then press Try again."),
        QT_TRANSLATE_NOOP("Errors", "The length of the request was missing when it arrived."),
        QT_TRANSLATE_NOOP("Errors", "A proxy may have taken it out; check the network settings."),
        fixes=(Fix.NETWORK, Fix.RETRY),
    ),
    "refused/request": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage could not read what we sent"),
        QT_TRANSLATE_NOOP("Errors", "Your file on this computer is untouched."),
        AGAIN,
        QT_TRANSLATE_NOOP("Errors", "The service could not read the request."),
    ),
    "refused/condition": Entry(
        QT_TRANSLATE_NOOP("Errors", "The file in the storage was changed meanwhile"),
        QT_TRANSLATE_NOOP("Errors", "So it was left as it is."),
        QT_TRANSLATE_NOOP("Errors", "Press Try again to send yours all the same."),
    ),
}
