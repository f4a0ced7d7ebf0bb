"""Who sits at this computer."""

from __future__ import annotations


def login_name() -> str:
    """The name that this person is logged in with; empty where the system does not say."""
    import getpass  # noqa: PLC0415 - not for the first picture

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such variable, no password database
        return ""
