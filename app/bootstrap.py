"""The only place where parts are built and joined; one exit stack closes them in reverse."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.engine.demo import DemoCloud
from app.engine.engine import Engine
from app.engine.lines import LineRules
from app.engine.parts import EngineParts
from app.engine.tools import EngineLimits
from app.host.folders import Folders, folders_for
from app.host.logs import set_up as set_up_logs
from app.host.power import KeepAwake
from app.host.proxies import ProxyChoice, password_from
from app.host.settings import Loaded, Settings, SettingsStore
from app.host.vault import Vault, system_keyring
from app.providers.registry import provider

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
    lines: LineRules = field(default_factory=LineRules)
    """How to wait for the network; the command line does not wait for ever."""
    limits: EngineLimits | None = None
    """None: as the settings say."""


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
        engine = Engine(
            EngineParts(
                provider,
                folders.data / options.journal,
                limits=limits,
                proxy_for=proxies,
                moving=awake.moving,
                hide=hide,
                reach_tries=PATIENT if options.restore else 6,
                lines=options.lines,
                restore=options.restore,
                await_access=options.await_access,
            )
        )
        engine.start()
        stack.callback(engine.stop)
        yield House(folders, store, loaded, vault, engine, demo, proxies, awake)


def limits_of(settings: Settings) -> EngineLimits:
    """What of the settings concerns the engine."""
    return EngineLimits(settings.files, settings.parts, settings.rate, settings.patience)
