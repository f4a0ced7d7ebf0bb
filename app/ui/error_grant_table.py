"""The texts of errors about what an application server signed, and about forms (oss.md, 4.4, 4.5).

In the Simple view such a server is *the server that lets you in*; its grant is *your access*.
"""

from __future__ import annotations

from app.ui.error_entry import AGAIN, QT_TRANSLATE_NOOP, SETTER, Entry, Fix

_SERVER = {
    "refused.credentials/server": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your access was not accepted"),
        QT_TRANSLATE_NOOP("Errors", "The server that lets you in does not know your access code."),
        QT_TRANSLATE_NOOP("Errors", "Enter the code again, or ask for a new one."),
        QT_TRANSLATE_NOOP("Errors", "Your application server refused the access code."),
        fixes=(Fix.RENEW, Fix.SERVER, Fix.CHECK),
    ),
    "refused.credentials/policy_expired": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your access has run out"),
        QT_TRANSLATE_NOOP("Errors", "What is stored stays stored."),
        QT_TRANSLATE_NOOP("Errors", "Ask for new access; your files go on from there."),
        QT_TRANSLATE_NOOP("Errors", "The policy that your server signed has expired."),
        fixes=(Fix.RENEW, Fix.RETRY, Fix.CHECK),
    ),
    "refused.credentials/url_expired": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your access has run out"),
        QT_TRANSLATE_NOOP("Errors", "What is stored stays stored."),
        QT_TRANSLATE_NOOP("Errors", "Ask for new access; your files go on from there."),
        QT_TRANSLATE_NOOP("Errors", "The address that your server signed has expired."),
        fixes=(Fix.RENEW, Fix.RETRY, Fix.CHECK),
    ),
    "refused.credentials/unauthorized": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your access was not accepted"),
        QT_TRANSLATE_NOOP("Errors", "The storage does not know it, or it was taken back."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The service found no signature that it accepts (401)."),
        QT_TRANSLATE_NOOP("Errors", "Enter the access again, or check the endpoint."),
        fixes=(Fix.RENEW, Fix.ENDPOINT, Fix.CHECK),
    ),
    "network.not_reached/server": Entry(
        QT_TRANSLATE_NOOP("Errors", "The server that lets you in could not be reached"),
        QT_TRANSLATE_NOOP("Errors", "What was sent so far is kept."),
        AGAIN,
        QT_TRANSLATE_NOOP("Errors", "The application server that hands out access did not answer."),
        QT_TRANSLATE_NOOP("Errors", "Check its address in the connection, then ask it again."),
        fixes=(Fix.RENEW, Fix.SERVER, Fix.CHECK),
    ),
    "refused.service_fault/server": Entry(
        QT_TRANSLATE_NOOP("Errors", "The server that lets you in has trouble of its own"),
        QT_TRANSLATE_NOOP("Errors", "It is not your file. What was sent so far is kept."),
        AGAIN,
        QT_TRANSLATE_NOOP("Errors", "The application server that hands out access failed."),
        QT_TRANSLATE_NOOP("Errors", "Look into its log, then ask it again."),
        fixes=(Fix.RENEW, Fix.SERVER),
    ),
    "not_understood/server": Entry(
        QT_TRANSLATE_NOOP("Errors", "The server that lets you in answered something else"),
        QT_TRANSLATE_NOOP("Errors", "We asked it for access, but its answer made no sense to us."),
        SETTER,
        QT_TRANSLATE_NOOP(
            "Errors", "Its answer holds no temporary key, no signed policy and no signed address."
        ),
        QT_TRANSLATE_NOOP("Errors", "Check the server's address in the connection."),
        fixes=(Fix.SERVER, Fix.RENEW, Fix.CHECK),
    ),
    "refused.not_allowed/server": Entry(
        QT_TRANSLATE_NOOP("Errors", "The server that lets you in said no"),
        QT_TRANSLATE_NOOP("Errors", "It does not let you store files just now."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "Your application server refused to hand out access."),
        fixes=(Fix.RENEW, Fix.SERVER),
    ),
}

_GRANT = {
    "refused.not_allowed/policy": Entry(
        QT_TRANSLATE_NOOP("Errors", "You may not store this file here"),
        QT_TRANSLATE_NOOP("Errors", "Its name, size or kind is not among what you may store."),
        SETTER,
        QT_TRANSLATE_NOOP(
            "Errors", "A condition of the policy that your server signed is not met."
        ),
        QT_TRANSLATE_NOOP("Errors", "The service's words name it; let your server sign for it."),
        fixes=(Fix.REPORT, Fix.SERVER),
    ),
    "refused.not_allowed/grant": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your access does not cover this"),
        QT_TRANSLATE_NOOP("Errors", "It lets you store files, but nothing else."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "What your server signed is good for uploads in one request."),
        QT_TRANSLATE_NOOP("Errors", "Let your server hand out a temporary key instead."),
        fixes=(Fix.OPTIONS, Fix.SERVER),
    ),
    "refused/grant": Entry(
        QT_TRANSLATE_NOOP("Errors", "This file cannot go with the access that you have"),
        QT_TRANSLATE_NOOP("Errors", "Nothing was sent."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "What your server signed does not permit this way of sending."),
        QT_TRANSLATE_NOOP("Errors", "Set the method to automatic, or use a temporary key."),
        fixes=(Fix.OPTIONS, Fix.SERVER),
    ),
    "refused/grant_place": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your access leads to a place that cannot be used"),
        QT_TRANSLATE_NOOP("Errors", "Nothing was sent, so that nobody else can read your file."),
        SETTER,
        QT_TRANSLATE_NOOP(
            "Errors", "What your server signed names an address that is not safe, or none at all."
        ),
        QT_TRANSLATE_NOOP("Errors", "Let it sign for an https address of the storage."),
        fixes=(Fix.SERVER, Fix.RENEW),
    ),
    "refused/server_url": Entry(
        QT_TRANSLATE_NOOP("Errors", "The server that lets you in is not set up right"),
        QT_TRANSLATE_NOOP("Errors", "Nothing was sent."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The address of the application server is none."),
        QT_TRANSLATE_NOOP("Errors", "Correct it in the connection, then try again."),
        fixes=(Fix.SERVER, Fix.RETRY),
    ),
    "refused/size.grant": Entry(
        QT_TRANSLATE_NOOP("Errors", "The file is too large to go this way"),
        QT_TRANSLATE_NOOP("Errors", "It may have at most {most}. Nothing was sent."),
        QT_TRANSLATE_NOOP("Errors", "Choose a smaller file, or ask who set this up for you."),
        QT_TRANSLATE_NOOP("Errors", "What your server signed takes files up to {most}, in one go."),
        QT_TRANSLATE_NOOP("Errors", "Let your server hand out a temporary key: then parts work."),
        fixes=(Fix.REPORT, Fix.SERVER),
    ),
}

_SMALL = {
    "refused/size.small": Entry(
        QT_TRANSLATE_NOOP("Errors", "The file is too small to go this way"),
        QT_TRANSLATE_NOOP("Errors", "It must have at least {least}. Nothing was sent."),
        QT_TRANSLATE_NOOP("Errors", "Look whether it is whole, or ask who set this up for you."),
        QT_TRANSLATE_NOOP("Errors", "What your server signed takes files from {least} on."),
        QT_TRANSLATE_NOOP("Errors", "Let your server sign for smaller files."),
        fixes=(Fix.REPORT, Fix.SERVER),
    ),
}

_FORM = {
    "refused/size.form": Entry(
        QT_TRANSLATE_NOOP("Errors", "The file is too large to go this way"),
        QT_TRANSLATE_NOOP("Errors", "Nothing was sent."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "A form upload takes at most {most}."),
        QT_TRANSLATE_NOOP("Errors", "Set the method to automatic or in parts."),
        fixes=(Fix.OPTIONS,),
    ),
    "refused/policy": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your access is not set up right"),
        QT_TRANSLATE_NOOP("Errors", "The storage could not read what you were given."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The policy that was signed is not complete or not valid."),
        QT_TRANSLATE_NOOP("Errors", "Correct what your server signs, then try again."),
        fixes=(Fix.RENEW, Fix.SERVER),
    ),
    "refused/form": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage could not read what we sent"),
        QT_TRANSLATE_NOOP("Errors", "Your file on this computer is untouched."),
        QT_TRANSLATE_NOOP("Errors", "Press Try again. If it happens again, copy the report."),
        QT_TRANSLATE_NOOP("Errors", "The service did not accept the form of this upload."),
        QT_TRANSLATE_NOOP("Errors", "Try another method under Upload options."),
        fixes=(Fix.RETRY, Fix.OPTIONS),
    ),
    "refused/form.size": Entry(
        QT_TRANSLATE_NOOP("Errors", "There is too much beside the file"),
        QT_TRANSLATE_NOOP("Errors", "What your server is to be told is too long."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "A field of the form is longer than the service takes."),
        QT_TRANSLATE_NOOP("Errors", "Shorten the callback, its values or the metadata."),
        fixes=(Fix.CALLBACK, Fix.OPTIONS),
    ),
}

TABLE: dict[str, Entry] = _SERVER | _GRANT | _SMALL | _FORM
