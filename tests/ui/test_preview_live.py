"""The preview of the Callback tab is what the demo cloud's server received, in real uploads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.domain.callback import BodyType
from app.domain.options import ObjectOptions
from app.ui.panels.callback_form import CallbackForm
from tests.cloud import Cloud
from tests.ui.live_kit import PATIENCE_MS, live, place

EVERYTHING = (
    '{"b":${bucket},"o":${object},"e":${etag},"s":${size},"m":${mimeType},"c":${crc64},'
    '"w":${imageInfo.width},"h":${imageInfo.height},"f":${imageInfo.format},"op":${operation},'
    '"v":${vpcId},"r":${reqId},"ip":${clientIp},"md":${contentMd5},"x":${x:order}}'
)


def picture(path: Path) -> bytes:
    """A real PNG of 640 x 480."""
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(path))
    return path.read_bytes()


@pytest.mark.parametrize("method", ["put", "post", "multipart"])
@pytest.mark.parametrize("kind", BodyType)
def test_the_preview_of_a_sent_file_is_what_the_server_received(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud, method: str, kind: BodyType
) -> None:
    spec = replace(
        place(cloud).callback, body=EVERYTHING, body_type=kind, variables={"x:order": 'a"&ü'}
    )
    options = ObjectOptions(content_type="image/x-own" if method == "put" else "")
    there = place(cloud, callback=spec, method=method, options=options)
    with live(qtbot, tmp_path, cloud, connection=there) as made:
        form = CallbackForm(made.desk)
        qtbot.addWidget(form)
        made.add(made.file("cover ü.png", picture(tmp_path / "p.png")))
        (task,) = made.desk.queue.snapshots()
        made.desk.set_selection((task.id,))
        qtbot.waitUntil(lambda: "640" in form.preview.shown(), timeout=PATIENCE_MS)
        made.desk.upload()
        made.until_ended(1)
        (received,) = cloud.of_kind("app_received")
        qtbot.waitUntil(lambda: form.preview.shown() == received["body"], timeout=PATIENCE_MS)
        assert not form.preview.note.isVisibleTo(form)
