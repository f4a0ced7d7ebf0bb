"""The words of ``upcall cloud``: the demo cloud alone, for scripts and for servers of one's own."""

from __future__ import annotations

import argparse
from pathlib import Path

_ABOUT = """\
An object storage service on this computer, for practice: it stores what is sent to it, calls your
server back as the real one does, and comes with an application server of its own. Files stay on
this computer and are deleted at the end; Ctrl+C ends it.
"""
_MORE = """\
with --json the first line is one JSON object:
  oss                  endpoint, region, bucket and a key for this run
  callback_url         the application server that comes with it
  authorise            where that server hands out keys, signed forms and signed addresses
  public_key_url       the public key of the callbacks' signatures
  announced_key_url    the address of that key which callbacks name (x-oss-pub-key-url)
  key_proxy            HTTP proxy that answers for the announced address; empty: none is needed
  control_url          the control plane; below it:
    control            events, stream, answers, records, forge ...: each with its address

a server of your own, unchanged:
  upcall cloud --alibaba-key-url
  Callbacks then name Alibaba Cloud's own key address, as real ones do. Start your server with the
  cloud as its HTTP proxy (http_proxy=ENDPOINT): it fetches that key from the cloud and finds every
  signature right. Give its address as callback URL.

records and forgeries:
  GET  CONTROL/records                       what the application server wrote down, line by line
  POST CONTROL/answers {"mode": "late"}      how it answers (well, late, 500, not_json, refuse ...)
  POST CONTROL/forge   {"way": "signature"}  send it a forged callback (signature, body, key_url)
"""


def add_cloud(command: argparse.ArgumentParser) -> None:
    """Arguments of ``upcall cloud``."""
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    command.description, command.epilog = _ABOUT, _MORE
    add = command.add_argument
    add("--port", type=int, default=0, help="port of the storage service (default: any free one)")
    add("--dir", type=Path, help="where to keep objects (default: a temporary folder)")
    add("--json", action="store_true", help="say everything in one JSON line first")
    add(
        "--alibaba-key-url",
        action="store_true",
        help="name Alibaba Cloud's public key address in callbacks, and answer for it as a proxy",
    )
    add("--until-eof", action="store_true", help="end when standard input ends")
