"""Words of the doctor: a title and a sentence for each line, and the button that mends it."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.asks import Check, CheckState
from app.ui.error_words import trouble
from app.ui.i18n import joined, translate


@dataclass(frozen=True, slots=True)
class Line:
    """One line in words of the language that is set."""

    title: str
    sentence: str
    state: str
    """The state as a word."""
    fix: str = ""
    """What the button says; empty: nothing can be mended from here."""
    aim: str = ""
    """Where the button leads: a field of the wizard, ``region:ID``, ``again`` or ``clock``."""


GLYPHS = {
    CheckState.GOOD: ("check", "good"),
    CheckState.NOTE: ("warn", "amber"),
    CheckState.BAD: ("error", "danger"),
    CheckState.SKIPPED: ("skip", "muted"),
}
"""Icon and colour of each state."""


def titles() -> dict[str, str]:
    """What each line is about."""
    return {
        "server": translate("Doctor", "Application server"),
        "name": translate("Doctor", "Name"),
        "tls": translate("Doctor", "Certificate"),
        "clock": translate("Doctor", "Clock"),
        "key": translate("Doctor", "Key"),
        "write": translate("Doctor", "May write"),
        "look": translate("Doctor", "May look"),
        "list": translate("Doctor", "May list"),
        "callbacks": translate("Doctor", "Callbacks"),
        "proxy": translate("Doctor", "Proxy"),
        "secret": translate("Doctor", "Secret"),
    }


def state_word(state: CheckState) -> str:
    """A state as a word."""
    return {
        CheckState.GOOD: translate("Doctor", "good"),
        CheckState.NOTE: translate("Doctor", "note"),
        CheckState.BAD: translate("Doctor", "needs you"),
        CheckState.SKIPPED: translate("Doctor", "not looked at"),
    }[state]


def line_of(check: Check) -> Line:
    """A check in words; an unknown one shows its own name."""
    title = titles().get(check.name, check.name)
    if check.name == "callbacks" and check.reason.startswith("events"):
        title = translate("Doctor", "Events")
    fix, aim = _fix(check) if check.state in (CheckState.BAD, CheckState.NOTE) else ("", "")
    return Line(title, _sentence(check), state_word(check.state), fix, aim)


class _Values(dict[str, str]):
    """Values of a check; one that is missing shows as a dash instead of failing."""

    def __missing__(self, key: str) -> str:
        return "–"


def _sentence(check: Check) -> str:
    own = _own_words().get(f"{check.name}/{check.reason}")
    if own is None and check.state is CheckState.GOOD:
        own = _good().get(check.name, "")
    if own is None and check.state is CheckState.SKIPPED and check.reason == "grant":
        own = translate("Doctor", "Your server gives permission to upload and no more.")
    if own is None and check.state is CheckState.SKIPPED:
        own = translate("Doctor", "Something before it has to work first.")
    if own is None:
        return _of_error(check)
    return own.format_map(_Values(check.values))


def _of_error(check: Check) -> str:
    """Words of the error that kept it from being good."""
    code, _, reason = check.reason.partition("/")
    notes = _notes()
    if check.state is CheckState.NOTE and check.name in notes:
        return notes[check.name].format_map(_Values(check.values))
    values = dict(check.values) | ({"reason": reason} if reason else {})
    words = trouble(code or "refused", values, expert=True)
    title = translate("Doctor", "{title}.").format(title=words.title)
    return joined(title, words.sentence, words.advice)


def _good() -> dict[str, str]:
    return {
        "server": translate("Doctor", "It answered and gave permission to upload."),
        "name": translate("Doctor", "{host} is found on the network."),
        "tls": translate("Doctor", "It is valid: this is the service that it says it is."),
        "clock": translate("Doctor", "This computer's clock is right."),
        "key": translate("Doctor", "It is accepted."),
        "write": translate("Doctor", "Files may be stored here."),
        "look": translate("Doctor", "Stored files can be looked up after a broken line."),
        "list": translate("Doctor", "The bucket may be listed."),
        "callbacks": translate("Doctor", "They are offered here."),
        "proxy": translate("Doctor", "None is used."),
        "secret": translate("Doctor", "It is kept safe."),
    }


def _notes() -> dict[str, str]:
    """What is not as it could be, but does no harm."""
    return {
        "clock": translate("Doctor", "It is off by {seconds} s; we go by the service's clock."),
        "write": translate(
            "Doctor",
            "Files may be stored here. What an upload leaves behind may not be cleared, though.",
        ),
        "look": translate(
            "Doctor",
            "Stored files cannot be looked up. Fine for uploading, as long as the line holds.",
        ),
        "list": translate("Doctor", "This key may not list. That is fine for uploading."),
        "callbacks": translate(
            "Doctor", "Whether this region offers callbacks is not confirmed. Try one file."
        ),
    }


def _own_words() -> dict[str, str]:
    """Sentences for the words that checks have of their own."""
    return {
        "write/grant": translate("Doctor", "Your server decides it with each permission."),
        "list/grant": translate("Doctor", "Your server decides it; it is not needed."),
        "look/grant": translate("Doctor", "Your server decides it; it is not needed."),
        "tls/plain": translate("Doctor", "None is needed: the line is not encrypted."),
        "tls/off": translate("Doctor", "The line is not encrypted: others could read along."),
        "clock/off": translate("Doctor", "It is off by {seconds} s; we go by the service's clock."),
        "callbacks/off": translate("Doctor", "The callback of this connection is switched off."),
        "callbacks/no": translate(
            "Doctor", "The region {region} offers none: files arrive, but your server is not told."
        ),
        "callbacks/unconfirmed": translate(
            "Doctor", "Whether this region offers callbacks is not confirmed. Try one file."
        ),
        **_of_services(),
        "proxy/system": translate("Doctor", "None is needed (system setting)."),
        "proxy/direct": translate("Doctor", "None is used."),
        "proxy/script": translate(
            "Doctor",
            "The system names a proxy script that nothing here can run. See Settings, Network.",
        ),
        "proxy/used": translate("Doctor", "The way out leads through {proxy}."),
        "secret/keyring": translate("Doctor", "Kept in {keyring}, and in no file."),
        "secret/session": translate(
            "Doctor", "There is no keyring here: kept until Upcall ends, and in no file."
        ),
        "secret/environment": translate("Doctor", "Read from the environment, kept nowhere."),
        "secret/server": translate("Doctor", "None is needed: your server gives permission."),
        "secret/practice": translate("Doctor", "A practice key; it ends with the demo cloud."),
        "secret/none": translate("Doctor", "There is none yet."),
    }


def _of_services() -> dict[str, str]:
    """Words that only some services have."""
    management = translate(
        "Doctor", "There is no management domain, so nothing can be asked. Uploads work without."
    )
    return {
        "write/block": translate(
            "Doctor", "The beginning of a file was taken; a whole one was not tried."
        ),
        "look/management": management,
        "list/management": management,
        "callbacks/grant": translate(
            "Doctor", "Your server gives permission to upload and no more: nobody here can look."
        ),
        "callbacks/events_pull": translate(
            "Doctor", "Events wait in the application's queue until somebody fetches them."
        ),
        "callbacks/events_push": translate("Doctor", "Events are sent to {url}."),
        "callbacks/events_off": translate(
            "Doctor", "The application tells nobody when a file has arrived (switch is off)."
        ),
        "callbacks/events_nowhere": translate(
            "Doctor", "Events are to be sent, but the application names no address for them."
        ),
    }


def _fix(check: Check) -> tuple[str, str]:
    """Words of the button, and where it leads."""
    if check.values.get("region") and check.reason.endswith(("endpoint", "moved")):
        text = translate("Doctor", "Switch to {region} and check again")
        return text.format(region=check.values["region"]), "region:" + check.values["region"]
    if "region" in check.reason:
        return translate("Doctor", "Check the address"), "place"
    if check.reason.endswith(("/public_endpoint", "/custom_domain")):
        return translate("Doctor", "Use a domain of your own"), "domain"
    if check.reason == "management":
        return translate("Doctor", "Enter the management domain"), "other_endpoint"
    if check.reason.endswith("/application"):
        return translate("Doctor", "Check the application's id"), "bucket"
    if check.name == "server":
        return translate("Doctor", "Check the server"), "server"
    ways = {
        "name": (translate("Doctor", "Check the address"), "place"),
        "tls": (translate("Doctor", "Check the address"), "place"),
        "clock": (translate("Doctor", "How to set the clock"), "clock"),
        "key": (translate("Doctor", "Enter it again"), "key_id"),
        "secret": (translate("Doctor", "Enter it again"), "key_id"),
        "write": (translate("Doctor", "Show what the key must be allowed"), "policy"),
        "callbacks": ("", ""),
    }
    if check.state is CheckState.NOTE and check.name != "clock":
        return "", ""
    if "bucket" in check.reason:
        return translate("Doctor", "Check the bucket"), "bucket"
    if check.reason.startswith("network"):
        return translate("Doctor", "Check again"), "again"
    return ways.get(check.name, ("", ""))


def clock_advice() -> str:
    """How to set the clock, on any system."""
    return translate(
        "Doctor",
        "Open your system's settings for date and time and switch on “set automatically”."
        " Uploads work meanwhile: Upcall goes by the service's clock.",
    )
