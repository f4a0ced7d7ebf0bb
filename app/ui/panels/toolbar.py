"""The row of buttons above everything: add, upload, pause, go on, retry, cancel, remove."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from app.ui.actions import Actions
from app.ui.theme.icons import icon

ICON = QSize(18, 18)


class ActionButton(QToolButton):
    """A button of an action; with little room only its icon."""

    def __init__(self, action: QAction, *, look: str = "tool", keeps_text: bool = False) -> None:
        super().__init__()
        self._keeps_text = keeps_text
        self._on_accent = look == "primary"
        self._shown = True
        self.setDefaultAction(action)
        self.setProperty("look", look)
        self.setIconSize(ICON)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        action.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Take the action's words, and its name for screen readers."""
        action = self.defaultAction()
        name = action.iconText()
        self.setText(action.iconText())
        if self._on_accent:
            usable = action.isEnabled()
            self.setIcon(icon("upload", "on_accent" if usable else "muted"))
        self.setAccessibleName(name)
        self.setToolTip(action.toolTip())
        if action.isVisible() is not self._shown:
            self._shown = action.isVisible()
            self.setVisible(self._shown)

    def shrink(self, *, small: bool) -> None:
        """Only the icon, or icon and words."""
        styles = Qt.ToolButtonStyle
        small = small and not self._keeps_text and not self.icon().isNull()
        self.setToolButtonStyle(
            styles.ToolButtonIconOnly if small else styles.ToolButtonTextBesideIcon
        )


class Toolbar(QFrame):
    """Buttons of the common commands; words give way to icons when the window is narrow."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.upload = ActionButton(actions.upload, look="primary", keeps_text=True)
        self._wide = [
            ActionButton(actions.add_files, look="outlined", keeps_text=True),
            ActionButton(actions.add_folder),
        ]
        self._rest = [
            ActionButton(action)
            for action in (
                actions.pause,
                actions.resume,
                actions.retry_all,
                actions.cancel,
                actions.remove,
                actions.clear,
            )
        ]
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 4)
        row.setSpacing(4)
        for button in self._wide:
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self.upload)
        row.addSpacing(8)
        for button in self._rest:
            row.addWidget(button)
        row.addStretch(1)
        actions.retry_all.changed.connect(self._fit)
        self.retranslate()

    def buttons(self) -> list[ActionButton]:
        """All of them, from left to right."""
        return [*self._wide, self.upload, *self._rest]

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the icons: the words may go."""
        return QSize(480, super().minimumSizeHint().height())

    def _fit(self) -> None:
        """Words on all buttons if they fit, else only on the most important ones."""
        for button in self.buttons():
            button.shrink(small=False)
        layout = self.layout()
        if layout is None:
            return
        layout.invalidate()
        if layout.sizeHint().width() > self.width():
            for button in self.buttons():
                button.shrink(small=True)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width may need other buttons."""
        super().resizeEvent(event)
        self._fit()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setAccessibleName(self.tr("Commands"))
        for button in self.buttons():
            button.follow()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
