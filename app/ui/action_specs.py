"""Texts, icons and shortcuts of the actions (ux.md, D: one table, all in the menus)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence

from app.ui.i18n import translate

Standard = QKeySequence.StandardKey
Role = QAction.MenuRole


@dataclass(frozen=True, slots=True)
class Spec:
    """What an action is, beside its text."""

    icon: str = ""
    keys: tuple[str | Standard, ...] = ()
    role: Role = Role.NoRole
    """On macOS some actions move into the program's own menu."""
    checkable: bool = False


SPECS: Mapping[str, Spec] = {
    "add_files": Spec("add-files", (Standard.Open,)),
    "add_folder": Spec("add-folder", ("Ctrl+Shift+O",)),
    "paste": Spec("paste", (Standard.Paste,)),
    "upload": Spec("upload", ("Ctrl+Return", "Ctrl+Enter")),
    "pause": Spec("pause", ("Ctrl+.",)),
    "resume": Spec("play", ("Ctrl+Shift+.",)),
    "toggle": Spec("pause", ("Space",)),
    "cancel": Spec("cancel", ("Ctrl+Backspace",)),
    "stop_waiting": Spec("skip"),
    "upload_next": Spec("up", ("Ctrl+Shift+Home",)),
    "move_up": Spec("", ("Ctrl+Shift+Up",)),
    "move_down": Spec("", ("Ctrl+Shift+Down",)),
    "retry": Spec("retry", ("Ctrl+R",)),
    "retry_all": Spec("retry", ("Ctrl+Shift+R",)),
    "remove": Spec("remove", (Standard.Delete,)),
    "clear": Spec("clear", ("Ctrl+Shift+Delete",)),
    "undo": Spec("undo", (Standard.Undo,)),
    "redo": Spec("redo", (Standard.Redo,)),
    "copy_link": Spec("link", ("Ctrl+L",)),
    "details": Spec("details", ("Ctrl+I",)),
    "review": Spec("search", ("Ctrl+Shift+Return", "Ctrl+Shift+Enter")),
    "own_answers": Spec("edit"),
    "left_out": Spec("warn"),
    "unfinished": Spec("cloud"),
    "switch_endpoint": Spec("globe"),
    "rename_upload": Spec("edit"),
    "edit_callback": Spec("edit"),
    "sni_on": Spec("server"),
    "upload_options": Spec("settings"),
    "stage": Spec("eye", ("F5",)),
    "server_panel": Spec("server", ("Ctrl+Shift+S",)),
    "copy_report": Spec("copy"),
    "copy_code": Spec("file-code", ("Ctrl+Shift+C",)),
    "history": Spec("history", ("Ctrl+Shift+H",)),
    "save_confirmation": Spec("receipt"),
    "save_receipt": Spec("receipt", ("Ctrl+S",)),
    "print_receipt": Spec("print", (Standard.Print,)),
    "audit": Spec("search"),
    "expert": Spec("expert", ("Ctrl+E",), checkable=True),
    "full_screen": Spec("", (Standard.FullScreen,), checkable=True),
    "settings": Spec("settings", ("Ctrl+,",), Role.PreferencesRole),
    "new_connection": Spec("connect", ("Ctrl+N",)),
    "edit_connection": Spec("edit"),
    "remove_connection": Spec("remove"),
    "open_connection_file": Spec("open"),
    "share_connection": Spec("upload"),
    "check_connection": Spec("check"),
    "renew_access": Spec("key"),
    "help": Spec("help", ("F1", Standard.HelpContents)),
    "help_keys": Spec(""),
    "help_words": Spec(""),
    "welcome": Spec("welcome"),
    "open_logs": Spec("log"),
    "about": Spec("info", role=Role.AboutRole),
    "quit": Spec("quit", (Standard.Quit, "Ctrl+Q"), Role.QuitRole),
}


def plain(text: str) -> str:
    """A menu's text without the mark of its key (``&Upload``, ``上传(&U)``) and without dots."""
    return re.sub(r"\(&\w\)", "", text).replace("&", "").removesuffix("…")


def texts() -> dict[str, tuple[str, str]]:
    """Text in the menu, and a hint that says more (empty: the text without its mark)."""
    return {
        "add_files": (translate("Actions", "Add &files…"), ""),
        "add_folder": (translate("Actions", "Add f&older…"), ""),
        "paste": (
            translate("Actions", "&Paste into the list"),
            translate("Actions", "Add files, a picture or text from the clipboard"),
        ),
        "upload": (
            translate("Actions", "&Upload"),
            translate("Actions", "Send everything that is ready"),
        ),
        "pause": (
            translate("Actions", "&Pause"),
            translate("Actions", "Stop for now; what is stored stays stored"),
        ),
        "resume": (translate("Actions", "R&esume"), translate("Actions", "Go on where it stopped")),
        "toggle": (translate("Actions", "Pause or resume this file"), ""),
        "cancel": (
            translate("Actions", "&Cancel upload"),
            translate("Actions", "Give up; nothing half-sent stays behind"),
        ),
        "stop_waiting": (
            translate("Actions", "Stop &waiting"),
            translate("Actions", "Do not wait for your server any longer; the file is stored"),
        ),
        **_order_texts(),
        "retry": (
            translate("Actions", "&Try again"),
            translate("Actions", "Try the selected files again, or all that were not stored"),
        ),
        "retry_all": (translate("Actions", "Try &all again"), ""),
        "remove": (
            translate("Actions", "&Remove from list"),
            translate("Actions", "Take off this list; no file is deleted anywhere"),
        ),
        "clear": (
            translate("Actions", "C&lear finished"),
            translate("Actions", "Take finished files off this list; no file is deleted anywhere"),
        ),
        **_more_texts(),
    }


def _more_texts() -> dict[str, tuple[str, str]]:
    return {
        "undo": (translate("Actions", "&Undo"), ""),
        "redo": (translate("Actions", "Re&do"), ""),
        "copy_link": (
            translate("Actions", "Copy &link"),
            translate("Actions", "Copy the address of the stored file"),
        ),
        "review": (
            translate("Actions", "Review &before upload…"),
            translate("Actions", "Look at names and decide before anything is sent"),
        ),
        "own_answers": (
            translate("Actions", "Answers for this &file…"),
            translate("Actions", "Say what is different for this file alone"),
        ),
        "left_out": (
            translate("Actions", "What was left &out…"),
            translate("Actions", "See what was dropped and is not on the list, and why"),
        ),
        "unfinished": (
            translate("Actions", "&Unfinished uploads…"),
            translate("Actions", "Find uploads that were begun and never ended, and clear them"),
        ),
        "details": (
            translate("Actions", "&Details"),
            translate("Actions", "Show everything about this file"),
        ),
        **_fix_texts(),
        **_history_texts(),
        "expert": (
            translate("Actions", "&Expert view"),
            translate("Actions", "Show every setting and every answer"),
        ),
        "full_screen": (translate("Actions", "&Full screen"), ""),
        "settings": (translate("Actions", "&Settings…"), ""),
        "new_connection": (
            translate("Actions", "&New connection…"),
            translate("Actions", "Add a place to send files to"),
        ),
        "edit_connection": (translate("Actions", "&Edit connection…"), ""),
        "remove_connection": (translate("Actions", "Forget connection…"), ""),
        "open_connection_file": (translate("Actions", "Open connection &file…"), ""),
        "share_connection": (
            translate("Actions", "S&hare connection…"),
            translate("Actions", "Prepare a file with which your team can send to this place"),
        ),
        "check_connection": (
            translate("Actions", "Chec&k connection…"),
            translate("Actions", "See whether sending would work, and what to do if not"),
        ),
        "renew_access": (
            translate("Actions", "Enter access again…"),
            translate("Actions", "Give this connection a new key"),
        ),
        **_help_texts(),
        "open_logs": (translate("Actions", "Open &log folder"), ""),
        "about": (translate("Actions", "&About Upcall"), ""),
        "quit": (translate("Actions", "&Quit"), ""),
    }


def _help_texts() -> dict[str, tuple[str, str]]:
    return {
        "help": (
            translate("Actions", "Upcall &help"),
            translate("Actions", "Open the help page about what you are looking at"),
        ),
        "help_keys": (translate("Actions", "&Keyboard shortcuts"), ""),
        "help_words": (translate("Actions", "W&ords explained"), ""),
        "welcome": (translate("Actions", "&Welcome page"), ""),
    }


def _order_texts() -> dict[str, tuple[str, str]]:
    """Where what waits stands in the list."""
    return {
        "upload_next": (
            translate("Actions", "Upload &next"),
            translate("Actions", "Send the selected files before the others that wait"),
        ),
        "move_up": (
            translate("Actions", "Move u&p"),
            translate("Actions", "Send the selected files one place earlier"),
        ),
        "move_down": (
            translate("Actions", "Move &down"),
            translate("Actions", "Send the selected files one place later"),
        ),
    }


def _fix_texts() -> dict[str, tuple[str, str]]:
    """Ways out of a trouble of the selected file; see `app.ui.fixes`."""
    return {
        "switch_endpoint": (
            translate("Actions", "Switch the place and try again"),
            translate("Actions", "Use the address that the storage named"),
        ),
        "rename_upload": (translate("Actions", "Use another name…"), ""),
        "edit_callback": (translate("Actions", "Edit callback"), ""),
        "sni_on": (translate("Actions", "Turn SNI on"), ""),
        "upload_options": (translate("Actions", "Upload options"), ""),
        "stage": (
            translate("Actions", "Show what &happens…"),
            translate("Actions", "See an upload step by step: file, storage, your server, answer"),
        ),
        "server_panel": (
            translate("Actions", "Application &server…"),
            translate("Actions", "See what the demo cloud's own server receives and checks"),
        ),
        "copy_report": (
            translate("Actions", "Copy report for my administrator"),
            translate("Actions", "Copy what happened to this file, without any secret"),
        ),
        "copy_code": (
            translate("Actions", "Copy as c&ode…"),
            translate("Actions", "This upload with its callback as a program in many languages"),
        ),
    }


def _history_texts() -> dict[str, tuple[str, str]]:
    """What has ended; see `app.ui.history_door`."""
    return {
        "history": (
            translate("Actions", "&History…"),
            translate("Actions", "Find what was uploaded before, also when the list is cleared"),
        ),
        "save_confirmation": (
            translate("Actions", "Save &confirmation…"),
            translate("Actions", "Save a page that says what was uploaded, to hand to somebody"),
        ),
        "save_receipt": (
            translate("Actions", "Save &receipt…"),
            translate(
                "Actions", "Save what is known of the selected files, or of all that have ended"
            ),
        ),
        "print_receipt": (
            translate("Actions", "&Print…"),
            translate("Actions", "Print what was uploaded"),
        ),
        "audit": (
            translate("Actions", "Check what is st&ored…"),
            translate("Actions", "See whether these files are still in the storage as they were"),
        ),
    }
