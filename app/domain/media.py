"""Content types by file ending, and image sizes out of a file's first bytes.

Python's own table of types differs from machine to machine; ours is the same everywhere.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

UNKNOWN = "application/octet-stream"

_TABLE = """
text/plain                  txt text log ini cfg conf
text/csv                    csv
text/tab-separated-values   tsv
text/html                   html htm
text/css                    css
text/javascript             js mjs
text/markdown               md markdown
text/calendar               ics
text/vcard                  vcf
text/vtt                    vtt
text/x-python               py
text/x-c                    c h cc cpp hpp
text/x-java-source          java
text/x-go                   go
text/x-rust                 rs
text/rtf                    rtf
application/x-subrip        srt
application/json            json map
application/x-ndjson        ndjson jsonl
application/geo+json        geojson
application/manifest+json   webmanifest
application/xml             xml xsd xsl
application/xhtml+xml       xhtml
application/yaml            yaml yml
application/toml            toml
application/sql             sql
application/typescript      ts tsx
application/x-sh            sh
application/x-httpd-php     php
application/wasm            wasm
application/pdf             pdf
application/postscript      ps eps ai
application/epub+zip        epub
application/x-mobipocket-ebook mobi
application/msword          doc dot
application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
application/vnd.openxmlformats-officedocument.wordprocessingml.template dotx
application/vnd.ms-excel    xls xlt
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
application/vnd.openxmlformats-officedocument.spreadsheetml.template xltx
application/vnd.ms-excel.sheet.macroenabled.12 xlsm
application/vnd.ms-powerpoint ppt pps pot
application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
application/vnd.openxmlformats-officedocument.presentationml.slideshow ppsx
application/vnd.ms-outlook  msg
application/vnd.visio       vsd
application/vnd.oasis.opendocument.text odt
application/vnd.oasis.opendocument.spreadsheet ods
application/vnd.oasis.opendocument.presentation odp
application/vnd.oasis.opendocument.graphics odg
application/vnd.apple.pages pages
application/vnd.apple.numbers numbers
application/vnd.apple.keynote keynote
message/rfc822              eml mht mhtml
application/zip             zip
application/gzip            gz tgz
application/x-bzip2         bz2
application/x-xz            xz
application/zstd            zst
application/x-tar           tar
application/x-7z-compressed 7z
application/vnd.rar         rar
application/java-archive    jar
application/vnd.android.package-archive apk
application/x-apple-diskimage dmg
application/x-iso9660-image iso
application/vnd.microsoft.portable-executable exe dll
application/x-msi           msi
application/vnd.debian.binary-package deb
application/x-rpm           rpm
application/vnd.sqlite3     sqlite sqlite3 db
application/x-parquet       parquet
application/x-bittorrent    torrent
application/pgp-signature   sig asc
application/x-x509-ca-cert  crt cer pem
application/x-pkcs12        p12 pfx
application/dicom           dcm
font/ttf                    ttf
font/otf                    otf
font/woff                   woff
font/woff2                  woff2
image/jpeg                  jpg jpeg jpe jfif
image/png                   png
image/apng                  apng
image/gif                   gif
image/webp                  webp
image/avif                  avif
image/heic                  heic
image/heif                  heif
image/bmp                   bmp
image/tiff                  tif tiff
image/svg+xml               svg
image/x-icon                ico
image/jp2                   jp2
image/jxl                   jxl
image/vnd.adobe.photoshop   psd psb
image/vnd.dxf               dxf
image/vnd.dwg               dwg
image/x-adobe-dng           dng
image/x-canon-cr2           cr2
image/x-canon-cr3           cr3
image/x-nikon-nef           nef
image/x-sony-arw            arw
image/x-olympus-orf         orf
image/x-xcf                 xcf
audio/mpeg                  mp3
audio/mp4                   m4a m4b
audio/aac                   aac
audio/flac                  flac
audio/ogg                   ogg oga opus
audio/wav                   wav
audio/aiff                  aif aiff
audio/x-ms-wma              wma
audio/midi                  mid midi
audio/amr                   amr
video/mp4                   mp4 m4v
video/quicktime             mov qt
video/x-matroska            mkv
video/webm                  webm
video/x-msvideo             avi
video/x-ms-wmv              wmv
video/x-flv                 flv
video/mpeg                  mpg mpeg
video/mp2t                  mts m2ts
video/3gpp                  3gp
video/ogg                   ogv
application/vnd.apple.mpegurl m3u8
application/dash+xml        mpd
application/mxf             mxf
model/gltf-binary           glb
model/gltf+json             gltf
model/stl                   stl
model/obj                   obj
application/gpx+xml         gpx
application/vnd.google-earth.kml+xml kml
application/vnd.google-earth.kmz kmz
"""

TYPES: dict[str, str] = {
    ending: words[0] for words in map(str.split, _TABLE.splitlines()) for ending in words[1:]
}
"""Ending in lower case, without its dot, to content type."""


def type_of(name: str) -> str:
    """Content type of a file by its name's ending; ``application/octet-stream`` when unknown."""
    stem, dot, ending = name.rpartition(".")
    known = TYPES.get(ending.lower()) if dot and stem else None
    return known or UNKNOWN


@dataclass(frozen=True, slots=True)
class ImageInfo:
    """Size and format of an image, as OSS tells them (oss.md, 1.3)."""

    width: int
    """Pixels."""
    height: int
    """Pixels."""
    format: str
    """``png``, ``jpg``, ``gif``, ``bmp`` or ``webp``."""


HEAD_BYTES = 256 * 1024
"""How much of a file to read: a photo's size can stand behind a long preview picture."""


def image_info(head: bytes) -> ImageInfo | None:
    """Size of the image that begins with ``head``; None when it is none or is cut too early."""
    try:
        for start, reader in _READERS:
            if head.startswith(start):
                info = reader(head)
                return info if info and info.width > 0 and info.height > 0 else None
    except (struct.error, IndexError):  # shorter than its own header says
        return None
    return None


def _png(head: bytes) -> ImageInfo:
    width, height = struct.unpack_from(">II", head, 16)
    return ImageInfo(width, height, "png")


def _gif(head: bytes) -> ImageInfo:
    width, height = struct.unpack_from("<HH", head, 6)
    return ImageInfo(width, height, "gif")


def _bmp(head: bytes) -> ImageInfo | None:
    kind = struct.unpack_from("<I", head, 14)[0]
    if kind not in (12, 40, 52, 56, 64, 108, 124):  # a text that happens to begin with BM
        return None
    width, height = struct.unpack_from("<HH" if kind == 12 else "<ii", head, 18)
    return ImageInfo(width, abs(height), "bmp")  # negative: lines from top to bottom


_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG markers that carry the size; the three left out are tables."""


def _jpeg(head: bytes) -> ImageInfo | None:
    position = 2
    while position < len(head):
        if head[position] != 0xFF:
            return None
        marker = head[position + 1]
        if marker == 0xFF:  # filling
            position += 1
        elif marker in _FRAMES:
            height, width = struct.unpack_from(">HH", head, position + 5)
            return ImageInfo(width, height, "jpg")
        elif marker == 0x01 or 0xD0 <= marker <= 0xD8:  # markers without a body
            position += 2
        else:
            position += 2 + max(struct.unpack_from(">H", head, position + 2)[0], 2)
    return None


def _webp(head: bytes) -> ImageInfo | None:
    kind = head[8:16]
    if kind == b"WEBPVP8 ":
        width, height = struct.unpack_from("<HH", head, 26)
        return ImageInfo(width & 0x3FFF, height & 0x3FFF, "webp")
    if kind == b"WEBPVP8L":
        bits = struct.unpack_from("<I", head, 21)[0]
        return ImageInfo((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, "webp")
    if kind == b"WEBPVP8X" and len(head) >= 30:
        width, height = int.from_bytes(head[24:27], "little"), int.from_bytes(head[27:30], "little")
        return ImageInfo(width + 1, height + 1, "webp")
    return None


_READERS = (
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"\xff\xd8\xff", _jpeg),
    (b"GIF8", _gif),
    (b"BM", _bmp),
    (b"RIFF", _webp),
)
