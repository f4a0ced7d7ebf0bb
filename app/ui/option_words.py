"""Words of the options that a service has of its own, and why it cannot do other things."""

from __future__ import annotations

from app.domain.service_options import Group, ServiceOption
from app.ui import i18n
from app.ui.i18n import translate


def groups() -> dict[Group, str]:
    """Headings, in the order of the form."""
    return {
        Group.FILE: translate("Options", "The stored file"),
        Group.PROCESSING: translate("Options", "What is made of it"),
        Group.ANSWER: translate("Options", "The answer to the upload"),
        Group.LEAVE: translate("Options", "The permission to upload"),
        Group.NOTICES: translate("Options", "What comes later"),
    }


def titles() -> dict[str, str]:
    """Title of each option."""
    return {
        "returnBody": translate("Options", "Answer for whoever uploads"),
        "returnUrl": translate("Options", "Redirect to (forms in a browser)"),
        "persistentOps": translate("Options", "Instructions"),
        "persistentNotifyUrl": translate("Options", "Tell this address when it is done"),
        "separate": translate("Options", "Tell it after each instruction"),
        "contentDetect": translate("Options", "Look through the content for"),
        "detectNotifyURL": translate("Options", "Tell this address what was found"),
        "detectNotifyRule": translate("Options", "What it is told of"),
        "saveKey": translate("Options", "Name that the storage gives"),
        "retentionDays": translate("Options", "Delete after days"),
        "lastModifiedTime": translate("Options", "Time of the last change"),
        "fsizeLimit": translate("Options", "Largest file in bytes"),
        "leaveSeconds": translate("Options", "Good for seconds"),
        "statusUrl": translate("Options", "Your server's status stream"),
        "MediaName": translate("Options", "Name of the media"),
        "Cover": translate("Options", "Cover picture"),
        "ClassId": translate("Options", "Class"),
        "ExpireTime": translate("Options", "Delete at"),
        "MediaStoragePath": translate("Options", "Path in the storage"),
        "Procedure": translate("Options", "Task flow to start"),
        "SessionContext": translate("Options", "Text for the task flow"),
        "consume": translate("Options", "Upcall reads the event queue itself"),
    }


def helps() -> dict[str, str]:
    """A sentence under each option."""
    return {
        "returnBody": translate("Options", "A template such as key=$(key)&size=$(fsize)"),
        "returnUrl": translate("Options", "Not together with a callback."),
        "persistentOps": translate("Options", "Films in other formats, single pictures, marks."),
        "persistentNotifyUrl": translate("Options", "Empty: Upcall asks how far it is."),
        "separate": translate("Options", "Else once, when all of them are done."),
        "contentDetect": translate("Options", "Such as imagePorn."),
        "detectNotifyURL": translate("Options", "A public http or https address."),
        "detectNotifyRule": translate("Options", "all, or some of porn;sexy;normal;exception"),
        "saveKey": translate("Options", "Instead of the file's own name."),
        "retentionDays": translate("Options", "Empty: it stays."),
        "lastModifiedTime": translate("Options", "Milliseconds since 1970; empty: now."),
        "fsizeLimit": translate("Options", "Empty: none is too large."),
        "leaveSeconds": translate("Options", "From 60 to 604,800; longer for slow lines."),
        "statusUrl": translate("Options", "What your server hears is read there at once."),
        "MediaName": translate("Options", "Empty: the file's name without its ending."),
        "Cover": translate("Options", "A picture of this computer; it goes with each file."),
        "ClassId": translate("Options", "A number from the console; empty: other."),
        "ExpireTime": translate("Options", "In UTC, such as 2027-01-31T12:00:00Z; empty: never."),
        "MediaStoragePath": translate(
            "Options", "Begins with a slash; only for applications with paths."
        ),
        "Procedure": translate("Options", "Its name in the console; empty: none."),
        "SessionContext": translate("Options", "Comes back in the task flow's event."),
        "consume": translate("Options", "Events that it takes are hidden from others for 30 s."),
    }


def problem_text(option: ServiceOption, code: str) -> str:
    """What is wrong with a value, and what to do; empty for an empty code."""
    least, most = i18n.number(option.least), i18n.number(option.most)
    longest = i18n.number(option.longest)
    texts = {
        "number": translate("Options", "Digits only, please."),
        "range": translate("Options", "A number from {least} to {most}, please."),
        "long": translate("Options", "At most {longest} letters, please."),
        "url": translate("Options", "That is no web address yet: http:// or https:// in front."),
        "moment": translate("Options", "Date and time, such as 2027-01-31T12:00:00Z, please."),
        "past": translate("Options", "That moment is over. Choose one that lies ahead."),
        "choice": translate("Options", "Choose one of the list."),
        "picture": translate("Options", "Choose a picture, such as a JPG or PNG."),
        "instructions": translate("Options", "Something in the instructions cannot be read."),
    }
    text = texts.get(code, "")
    return text.format(least=least, most=most, longest=longest) if text else ""
