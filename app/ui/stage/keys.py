"""Keys of the stage: those that clickers send, and one for each thing a speaker needs at once."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.ui.stage.show import Show

_NEXT = frozenset(
    {Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_N}
)
_BACK = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backspace})


def press(show: Show, key: Qt.Key) -> bool:
    """Do what a key stands for; False for one that stands for nothing."""
    if key in _NEXT:
        show.next()
    elif key in _BACK:
        show.previous()
    elif key == Qt.Key.Key_Home:
        show.play.to_start()
    elif key == Qt.Key.Key_End:
        show.play.to_end()
    elif key == Qt.Key.Key_P:
        show.toggle()
    elif key == Qt.Key.Key_R:
        show.reset()
    elif key == Qt.Key.Key_M:
        show.play.set_masked(on=not show.play.masked)
    else:
        return False
    return True
