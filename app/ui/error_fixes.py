"""Which action each fix of a trouble is, and what its button says (wording: ux.md, C)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.ui.error_entry import Fix
from app.ui.i18n import translate


@dataclass(frozen=True, slots=True)
class Way:
    """What a fix does."""

    action: str
    """Name of the action (`app.ui.action_specs.SPECS`)."""
    field: str = ""
    """Field of the connection's dialog to go to, for `edit_connection`."""


WAYS: Mapping[Fix, Way] = {
    Fix.RETRY: Way("retry"),
    Fix.RENEW: Way("renew_access"),
    Fix.SWITCH: Way("switch_endpoint"),
    Fix.CONNECTION: Way("edit_connection"),
    Fix.ENDPOINT: Way("edit_connection", "endpoint"),
    Fix.REGION: Way("edit_connection", "region"),
    Fix.BUCKET: Way("edit_connection", "bucket"),
    Fix.APPLICATION: Way("edit_connection", "bucket"),
    Fix.MANAGEMENT: Way("edit_connection", "other_endpoint"),
    Fix.PREFIX: Way("edit_connection", "prefix"),
    Fix.DOMAIN: Way("edit_connection", "domain"),
    Fix.SERVER: Way("edit_connection", "server"),
    Fix.CALLBACK: Way("edit_callback"),
    Fix.SNI: Way("sni_on"),
    Fix.OPTIONS: Way("upload_options"),
    Fix.RENAME: Way("rename_upload"),
    Fix.UNFINISHED: Way("unfinished"),
    Fix.NETWORK: Way("settings"),
    Fix.CHECK: Way("check_connection"),
    Fix.REPORT: Way("copy_report"),
}

SIMPLE = frozenset({Fix.RETRY, Fix.RENEW, Fix.RENAME, Fix.NETWORK, Fix.REPORT})
"""Fixes that people can use who did not set the place up themselves."""
EDITS = frozenset(fix for fix, way in WAYS.items() if way.action == "edit_connection")
"""Fixes that change the connection; not for one that an administrator locked, nor for practice."""


def fix_text(fix: Fix, *, place: str = "", server: bool = False) -> str:
    """What the button says.

    ``place`` is the region or endpoint to switch to; ``server``: access comes from a server.
    """
    if fix is Fix.SWITCH:
        text = translate("Fixes", "Switch to {place} and try again")
        return text.format(place=place)
    if fix is Fix.RENEW and server:
        return translate("Fixes", "Ask the server again")
    return _texts()[fix]


def _texts() -> dict[Fix, str]:
    return {
        Fix.RETRY: translate("Fixes", "Try again"),
        Fix.RENEW: translate("Fixes", "Enter access again"),
        Fix.CONNECTION: translate("Fixes", "Edit connection"),
        Fix.ENDPOINT: translate("Fixes", "Edit endpoint"),
        Fix.REGION: translate("Fixes", "Edit region"),
        Fix.BUCKET: translate("Fixes", "Edit bucket"),
        Fix.APPLICATION: translate("Fixes", "Edit application"),
        Fix.MANAGEMENT: translate("Fixes", "Edit second address"),
        Fix.PREFIX: translate("Fixes", "Edit folder"),
        Fix.DOMAIN: translate("Fixes", "Enter custom domain"),
        Fix.SERVER: translate("Fixes", "Edit server address"),
        Fix.CALLBACK: translate("Fixes", "Edit callback"),
        Fix.SNI: translate("Fixes", "Turn SNI on"),
        Fix.OPTIONS: translate("Fixes", "Upload options"),
        Fix.RENAME: translate("Fixes", "Use another name"),
        Fix.UNFINISHED: translate("Fixes", "Show unfinished uploads"),
        Fix.NETWORK: translate("Fixes", "Open settings"),
        Fix.CHECK: translate("Fixes", "Check connection"),
        Fix.REPORT: translate("Fixes", "Copy report for my administrator"),
    }
