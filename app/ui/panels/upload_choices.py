"""What can be chosen about how files are stored, in words; and what a grant rules out."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from app.domain.grant import GrantFacts
from app.domain.plan import MIB
from app.domain.services import FIRST, Can, Service
from app.ui.i18n import translate
from app.ui.service_words import why_not

METHODS = ("auto", "put", "post", "multipart")
CLASSES = ("", "Standard", "IA", "Archive", "ColdArchive", "DeepColdArchive")
ACLS = ("", "private", "public-read", "public-read-write")
PART_SIZES = (0, *(2**power * MIB for power in range(11)))
"""Bytes; 0 lets the plan choose."""
ENCRYPTIONS = ("", "AES256", "KMS", "SM4")


def method_texts() -> dict[str, str]:
    """Ways of sending (oss.md, 3.1)."""
    return {
        "auto": translate("Options", "Automatic, by size"),
        "put": translate("Options", "In one request (PutObject)"),
        "post": translate("Options", "As a form (PostObject)"),
        "multipart": translate("Options", "In parts (multipart)"),
    }


_NEEDS = {"put": Can.PLAIN_PUT, "post": Can.FORM}
"""What a service has to be able to do for a way of sending."""


def part_size_texts(present: int) -> dict[int, str]:
    """Sizes of parts, with the one that is set at present whatever it is."""
    auto = translate("Options", "Automatic, by the file's size")
    mib = translate("Options", "{number} MiB")
    sizes = sorted({*PART_SIZES, present})
    return {
        size: mib.format(number=QLocale().toString(size / MIB, "g", 6)) if size else auto
        for size in sizes
    }


def method_hint(method: str, there: Service = FIRST) -> str:
    """What a way of sending means for people."""
    if there is not FIRST and method in _NEEDS:
        return translate("Options", "For small files. After a break they begin anew.")
    return {
        "put": translate("Options", "For files up to 5 GB. After a break they begin anew."),
        "post": translate("Options", "For files up to 5 GB, the way that web pages upload."),
        "multipart": translate("Options", "Goes on where it stopped, whatever the size."),
    }.get(method, translate("Options", "Small files in one request, large ones in parts."))


def ruled_out(method: str, facts: GrantFacts | None, there: Service = FIRST) -> str:
    """Why a way of sending cannot be chosen: not there, or not with what the server granted."""
    if method not in there.methods():
        return why_not(there, _NEEDS[method])
    if facts is None or facts.kind == "key" or method == "auto":
        return ""
    if facts.in_parts:  # a token or signature, good for whatever the service offers
        return ""
    if method == "multipart":
        return translate("Options", "Your server's permission is for one request, not for parts.")
    if facts.kind == "form" and method == "put":
        return translate("Options", "Your server signed a form, so files go as a form.")
    if facts.kind == "url" and method == "post":
        return translate("Options", "Your server signed an address, not a form.")
    return ""


def class_texts() -> dict[str, str]:
    """Storage classes (oss.md, 3.4)."""
    return {
        "": translate("Options", "As the bucket"),
        "Standard": translate("Options", "Standard"),
        "IA": translate("Options", "Infrequent access"),
        "Archive": translate("Options", "Archive"),
        "ColdArchive": translate("Options", "Cold archive"),
        "DeepColdArchive": translate("Options", "Deep cold archive"),
    }


def acl_texts() -> dict[str, str]:
    """Who may read and write the object."""
    return {
        "": translate("Options", "As the bucket"),
        "private": translate("Options", "Private"),
        "public-read": translate("Options", "Everybody may read"),
        "public-read-write": translate("Options", "Everybody may read and write"),
    }


def encryption_texts() -> dict[str, str]:
    """Encryption at the storage; names of methods stay as they are."""
    return {
        "": translate("Options", "As the bucket"),
        "AES256": "AES256",
        "KMS": translate("Options", "KMS, with a key of its own"),
        "SM4": "SM4",
    }
