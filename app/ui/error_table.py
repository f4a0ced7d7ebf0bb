"""The texts of errors about the file, the line and the service's answers (see `error_words`)."""

from __future__ import annotations

from app.ui.error_entry import AGAIN, LINE, QT_TRANSLATE_NOOP, RENAMED, SETTER, Entry, Fix

_PROXY_PASSWORD = Entry(
    QT_TRANSLATE_NOOP("Errors", "Your network wants a name and a password"),
    QT_TRANSLATE_NOOP("Errors", "It did not take those that Upcall has, or Upcall has none."),
    QT_TRANSLATE_NOOP("Errors", "Open settings and enter them; your IT team knows them."),
    QT_TRANSLATE_NOOP("Errors", "The proxy asked for another user name or password (407)."),
    QT_TRANSLATE_NOOP("Errors", "Open Settings, Network, enter them, then try again."),
    fixes=(Fix.NETWORK, Fix.RETRY, Fix.CHECK),
)

_SOURCE = {
    "source": Entry(
        QT_TRANSLATE_NOOP("Errors", "The file could not be read"),
        QT_TRANSLATE_NOOP("Errors", "Something kept this computer from reading it."),
        QT_TRANSLATE_NOOP("Errors", "Check that it opens in another program, then try again."),
    ),
    "source.missing": Entry(
        QT_TRANSLATE_NOOP("Errors", "The file is not there any more"),
        QT_TRANSLATE_NOOP("Errors", "It was moved, renamed or deleted after it was added."),
        QT_TRANSLATE_NOOP("Errors", "Put it back and press Try again, or drop it here again."),
    ),
    "source.unreadable": Entry(
        QT_TRANSLATE_NOOP("Errors", "The file could not be read"),
        QT_TRANSLATE_NOOP("Errors", "This computer does not let you open it, or its disk is gone."),
        QT_TRANSLATE_NOOP("Errors", "Check that it opens in another program, then try again."),
    ),
    "source.changed": Entry(
        QT_TRANSLATE_NOOP("Errors", "The file changed while it was being sent"),
        QT_TRANSLATE_NOOP("Errors", "We stopped before a mix of old and new could be stored."),
        QT_TRANSLATE_NOOP("Errors", "Save it, close it in other programs, then press Try again."),
    ),
}

_NETWORK = {
    "network": Entry(
        QT_TRANSLATE_NOOP("Errors", "The connection broke"),
        QT_TRANSLATE_NOOP("Errors", "What was sent so far is kept."),
        LINE,
        fixes=(Fix.RETRY, Fix.CHECK, Fix.NETWORK),
    ),
    "network.not_reached": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage could not be reached"),
        QT_TRANSLATE_NOOP("Errors", "What was sent so far is kept."),
        LINE,
        fixes=(Fix.RETRY, Fix.CHECK, Fix.NETWORK),
    ),
    "network.not_reached/name": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage could not be found on the network"),
        QT_TRANSLATE_NOOP("Errors", "You may be offline. What was sent so far is kept."),
        LINE,
        QT_TRANSLATE_NOOP("Errors", "The name of the endpoint has no address. You may be offline."),
        QT_TRANSLATE_NOOP("Errors", "Check the line and the spelling of the endpoint."),
        fixes=(Fix.RETRY, Fix.ENDPOINT, Fix.CHECK),
    ),
    "network.not_reached/refused": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage did not open the door"),
        QT_TRANSLATE_NOOP("Errors", "Its computer is there, but takes no connections just now."),
        AGAIN,
        QT_TRANSLATE_NOOP("Errors", "The computer answered, but nothing listens on that port."),
        QT_TRANSLATE_NOOP("Errors", "Check the port of the endpoint, or try again later."),
        fixes=(Fix.RETRY, Fix.ENDPOINT, Fix.CHECK),
    ),
    "network.not_reached/timeout": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage did not answer in time"),
        QT_TRANSLATE_NOOP("Errors", "The line may be slow or cut. What was sent so far is kept."),
        LINE,
        fixes=(Fix.RETRY, Fix.CHECK, Fix.NETWORK),
    ),
    "network.not_reached/certificate": Entry(
        QT_TRANSLATE_NOOP("Errors", "We could not be sure that this is the right storage"),
        QT_TRANSLATE_NOOP("Errors", "Nothing was sent, so that nobody else can read your file."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The TLS certificate of the endpoint is not trusted here."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Check the endpoint; a company certificate belongs into the "
            "certificate store of this computer.",
        ),
        fixes=(Fix.ENDPOINT, Fix.CHECK, Fix.RETRY),
    ),
    "network.not_reached/proxy": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your network did not let us through"),
        QT_TRANSLATE_NOOP("Errors", "The way out that is set on this computer does not work now."),
        QT_TRANSLATE_NOOP("Errors", "Ask your IT team, then open Settings and set the network up."),
        QT_TRANSLATE_NOOP("Errors", "The proxy cannot be reached, or it refused the connection."),
        QT_TRANSLATE_NOOP("Errors", "Open Settings, Network, and check the proxy."),
        fixes=(Fix.NETWORK, Fix.RETRY, Fix.CHECK),
    ),
    "network.not_reached/proxy_password": _PROXY_PASSWORD,
    "network.answer_lost": Entry(
        QT_TRANSLATE_NOOP("Errors", "The connection broke at the very end"),
        QT_TRANSLATE_NOOP("Errors", "We looked, and the file has not been stored."),
        LINE,
        fixes=(Fix.RETRY, Fix.CHECK),
    ),
}

_SERVICE = {
    "refused": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage did not take the file"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The service refused it; its own words are below."),
        QT_TRANSLATE_NOOP("Errors", "Copy the request id for the service's support."),
        fixes=(Fix.CHECK, Fix.RETRY),
    ),
    "refused/name": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage does not take this file name"),
        QT_TRANSLATE_NOOP("Errors", "It is too long or has signs that are not permitted there."),
        QT_TRANSLATE_NOOP("Errors", "Give the file a shorter, plainer name and drop it again."),
        fixes=(Fix.RENAME,),
    ),
    "refused/size": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage does not take a file of this size"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The file or one of its parts is too large or too small."),
        QT_TRANSLATE_NOOP("Errors", "Choose another way of sending in the upload options."),
        fixes=(Fix.OPTIONS, Fix.RETRY),
    ),
    "refused/quota": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage is full"),
        QT_TRANSLATE_NOOP("Errors", "There is no room left for your file."),
        QT_TRANSLATE_NOOP("Errors", "Ask the person who set this up for you for more room."),
        QT_TRANSLATE_NOOP("Errors", "The quota of the bucket or account is used up."),
        QT_TRANSLATE_NOOP("Errors", "Raise the quota or delete what is not needed any more."),
    ),
    "refused/immutable": Entry(
        QT_TRANSLATE_NOOP("Errors", "There is a protected file of that name"),
        QT_TRANSLATE_NOOP("Errors", "It may not be replaced, so nothing was changed."),
        RENAMED,
        fixes=(Fix.RENAME,),
    ),
    "refused/account_disabled": Entry(
        QT_TRANSLATE_NOOP("Errors", "The account at the storage is switched off"),
        "",
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The service says that the account is disabled."),
        QT_TRANSLATE_NOOP("Errors", "Look for unpaid bills or notices in the service's console."),
        fixes=(Fix.RETRY, Fix.CHECK),
    ),
    "refused.not_allowed": Entry(
        QT_TRANSLATE_NOOP("Errors", "You may not store files here"),
        QT_TRANSLATE_NOOP("Errors", "Your access was accepted, but it does not cover this place."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The key is right, but may not write to “{bucket}” there."),
        QT_TRANSLATE_NOOP("Errors", "Give the key the right to put objects under this prefix."),
        fixes=(Fix.CHECK, Fix.RENEW, Fix.RETRY),
    ),
    "refused.name_taken": Entry(
        QT_TRANSLATE_NOOP("Errors", "A file of that name is already there"),
        QT_TRANSLATE_NOOP("Errors", "It was left as it is."),
        RENAMED,
        fixes=(Fix.RENAME,),
    ),
    "refused.upload_gone": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage has forgotten the beginning of this file"),
        QT_TRANSLATE_NOOP("Errors", "It keeps half-sent files only for a while."),
        QT_TRANSLATE_NOOP("Errors", "Press Try again: it starts from the beginning."),
        QT_TRANSLATE_NOOP(
            "Errors", "The upload id is not known (any more): completed, aborted or expired."
        ),
        fixes=(Fix.RETRY, Fix.UNFINISHED),
    ),
    "refused.throttled": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage is very busy"),
        QT_TRANSLATE_NOOP("Errors", "It asked us to slow down. What was sent so far is kept."),
        AGAIN,
    ),
    "refused.clock": Entry(
        QT_TRANSLATE_NOOP("Errors", "The clock of this computer is wrong"),
        QT_TRANSLATE_NOOP("Errors", "The storage takes files only from clocks that are right."),
        QT_TRANSLATE_NOOP("Errors", "Set date and time of this computer, then press Try again."),
        fixes=(Fix.RETRY, Fix.CHECK),
    ),
    "refused.clock/known": Entry(
        QT_TRANSLATE_NOOP("Errors", "The clock of this computer is {minutes} minutes off"),
        QT_TRANSLATE_NOOP("Errors", "The storage takes files only from clocks that are right."),
        QT_TRANSLATE_NOOP("Errors", "Set date and time of this computer, then press Try again."),
        fixes=(Fix.RETRY, Fix.CHECK),
    ),
    "refused.service_fault": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage has trouble of its own"),
        QT_TRANSLATE_NOOP("Errors", "It is not your file. What was sent so far is kept."),
        AGAIN,
    ),
    "refused.service_fault/stalled": Entry(
        QT_TRANSLATE_NOOP("Errors", "The file arrived too slowly"),
        QT_TRANSLATE_NOOP("Errors", "The storage stopped waiting. What was sent so far is kept."),
        LINE,
        fixes=(Fix.RETRY, Fix.CHECK),
    ),
    "refused.cannot_tell": Entry(
        QT_TRANSLATE_NOOP("Errors", "Nobody can say whether the file arrived"),
        QT_TRANSLATE_NOOP(
            "Errors", "The connection broke at the end, and we could not look there."
        ),
        QT_TRANSLATE_NOOP("Errors", "Ask whether it is there; if it is not, press Try again."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The final answer was lost, and the object could not be looked for (HEAD).",
        ),
        fixes=(Fix.RETRY, Fix.CHECK),
    ),
    "integrity": Entry(
        QT_TRANSLATE_NOOP("Errors", "The file was damaged on its way"),
        QT_TRANSLATE_NOOP("Errors", "What arrived was not what we read, so it was not accepted."),
        QT_TRANSLATE_NOOP("Errors", "Press Try again. If it happens again, check cable or Wi-Fi."),
        QT_TRANSLATE_NOOP("Errors", "The checksums of this computer and of the service differ."),
    ),
    "not_understood": Entry(
        QT_TRANSLATE_NOOP("Errors", "Something else answered instead of the storage"),
        QT_TRANSLATE_NOOP("Errors", "The answer made no sense to us."),
        SETTER,
        QT_TRANSLATE_NOOP("Errors", "The answer is none that the service's protocol knows."),
        QT_TRANSLATE_NOOP("Errors", "Check the endpoint; the answer is shown below."),
        fixes=(Fix.ENDPOINT, Fix.CHECK, Fix.RETRY),
    ),
    "not_understood/page": Entry(
        QT_TRANSLATE_NOOP("Errors", "A web page answered instead of the storage"),
        QT_TRANSLATE_NOOP("Errors", "Often this is the sign-in page of a hotel or guest network."),
        QT_TRANSLATE_NOOP("Errors", "Open any web page, sign in if asked, then press Try again."),
        fixes=(Fix.RETRY, Fix.CHECK, Fix.NETWORK),
    ),
    "not_understood/empty": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage answered without a word"),
        QT_TRANSLATE_NOOP("Errors", "So we cannot be sure that it took the file."),
        AGAIN,
        fixes=(Fix.RETRY, Fix.CHECK),
    ),
    "not_understood/proxy": _PROXY_PASSWORD,
}

TABLE: dict[str, Entry] = _SOURCE | _NETWORK | _SERVICE
