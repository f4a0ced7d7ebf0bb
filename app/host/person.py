"""Who sits at this computer."""

from __future__ import annotations

import getpass


def login_name() -> str:
    """The name that this person is logged in with; empty where the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such variable, no password database
        return ""
