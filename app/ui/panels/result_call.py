"""The button that opens the test call; what is called is asked for when it is pressed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.domain.callback import CallbackSpec
from app.domain.dialect import Dialect
from app.ui.call_plan import TEST_CALL, CallPlan, planned
from app.ui.desk import Desk
from app.ui.panels.callback_sample import Samples


class CallButton(QPushButton):
    """*Test call…*; shown wherever a callback is edited or read."""

    def __init__(
        self, desk: Desk, plan: Callable[[], CallPlan | None], *, again: bool = False
    ) -> None:
        """``again``: what was sent once is sent again."""
        super().__init__()
        self._again = again
        self._desk = desk
        self._plan = plan
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("look", "small")
        self.setAutoDefault(False)
        self.clicked.connect(self._open)
        self.retranslate()

    def _open(self) -> None:
        plan = self._plan()
        if plan is None or not plan.requests:
            self._desk.told.emit("info", self.tr("Enter an address first, then test it."))
        else:
            self._desk.door_wanted.emit(TEST_CALL, plan)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        again = self.tr("Send the same again from here…")
        self.setText(again if self._again else self.tr("Test call…"))
        self.setAccessibleName(self.text().rstrip("…"))
        here = self.tr("From this computer, not from the storage; you see it before it is sent")
        test = self.tr("Send this computer's own call to your server and see what it answers")
        self.setToolTip(here if self._again else test)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def call_of_form(
    desk: Desk, samples: Samples, spec: Callable[[], CallbackSpec], dialect: Callable[[], Dialect]
) -> CallButton:
    """The button for a callback that is being edited, and the file that is selected."""

    def plan() -> CallPlan | None:
        connection = desk.connection
        if connection is None:
            return None
        sample, name = samples.sample(), samples.name()
        return planned(connection, spec(), dialect(), sample=sample, file=name)

    return CallButton(desk, plan)
