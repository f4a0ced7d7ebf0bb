"""Why a part of the callback form is greyed out: one line for each of the service's reasons."""

from __future__ import annotations

from app.domain.services import Can, Service
from app.ui.i18n import translate


def reason_words(service: Service, can: Can) -> str:
    """Why the service cannot, as a sentence; empty: it can."""
    code = service.reason(can)
    if not code:
        return ""
    texts = {
        "one_address": translate("Reasons", "{service} calls one address only."),
        "form_body": translate("Reasons", "{service} sends the body as a form only."),
        "event_instead": translate(
            "Reasons", "{service} does not call a server during the upload. It tells by events."
        ),
    }
    others = {
        Can.CALL_HOST: translate("Reasons", "{service} takes the name out of the address."),
        Can.SNIPPETS: translate("Reasons", "There is no program for {service} yet."),
    }
    usual = others.get(can) or translate("Reasons", "{service} does not offer that.")
    return (texts.get(code) or usual).replace("{service}", service.label)
