"""The selected file as the service would describe it, for preview and check."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.connection import Connection
from app.domain.media import HEAD_BYTES, ImageInfo, image_info, type_of
from app.domain.preview import Sample
from app.domain.upload import Receipt, Result, TaskSnapshot
from app.ui.callback_check import calls_this_computer
from app.ui.desk import Desk

MULTIPART_FROM = 16 * 1024 * 1024
"""Bytes from which a file is sent in parts unless told otherwise (`plan.Limits`)."""
_ONE_STEP = {"put": "PutObject", "post": "PostObject"}


class Samples(QObject):
    """Follows the selection; reads the first bytes of pictures through an errand."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._images: dict[str, ImageInfo | None] = {}
        desk.selection_changed.connect(self._selected)
        desk.result_ready.connect(self._result_ready)

    def name(self) -> str:
        """Name of the file that the sample is of; empty for an example."""
        task = self._desk.selected()
        return task.name if task else ""

    def sample(self) -> Sample:
        """The selected file; an example photo when nothing is selected."""
        connection, task = self._desk.connection, self._desk.selected()
        if task is None:
            return _example(connection)
        result = self._desk.result(task.id) if task.outcome else None
        owner = self._desk.book.find(task.connection_id) or connection
        return _of(task, owner, image=self._images.get(task.path), result=result)

    def _selected(self) -> None:
        task = self._desk.selected()
        if task is not None and task.path not in self._images and _is_picture(task):
            path = task.path
            self._desk.errands.run(
                lambda: _read(path), lambda info: self._seen(path, info), lambda _error: None
            )
        self.changed.emit()

    def _result_ready(self, task_id: str) -> None:
        """The sample may show what the storage said of the selected file; others are none of it."""
        task = self._desk.selected()
        if task is not None and task.id == task_id:
            self.changed.emit()

    def _seen(self, path: str, info: ImageInfo | None) -> None:
        if len(self._images) > 500:
            self._images.clear()
        self._images[path] = info
        self.changed.emit()


def _read(path: str) -> ImageInfo | None:
    with Path(path).open("rb") as file:
        return image_info(file.read(HEAD_BYTES))


def _is_picture(task: TaskSnapshot) -> bool:
    return type_of(task.name).startswith("image/")


def _example(connection: Connection | None) -> Sample:
    destination = connection.destination if connection else None
    return Sample(
        bucket=destination.bucket if destination else "my-bucket",
        object=(destination.prefix if destination else "") + "photo.jpg",
        size=184233,
        mime_type="image/jpeg",
        image=ImageInfo(1200, 800, "jpg"),
    )


def _of(
    task: TaskSnapshot,
    connection: Connection | None,
    *,
    image: ImageInfo | None,
    result: Result | None,
) -> Sample:
    receipt = result.receipt if result else None
    wanted = connection.options.content_type.strip() if connection else ""
    return Sample(
        bucket=connection.destination.bucket if connection else "",
        object=task.key,
        size=task.size,
        mime_type=wanted or type_of(task.name),
        image=image,
        operation=_operation(task, connection.method if connection else "auto", result),
        etag=receipt.etag.strip('"') if receipt and receipt.etag else None,
        crc64=receipt.crc64 if receipt else None,
        content_md5=_told_md5(receipt),
        request_id=receipt.request_id if receipt and receipt.request_id else None,
        client_ip="127.0.0.1"
        if connection and calls_this_computer(connection.destination)
        else None,
    )


def _told_md5(receipt: Receipt | None) -> str | None:
    """The MD5 that the storage answered; the variable is the same (oss.md, 1.3)."""
    headers = receipt.exchange.headers if receipt and receipt.exchange else ()
    return next((value for name, value in headers if name.lower() == "content-md5"), None)


def _operation(task: TaskSnapshot, method: str, result: Result | None) -> str:
    """Name of the step that stores the file, and with which the callback rides."""
    if result is not None and result.parts > 1:
        return "CompleteMultipartUpload"
    if method in _ONE_STEP:
        return _ONE_STEP[method]
    in_parts = method == "multipart" and task.size > 0
    return "CompleteMultipartUpload" if in_parts or task.size >= MULTIPART_FROM else "PutObject"
