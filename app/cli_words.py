"""The words of ``upcall send`` and ``upcall doctor``: where to, how, and by whose leave."""

from __future__ import annotations

import argparse
import os
import re
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.bootstrap import House
from app.cli_values import add_values, valued
from app.domain.addresses import HostKind, host_kind
from app.domain.callback import FRIENDLY_TEMPLATE, BodyType, CallbackSpec, Sni, custom_name
from app.domain.connection import AccessKind, Batch, Connection, access_of, batch_of
from app.domain.credentials import Access, ServerAccess
from app.domain.destination import Addressing, Destination, SameName, problems, with_scheme
from app.domain.dialect import DIALECTS, dialect_of
from app.domain.lint import Severity, lint
from app.domain.naming_rule import problems_of_rule, unknown_placeholders
from app.domain.options import ObjectOptions
from app.domain.processing import findings, refused
from app.domain.service_options import OPTIONS, OptionKind, problem
from app.domain.services import SERVICES, Can, Field, service
from app.host.environment import EnvironmentPlace, credentials_in, place_in
from app.send_plan import SendOrder, UsageError, folder, place_id
from app.terminal_services import OPTION_WRONG
from app.terminal_words import of_finding

CODE_VARIABLE = "UPCALL_SERVER_CODE"
"""Where the application server's access code is taken from: arguments can be read by others."""
NETWORK_WITHIN = 120.0
"""Seconds that ``upcall send`` waits while this computer has no network."""
_BODY_TYPES = {"form": BodyType.FORM, "json": BodyType.JSON}
_UNITS = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}
_CLASSES = ("Standard", "IA", "Archive", "ColdArchive", "DeepColdArchive")
_ACLS = ("private", "public-read", "public-read-write")
_SAME_NAMES = ("keep-both", "skip", "replace", "different")


def add_place(command: argparse.ArgumentParser) -> None:
    """Arguments that say where, and by whose leave."""
    add = command.add_argument
    add("--connection", metavar="NAME", help="a connection saved in Upcall")
    add("--provider", choices=tuple(SERVICES), default="oss")
    add("--endpoint", metavar="URL", help="wangsu: the upload domain; vod: default, the vendor's")
    add("--other-endpoint", metavar="URL", default="", help="wangsu: the management domain")
    add("--region", help="vod: the storage region, or nothing")
    add("--bucket", help="vod: the application's id (SubAppId), or nothing")
    add("--addressing", choices=[str(a) for a in Addressing], default=str(Addressing.AUTO))
    add("--prefix", metavar="FOLDER", help="folder in front of each object's name")
    add(
        "--server",
        default="",
        metavar="URL",
        help="application server that hands out keys, forms or addresses; {key}, {name}, {size}"
        f" and {{type}} in it are filled in; its access code is taken from {CODE_VARIABLE}",
    )


def add_callback(command: argparse.ArgumentParser) -> None:
    """Arguments that say what the storage shall tell the server."""
    add = command.add_argument
    add("--callback-url", action="append", default=[], metavar="URL", help="up to five, in order")
    add("--callback-body", metavar="TEMPLATE", help="default: the usual facts of the file")
    add("--callback-body-type", choices=tuple(_BODY_TYPES), default="form")
    add("--callback-host", default="", metavar="HOST")
    add("--callback-sni", choices=[str(s) for s in Sni], default=str(Sni.AUTO))
    add("--var", action="append", default=[], metavar="NAME=VALUE", help="a custom variable")
    add(
        "--send-anyway",
        action="append",
        default=[],
        metavar="HOST",
        help="call this host although the service seems unable to reach it (as in the window)",
    )


def add_send(command: argparse.ArgumentParser) -> None:
    """All arguments of ``upcall send``."""
    add = command.add_argument
    add("files", nargs="+", metavar="FILE", help="files and folders; - is standard input")
    add_place(command)
    add("--key", default="", help="name of the object (one file)")
    add("--naming", default=None, metavar="RULE", help="such as {year}/{month}/{name}{ext}")
    add("--method", choices=("auto", "put", "post", "multipart"), default=None)
    add("--same-name", choices=_SAME_NAMES, help="default: the connection's; else: replace")
    add_callback(command)
    add_values(command)
    add("--no-lint", action="store_true", help="send even what the service is known to refuse")
    _add_options(command)
    add(
        "--option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="an option of wangsu or vod by its name, such as persistentOps=... or Procedure=...",
    )
    add(
        "--wait-notices",
        type=_seconds,
        default=0.0,
        metavar="SECONDS",
        help="wait for what wangsu or vod tells later; exit code 3 when it does not come",
    )
    add("--part-size", type=size, default=0, metavar="SIZE", help="such as 8M")
    add("--parallel", type=int, default=4, metavar="N", help="requests at a time")
    add("--limit", type=size, default=0, metavar="RATE", help="bytes per second, such as 10M")
    add(
        "--wait-network",
        type=_seconds,
        default=NETWORK_WITHIN,
        metavar="SECONDS",
        help="when this computer has no network: how long to wait for it before files fail"
        f" (default: {NETWORK_WITHIN:.0f}); then run it again with --resume",
    )
    add("--resume", action="store_true", help="go on with what an earlier run left unfinished")
    add("--json", action="store_true", help="one receipt per file, one per line")


def _add_options(command: argparse.ArgumentParser) -> None:
    add = command.add_argument_group("stored with each object").add_argument
    add("--content-type", default="", metavar="TYPE", help="default: by each file's ending")
    add("--cache-control", default="", metavar="TEXT")
    add("--disposition", default="", metavar="TEXT", help="Content-Disposition, such as inline")
    add("--storage-class", choices=_CLASSES, default="")
    add("--acl", choices=_ACLS, default="", help="default: as the bucket")
    add("--encryption", choices=("AES256", "KMS", "SM4"), default="")
    add("--encryption-key", default="", metavar="ID", help="with --encryption KMS")
    add("--tag", action="append", default=[], metavar="NAME=VALUE")
    add("--meta", action="append", default=[], metavar="NAME=VALUE", help="x-oss-meta-NAME")


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds < float("inf"):
        raise argparse.ArgumentTypeError("seconds cannot be negative or without end")
    return seconds


def size(text: str) -> int:
    """Bytes of ``8M``, ``8MiB``, ``100k`` or ``1048576``."""
    found = re.fullmatch(r"(\d+)([kmg]?)(?:i?b)?(?:/s)?", text.strip().lower())
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no size; write for example 8M")
    return int(found[1]) * _UNITS[found[2]]


def order_of(asked: argparse.Namespace, house: House) -> SendOrder:
    """What ``upcall send`` is asked for. Raises `UsageError`."""
    connection, access = connection_of(asked, house)
    batch = _batch(asked, connection)
    if not asked.no_lint:
        check_callback(batch.callback, batch.destination)
    own = valued(asked, connection, batch)
    wait = asked.wait_notices
    return SendOrder(
        asked.files, batch, access, asked.key, asked.resume, wait, asked.limit, valued=own
    )


def connection_of(asked: argparse.Namespace, house: House) -> tuple[Connection, Access | None]:
    """Where to, and by whose leave. Raises `UsageError`."""
    code = os.environ.get(CODE_VARIABLE, "").strip()
    if not asked.connection:
        destination = _destination(asked)
        connection = Connection(place_id(destination), "", destination)
        in_shell = credentials_in(os.environ, destination.provider)
        access: Access | None = ServerAccess(asked.server, code) if asked.server else in_shell
        return connection, access
    connection = _saved(asked.connection, house)
    in_shell = credentials_in(os.environ, connection.destination.provider)
    if asked.server:
        return connection, ServerAccess(asked.server, code)
    if connection.access is AccessKind.SERVER and code:
        return connection, ServerAccess(connection.server_url, code)
    if connection.access is AccessKind.ENVIRONMENT:
        return connection, in_shell
    kept = house.vault.load(connection.id)
    if connection.access is AccessKind.KEY:
        kept = kept or in_shell
    return connection, access_of(connection, kept)


def _saved(name: str, house: House) -> Connection:
    found = [c for c in house.loaded.settings.connections if name in (c.name, c.id)]
    if not found:
        raise UsageError(f"no connection is called {name!r}. Its name is in Upcall's window.")
    return found[0]


def _destination(asked: argparse.Namespace) -> Destination:
    place = place_in(os.environ) if asked.provider == "oss" else EnvironmentPlace()
    kind = service(asked.provider)
    given = {
        Field.ENDPOINT: asked.endpoint or place.endpoint or kind.endpoint,
        Field.REGION: asked.region or place.region,
        Field.BUCKET: asked.bucket or "",
    }
    if missing := [f"--{each}" for each in kind.needed if not given[each]]:
        raise UsageError(f"say --connection NAME, or {_all_of(missing)}.")
    destination = Destination(
        asked.provider,
        with_scheme(given[Field.ENDPOINT]),
        given[Field.REGION],
        given[Field.BUCKET],
        folder(asked.prefix or ""),
        Addressing(asked.addressing),
        other_endpoint=with_scheme(asked.other_endpoint),
    )
    wrong = problems(destination)
    if wrong:
        raise UsageError(f"the destination cannot be used: {', '.join(wrong)}.")
    return destination


def _all_of(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _batch(asked: argparse.Namespace, connection: Connection) -> Batch:
    batch = batch_of(connection, uuid.uuid4().hex)
    where, same_name = batch.destination, batch.same_name
    if asked.prefix is not None:
        where = replace(where, prefix=folder(asked.prefix))
    if asked.same_name or not asked.connection:
        same_name = SameName((asked.same_name or "replace").replace("-", "_"))
    naming = batch.naming if asked.naming is None else asked.naming
    _check_rule(naming)
    return replace(
        batch,
        destination=where,
        callback=callback_from(asked, batch.callback, usual=_usual_body(where.provider)),
        same_name=same_name,
        method=asked.method or batch.method,
        part_size=asked.part_size,
        naming=naming,
        options=_options(asked, batch.options),
        extras=_extras(asked, batch),
    )


def _extras(asked: argparse.Namespace, batch: Batch) -> Mapping[str, str]:
    """The service's own options, those of the command line on top. Raises `UsageError`."""
    known = {option.name: option for option in OPTIONS.get(batch.destination.provider, ())}
    given = _pairs("--option", asked.option)
    for name, value in given.items():
        if name not in known:
            names = ", ".join(known) or "none"
            raise UsageError(f"--option: {name} is no option of this service. It has: {names}.")
        if wrong := problem(known[name], value, now=time.time()):
            raise UsageError(f"--option {name}: {value!r} {OPTION_WRONG[wrong]}.")
        if known[name].kind is OptionKind.INSTRUCTIONS and refused(findings(value)):
            raise UsageError(f"--option {name}: {value!r} cannot be read as instructions.")
        if known[name].kind is OptionKind.PICTURE:
            given[name] = os.path.abspath(value)
    if asked.wait_notices and Can.EVENT_SETTINGS in service(batch.destination.provider).can:
        given.setdefault("consume", "1")  # who waits for an event has to read the queue
    return {**batch.extras, **given}


def _check_rule(rule: str) -> None:
    wrong = problems_of_rule(rule)
    if "rule.unknown" in wrong:
        names = ", ".join("{" + name + "}" for name in unknown_placeholders(rule))
        raise UsageError(f"--naming: nothing is called {names}.")
    if "rule.brace" in wrong:
        raise UsageError("--naming: a brace has no partner; write {{ for a brace itself.")


def _options(asked: argparse.Namespace, own: ObjectOptions) -> ObjectOptions:
    """The connection's, with what the command line says on top."""
    return ObjectOptions(
        content_type=asked.content_type or own.content_type,
        disposition=asked.disposition or own.disposition,
        cache_control=asked.cache_control or own.cache_control,
        storage_class=asked.storage_class or own.storage_class,
        acl=asked.acl or own.acl,
        encryption=asked.encryption or own.encryption,
        encryption_key=asked.encryption_key or own.encryption_key,
        tags={**own.tags, **_pairs("--tag", asked.tag)},
        metadata={**own.metadata, **_pairs("--meta", asked.meta)},
    )


def _pairs(option: str, texts: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in texts:
        name, mark, value = text.partition("=")
        if not mark or not name.strip():
            raise UsageError(f"{option} wants NAME=VALUE, not {text!r}.")
        found[name.strip()] = value
    return found


def _usual_body(provider: str) -> str:
    """What the service tells unless somebody says otherwise, in its own language."""
    dialect = dialect_of(provider)
    return dialect.written(dialect.usual)


def callback_from(
    asked: argparse.Namespace, own: CallbackSpec, *, usual: str = FRIENDLY_TEMPLATE
) -> CallbackSpec:
    """``own``, or what ``--callback-...`` says; ``--var`` comes on top. Raises `UsageError`.

    An application server may leave variables open in the callback that it fixes, so that they are
    taken without a callback of ours too.
    """
    if len(asked.callback_url) > 5:
        raise UsageError("at most five --callback-url.")
    variables: dict[str, str] = {}
    for name, value in _pairs("--var", asked.var).items():
        if not custom_name(name):
            raise UsageError(f"--var wants NAME=VALUE, not {name!r}.")
        variables[custom_name(name)] = value
    anyway = tuple(asked.send_anyway)
    if not asked.callback_url:
        vouched = tuple(dict.fromkeys((*own.vouched, *anyway)))
        return replace(own, variables={**own.variables, **variables}, vouched=vouched)
    return CallbackSpec(
        True,
        tuple(asked.callback_url),
        usual if asked.callback_body is None else asked.callback_body,
        _BODY_TYPES[asked.callback_body_type],
        asked.callback_host,
        Sni(asked.callback_sni),
        variables,
        vouched=anyway,
    )


def check_callback(spec: CallbackSpec, there: Destination) -> None:
    """Raises `UsageError` that names what the service is known to refuse.

    A storage on this computer or network can reach servers that a public one cannot.
    """
    host = there.endpoint.partition("://")[2].partition("/")[0].rpartition(":")[0]
    near = host_kind(host or there.endpoint) in (HostKind.PRIVATE, HostKind.SINGLE)
    if (dialect := DIALECTS.get(there.provider)) is None:
        return
    found = lint(spec, dialect, practice=there.practice or near)
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if errors:
        lines = "\n".join(f"  {of_finding(finding)}" for finding in errors)
        hosts = dict.fromkeys(finding.values["host"] for finding in errors if finding.override)
        way = " ".join(f"--send-anyway {host}" for host in hosts)
        out = f"{way} sends it all the same.\n" if way else ""
        raise UsageError(
            f"the service would refuse this callback:\n{lines}\n"
            f"Nothing was sent. {out}--no-lint sends whatever the service may refuse."
        )
