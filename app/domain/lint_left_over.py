"""Examples that people copied from a manual and forgot to replace."""

from __future__ import annotations

import re

_ANYWHERE = re.compile(
    r"<(?:your|my|the|enter|insert|callback)\b[^<>${}]{0,60}>"
    r"|(?<![A-Za-z0-9])your[A-Z][A-Za-z]*"
    r"|(?<![A-Za-z0-9])(?:YOUR|MY)_[A-Z_]{3,}"
    r"|\{\{[^{}]{1,60}\}\}"
)
_AS_A_HOST = re.compile(
    r"<[^<>]{1,60}>"
    r"|(?i:(?:^|(?<=://)|(?<=\.))your[-_.]?(?:own|callback|app|server|domain|host|site|company)"
    r"[\w-]*)"
)


def left_over(text: str, *, host: bool = False) -> str:
    """The example within ``text``, such as ``yourCallbackServerUrl``; empty when there is none.

    ``host``: look also for names that could only be meant as an example in an address.
    """
    match = _ANYWHERE.search(text) or (_AS_A_HOST.search(text) if host else None)
    return match[0] if match else ""
