"""Findings of the callback's URLs (oss.md, 1.2); codes in `app.domain.lint`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from app.domain.addresses import HostKind, host_kind
from app.domain.callback import CallbackSpec
from app.domain.dialect import Dialect
from app.domain.findings import Field, Finding, Severity

_RESERVED = "!#$%&'()*+,/:;=?@[]-._~"
"""Characters of a URL that stay as they are when the others are percent-encoded."""


def url_findings(spec: CallbackSpec, dialect: Dialect, *, practice: bool) -> list[Finding]:
    """Findings about the number of URLs and each of them; `Finding.start` is which URL."""
    urls = [url for url in spec.urls if url.strip()]
    if not urls:
        return [Finding("urls.none", Severity.ERROR, Field.URLS)]
    found = _too_many(spec, dialect, count=len(urls))
    for index, url in enumerate(spec.urls):
        if url.strip():
            found += _of_one(spec, url, index=index, practice=practice)
        if url.strip() and url in spec.urls[:index]:
            rest = tuple(dict.fromkeys(spec.urls))
            fix = replace(spec, urls=rest)
            found.append(_finding("url.duplicate", Severity.WARNING, url, index=index, fix=fix))
    return found


def _too_many(spec: CallbackSpec, dialect: Dialect, *, count: int) -> list[Finding]:
    if count <= dialect.most_urls:
        return []
    kept = tuple(url for url in spec.urls if url.strip())[: dialect.most_urls]
    values = {"count": str(count), "most": str(dialect.most_urls)}
    return [
        Finding("urls.many", Severity.ERROR, Field.URLS, values, replace(spec, urls=kept)),
    ]


def _of_one(spec: CallbackSpec, url: str, *, index: int, practice: bool) -> list[Finding]:
    """The first thing that keeps a URL from being used, or else everything unwise about it."""

    def finding(code: str, severity: Severity, better: str = "", **values: str) -> Finding:
        fix = _with_url(spec, index, better=better) if better else None
        return _finding(code, severity, url, index=index, fix=fix, **values)

    text = url if "://" in url else "http://" + url
    parts = _split(text)
    if parts is None:
        return [finding("url.malformed", Severity.ERROR)]
    if parts.scheme not in ("http", "https"):
        return [finding("url.scheme", Severity.ERROR, scheme=parts.scheme)]
    if not _good_port(parts):
        return [finding("url.port", Severity.ERROR)]
    found = _spelling(url, parts, finding=finding)
    found += _reach(parts.hostname or "", practice=practice, finding=finding)
    if "://" not in url:
        found.append(finding("url.no_scheme", Severity.WARNING, text))
    return found


_Make = Callable[..., Finding]


def _spelling(url: str, parts: SplitResult, *, finding: _Make) -> list[Finding]:
    found: list[Finding] = []
    if not url.isascii() or any(c.isspace() or not c.isprintable() for c in url):
        found.append(finding("url.characters", Severity.ERROR, encoded_url(url)))
    if ";" in url:
        found.append(finding("url.semicolon", Severity.ERROR, url.replace(";", "%3B")))
    if "@" in parts.netloc:
        bare = url.replace(parts.netloc.rpartition("@")[0] + "@", "", 1)
        found.append(finding("url.password", Severity.WARNING, bare, host=parts.hostname or ""))
    if "#" in url:
        found.append(finding("url.fragment", Severity.WARNING, url.partition("#")[0]))
    return found


def _reach(host: str, *, practice: bool, finding: _Make) -> list[Finding]:
    kind = host_kind(host)
    if kind is HostKind.IPV6:
        return [finding("url.ipv6", Severity.ERROR, host=host)]
    if kind is HostKind.PRIVATE:
        severity = Severity.INFO if practice else Severity.ERROR
        return [finding("url.private", severity, host=host)]
    if kind is HostKind.SINGLE:
        severity = Severity.INFO if practice else Severity.WARNING
        return [finding("url.single_name", severity, host=host)]
    return []


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text.strip())
        host = parts.hostname
    except ValueError:
        return None
    bad = not host or any(c.isspace() or not c.isprintable() for c in parts.netloc)
    return None if bad or ".." in (host or "") else parts


def _good_port(parts: SplitResult) -> bool:
    try:
        return parts.port != 0 and not parts.netloc.endswith(":")
    except ValueError:
        return False


def encoded_url(url: str) -> str:
    """``url`` in ASCII: host by IDNA where that works, everything else percent-encoded."""
    text = url.strip()
    parts = urlsplit(text if "://" in text else "http://" + text)
    try:
        host = parts.netloc.encode("idna").decode("ascii") if not parts.netloc.isascii() else ""
    except UnicodeError:
        host = ""
    safe = [quote(piece, safe=_RESERVED) for piece in (parts.path, parts.query, parts.fragment)]
    return urlunsplit((parts.scheme, host or parts.netloc, *safe))


def _with_url(spec: CallbackSpec, index: int, *, better: str) -> CallbackSpec:
    return replace(spec, urls=(*spec.urls[:index], better, *spec.urls[index + 1 :]))


def _finding(
    code: str, severity: Severity, url: str, *, index: int, fix: CallbackSpec | None, **values: str
) -> Finding:
    return Finding(code, severity, Field.URLS, {"url": url, **values}, fix, start=index)
