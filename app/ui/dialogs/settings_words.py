"""Words of the settings: titles, labels, hints and choices."""

from __future__ import annotations

from app.domain.patience import Patience
from app.host.proxy_ways import SystemSays, shown
from app.ui import i18n
from app.ui.i18n import LANGUAGES, translate


def titles() -> dict[str, str]:
    """Title of each card."""
    return {
        "uploads": translate("Settings", "Uploads"),
        "look": translate("Settings", "Look and language"),
        "network": translate("Settings", "Network"),
        "logs": translate("Settings", "Log"),
    }


def labels() -> dict[str, str]:
    """Label of each field."""
    return {
        "files": translate("Settings", "&Files at a time"),
        "parts": translate("Settings", "&Pieces at a time"),
        "same_name": translate("Settings", "When a file of that &name is already there"),
        "appearance": translate("Settings", "&Appearance"),
        "language": translate("Settings", "&Language"),
        "rate": translate("Settings", "&Speed limit"),
    }


def hints() -> dict[str, str]:
    """One sentence under a field, where one is needed."""
    return {
        "parts": translate("Settings", "Large files go up in pieces, side by side."),
        "same_name": translate("Settings", "For new connections; each can have its own answer."),
        "rate": translate("Settings", "All files together; it can be changed while they go up."),
    }


def network_labels() -> dict[str, str]:
    """Label of each field about the network."""
    return {
        "proxy": translate("Settings", "Pro&xy"),
        "address": translate("Settings", "Proxy &address"),
        "user": translate("Settings", "&User name"),
        "password": translate("Settings", "Pass&word"),
        "connect": translate("Settings", "For a &connection"),
        "stalled": translate("Settings", "While sending s&tands still"),
        "answer": translate("Settings", "For the storage's ans&wer"),
        "final": translate("Settings", "For the answer with a call&back"),
    }


def network_hints() -> dict[str, str]:
    """One sentence under a field about the network."""
    usual = Patience()
    default = translate("Settings", "Usually {seconds} s.")
    more = translate("Settings", "Usually {seconds} s; each callback address adds six.")
    return {
        "proxy": translate("Settings", "Every new line to the storage uses it."),
        "user": translate("Settings", "Only if the proxy asks for one."),
        "connect": default.format(seconds=i18n.number(round(usual.connect))),
        "stalled": default.format(seconds=i18n.number(round(usual.stalled))),
        "answer": default.format(seconds=i18n.number(round(usual.answer))),
        "final": more.format(seconds=i18n.number(round(usual.final))),
    }


def system_text(says: SystemSays) -> str:
    """What the system's script means for Upcall; empty where there is none."""
    if not says.script:
        return ""
    name = "" if says.script == "wpad" else shown(says.script)
    if says.readable:
        text = translate(
            "Settings", "Your system uses a proxy script, and Upcall follows it: {name}"
        )
        return text.format(name=name or translate("Settings", "the network's own"))
    text = translate(
        "Settings",
        "Your system names a proxy script ({name}), but nothing on this computer can run it for"
        " Upcall. Install “libproxy”, or choose “This one” and enter the proxy that your IT team"
        " names.",
    )
    return text.format(name=name or translate("Settings", "the network's own"))


def password_text(*, keyring: str) -> str:
    """Where the proxy's password is; ``keyring`` empty: in memory only."""
    if keyring:
        text = translate("Settings", "The password is kept in {keyring}, and nowhere else.")
        return text.format(keyring=keyring)
    return translate(
        "Settings",
        "This computer has no keyring, so the password is kept until Upcall closes.",
    )


def password_hint(*, known: bool) -> str:
    """Under the field of the password."""
    if known:
        return translate("Settings", "Leave empty to keep the saved one.")
    return translate("Settings", "It goes to the keyring, never to a file.")


def choices() -> dict[str, dict[str, str]]:
    """What each box offers: values and their texts."""
    system = translate("Settings", "As the system says")
    return {
        "same_name": {
            "keep_both": translate("Settings", "Keep both"),
            "skip": translate("Settings", "Leave it, do not upload"),
            "replace": translate("Settings", "Replace it"),
            "different": translate("Settings", "Replace if different"),
            "ask": translate("Settings", "Ask me"),
        },
        "appearance": {
            "system": system,
            "light": translate("Settings", "Light"),
            "dark": translate("Settings", "Dark"),
        },
        "language": {"system": system, **LANGUAGES},
        "proxy": {
            "system": system,
            "none": translate("Settings", "No proxy"),
            "own": translate("Settings", "This one:"),
        },
    }


def proxy_problem_text(code: str) -> str:
    """What is wrong with a proxy's address; empty for an empty code."""
    if code == "proxy.password":
        return translate(
            "Settings",
            "Please without the password: it has a field of its own below.",
        )
    if code:
        return translate("Settings", "This is no address. It looks like proxy.example.com:8080")
    return ""
