"""Words of the dialog that prepares a connection file."""

from __future__ import annotations

from app.ui.i18n import translate


def views() -> dict[str, tuple[str, str]]:
    """What the team sees: title and sentence."""
    return {
        "simple": (
            translate("Share", "&Simple"),
            translate("Share", "A place to drop files; they may look at everything else."),
        ),
        "locked": (
            translate("Share", "Simple and &locked"),
            translate("Share", "They only add files; nothing can be changed."),
        ),
        "expert": (
            translate("Share", "&Expert"),
            translate("Share", "For colleagues who know what all of it means."),
        ),
    }


def secrets_(*, server: bool) -> dict[str, tuple[str, str]]:
    """Whether the key goes along; ``server``: permission comes from an application server."""
    if server:
        return {
            "without": (
                translate("Share", "Wi&thout an access code"),
                translate("Share", "Your server gives permission; no secret is in the file."),
            ),
            "with": (
                translate("Share", "With the access code, &under a passphrase"),
                translate("Share", "Only who knows the passphrase can use it."),
            ),
        }
    return {
        "without": (
            translate("Share", "Wi&thout the key"),
            translate("Share", "Everybody enters a key of their own. The safe choice."),
        ),
        "with": (
            translate("Share", "With the key, &under a passphrase"),
            translate("Share", "Only who knows the passphrase can use it."),
        ),
    }


def limit_labels() -> tuple[tuple[str, str], ...]:
    """Label and hint of size, number and kinds of files."""
    return (
        (translate("Share", "Largest &file"), ""),
        (translate("Share", "Files at a &time"), ""),
        (
            translate("Share", "&Kinds of files"),
            translate("Share", "Endings with commas between; empty: all."),
        ),
    )


def not_exported(reason: str) -> str:
    """Why a connection was not written, and what to do."""
    texts = {
        "incomplete": translate("Share", "The connection is not whole. Edit it first."),
        "server": translate("Share", "The application server's address is not whole."),
        "server.password": translate(
            "Share", "There is a password in the application server's address. Take it out first."
        ),
        "server.token": translate(
            "Share",
            "There is a secret in the application server's address. Make it an access code first.",
        ),
        "password": translate(
            "Share", "There is a password in one of the addresses. Take it out first."
        ),
        "passphrase": translate("Share", "The passphrase is too short."),
        "key": translate("Share", "The key is not on this computer. Enter it again first."),
        "long": translate("Share", "The connection is too large for a file."),
    }
    usual = translate("Share", "The file could not be written. Is the folder write-protected?")
    return texts.get(reason, usual)
