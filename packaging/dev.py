#!/usr/bin/env python3
"""What is done with Upcall's source: `python3 packaging/dev.py run`, `... test`, and more.

This first file is written so that every Python can read it, Python 2 included: it tells people
with an unsuitable one so in a sentence. The rest lies beside it (dev_*.py), standard library only.
"""

import sys

OLDEST, NEWEST = (3, 11), (3, 14)


def unsuitable(version):  # type: ignore[no-untyped-def]
    """What to say to somebody with this Python (major, minor), or nothing."""
    if OLDEST <= version <= NEWEST:
        return ""
    return (
        "Upcall needs Python 3.11, 3.12, 3.13 or 3.14, and this is Python %d.%d.\n"
        "Install one of those and start this script with it, for example:\n"
        "    python3.12 packaging/dev.py run" % version
    )


if __name__ == "__main__":
    wrong = unsuitable(sys.version_info[:2])  # type: ignore[no-untyped-call]
    if wrong:
        sys.stderr.write(wrong + "\n")
        sys.exit(2)
    from dev_verbs import main

    sys.exit(main(sys.argv[1:]))
