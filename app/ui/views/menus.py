"""The menu bar: every action has its place here, so that everything can be done by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from app.ui.actions import Actions
from app.ui.i18n import translate


class Menus(QObject):
    """Fills a menu bar; *Callback* is there only in the Expert view."""

    def __init__(self, bar: QMenuBar, actions: Actions) -> None:
        super().__init__(bar)
        self._actions = actions
        self._menus = {
            name: bar.addMenu("") for name in ("file", "edit", "queue", "callback", "view", "help")
        }
        self._links: QAction | None = None
        self._fill()
        self.retranslate()
        self.show_expert(on=False)

    def _fill(self) -> None:
        a = self._actions
        self._add(
            "file",
            (a.add_files, a.add_folder, a.paste),
            (a.new_connection, a.open_connection_file),
            (a.edit_connection, a.check_connection, a.renew_access),
            (a.share_connection, a.remove_connection),
            (a.save_confirmation, a.save_receipt, a.print_receipt),
            (a.settings,),
            (a.quit,),
        )
        self._add("edit", (a.undo, a.redo), (a.copy_link,), (a.remove, a.clear))
        self._add(
            "queue",
            (a.upload, a.review, a.own_answers),
            (a.pause, a.resume, a.toggle),
            (a.upload_next, a.move_up, a.move_down),
            (a.cancel, a.stop_waiting),
            (a.retry, a.retry_all),
            (a.details, a.copy_report),
            (a.rename_upload, a.switch_endpoint),
            (a.left_out, a.unfinished),
            (a.history, a.audit),
        )
        self._add(
            "callback",
            (a.edit_callback, a.upload_options),
            (a.sni_on,),
            (a.copy_code,),
            (a.server_panel,),
        )
        self._add("view", (a.expert,), (a.stage,), (a.full_screen,))
        self._add(
            "help", (a.help, a.help_keys, a.help_words), (a.welcome,), (a.open_logs,), (a.about,)
        )

    def _add(self, name: str, *groups: tuple[QAction, ...]) -> None:
        menu = self._menus[name]
        menu.setToolTipsVisible(True)  # why something cannot be done now
        for group in groups:
            if menu.actions():
                menu.addSeparator()
            menu.addActions(list(group))

    def add_links(self, links: QMenu) -> None:
        """The menu of links, after *Copy link*."""
        after = self._menus["edit"].actions()
        place = after.index(self._actions.copy_link) + 1
        self._links = self._menus["edit"].insertMenu(after[place], links)

    def add_places(self, places: Sequence[QAction]) -> None:
        """The Expert view's own actions, which lead to its parts."""
        self._menus["callback"].addSeparator()
        self._menus["callback"].addActions(list(places))

    def menu(self, name: str) -> QMenu:
        """``file``, ``edit``, ``queue``, ``callback``, ``view`` or ``help``."""
        return self._menus[name]

    def show_expert(self, *, on: bool) -> None:
        """What only the Expert view has."""
        self._menus["callback"].menuAction().setVisible(on)
        if self._links is not None:
            self._links.setVisible(on)

    def retranslate(self) -> None:
        """Titles in the language of now."""
        titles = {
            "file": translate("Menus", "&File"),
            "edit": translate("Menus", "&Edit"),
            "queue": translate("Menus", "&Queue"),
            "callback": translate("Menus", "&Callback"),
            "view": translate("Menus", "&View"),
            "help": translate("Menus", "&Help"),
        }
        for name, title in titles.items():
            self._menus[name].setTitle(title)
