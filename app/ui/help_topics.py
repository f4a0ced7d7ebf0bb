"""Topics: which help page belongs to what has the keyboard.

A widget may name its page itself by the property ``helpPage``; else the class of the nearest
parent that is known here decides.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

PAGE_OF = {
    "Welcome": "first-steps",
    "SimpleView": "drop-and-upload",
    "UploadList": "drop-and-upload",
    "QueueSide": "drop-and-upload",
    "QueueTable": "outcomes",
    "ResultPanel": "result",
    "ResultView": "result",
    "PlainDetails": "outcomes",
    "QuitDialog": "drop-and-upload",
    "PracticeStrip": "first-steps",
    "LeftOutDialog": "drop-and-upload",
    "ReviewSheet": "drop-and-upload",
    "NameDialog": "drop-and-upload",
    "UnfinishedDialog": "trouble",
    "ToldBar": "trouble",
    "LineBar": "trouble",
    "AccessBar": "keys",
    "RenewDialog": "keys",
    "WhoPage": "keys",
    "Footer": "keys",
    "Wizard": "connections",
    "DestinationBar": "connections",
    "DestinationNote": "connections",
    "PlaceHeader": "connections",
    "ShareDialog": "connections",
    "OfferedSheet": "connections",
    "DoctorDialog": "trouble",
    "CallbackForm": "callback",
    "TemplateEdit": "template",
    "TemplateTools": "template",
    "TemplateGallery": "template",
    "PasteCallback": "template",
    "Chips": "template",
    "Preview": "template",
    "VariableTable": "variables",
    "VariableDialog": "variables",
    "CsvDialog": "variables",
    "EachFileDialog": "variables",
    "TestCallDialog": "server",
    "ServerWindow": "server",
    "CompareDialog": "result",
    "CodeDialog": "code",
    "HistoryDialog": "history",
    "HistoryResult": "history",
    "AuditDialog": "history",
    "StageWindow": "stage",
    "StageView": "stage",
    "ComparePage": "services",
    "UploadOptions": "speed",
    "RateDialog": "speed",
    "RateButton": "speed",
    "SettingsDialog": "speed",
    "ExpertView": "callback",
}
"""Pages by the names of classes, for the windows and panels of Upcall."""


def page_for(widget: QWidget | None) -> str:
    """The page that explains a widget, or the first page of all."""
    while widget is not None:
        named = widget.property("helpPage")
        if isinstance(named, str) and named:
            return named
        for kind in type(widget).__mro__:
            if kind.__name__ in PAGE_OF:
                return PAGE_OF[kind.__name__]
        widget = widget.parentWidget()
    return "first-steps"
