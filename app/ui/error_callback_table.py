"""The texts of failed and refused callbacks: every row of oss.md, 1.11 (see `error_words`).

``callback_failed/...``: the file is stored, the server was not told. ``refused/callback.../...``:
the service found the callback itself wrong and stored nothing.
"""

from __future__ import annotations

from app.ui.error_entry import QT_TRANSLATE_NOOP, SETTER, Entry, Fix

_TOLD = QT_TRANSLATE_NOOP("Errors", "Your server was not told")
_LOG = QT_TRANSLATE_NOOP("Errors", "Look into your server's log.")
_ASK = QT_TRANSLATE_NOOP("Errors", "Tell the person who looks after your server.")
_HERE = (Fix.CALLBACK, Fix.CHECK)

FAILED: dict[str, Entry] = {
    "callback_failed": Entry(
        _TOLD,
        QT_TRANSLATE_NOOP("Errors", "The storage could not tell your server."),
        _ASK,
        exact_advice=QT_TRANSLATE_NOOP("Errors", "The storage's own words are below."),
        fixes=_HERE,
    ),
    "callback_failed/slow": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your server took too long"),
        QT_TRANSLATE_NOOP("Errors", "Your server took longer than 5 seconds to answer."),
        _ASK,
        exact_advice=QT_TRANSLATE_NOOP("Errors", "Let it answer first and do the work afterwards."),
        fixes=(Fix.REPORT, Fix.CALLBACK),
    ),
    "callback_failed/not_json": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your server's answer was not understood"),
        QT_TRANSLATE_NOOP("Errors", "Your server answered, but not as the storage expects."),
        _ASK,
        QT_TRANSLATE_NOOP(
            "Errors",
            "Your server answered, but not with JSON. The storage does not pass such an answer on.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors", "Let it answer with status 200 and JSON; its log may show what it sent."
        ),
        fixes=(Fix.REPORT, Fix.CALLBACK),
    ),
    "callback_failed/unreachable": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your server was not reached"),
        QT_TRANSLATE_NOOP("Errors", "The storage could not reach your server."),
        _ASK,
        exact_advice=QT_TRANSLATE_NOOP(
            "Errors", "Check the address, the firewall, and that the server is running."
        ),
        fixes=(Fix.CALLBACK, Fix.SNI, Fix.CHECK),
    ),
    "callback_failed/moved": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your server is somewhere else"),
        QT_TRANSLATE_NOOP("Errors", "Your server sent the storage to another address."),
        _ASK,
        QT_TRANSLATE_NOOP(
            "Errors", "Your server sent the storage to another address (status {status})."
        ),
        QT_TRANSLATE_NOOP("Errors", "Put the final address into the callback."),
        fixes=(Fix.CALLBACK,),
    ),
    "callback_failed/refused": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your server refused the message"),
        QT_TRANSLATE_NOOP("Errors", "It did not accept what the storage told it."),
        _ASK,
        QT_TRANSLATE_NOOP("Errors", "Your server refused the message (status {status})."),
        QT_TRANSLATE_NOOP(
            "Errors", "Look into your server's log; it may not accept the storage's signature."
        ),
        fixes=_HERE,
    ),
    "callback_failed/forbidden": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your server refused the message"),
        QT_TRANSLATE_NOOP("Errors", "It does not let the storage in."),
        _ASK,
        QT_TRANSLATE_NOOP("Errors", "Your server or its firewall refused the storage (403)."),
        QT_TRANSLATE_NOOP("Errors", "Let the storage's addresses through, or look into its log."),
        fixes=_HERE,
    ),
    "callback_failed/not_found": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your server does not know the address"),
        QT_TRANSLATE_NOOP("Errors", "The server is there, but not what should be told."),
        _ASK,
        QT_TRANSLATE_NOOP("Errors", "Your server has nothing at that path (404)."),
        QT_TRANSLATE_NOOP("Errors", "Correct the address in the callback."),
        fixes=(Fix.CALLBACK,),
    ),
    "callback_failed/broken": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your server has trouble of its own"),
        QT_TRANSLATE_NOOP("Errors", "It was told, but something went wrong there."),
        _ASK,
        QT_TRANSLATE_NOOP("Errors", "Your server had trouble of its own (status {status})."),
        _LOG,
        fixes=(Fix.REPORT, Fix.CALLBACK),
    ),
    "callback_failed/gateway": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your server was not reached"),
        QT_TRANSLATE_NOOP("Errors", "The storage got no proper answer from your server."),
        _ASK,
        QT_TRANSLATE_NOOP(
            "Errors", "The storage got no proper answer from your server (status {status})."
        ),
        QT_TRANSLATE_NOOP(
            "Errors", "Is it running? For an https address, switch SNI on under Advanced."
        ),
        fixes=(Fix.SNI, Fix.CALLBACK, Fix.CHECK),
    ),
    "callback_failed/length": Entry(
        QT_TRANSLATE_NOOP("Errors", "Your server's answer was not understood"),
        QT_TRANSLATE_NOOP("Errors", "It was too long, or nobody could tell how long it is."),
        _ASK,
        QT_TRANSLATE_NOOP(
            "Errors", "Your server's answer came without its length, or was longer than 1 MB."
        ),
        QT_TRANSLATE_NOOP("Errors", "Send a Content-Length header and a shorter answer."),
        fixes=(Fix.REPORT, Fix.CALLBACK),
    ),
    "callback_failed/crowded": Entry(
        QT_TRANSLATE_NOOP("Errors", "The storage was too busy to tell your server"),
        QT_TRANSLATE_NOOP("Errors", "The storage had too many servers to tell at once."),
        _ASK,
        exact_advice=QT_TRANSLATE_NOOP("Errors", "Send fewer files at a time."),
        fixes=(Fix.REPORT, Fix.CALLBACK),
    ),
    "callback_failed/image": Entry(
        QT_TRANSLATE_NOOP("Errors", "The picture could not be read"),
        QT_TRANSLATE_NOOP("Errors", "The storage could not read the picture's size."),
        QT_TRANSLATE_NOOP("Errors", "Check that the file is a picture and is still there."),
        fixes=(Fix.CALLBACK,),
    ),
}

_SETUP = QT_TRANSLATE_NOOP("Errors", "The notice to your server is not set up right")
_NOTHING = QT_TRANSLATE_NOOP("Errors", "So the storage did not take the file.")
_CORRECT = QT_TRANSLATE_NOOP("Errors", "Correct it on the Callback tab, then press Try again.")


def _wrong(exact: str, advice: str = _CORRECT) -> Entry:
    """A callback that the service refuses before it stores: plain words are always the same."""
    return Entry(_SETUP, _NOTHING, SETTER, exact, advice, fixes=(Fix.CALLBACK, Fix.RETRY))


REFUSED: dict[str, Entry] = {
    "refused/callback": _wrong(
        QT_TRANSLATE_NOOP("Errors", "The service refused the callback, so nothing was stored.")
    ),
    "refused/callback.long": _wrong(
        QT_TRANSLATE_NOOP("Errors", "The callback is longer than 5 KB once encoded."),
        QT_TRANSLATE_NOOP("Errors", "Shorten the body or the addresses, then press Try again."),
    ),
    "refused/callback.encoding": _wrong(
        QT_TRANSLATE_NOOP("Errors", "The service could not decode the callback (Base64).")
    ),
    "refused/callback.json": _wrong(
        QT_TRANSLATE_NOOP("Errors", "The service could not read the callback's JSON.")
    ),
    "refused/callback.url": _wrong(
        QT_TRANSLATE_NOOP("Errors", "An address of the callback is missing or no address.")
    ),
    "refused/callback.urls": _wrong(
        QT_TRANSLATE_NOOP("Errors", "The service takes at most five addresses.")
    ),
    "refused/callback.name": _wrong(
        QT_TRANSLATE_NOOP("Errors", "The service cannot find the host of the callback's address."),
        QT_TRANSLATE_NOOP("Errors", "It needs a name that the whole internet knows."),
    ),
    "refused/callback.private": _wrong(
        QT_TRANSLATE_NOOP(
            "Errors", "The callback's address can only be reached inside your own network."
        ),
        QT_TRANSLATE_NOOP("Errors", "The storage needs a public address, or a tunnel to yours."),
    ),
    "refused/callback.host": _wrong(
        QT_TRANSLATE_NOOP("Errors", "The callback's Host header is not valid.")
    ),
    "refused/callback.body": _wrong(
        QT_TRANSLATE_NOOP("Errors", "The callback's body is empty or not valid.")
    ),
    "refused/callback.body_type": _wrong(
        QT_TRANSLATE_NOOP("Errors", "The service does not know this type of body.")
    ),
    "refused/callback.headers": _wrong(
        QT_TRANSLATE_NOOP("Errors", "Additional headers of the callback are not valid.")
    ),
    "refused/callback.twice": _wrong(
        QT_TRANSLATE_NOOP("Errors", "The callback came twice: as a header and in the address.")
    ),
    "refused/callback.variables_long": _wrong(
        QT_TRANSLATE_NOOP("Errors", "Your own values are longer than 5 KB once encoded."),
        QT_TRANSLATE_NOOP("Errors", "Shorten your own values, then press Try again."),
    ),
    "refused/callback.variables": _wrong(
        QT_TRANSLATE_NOOP("Errors", "The service could not read your own values."),
        QT_TRANSLATE_NOOP("Errors", "Their names need x: in front and small letters."),
    ),
    "refused/callback.version": _wrong(
        QT_TRANSLATE_NOOP("Errors", "The service does not know this version of the signature.")
    ),
    "refused/callback.sni": _wrong(
        QT_TRANSLATE_NOOP("Errors", "The service does not take the SNI setting.")
    ),
    "refused/callback.region": _wrong(
        QT_TRANSLATE_NOOP("Errors", "The bucket's region offers no callbacks."),
        QT_TRANSLATE_NOOP("Errors", "Switch the callback off, or use a bucket elsewhere."),
    ),
}

TABLE: dict[str, Entry] = FAILED | REFUSED
