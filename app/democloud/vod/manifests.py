"""ParseStreamingManifest: which files a HLS or DASH manifest names (sheet 1.8)."""

from __future__ import annotations

import re

from app.democloud.vod.envelope import VodError

_MEDIA = re.compile(r'<(?:SegmentURL|Initialization)[^>]*?(?:media|sourceURL)="([^"]+)"')
_BASE = re.compile(r"<BaseURL>([^<]+)</BaseURL>")
_URI = re.compile(r'URI="([^"]+)"')


def segments(content: str, kind: str) -> list[str]:
    """Give the relative paths that a manifest names, each once; VodError for anything else."""
    if kind not in ("", "m3u8", "mpd"):
        raise VodError("InvalidParameterValue", "ManifestType must be m3u8 or mpd.")
    found = _of_dash(content) if kind == "mpd" else _of_hls(content)
    for path in found:
        if path.startswith(("/", "\\")) or "://" in path or ".." in path.split("/"):
            raise _bad(f"The manifest names {path[:200]}, which is not a relative path.")
    return list(dict.fromkeys(found))


def _of_hls(content: str) -> list[str]:
    lines = [line.strip() for line in content.lstrip("\ufeff").splitlines()]
    if not lines or lines[0] != "#EXTM3U":
        raise _bad("The manifest does not begin with #EXTM3U.")
    found: list[str] = []
    for line in lines[1:]:
        if line.startswith("#EXT"):
            found += _URI.findall(line)
        elif line and not line.startswith("#"):
            found.append(line)
    return found


def _of_dash(content: str) -> list[str]:
    if "<MPD" not in content:
        raise _bad("The manifest has no MPD element.")
    return [path.strip() for path in _BASE.findall(content) + _MEDIA.findall(content)]


def _bad(message: str) -> VodError:
    return VodError("InvalidParameterValue.MediaManifestContent", message)
