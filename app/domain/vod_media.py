"""Which files VOD takes, by their endings (tencent-vod.md, 8)."""

from __future__ import annotations

from app.domain.naming import split_ending

VIDEO = frozenset(
    [
        "wmv",
        "rm",
        "mov",
        "mpeg",
        "mp4",
        "3gp",
        "flv",
        "avi",
        "rmvb",
        "ts",
        "asf",
        "mpg",
        "webm",
        "mkv",
        "m3u8",
        "wm",
        "asx",
        "ram",
        "mpe",
        "vob",
        "dat",
        "mp4v",
        "m4v",
        "f4v",
        "mxf",
        "qt",
        "ogg",
    ]
)
AUDIO = frozenset(["mp3", "m4a", "flac", "ogg", "wav", "ra", "aac", "amr"])
PICTURE = frozenset(["jpg", "jpeg", "png", "gif", "bmp", "tiff", "ai", "cdr", "eps", "tif", "heif"])
"""Pictures, of their own and as covers."""
MANIFESTS = frozenset({"m3u8", "mpd"})
"""Lists of pieces that lie beside them: of no use alone (1.8)."""


def media_type(name: str) -> str:
    """``MediaType`` of a file: its name's ending in lower case, without the dot; may be empty."""
    return split_ending(name.replace("\\", "/").rpartition("/")[2])[1].lstrip(".").lower()


def title(name: str) -> str:
    """What the medium is called when nothing else is said: the name without folder and ending."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return split_ending(last)[0] or last


def problem(name: str) -> str:
    """What keeps a file from being taken; empty: nothing that we know of.

    ``no_ending`` and ``manifest`` are certain. ``media_type``: the page does not name that ending;
    the service has the last word, before a byte is sent.
    """
    ending = media_type(name)
    if not ending:
        return "no_ending"
    if ending in MANIFESTS:
        return "manifest"
    return "" if ending in VIDEO | AUDIO | PICTURE else "media_type"


def is_cover(name: str) -> bool:
    """Whether a picture may be a cover."""
    return media_type(name) in PICTURE
