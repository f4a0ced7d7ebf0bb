"""The only place where parts are built and joined; one exit stack closes them in reverse."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.engine.demo import DemoCloud
from app.engine.engine import Engine
from app.engine.limits import EngineLimits, as_chosen
from app.host.folders import Folders, folders_for
from app.host.logs import set_up as set_up_logs
from app.host.power import KeepAwake
from app.host.priority import abreast, step_back
from app.host.proxies import ProxyChoice, password_from
from app.host.session_vault import SessionVault
from app.host.settings import Loaded, Settings, SettingsStore
from app.host.vault import Vault, system_keyring

if TYPE_CHECKING:
    from app.engine.line_rules import LineRules
    from app.engine.parts import EngineParts

CLOUD_COMMAND = (sys.executable, "-m", "app", "cloud", "--json", "--until-eof")
PATIENT = 40
"""Tries of the window while the storage cannot be reached: about eight minutes. A script is told
sooner, and can run the same command again."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build the house; tests use the same function with other options."""

    home: Path | None = None
    """One folder for everything (UPCALL_HOME, tests); None: where the system wants it."""
    journal: str = "queue.db"
    """Name of the list's file within the data folder."""
    restore: bool = True
    """Take up the list of the last run."""
    await_access: bool = True
    """Files whose access is refused wait for another one; the command line lets them fail."""
    lines: LineRules | None = None
    """How to wait for the network; the command line does not wait for ever. None: patiently."""
    limits: EngineLimits | None = None
    """None: as the settings say."""
    late: bool = False
    """The engine begins with `House.begin`, once the window is on the screen, and not before."""


@dataclass(frozen=True, slots=True)
class House:
    """Everything built, running, and closed with the exit stack."""

    folders: Folders
    store: SettingsStore
    loaded: Loaded
    vault: Vault
    engine: Engine
    demo: DemoCloud
    proxies: ProxyChoice
    awake: KeepAwake
    late: bool = False
    """As `Options.late`."""

    def begin(self) -> None:
        """Start the engine (`Options.late`); its own thread loads it."""
        self.engine.start(wait=False)


@contextmanager
def open_house(options: Options) -> Iterator[House]:
    """Build and join all parts; what was opened last is closed first."""
    with ExitStack() as stack:
        folders = folders_for(options.home)
        log = stack.enter_context(set_up_logs(folders.logs))
        store = SettingsStore(folders.config / "settings.json")
        loaded = store.load()
        vault = Vault(system_keyring)
        demo = DemoCloud(CLOUD_COMMAND)
        stack.callback(demo.close)
        settings = loaded.settings
        limits = limits_of(settings)
        if options.limits is not None:
            limits = replace(options.limits, patience=settings.patience)
        hide = log.redactor.hide
        proxies = ProxyChoice(settings.proxy, password=password_from(vault, hide))
        awake = KeepAwake(allowed=settings.keep_awake)
        stack.callback(awake.close)

        def parts() -> EngineParts:
            # In the engine's thread: together with what it brings it is half of all that is loaded.
            from app.engine.history_file import NAME  # noqa: PLC0415
            from app.engine.line_rules import LineRules  # noqa: PLC0415
            from app.engine.parts import EngineParts  # noqa: PLC0415
            from app.providers.registry import provider  # noqa: PLC0415

            if options.late:  # there is a window, which the senders must not keep waiting
                step_back()
            return EngineParts(
                provider,
                folders.data / options.journal,
                limits=limits,
                proxy_for=proxies,
                moving=awake.moving,
                hide=hide,
                abreast=abreast() if options.late else 0,
                reach_tries=PATIENT if options.restore else 6,
                lines=options.lines or LineRules(),
                restore=options.restore,
                await_access=options.await_access,
                keeper=SessionVault(vault),
                history=folders.data / NAME,
            )

        engine = Engine(parts)
        stack.callback(engine.stop)
        if not options.late:
            engine.start()
        yield House(folders, store, loaded, vault, engine, demo, proxies, awake, options.late)


def limits_of(settings: Settings) -> EngineLimits:
    """What of the settings concerns the engine."""
    return as_chosen(settings.files, settings.parts, settings.rate, settings.patience)
