"""What kind of file a name promises: for the coloured sheet in front of each row."""

from __future__ import annotations

from enum import StrEnum

from app.ui.i18n import translate


class FileKind(StrEnum):
    """Kinds that have a picture of their own."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"
    SHEET = "sheet"
    ARCHIVE = "archive"
    CODE = "code"
    OTHER = "other"


_ENDINGS: dict[FileKind, str] = {
    FileKind.IMAGE: "jpg jpeg png gif webp bmp tif tiff heic heif avif svg raw cr2 nef arw dng "
    "psd ai eps ico",
    FileKind.VIDEO: "mp4 mov m4v mkv avi webm wmv flv mpg mpeg ts m2ts 3gp ogv mts",
    FileKind.AUDIO: "mp3 wav flac aac m4a ogg oga opus wma aiff aif mid midi",
    FileKind.DOCUMENT: "pdf doc docx odt rtf txt md pages epub mobi ppt pptx odp key wps tex log",
    FileKind.SHEET: "csv tsv xls xlsx xlsm ods numbers et parquet",
    FileKind.ARCHIVE: "zip rar 7z tar gz tgz bz2 xz zst lz4 iso dmg cab deb rpm jar apk",
    FileKind.CODE: "py js ts tsx jsx java c h cpp cs go rs rb php sh bat ps1 sql html css xml "
    "json yml yaml toml ini ipynb swift kt",
}
_BY_ENDING = {e: kind for kind, endings in _ENDINGS.items() for e in endings.split()}
_BY_ENDING["ts"] = FileKind.VIDEO  # more people upload films than TypeScript


def kind_of(name: str) -> FileKind:
    """The kind by the name's ending, in any case; `FileKind.OTHER` when it has none we know."""
    stem, dot, ending = name.rpartition(".")
    return _BY_ENDING.get(ending.lower(), FileKind.OTHER) if dot and stem else FileKind.OTHER


def icon_name(name: str) -> str:
    """Name of the icon in resources/icons for a file's name."""
    return f"file-{kind_of(name)}"


def kind_text(kind: FileKind) -> str:
    """The kind in one word, for screen readers."""
    texts = {
        FileKind.IMAGE: translate("FileKinds", "Picture"),
        FileKind.VIDEO: translate("FileKinds", "Video"),
        FileKind.AUDIO: translate("FileKinds", "Sound"),
        FileKind.DOCUMENT: translate("FileKinds", "Document"),
        FileKind.SHEET: translate("FileKinds", "Table"),
        FileKind.ARCHIVE: translate("FileKinds", "Archive"),
        FileKind.CODE: translate("FileKinds", "Code"),
        FileKind.OTHER: translate("FileKinds", "File"),
    }
    return texts[kind]
