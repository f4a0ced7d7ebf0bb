"""Words of the settings: titles, labels, hints and choices."""

from __future__ import annotations

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
        "proxy": translate("Settings", "Pro&xy"),
    }


def hints() -> dict[str, str]:
    """One sentence under a field, where one is needed."""
    return {
        "parts": translate("Settings", "Large files go up in pieces, side by side."),
        "same_name": translate("Settings", "For new connections; each can have its own answer."),
        "proxy": translate("Settings", "Every new line to the storage uses it."),
    }


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
            "Please without name and password: they would be kept readable."
            " Set them in the system's proxy settings instead.",
        )
    if code:
        return translate("Settings", "This is no address. It looks like proxy.example.com:8080")
    return ""
