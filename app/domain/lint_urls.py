"""Findings of the callback's URLs (oss.md, 1.2); codes in `app.domain.lint`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from app.domain.addresses import HostKind, host_kind
from app.domain.callback import CallbackSpec
from app.domain.callback_import import understood
from app.domain.dialect import Dialect
from app.domain.findings import Field, Finding, Severity
from app.domain.lint_left_over import left_over
from app.domain.template import placeholders
from app.domain.template_convert import with_field

_RESERVED = "!#$%&'()*+,/:;=?@[]-._~"
"""Characters of a URL that stay as they are when the others are percent-encoded."""


NOWHERE = (".invalid", ".test")
"""Endings of names that nobody can ever register (RFC 6761)."""


def url_findings(
    spec: CallbackSpec, dialect: Dialect, *, practice: bool, receiver: str = ""
) -> list[Finding]:
    """Findings about the number of URLs and each of them; `Finding.start` is which URL.

    ``receiver``: an address that is known to answer (the demo cloud's), offered by fixes.
    """
    urls = [url for url in spec.urls if url.strip()]
    if not urls:
        fix, way = _without(replace(spec, urls=()), 0, receiver=receiver)
        return [Finding("urls.none", Severity.ERROR, Field.URLS, {"way": way}, fix)]
    found = _too_many(spec, dialect, count=len(urls))
    for index, url in enumerate(spec.urls):
        if url.strip():
            own = _of_one(spec, url, index=index, practice=practice)
            if dialect.most_urls == 1:  # nothing joins addresses there
                own = [f for f in own if f.code != "url.semicolon"]
            found += [_with_a_way(f, spec, receiver=receiver) for f in own]
            found += _variables_in(spec, url, index=index)
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

    pasted = _pasted(spec, url, index=index)
    if pasted is not None:
        return [pasted]
    if example := left_over(url, host=True):
        return [finding("url.left_over", Severity.ERROR, text=example)]
    text = url if "://" in url else "http://" + url
    parts = _split(text)
    if parts is None:
        return [finding("url.malformed", Severity.ERROR)]
    if parts.scheme not in ("http", "https"):
        return [_scheme(text, parts.scheme, finding=finding)]
    if not _good_port(parts):
        return [finding("url.port", Severity.ERROR, _without_port(text))]
    found = _spelling(url, parts, finding=finding)
    reach = _reach(parts, practice=practice, finding=finding)
    found += [_vouched(f, spec) for f in reach]
    if "://" not in url:
        found.append(finding("url.no_scheme", Severity.WARNING, text))
    return found


_Make = Callable[..., Finding]


def _pasted(spec: CallbackSpec, url: str, *, index: int) -> Finding | None:
    """A whole callback, pasted where one of its addresses belongs."""
    if "://" in url[:12] or len(url) < 20:
        return None
    told = understood(url, spec)
    if told is None or told.spec == spec:
        return None
    values = {"kind": told.kind}
    return _finding("url.pasted", Severity.ERROR, url, index=index, fix=told.spec, **values)


def _scheme(text: str, scheme: str, *, finding: _Make) -> Finding:
    """Neither http nor https: mended where it is one of them but for a slip of the finger."""
    import difflib  # noqa: PLC0415 - not for the first picture

    guess = next(iter(difflib.get_close_matches(scheme, ("https", "http"), n=1, cutoff=0.7)), "")
    better = guess + text[len(scheme) :] if guess else ""
    return finding("url.scheme", Severity.ERROR, better, scheme=scheme, guess=guess)


def _variables_in(spec: CallbackSpec, url: str, *, index: int) -> list[Finding]:
    """Variables in an address: those of its query belong into the body."""
    places = placeholders(url)
    if not places:
        return []
    front, _, query = url.partition("?")
    pairs = [piece.partition("=") for piece in query.split("&") if piece]
    kept = [f"{name}{mark}{value}" for name, mark, value in pairs if not placeholders(value)]
    moved = spec
    for name, _mark, value in pairs:
        inside = placeholders(value)
        whole = len(inside) == 1 and inside[0].end - inside[0].start == len(value)
        told = with_field(moved, name, inside[0].name) if whole else None
        if inside and (told is None or placeholders(name)):
            return [_in_url(url, index=index, fix=None)]
        moved = told or moved
    if placeholders(front):
        return [_in_url(url, index=index, fix=None)]
    better = front + ("?" + "&".join(kept) if kept else "")
    return [_in_url(url, index=index, fix=_with_url(moved, index, better=better))]


def _in_url(url: str, *, index: int, fix: CallbackSpec | None) -> Finding:
    name = placeholders(url)[0].name
    return _finding("url.variable", Severity.WARNING, url, index=index, fix=fix, name=name)


def _without_port(text: str) -> str:
    """``text`` without what follows the colon of its host, where that leaves an address."""
    scheme, _, rest = text.partition("://")
    end = min((at for at in map(rest.find, "/?#") if at >= 0), default=len(rest))
    better = f"{scheme}://{rest[:end].rpartition(':')[0]}{rest[end:]}"
    return better if _split(better) else ""


def _with_a_way(finding: Finding, spec: CallbackSpec, *, receiver: str) -> Finding:
    """An error that no other spelling mends: without this address, another one, or no callback."""
    if finding.severity is not Severity.ERROR or finding.fix is not None:
        return finding
    fix, way = _without(spec, finding.start, receiver=receiver)
    return replace(finding, fix=fix, values={**finding.values, "way": way})


def _without(spec: CallbackSpec, index: int, *, receiver: str) -> tuple[CallbackSpec, str]:
    rest = tuple(url for n, url in enumerate(spec.urls) if n != index and url.strip())
    if rest:
        return replace(spec, urls=rest), "drop"
    if receiver and receiver not in spec.urls:
        return replace(spec, urls=(receiver,)), "receiver"
    return replace(spec, enabled=False), "off"


def _vouched(finding: Finding, spec: CallbackSpec) -> Finding:
    """An error that may be a mistake of ours can be overruled, host by host, and that undone."""
    host = finding.values["host"]
    if finding.severity is not Severity.ERROR:
        return finding
    if host not in spec.vouched:
        return replace(finding, override=replace(spec, vouched=(*spec.vouched, host)))
    kept = tuple(name for name in spec.vouched if name != host)
    values = {**finding.values, "way": "vouched"}
    fix = replace(spec, vouched=kept)
    return replace(finding, severity=Severity.INFO, fix=fix, values=values)


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


def _reach(parts: SplitResult, *, practice: bool, finding: _Make) -> list[Finding]:
    host = parts.hostname or ""
    kind = host_kind(host)
    if host.rstrip(".").lower().endswith(NOWHERE):
        return [finding("url.nowhere", Severity.ERROR, host=host)]
    if kind is HostKind.IPV6:
        severity = Severity.INFO if practice else Severity.ERROR
        return [finding("url.ipv6", severity, host=host)]
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
