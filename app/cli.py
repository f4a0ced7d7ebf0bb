"""The command line: the window (default), demo, cloud, send, link, doctor."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from app import __version__
from app.bootstrap import House, Options, open_house
from app.engine.limits import EngineLimits
from app.host.folders import folders_for, home_of

if TYPE_CHECKING:
    import argparse

    from app.ui.application import WindowParts

COMMANDS = ("demo", "cloud", "send", "link", "doctor", "history")
_ASKING = ("link", "doctor")
MANY = 20_000
"""New objects between two rounds of the garbage collector: a receipt is a dozen, none is a ring."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line; the exit code is the design's (section 8)."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words:  # the usual start: nothing to be understood, and nothing to be loaded for it
        return _window([], demo=False)
    parser = _parser()
    if not words or words[0] not in (*COMMANDS, "-h", "--help", "--version"):
        words.insert(0, "window")
    asked = parser.parse_args(words)
    if asked.command == "cloud":
        return _cloud(asked)
    if asked.command == "send":
        return _send(parser, asked)
    if asked.command in _ASKING:
        return _ask(parser, asked)
    if asked.command == "history":
        return _history(asked)
    demo = asked.command == "demo"
    if demo and asked.in_terminal:
        return _in_terminal(asked)
    return _window([os.path.abspath(file) for file in asked.files], demo=demo)


def _parser() -> argparse.ArgumentParser:
    # What belongs to one command is loaded with it: the window does not wait for any of them.
    import argparse  # noqa: PLC0415

    from app.cli_cloud import add_cloud  # noqa: PLC0415
    from app.cli_doctor import add_doctor  # noqa: PLC0415
    from app.cli_history import add_history  # noqa: PLC0415
    from app.cli_link import add_link  # noqa: PLC0415
    from app.cli_words import add_send  # noqa: PLC0415

    parser = argparse.ArgumentParser(
        "upcall",
        description="Uploads files to object storage and shows what your server answered. "
        "Without a command: opens the window; files as arguments are queued.",
    )
    parser.add_argument("--version", action="version", version=f"Upcall {__version__}")
    commands = parser.add_subparsers(dest="command", metavar=f"{{{','.join(COMMANDS)}}}")
    window = commands.add_parser("window")
    demo = commands.add_parser("demo", help="open the window connected to a demo cloud")
    for each in (window, demo):
        each.add_argument("files", nargs="*", metavar="FILE", help="files and folders to queue")
    demo.add_argument("--in-terminal", action="store_true", help="do the main job without a screen")
    demo.add_argument("--picture", type=Path, help="with --in-terminal: where to save the picture")
    add_cloud(commands.add_parser("cloud", help="run the demo cloud alone; Ctrl+C ends it"))
    add_send(commands.add_parser("send", help="upload files without a window"))
    add_link(commands.add_parser("link", help="print addresses of objects"))
    add_doctor(commands.add_parser("doctor", help="check a destination; nothing is changed there"))
    add_history(commands.add_parser("history", help="tell what was uploaded before"))
    return parser


def _cloud(asked: argparse.Namespace) -> int:
    # The cloud's web server takes a tenth of a second to load, which every window would wait for.
    from app.democloud import program as cloud_program  # noqa: PLC0415

    options = cloud_program.Options(
        port=asked.port,
        directory=asked.dir,
        json=asked.json,
        until_eof=asked.until_eof,
        alibaba_key_url=asked.alibaba_key_url,
    )
    return cloud_program.run(options)


def _window(files: Sequence[str], *, demo: bool) -> int:
    gc.disable()  # all that is made by now stays; `application.run` puts it on again
    # Qt is loaded only when a window is wanted: the other commands start faster and need no screen.
    from app.ui import plain_imports  # noqa: PLC0415

    plain_imports.restore()
    from app.ui.application import claim, run  # noqa: PLC0415

    options = Options(home_of(os.environ), late=True)
    try:
        instance = claim(folders_for(options.home).data, files, demo=demo)
    except TimeoutError as error:
        sys.stderr.write(f"{error}. Please close it, then start again.\n")
        return 1
    if instance is None:  # a window is open already; it has the files now
        return 0
    with closing(instance), open_house(options) as house:
        return run(_parts(house), demo=demo, files=files, instance=instance)


def _in_terminal(asked: argparse.Namespace) -> int:
    """The main job without a screen."""
    import tempfile  # noqa: PLC0415

    from app.engine.line_rules import LineRules  # noqa: PLC0415
    from app.in_terminal import main_job  # noqa: PLC0415
    from app.ui.application import render  # noqa: PLC0415

    # Nobody waits for a cloud on this computer that is gone.
    at_once = LineRules(patience=0.0)
    options = Options(home_of(os.environ), await_access=False, lines=at_once)
    path = asked.picture or Path(tempfile.gettempdir()) / "upcall-window.png"
    with open_house(options) as house:
        return main_job(
            house.engine,
            house.demo,
            out=sys.stdout,
            picture=lambda: render(_parts(house), path),
        )


def _parts(house: House) -> WindowParts:
    from app.ui.application import WindowParts  # noqa: PLC0415

    return WindowParts(
        engine=house.engine,
        store=house.store,
        loaded=house.loaded,
        vault=house.vault,
        folders=house.folders,
        demo=house.demo,
        choose_proxy=house.proxies.choose,
        keep_awake=house.awake.allow,
        begin=house.begin if house.late else None,
        notices=("settings." + house.loaded.trouble,) if house.loaded.trouble else (),
    )


def _send(parser: argparse.ArgumentParser, asked: argparse.Namespace) -> int:
    from app.cli_words import order_of  # noqa: PLC0415
    from app.engine.line_rules import LineRules  # noqa: PLC0415
    from app.send_watch import Telling  # noqa: PLC0415
    from app.sending import send  # noqa: PLC0415

    if asked.parallel < 1:
        parser.error("--parallel wants at least 1")
    limits = EngineLimits(files=max(3, asked.parallel), parts=asked.parallel, rate=asked.limit)
    options = Options(
        home_of(os.environ),
        journal="send.db",
        restore=False,
        await_access=False,
        lines=LineRules(patience=asked.wait_network, only_local=True),
        limits=limits,
    )

    def work(house: House) -> int:
        telling = Telling(sys.stdout, sys.stderr, _progress(asked), as_json=asked.json)
        gc.set_threshold(MANY)
        return send(order_of(asked, house), house.engine, telling)

    again = "Run the same command with --resume to go on."
    return _worked(parser, options, work, name="send", again=again)


def _ask(parser: argparse.ArgumentParser, asked: argparse.Namespace) -> int:
    """A command that asks the service and uploads nothing."""
    from app.cli_doctor import examined  # noqa: PLC0415
    from app.cli_link import linked  # noqa: PLC0415

    options = Options(home_of(os.environ), journal="asks.db", restore=False, await_access=False)
    name, work = asked.command, linked if asked.command == "link" else examined
    return _worked(parser, options, lambda house: work(asked, house), name=name, again="")


def _history(asked: argparse.Namespace) -> int:
    from app.cli_history import told  # noqa: PLC0415

    if isinstance(sys.stdout, io.TextIOWrapper):  # for names that this terminal cannot show
        sys.stdout.reconfigure(errors="backslashreplace")
    return told(asked, folders_for(home_of(os.environ)).data)


def _worked(
    parser: argparse.ArgumentParser,
    options: Options,
    work: Callable[[House], int],
    *,
    name: str,
    again: str,
) -> int:
    """Do a command's work in a house; mistakes of use and signals have exit codes of their own."""
    from app.send_plan import UsageError  # noqa: PLC0415
    from app.terminal_words import plain  # noqa: PLC0415

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # for names that this terminal cannot show
            stream.reconfigure(errors="backslashreplace")
    with _ended_by_signals() as ended_by:
        try:
            with open_house(options) as house:
                return work(house)
        except UsageError as error:
            text = "\n".join(plain(line) for line in str(error).splitlines())
            parser.exit(2, f"upcall {name}: {text}\n")
        except KeyboardInterrupt:
            number = ended_by[-1] if ended_by else signal.SIGINT
            parser.exit(128 + number, f"\nStopped. {again}\n")


@contextmanager
def _ended_by_signals() -> Iterator[list[int]]:
    """SIGTERM and SIGHUP end it as Ctrl+C does: all is let go, and no temporary file stays."""
    seen: list[int] = []

    def end(number: int, _frame: object) -> None:
        seen.append(number)
        raise KeyboardInterrupt

    ours = threading.current_thread() is threading.main_thread()
    names = [name for name in ("SIGTERM", "SIGHUP") if ours and hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), end) for name in names}
    try:
        yield seen
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _progress(asked: argparse.Namespace) -> TextIO | None:
    return sys.stderr if sys.stderr.isatty() and not asked.json else None
