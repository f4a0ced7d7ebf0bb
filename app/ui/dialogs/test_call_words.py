"""The test call in words: rulings, verdict, trouble, times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.asks import CheckState
from app.domain.errors import Failure
from app.domain.exchange import Timings
from app.domain.judge import WITHIN, Judgement, Ruling
from app.ui import i18n
from app.ui.answer_words import sign_of
from app.ui.i18n import translate
from app.ui.panels.result_waterfall import Stretch, time_text


@dataclass(frozen=True, slots=True)
class Said:
    """Glyph, its colour, a heading and a sentence."""

    glyph: str
    role: str
    title: str
    sentence: str = ""


STATES: Mapping[CheckState, tuple[str, str]] = {
    CheckState.GOOD: ("check", "good"),
    CheckState.NOTE: ("info", "amber"),
    CheckState.BAD: ("error", "danger"),
    CheckState.SKIPPED: ("skip", "muted"),
}


def state_word(state: CheckState) -> str:
    """The state as a word."""
    return {
        CheckState.GOOD: translate("TestCall", "good"),
        CheckState.NOTE: translate("TestCall", "note"),
        CheckState.BAD: translate("TestCall", "needs a change"),
        CheckState.SKIPPED: translate("TestCall", "not looked at"),
    }[state]


def verdict(judgement: Judgement) -> Said:
    """What the storage would make of the answer."""
    if judgement.accepted:
        return Said(
            "state-delivered",
            "good",
            translate("TestCall", "The storage would take this answer"),
            translate("TestCall", "The upload would end as Delivered, with the answer below."),
        )
    return Said(
        "state-attention",
        "amber",
        translate("TestCall", "The storage would not take this answer"),
        translate(
            "TestCall",
            "The file would be stored all the same. The upload would end as"
            " Stored - callback failed (status 203), and the answer below would not be shown.",
        ),
    )


def ruling_title(ruling: Ruling) -> str:
    """What the rule is about."""
    return {
        "time": translate("TestCall", "In time"),
        "status": translate("TestCall", "Status"),
        "length": translate("TestCall", "Content-Length"),
        "size": translate("TestCall", "Size"),
        "bom": translate("TestCall", "No byte order mark"),
        "text": translate("TestCall", "UTF-8"),
        "content": translate("TestCall", "JSON or XML"),
    }[ruling.name]


def ruling_sentence(ruling: Ruling) -> str:
    """How the answer keeps it, or what to change."""
    if ruling.state is CheckState.SKIPPED:
        return translate("TestCall", "Once the text can be read.")
    texts = {**_about_head(), **_about_body()}
    values = {**ruling.values, "limit": i18n.number(int(WITHIN))}
    if "seconds" in values:
        values["seconds"] = time_text(float(values["seconds"]))
    if "size" in values:
        values["size"] = i18n.size(int(values["size"]))
        values["most"] = i18n.size(int(values.get("most", "0")))
    if "found" in values:
        values["found"] = sign_of(values["found"])
    return texts[ruling.name, ruling.reason].format(**values)


def _about_head() -> dict[tuple[str, str], str]:
    return {
        ("time", ""): translate("TestCall", "{seconds} of {limit} s, from here."),
        ("time", "close"): translate(
            "TestCall",
            "{seconds} of {limit} s. That is close: answer first, do the work afterwards.",
        ),
        ("time", "late"): translate(
            "TestCall",
            "{seconds}. The storage waits {limit} s, connecting included."
            " Answer first, do the work afterwards.",
        ),
        ("status", ""): translate("TestCall", "{status}, as it has to be."),
        ("status", "moved"): translate(
            "TestCall",
            "{status}, a redirect to “{where}”. The storage does not follow it:"
            " use the final address.",
        ),
        ("status", "other"): translate(
            "TestCall", "{status}. Only 200 counts, not 201 or 204 either."
        ),
        ("length", ""): "{told}",
        ("length", "missing"): translate("TestCall", "Missing. The storage insists on it."),
        ("length", "chunked"): translate(
            "TestCall", "Missing: the answer came in chunks. Send it whole, with its length."
        ),
        ("length", "invalid"): translate("TestCall", "“{told}” is not a positive whole number."),
        ("length", "zero"): translate("TestCall", "0: an empty answer does not count."),
        ("size", ""): "{size}",
        ("size", "long"): translate(
            "TestCall", "{size}. More than {most} may be refused: answer with less."
        ),
    }


def _about_body() -> dict[tuple[str, str], str]:
    return {
        ("bom", ""): translate("TestCall", "None at the beginning."),
        ("bom", "mark"): translate(
            "TestCall",
            "The answer begins with the bytes EF BB BF. Save or send it as UTF-8 without a mark.",
        ),
        ("text", ""): translate("TestCall", "All of it is text."),
        ("text", "bytes"): translate(
            "TestCall", "Byte {byte} at position {offset} is no UTF-8. Send UTF-8."
        ),
        ("content", ""): translate("TestCall", "It is {kind}."),
        ("content", "empty"): translate("TestCall", "There is nothing in the answer."),
        ("content", "early"): translate("TestCall", "It ends too early, in line {line}."),
        ("content", "more"): translate(
            "TestCall",
            "Something follows after the end: {found} in line {line}, character {column}.",
        ),
        ("content", "word"): translate(
            "TestCall",
            "NaN and Infinity are no JSON: line {line}, character {column}. Send null.",
        ),
        ("content", "deep"): translate("TestCall", "It is nested too deeply to be read."),
        ("content", "syntax"): translate(
            "TestCall", "It is no JSON: {found} in line {line}, character {column}."
        ),
        ("content", "xml"): translate(
            "TestCall", "It is no XML: {found} in line {line}, character {column}."
        ),
        ("content", "doctype"): translate(
            "TestCall", "XML with a document type (line {line}) is not read. Leave it out."
        ),
    }


def trouble_words(failure: Failure) -> Said:
    """Why there is no answer, and what to do."""
    if failure.code == "destination":
        title = translate("TestCall", "The address cannot be called")
        return Said("error", "danger", title, translate("TestCall", "Correct it in Send to."))
    reason = failure.values.get("reason", "")
    if failure.code == "network.answer_lost":
        title = translate("TestCall", "Your server did not answer")
        late = translate("TestCall", "It was reached, but there was no answer in time.")
        odd = translate("TestCall", "It was reached, but what came back is no complete answer.")
        return Said("error", "danger", title, late if reason == "timeout" else odd)
    title = translate("TestCall", "Your server could not be reached from here")
    return Said("error", "danger", title, _reasons().get(reason, _reasons()["broken"]))


def _reasons() -> dict[str, str]:
    return {
        "name": translate("TestCall", "Its name has no address. Look for a slip in the address."),
        "refused": translate(
            "TestCall", "Nothing listens there. Start the server, or correct the port."
        ),
        "timeout": translate("TestCall", "Nobody answered the connection. A firewall, perhaps."),
        "certificate": translate(
            "TestCall",
            "Its certificate is not trusted. The storage would not trust it either, likely.",
        ),
        "proxy": translate("TestCall", "The proxy of this computer does not let it through."),
        "proxy_password": translate(
            "TestCall", "The proxy of this computer wants a name and a password."
        ),
        "broken": translate("TestCall", "The connection broke."),
    }


def stretches(times: Timings) -> list[Stretch]:
    """The call's phases one after the other, and their sum."""
    not_needed = translate("TestCall", "not needed")
    phases = (
        (translate("TestCall", "Name look-up (DNS)"), times.lookup, "muted"),
        (translate("TestCall", "Connecting"), max(0.0, times.connect - times.lookup), "muted"),
        (translate("TestCall", "Securing (TLS)"), times.tls, "border_strong"),
        (translate("TestCall", "Sending"), times.send, "accent"),
        (translate("TestCall", "Your server"), times.wait, "amber"),
        (translate("TestCall", "Receiving"), times.receive, "good"),
    )
    rows: list[Stretch] = []
    start = max(0.0, times.total - sum(seconds for _name, seconds, _role in phases))
    for name, seconds, role in phases:
        rows.append(Stretch(name, start, seconds, role, told="" if seconds else not_needed))
        start += seconds
    total = translate("TestCall", "Together")
    rows.append(Stretch(total, 0.0, times.total, "text", strong=True))
    return rows


def limit_name() -> str:
    """What stands at the line."""
    text = translate("TestCall", "The storage waits {limit} s")
    return text.format(limit=i18n.number(int(WITHIN)))


def report(parts: list[tuple[str, str]]) -> str:
    """Lines for the clipboard."""
    line = translate("TestCall", "{name}: {text}")
    return "\n".join(line.format(name=name, text=text) for name, text in parts)
