"""Refusals in the service's own words (reference/wangsu.md 7)."""

from __future__ import annotations

from app.democloud.errors import ServiceError


class WangsuError(ServiceError):
    """An answer with ``code`` and ``message``, or with ``body`` in its place."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        code: str = "",
        headers: tuple[tuple[str, str], ...] = (),
        body: str | None = None,
    ) -> None:
        super().__init__(status, code or str(status), message, headers=headers, body=body)


def refused(message: str) -> WangsuError:
    """401: something is wrong with the token, or with what it permits."""
    return WangsuError(401, message)


def malformed(message: str) -> WangsuError:
    """400: the request is not what it has to be."""
    return WangsuError(400, message)


def bucket_not_found() -> WangsuError:
    """404: there is no such bucket."""
    return WangsuError(404, "Bucket Not Found")


def file_not_found() -> WangsuError:
    """404: there is no such object, in the words of a real answer (reference/wangsu.md 5.2)."""
    return WangsuError(404, "File Not Found")


def exists() -> WangsuError:
    """406: the key is taken and the policy does not let it be replaced."""
    return WangsuError(406, "File Already Exist")


def wrong_context(message: str) -> WangsuError:
    """701: a ctx that is not the last one of its block, or a chunk out of order."""
    return WangsuError(701, message)


def missing_block(message: str) -> WangsuError:
    """412: the blocks that mkfile names do not make the file."""
    return WangsuError(412, message)
