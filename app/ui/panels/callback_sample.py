"""The selected file as the service would describe it, for preview and check."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.connection import Connection
from app.domain.media import HEAD_BYTES, ImageInfo, image_info, type_of
from app.domain.preview import Sample
from app.domain.upload import Result, TaskSnapshot
from app.ui.desk import Desk

MULTIPART_FROM = 16 * 1024 * 1024
"""Bytes from which a file is sent in parts unless told otherwise (`plan.Limits`)."""


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
        bucket = connection.destination.bucket if connection else ""
        image = self._images.get(task.path)
        return _of(task, bucket=bucket, image=image, result=result)

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
    task: TaskSnapshot, *, bucket: str, image: ImageInfo | None, result: Result | None
) -> Sample:
    receipt = result.receipt if result else None
    parts = result.parts if result else 0
    multipart = parts > 1 or (not parts and task.size >= MULTIPART_FROM)
    return Sample(
        bucket=bucket,
        object=task.key,
        size=task.size,
        mime_type=type_of(task.name),
        image=image,
        operation="CompleteMultipartUpload" if multipart else "PutObject",
        etag=receipt.etag.strip('"') if receipt and receipt.etag else None,
        crc64=receipt.crc64 if receipt else None,
        request_id=receipt.request_id if receipt and receipt.request_id else None,
    )
