"""The log: a rotating file in which no secret appears."""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
from pathlib import Path
from types import TracebackType
from typing import Self

from app.host.redaction import Redactor

FILES = 5
LARGEST = 2 * 1024 * 1024
"""Bytes of one file."""
FILE_NAME = "upcall.log"

_NOISY = ("httpx", "httpcore", "asyncio", "keyring", "urllib3")
"""Libraries whose debug lines would show requests; only their warnings are kept."""


class RedactingFormatter(logging.Formatter):
    """Hides secrets in the finished line, traceback included."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(threadName)s %(name)s: %(message)s")
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        """The line as it is written."""
        return self._redactor.redact(super().format(record))


class _QuietFile(logging.handlers.RotatingFileHandler):
    """A full disk or a locked file must not put tracebacks on the terminal."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Give up on this line."""

    def close(self) -> None:
        """Let go of the file, also when its last lines find no room."""
        with contextlib.suppress(OSError):
            super().close()
        logging.Handler.close(self)


class Log:
    """The log while it is set up; a context manager that takes it down again."""

    def __init__(self, folder: Path, *, level: int = logging.INFO) -> None:
        self.redactor = Redactor()
        """Takes the secrets that must not appear, as they become known."""
        self.path = folder / FILE_NAME
        self._levels: dict[str, int] = {}
        self._handler = _handler(self.path, self.redactor)
        self._set_levels(level)
        logging.getLogger().addHandler(self._handler)

    def _set_levels(self, level: int) -> None:
        wanted = {"": level, **dict.fromkeys(_NOISY, logging.WARNING)}
        for name, value in wanted.items():
            logger = logging.getLogger(name)
            self._levels[name] = logger.level
            logger.setLevel(value)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write what is left and let go of the file."""
        logging.getLogger().removeHandler(self._handler)
        for name, value in self._levels.items():
            logging.getLogger(name).setLevel(value)
        self._handler.close()


def set_up(folder: Path, *, level: int = logging.INFO) -> Log:
    """Begin to log into ``folder``: five files of 2 MB, UTF-8. A folder that cannot be used makes
    the log empty and stops nothing."""
    return Log(folder, level=level)


def _handler(path: Path, redactor: Redactor) -> logging.Handler:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler: logging.Handler = _QuietFile(
            path,
            maxBytes=LARGEST,
            backupCount=FILES - 1,
            encoding="utf-8",
            errors="backslashreplace",
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(RedactingFormatter(redactor))
    return handler
