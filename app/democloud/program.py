"""The demo cloud as a program: starts, says where it is, and ends leaving nothing behind."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from app.democloud.cloud import Cloud, Facts
from app.democloud.oss.service import ALIBABA_KEY_URL

ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True, slots=True)
class Options:
    """How to run."""

    port: int = 0
    """Port of the data plane; 0: any free one."""
    directory: Path | None = None
    """Where to make the temporary folder; None: where the system keeps such folders."""
    json: bool = False
    """Print one JSON object for programs instead of lines for people."""
    until_eof: bool = False
    """End when standard input ends, so that a killed parent leaves no cloud behind."""
    alibaba_key_url: bool = False
    """Announce Alibaba Cloud's public key URL, for application servers that accept no other."""


def run(options: Options) -> int:
    """Run until told to end; give the exit code (0: ended well, 1: could not start)."""
    return asyncio.run(serve(options))


async def serve(options: Options) -> int:
    """Start a cloud, print its facts, wait for the end (see :func:`run`)."""
    stop = asyncio.Event()
    _stop_on_signals(stop)
    try:
        cloud = Cloud(options.directory)
    except OSError as error:
        print(f"The demo cloud has no place for its files: {error}", file=sys.stderr)
        return 1
    try:
        return await _serve(cloud, options, stop)
    finally:
        await cloud.stop()
        cloud.remove()


async def _serve(cloud: Cloud, options: Options, stop: asyncio.Event) -> int:
    if options.alibaba_key_url:
        cloud.settings.announced_key_url = ALIBABA_KEY_URL
    try:
        facts = await cloud.start(options.port)
    except (OSError, OverflowError) as error:
        print(f"Port {options.port} cannot be used: {error}", file=sys.stderr)
        return 1
    if options.until_eof:
        _stop_at_eof(stop)
    with contextlib.suppress(BrokenPipeError):
        print(json.dumps(facts.as_json()) if options.json else friendly(facts), flush=True)
    await stop.wait()
    return 0


def friendly(facts: Facts) -> str:
    """Give the facts for people."""
    return "\n".join(
        (
            "The demo cloud is running. Files stay on this computer and are deleted at the end.",
            f"  Endpoint            {facts.endpoint}",
            f"  Region              {facts.region}",
            f"  Bucket              {facts.bucket}",
            f"  Access key id       {facts.access_key_id}",
            f"  Access key secret   {facts.access_key_secret}   (for this run only)",
            f"  Callback URL        {facts.callback_url}",
            f"  Temporary keys      {facts.authorise['sts']}",
            f"  Signed forms        {facts.authorise['policy']}",
            f"  Signed addresses    {facts.authorise['presign']}?name=FILE",
            f"  Public key          {facts.public_key_url}",
            *_key_lines(facts),
            f"  Control             {facts.control_url}",
            f"  Records             {facts.control()['records']}",
            *_further_lines(facts),
            "Ctrl+C ends it.",
        )
    )


def _key_lines(facts: Facts) -> tuple[str, ...]:
    """How a server that knows only the vendor's key URL gets this cloud's key."""
    if not facts.key_proxy:
        return ()
    return (
        f"  Announced key       {facts.announced_key_url}",
        f"  Proxy for it        http_proxy={facts.key_proxy}   (for your server)",
    )


def _further_lines(facts: Facts) -> Iterator[str]:
    """What the other services say of themselves."""
    for name, told in facts.further.items():
        yield f"  {name}"
        yield from (
            f"    {key:<20}{value}" for key, value in told.items() if isinstance(value, str)
        )


def _stop_on_signals(stop: asyncio.Event) -> None:
    """Let Ctrl+C and SIGTERM set ``stop`` (Windows has no signal handlers in the event loop)."""
    loop = asyncio.get_running_loop()

    def ended(_number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(stop.set)

    for number in ENDING_SIGNALS:
        try:
            loop.add_signal_handler(number, stop.set)
        except (NotImplementedError, RuntimeError):
            with contextlib.suppress(ValueError):
                signal.signal(number, ended)


def _stop_at_eof(stop: asyncio.Event) -> None:
    """Set ``stop`` when standard input ends.

    Reads the descriptor itself: a thread that waits inside ``sys.stdin`` when the interpreter ends
    would be holding its lock.
    """
    loop = asyncio.get_running_loop()

    def watch() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 4096):
                pass
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(stop.set)

    threading.Thread(target=watch, name="until-eof", daemon=True).start()
