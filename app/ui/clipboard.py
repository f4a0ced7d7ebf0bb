"""What can be pasted or dropped: files, a picture (kept as PNG), text (kept as a text file)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QDateTime, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk
from app.ui.i18n import translate


def paste(desk: Desk, window: QWidget) -> None:
    """Add what is on the clipboard; says so when there is nothing that can be sent."""
    mime = QGuiApplication.clipboard().mimeData()
    if not can_take(mime):  # None where the clipboard is empty, whatever the type says
        desk.told.emit(
            "info",
            translate("Paste", "There is nothing to paste. Copy a file, a picture or text first."),
        )
        return
    take(mime, desk, window)


def can_take(mime: QMimeData | None) -> bool:
    """Whether there is anything that can be sent."""
    if mime is None:
        return False
    return bool(paths_of(mime)) or mime.hasImage() or bool(_text_of(mime))


def paths_of(mime: QMimeData) -> list[str]:
    """Paths of files and folders on this computer; addresses on the web are none."""
    urls = [url for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []
    return [path for path in (url.toLocalFile() for url in urls) if path]


def take(mime: QMimeData, desk: Desk, window: QWidget) -> None:
    """Add it: files at once, picture and text after asking for a name."""
    paths = paths_of(mime)
    if paths:
        desk.add_paths(paths)
    elif mime.hasImage():
        image = QImage(mime.imageData())
        title = translate("Paste", "Name for the picture")
        _ask(window, title, suffix=".png", done=lambda name: _add_picture(desk, name, image))
    else:
        data = _text_of(mime).encode("utf-8", "replace")
        title = translate("Paste", "Name for the text")
        _ask(window, title, suffix=".txt", done=lambda name: desk.add_bytes(name, data))


def _text_of(mime: QMimeData) -> str:
    return mime.text().strip() if mime.hasText() and not mime.hasUrls() else ""


def _ask(window: QWidget, title: str, *, suffix: str, done: Callable[[str], None]) -> None:
    """A window-modal question; the program goes on meanwhile."""
    from app.ui.dialogs.name_dialog import NameDialog  # noqa: PLC0415

    dialog = NameDialog(title, _suggested(), suffix=suffix, parent=window)
    dialog.named.connect(done)
    dialog.open()


def _suggested() -> str:
    """A name that says when; free of signs that file systems forbid."""
    when = QDateTime.currentDateTime().toString("yyyy-MM-dd HH.mm.ss")
    return translate("Paste", "Pasted {when}").format(when=when)


def _add_picture(desk: Desk, name: str, image: QImage) -> None:
    """Encode beside the window (a large screenshot takes a second), then add."""

    def failed(_error: Exception) -> None:
        text = translate("Paste", "This picture could not be read. Save it as a file and drop it.")
        desk.told.emit("warn", text)

    desk.errands.run(lambda: png_of(image), lambda data: desk.add_bytes(name, data), failed)


def png_of(image: QImage) -> bytes:
    """``image`` as PNG. Raises `ValueError` when there is no picture in it."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if image.isNull() or not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise ValueError("no picture")
    return bytes(data.data())
