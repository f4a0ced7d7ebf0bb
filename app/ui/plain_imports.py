"""Imports as Python does them: PySide's own are left out, for they read every module's source."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - loading it is what replaces `__import__`


def restore() -> bool:
    """Give Python its own ``__import__`` back; whether there was anything to give back.

    PySide puts another one in its place, which reads the source of each module that is loaded and
    looks for the word PySide6, for the sake of ``from __feature__ import``. We use no such feature,
    and it takes a third of a millisecond for each of four hundred modules.
    """
    own = getattr(builtins, "__orig_import__", None)
    if own is None or builtins.__import__ is own:
        return False
    builtins.__import__ = own
    return True
