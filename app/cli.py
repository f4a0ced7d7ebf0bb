"""The command line: the window (default), demo, cloud, send."""

from __future__ import annotations

import argparse
import io
import os
import re
import signal
import sys
import tempfile
import threading
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from app import __version__
from app.bootstrap import House, Options, open_house
from app.domain.callback import FRIENDLY_TEMPLATE, BodyType, CallbackSpec, Sni, custom_name
from app.domain.connection import Batch, Connection, batch_of
from app.domain.credentials import Credentials, cleaned
from app.domain.destination import Addressing, Destination, SameName, problems, with_scheme
from app.engine.tools import EngineLimits
from app.host.folders import folders_for, home_of
from app.in_terminal import main_job
from app.sending import SendOrder, Telling, UsageError, folder, place_id, plain, send

if TYPE_CHECKING:
    from app.ui.application import WindowParts

COMMANDS = ("demo", "cloud", "send")
KEY_VARIABLES = {"oss": ("OSS_ACCESS_KEY_ID", "OSS_ACCESS_KEY_SECRET", "OSS_SESSION_TOKEN")}
_BODY_TYPES = {"form": BodyType.FORM, "json": BodyType.JSON}
_UNITS = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line; the exit code is the design's (section 8)."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = _parser()
    if not words or words[0] not in (*COMMANDS, "-h", "--help", "--version"):
        words.insert(0, "window")
    asked = parser.parse_args(words)
    if asked.command == "cloud":
        return _cloud(asked)
    if asked.command == "send":
        return _send(parser, asked)
    return _window(asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "upcall",
        description="Uploads files to object storage and shows what your server answered. "
        "Without a command: opens the window; files as arguments are queued.",
    )
    parser.add_argument("--version", action="version", version=f"Upcall {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="{demo,cloud,send}")
    window = commands.add_parser("window")
    demo = commands.add_parser("demo", help="open the window connected to a demo cloud")
    for each in (window, demo):
        each.add_argument("files", nargs="*", metavar="FILE", help="files and folders to queue")
    demo.add_argument("--in-terminal", action="store_true", help="do the main job without a screen")
    demo.add_argument("--picture", type=Path, help="with --in-terminal: where to save the picture")
    cloud = commands.add_parser("cloud", help="run the demo cloud alone; Ctrl+C ends it")
    cloud.add_argument("--port", type=int, default=0, help="port of the storage service")
    cloud.add_argument("--dir", type=Path, help="where to keep objects (default: temporary)")
    cloud.add_argument("--json", action="store_true", help="say everything in one JSON line first")
    cloud.add_argument("--until-eof", action="store_true", help="end when standard input ends")
    _add_send(commands.add_parser("send", help="upload files without a window"))
    return parser


def _add_send(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("files", nargs="+", metavar="FILE", help="files and folders; - is standard input")
    add("--connection", metavar="NAME", help="a connection saved in Upcall")
    add("--provider", choices=("oss",), default="oss")
    add("--endpoint", metavar="URL")
    add("--region")
    add("--bucket")
    add("--addressing", choices=[str(a) for a in Addressing], default=str(Addressing.AUTO))
    add("--key", default="", help="name of the object (one file)")
    add("--prefix", metavar="FOLDER", help="folder in front of each object's name")
    add("--method", choices=("auto", "put", "post", "multipart"), default="auto")
    add(
        "--same-name",
        choices=("keep-both", "skip", "replace"),
        help="default: the connection's; without one: replace",
    )
    add("--callback-url", action="append", default=[], metavar="URL", help="up to five, in order")
    add("--callback-body", metavar="TEMPLATE", default=FRIENDLY_TEMPLATE)
    add("--callback-body-type", choices=tuple(_BODY_TYPES), default="form")
    add("--callback-host", default="", metavar="HOST")
    add("--callback-sni", choices=[str(s) for s in Sni], default=str(Sni.AUTO))
    add("--var", action="append", default=[], metavar="NAME=VALUE", help="a custom variable")
    add("--wait-notices", type=float, default=0.0, metavar="SECONDS")
    add("--part-size", type=_size, default=0, metavar="SIZE", help="such as 8M")
    add("--parallel", type=int, default=4, metavar="N", help="requests at a time")
    add("--limit", type=_size, default=0, metavar="RATE", help="bytes per second, such as 10M")
    add("--resume", action="store_true", help="go on with what an earlier run left unfinished")
    add("--json", action="store_true", help="one receipt per file, one per line")


def _size(text: str) -> int:
    """Bytes of ``8M``, ``8MiB``, ``100k`` or ``1048576``."""
    found = re.fullmatch(r"(\d+)([kmg]?)(?:i?b)?(?:/s)?", text.strip().lower())
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no size; write for example 8M")
    return int(found[1]) * _UNITS[found[2]]


def _cloud(asked: argparse.Namespace) -> int:
    # The cloud's web server takes a tenth of a second to load, which every window would wait for.
    from app.democloud import program as cloud_program  # noqa: PLC0415

    options = cloud_program.Options(
        port=asked.port, directory=asked.dir, json=asked.json, until_eof=asked.until_eof
    )
    return cloud_program.run(options)


def _window(asked: argparse.Namespace) -> int:
    demo = asked.command == "demo"
    # Qt is loaded only when a window is wanted: the other commands start faster and need no screen.
    from app.ui.application import claim, render, run  # noqa: PLC0415

    options = Options(home_of(os.environ))
    if demo and asked.in_terminal:
        path = asked.picture or Path(tempfile.gettempdir()) / "upcall-window.png"
        with open_house(options) as house:
            return main_job(
                house.engine,
                house.demo,
                out=sys.stdout,
                picture=lambda: render(_parts(house), path),
            )
    files = [os.path.abspath(file) for file in asked.files]
    try:
        instance = claim(folders_for(options.home).data, files, demo=demo)
    except TimeoutError as error:
        sys.stderr.write(f"{error}. Please close it, then start again.\n")
        return 1
    if instance is None:  # a window is open already; it has the files now
        return 0
    with closing(instance), open_house(options) as house:
        return run(_parts(house), demo=demo, files=files, instance=instance)


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
        notices=("settings." + house.loaded.trouble,) if house.loaded.trouble else (),
    )


def _send(parser: argparse.ArgumentParser, asked: argparse.Namespace) -> int:
    if asked.parallel < 1:
        parser.error("--parallel wants at least 1")
    limits = EngineLimits(files=max(3, asked.parallel), parts=asked.parallel, rate=asked.limit)
    options = Options(
        home_of(os.environ), journal="send.db", restore=False, await_access=False, limits=limits
    )
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # for names that this terminal cannot show
            stream.reconfigure(errors="backslashreplace")
    with _ended_by_signals() as ended_by:
        try:
            with open_house(options) as house:
                telling = Telling(sys.stdout, sys.stderr, _progress(asked), as_json=asked.json)
                return send(_order(asked, house), house.engine, telling)
        except UsageError as error:
            parser.exit(2, f"upcall send: {plain(str(error))}\n")
        except KeyboardInterrupt:
            number = ended_by[-1] if ended_by else signal.SIGINT
            parser.exit(128 + number, "\nStopped. Run the same command with --resume to go on.\n")


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


def _order(asked: argparse.Namespace, house: House) -> SendOrder:
    if asked.connection:
        connection = _saved(asked.connection, house)
        credentials = house.vault.load(connection.id)
    else:
        destination = _destination(asked)
        connection = Connection(place_id(destination), "", destination)
        credentials = None
    credentials = credentials or credentials_from(asked.provider, os.environ)
    batch = _batch(asked, connection)
    return SendOrder(asked.files, batch, credentials, asked.key, asked.resume)


def _saved(name: str, house: House) -> Connection:
    found = [c for c in house.loaded.settings.connections if name in (c.name, c.id)]
    if not found:
        raise UsageError(f"no connection is called {name!r}. Its name is in Upcall's window.")
    return found[0]


def _destination(asked: argparse.Namespace) -> Destination:
    if not (asked.endpoint and asked.bucket and asked.region):
        raise UsageError("say --connection NAME, or --endpoint, --region and --bucket.")
    destination = Destination(
        asked.provider,
        with_scheme(asked.endpoint),
        asked.region,
        asked.bucket,
        folder(asked.prefix or ""),
        Addressing(asked.addressing),
    )
    wrong = problems(destination)
    if wrong:
        raise UsageError(f"the destination cannot be used: {', '.join(wrong)}.")
    return destination


def _batch(asked: argparse.Namespace, connection: Connection) -> Batch:
    batch = batch_of(connection, uuid.uuid4().hex)
    where, same_name = batch.destination, batch.same_name
    if asked.prefix is not None:
        where = replace(where, prefix=folder(asked.prefix))
    if asked.same_name or not asked.connection:
        same_name = SameName((asked.same_name or "replace").replace("-", "_"))
    return replace(
        batch,
        destination=where,
        callback=callback_from(asked) if asked.callback_url else batch.callback,
        same_name=same_name,
        method=asked.method,
        part_size=asked.part_size,
    )


def callback_from(asked: argparse.Namespace) -> CallbackSpec:
    """The callback of ``--callback-...`` and ``--var``. Raises `UsageError`."""
    if len(asked.callback_url) > 5:
        raise UsageError("at most five --callback-url.")
    variables: dict[str, str] = {}
    for pair in asked.var:
        name, mark, value = pair.partition("=")
        if not mark or not custom_name(name):
            raise UsageError(f"--var wants NAME=VALUE, not {pair!r}.")
        variables[custom_name(name)] = value
    return CallbackSpec(
        True,
        tuple(asked.callback_url),
        asked.callback_body,
        _BODY_TYPES[asked.callback_body_type],
        asked.callback_host,
        Sni(asked.callback_sni),
        variables,
    )


def credentials_from(provider: str, environment: Mapping[str, str]) -> Credentials | None:
    """A key from the vendor's usual environment variables, never from arguments."""
    key_id, secret, token = (environment.get(name, "") for name in KEY_VARIABLES[provider])
    return cleaned(Credentials(key_id, secret, token)) if key_id and secret else None
