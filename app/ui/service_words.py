"""Why a service cannot do something: one line for each of the reasons of `Service.why`."""

from __future__ import annotations

from app.domain.services import Can, Service, service
from app.ui.i18n import translate


def why_not(service: Service, can: Can) -> str:
    """Why a service cannot do something, in one line; empty: it can."""
    reason = service.reason(can)
    if not reason:
        return ""
    general = _usual().get(can) or translate("Options", "{service} does not offer this.")
    return _reasons().get(reason, general).replace("{service}", service.label)


def place_word(provider: str) -> str:
    """What the place of the files is called in the console of a provider."""
    if service(provider).terms.get("bucket") == "application":
        return translate("Receipt", "Application")
    return translate("Receipt", "Bucket")


def _usual() -> dict[Can, str]:
    """Where there is no reason of its own, but something better to say than the general line."""
    return {
        Can.CALL_HOST: translate("Reasons", "{service} takes the name out of the address."),
        Can.SNIPPETS: translate("Reasons", "There is no program for {service} yet."),
    }


def _reasons() -> dict[str, str]:
    return {
        "by_own_list": translate(
            "Options", "{service} cannot list parts; Upcall keeps a list of its own."
        ),
        "expire": translate(
            "Options", "{service} has no such list; what was left goes away by itself."
        ),
        "own_domain": translate(
            "Options", "Downloads from {service} go by a domain of your own: see the connection."
        ),
        "one_address": translate("Reasons", "{service} calls one address only."),
        "form_body": translate("Reasons", "{service} sends the body as a form only."),
        "form_only": translate("Options", "{service} takes one request only as a form."),
        "put_only": translate("Options", "{service} takes no forms."),
        "event_instead": translate(
            "Reasons", "{service} does not call a server during the upload. It tells by events."
        ),
        "only_file": translate("Options", "{service} stores none of these with a file."),
        "always_new": translate("Options", "Each upload to {service} is a new file."),
    }
