"""Would the storage take an application server's answer? (oss.md, 1.9, with the words of 1.11)

Only what the sheet says for certain is called bad. What a document leaves open is a note.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from app.domain.asks import CheckState
from app.domain.exchange import Headers
from app.domain.judge_json import Place, first_trouble, place_at

WITHIN = 5.0
"""Seconds that a whole callback may take, connecting included (oss.md, 1.9)."""
CLOSE = 3.0
"""Seconds from which on an answer is in time, but not by much."""
LONGEST = 1024 * 1024
"""Bytes of an answer; pages disagree (1 MB, 3 MB), the smaller number is safe."""
NAMES = ("time", "status", "length", "size", "bom", "text", "content")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Ruling:
    """One rule, and how the answer keeps it. The window has the words."""

    name: str
    """One of `NAMES`."""
    state: CheckState
    reason: str = ""
    """Why it is not good: a word of the rule's own."""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """All rulings in their order."""

    rulings: tuple[Ruling, ...]
    place: Place | None = None
    """The first bad character of the body, when there is one."""
    text: str = ""
    """The body as far as it is text, in which ``place`` is."""

    @property
    def accepted(self) -> bool:
        """Whether the storage would hand this answer on as *delivered*."""
        return all(ruling.state is not CheckState.BAD for ruling in self.rulings)


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """What an application server answered."""

    status: int
    headers: Headers
    body: bytes
    seconds: float
    """From the beginning of the call, connecting included, to the last byte."""
    cut: bool = False
    """Longer than what was kept."""

    def header(self, name: str) -> str | None:
        """First value of a header by name in any spelling."""
        return next((value for known, value in self.headers if known.lower() == name), None)


def judged(answer: ServerAnswer) -> Judgement:
    """The answer by all rules, those after a broken one included: they are mended together."""
    content, place, text = _content(answer)
    rulings = (_time(answer), _status(answer), _length(answer), _size(answer), *content)
    return Judgement(rulings, place, text)


def _good(name: str, **values: str) -> Ruling:
    return Ruling(name, CheckState.GOOD, "", values)


def _bad(name: str, reason: str, **values: str) -> Ruling:
    return Ruling(name, CheckState.BAD, reason, values)


def _time(answer: ServerAnswer) -> Ruling:
    seconds = f"{answer.seconds:.6f}"
    if answer.seconds > WITHIN:
        return _bad("time", "late", seconds=seconds)
    if answer.seconds > CLOSE:
        return Ruling("time", CheckState.NOTE, "close", {"seconds": seconds})
    return _good("time", seconds=seconds)


def _status(answer: ServerAnswer) -> Ruling:
    status = str(answer.status)
    if answer.status == 200:
        return _good("status", status=status)
    moved = answer.status in (301, 302, 303, 307, 308)
    where = answer.header("location") or ""
    return _bad("status", "moved" if moved else "other", status=status, where=where)


def _length(answer: ServerAnswer) -> Ruling:
    told = answer.header("content-length")
    if told is None:
        chunked = "chunked" in (answer.header("transfer-encoding") or "").lower()
        return _bad("length", "chunked" if chunked else "missing")
    if not (told.isascii() and told.isdigit()):
        return _bad("length", "invalid", told=told)
    if int(told) == 0:
        return _bad("length", "zero")
    return _good("length", told=told)


def _size(answer: ServerAnswer) -> Ruling:
    size = len(answer.body)
    if size > LONGEST or answer.cut:
        return _bad("size", "long", size=str(size), most=str(LONGEST))
    return _good("size", size=str(size))


def _content(answer: ServerAnswer) -> tuple[list[Ruling], Place | None, str]:
    """Byte order mark, encoding and JSON (or XML): one is looked at when those before are good."""
    body = answer.body
    marked = body.startswith(_BYTE_ORDER_MARK)
    mark = _bad("bom", "mark") if marked else _good("bom")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8")
        broken = place_at(before, len(before), reason="bytes")
        values = {"byte": f"{body[error.start]:02X}", "offset": str(error.start)}
        skipped = Ruling("content", CheckState.SKIPPED)
        return [mark, _bad("text", "bytes", **values), skipped], broken, before
    place, ruling = _xml(text) if _is_xml(answer) else _json(text)
    if marked:
        place = place_at(text, 0, reason="bom")
    return [mark, _good("text"), ruling], place, text


def _is_xml(answer: ServerAnswer) -> bool:
    kind = (answer.header("content-type") or "").partition(";")[0].strip().lower()
    return kind == "application/xml"


def _json(text: str) -> tuple[Place | None, Ruling]:
    bare = text.removeprefix("\ufeff")
    if not bare.strip():
        return None, _bad("content", "empty")
    place = first_trouble(bare)
    if place is None:
        return None, _good("content", kind="JSON")
    if bare is not text:
        place = place_at(text, place.offset + 1, reason=place.reason)
    return place, _bad("content", place.reason, **_where(place))


def _xml(text: str) -> tuple[Place | None, Ruling]:
    if "<!DOCTYPE" in text:
        place = place_at(text, text.index("<!DOCTYPE"), reason="doctype")
        return place, _bad("content", "doctype", **_where(place))
    try:
        ET.fromstring(text)  # noqa: S314 - no document type: no entities
    except ET.ParseError as error:
        line, column = error.position
        lines = text.split("\n")[: line - 1]
        place = place_at(text, sum(len(one) + 1 for one in lines) + column, reason="xml")
        return place, _bad("content", "xml", **_where(place))
    except ValueError:
        place = place_at(text, 0, reason="xml")
        return place, _bad("content", "xml", **_where(place))
    return None, _good("content", kind="XML")


def _where(place: Place) -> dict[str, str]:
    return {"line": str(place.line), "column": str(place.column), "found": place.found}
