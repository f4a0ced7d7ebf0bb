"""Cards of the review sheet: what was left out, questions, names that are taken, the message."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
)

from app.domain.connection import Connection
from app.domain.destination import SameName
from app.domain.dialect import dialect_of
from app.domain.media import type_of
from app.domain.preview import Sample, rendered
from app.domain.upload import TaskSnapshot
from app.ui.dialogs.card import Card
from app.ui.dialogs.left_out_card import LeftOutCard
from app.ui.dialogs.review_words import ReviewWords, rules
from app.ui.i18n import translate
from app.ui.panels.callback_sample import MULTIPART_FROM
from app.ui.panels.parts import code_font, fit_height, plain_label, set_look
from app.ui.plain_names import visible
from app.ui.review_facts import Facts
from app.ui.theme.tokens import XS, L


class LeftOut(LeftOutCard):
    """What does not go, and why."""

    def __init__(self) -> None:
        super().__init__(title=translate("Review", "Left out"))

    def show_facts(self, facts: Facts) -> None:
        """Write the sentences anew."""
        too_large = facts.too_large()
        more = [ReviewWords().too_large(too_large, facts.largest)] if too_large else []
        self.show_left(facts.left_out(), facts.connection.limits, more=more)


class Taken(Card):
    """Names that are taken: what to do about all of them."""

    chosen = Signal()

    def __init__(self, rule: SameName) -> None:
        super().__init__(translate("Review", "Names that are taken"))
        self.text = plain_label(wrap=True)
        self.column.addWidget(self.text)
        self._group = QButtonGroup(self)
        self.radios: dict[SameName, QRadioButton] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(XS)
        grid.setColumnStretch(1, 1)
        for row, (value, (name, hint)) in enumerate(rules().items()):
            radio = self.radios[value] = QRadioButton(name)
            radio.setAccessibleDescription(hint)
            self._group.addButton(radio)
            grid.addWidget(radio, row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(plain_label(hint, look="muted", wrap=True), row, 1)
        self.column.addLayout(grid)
        self.radios[SameName.KEEP_BOTH if rule is SameName.ASK else rule].setChecked(True)
        self._group.buttonClicked.connect(lambda _button: self.chosen.emit())

    def rule(self) -> SameName:
        """What was chosen."""
        return next(value for value, radio in self.radios.items() if radio.isChecked())

    def show_facts(self, facts: Facts, looked: int) -> None:
        """Say how many names are taken, or why that is not known."""
        self.setVisible(facts.asks and facts.taken != {})
        if facts.look_failed:
            text = translate(
                "Review",
                "Upcall may not look which names are taken."
                " What you choose holds for those that turn out to be.",
            )
        elif facts.taken is None:
            text = translate("Review", "Looking which names are taken…")
        else:
            text = ReviewWords().taken(len(facts.taken), looked, len(facts.rows))
        self.text.setText(text)


class Doubled(Card):
    """Names that begin with the bucket's own, and the button that takes it out."""

    def __init__(self) -> None:
        super().__init__(tone="amber")
        self.text = plain_label(wrap=True)
        self.fix = QPushButton(translate("Review", "Take it &out"))
        self.fix.setAutoDefault(False)
        self.column.addWidget(self.text)
        self.column.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignLeft)

    def show_facts(self, facts: Facts, *, expert: bool) -> None:
        """Say how many names are so."""
        count = len(facts.doubled()) if expert else 0
        self.setVisible(bool(count))
        if count:
            bucket = visible(facts.connection.destination.bucket)
            self.text.setText(ReviewWords().doubled(count, bucket))


class Message(Card):
    """What the application server is told: a line in Simple, one sample as sent in Expert."""

    def __init__(self, connection: Connection, *, expert: bool) -> None:
        super().__init__()
        self._connection = connection
        self._line = plain_label(wrap=True)
        self.column.addWidget(self._line)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(code_font())
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(translate("Review", "What your server will receive"))
        self.text.setVisible(expert)
        self._expert = expert
        if expert:
            self.column.addWidget(self.text)
        self.setVisible(connection.callback.enabled and bool(connection.callback.urls))

    def show_sample(self, row: TaskSnapshot | None, *, key: str, values: Mapping[str, str]) -> None:
        """Write line and sample anew; ``values`` are the file's own."""
        host = host_of(self._connection.callback.urls[0]) if self._connection.callback.urls else ""
        if not self._expert or row is None:
            text = translate("Review", "A message goes to {host} when each file is stored.")
            if self._connection.destination.practice:
                text = translate(
                    "Review", "A message goes to the practice server when each file is stored."
                )
            self._line.setText(text.replace("{host}", host))
            set_look(self._line, "muted")
            return
        text = translate("Review", "{host} receives this for “{name}”:")
        self._line.setText(text.replace("{host}", host).replace("{name}", visible(row.name)))
        self.text.setPlainText(sample_body(self._connection, row, key=key, values=values))
        fit_height(self.text, fewest=2, most=8)


def sample_body(
    connection: Connection, row: TaskSnapshot, *, key: str, values: Mapping[str, str]
) -> str:
    """The body that the server will get for one file."""
    in_parts = connection.method in ("auto", "multipart") and row.size >= MULTIPART_FROM
    sample = Sample(
        bucket=connection.destination.bucket,
        object=key,
        size=row.size,
        mime_type=connection.options.content_type or type_of(row.name),
        operation="CompleteMultipartUpload" if in_parts else "PutObject",
    )
    dialect = dialect_of(connection.destination.provider)
    return rendered(connection.callback, dialect, sample=sample, variables=values).body


def host_of(url: str) -> str:
    """Host of an address, as plain text; the address itself when there is none in it."""
    try:
        return urlsplit(url if "://" in url else "http://" + url).hostname or url
    except ValueError:
        return url
