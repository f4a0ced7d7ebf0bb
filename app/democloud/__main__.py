"""``python -m app.democloud``: the demo cloud alone."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from app.democloud.program import Options, run


def options_of(arguments: Sequence[str] | None) -> Options:
    """Read the command line; SystemExit 2 when it is wrong."""
    parser = argparse.ArgumentParser(
        prog="democloud", description="An object storage service on this computer, for practice."
    )
    parser.add_argument("--port", type=int, default=0, metavar="N", help="default: any free port")
    parser.add_argument("--dir", type=Path, metavar="D", help="where to make the temporary folder")
    parser.add_argument("--json", action="store_true", help="print one JSON object first")
    parser.add_argument("--until-eof", action="store_true", help="end when standard input ends")
    parser.add_argument(
        "--alibaba-key-url",
        action="store_true",
        help="announce Alibaba Cloud's public key URL in callbacks",
    )
    given = parser.parse_args(arguments)
    return Options(given.port, given.dir, given.json, given.until_eof, given.alibaba_key_url)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo cloud; give its exit code."""
    return run(options_of(arguments))


if __name__ == "__main__":
    sys.exit(main())
