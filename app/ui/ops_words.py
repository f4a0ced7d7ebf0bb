"""Words about instructions: what each kind does, and what is wrong with one."""

from __future__ import annotations

from app.domain.processing import OpsFinding
from app.ui.i18n import translate
from app.ui.plain_names import visible


class _Values(dict[str, str]):
    """Values of a finding; one that is missing shows as a dash instead of failing."""

    def __missing__(self, key: str) -> str:
        return "–"


def kinds() -> dict[str, str]:
    """What can be made of a file."""
    return {
        "transcode": translate("Ops", "A film in another format"),
        "frame": translate("Ops", "A picture out of a film"),
        "scale": translate("Ops", "A picture in another size"),
        "watermark": translate("Ops", "A picture with a mark"),
    }


def fields() -> dict[str, str]:
    """Labels of what an instruction needs."""
    return {
        "format": translate("Ops", "Format"),
        "width": translate("Ops", "Width"),
        "height": translate("Ops", "Height"),
        "rate": translate("Ops", "Bits a second"),
        "second": translate("Ops", "At second"),
        "dissolve": translate("Ops", "Strength in per cent"),
        "result": translate("Ops", "Name of the result"),
    }


def sentence(finding: OpsFinding) -> str:
    """A remark with the number of its instruction in front."""
    values = _Values({name: visible(value) for name, value in finding.values.items()})
    text = _sentences().get(finding.code, finding.code).format_map(values)
    told = translate("Ops", "Instruction {number}: {sentence}")
    return told.format(number=finding.instruction + 1, sentence=text)


def _sentences() -> dict[str, str]:
    return {
        "ops.empty": translate("Ops", "There is nothing in it. Take it out, or write one."),
        "ops.step": translate("Ops", "A step is missing between two bars. Take one bar out."),
        "ops.saveas_last": translate("Ops", "Put saveas at its end: nothing can follow."),
        "ops.saveas_name": translate(
            "Ops", "“{text}” names no place. Write a name such as {{folder}}{{stem}}.mp4"
        ),
        "ops.placeholder": translate("Ops", "There is no placeholder {names}."),
        "ops.letters": translate("Ops", "“{text}” has blanks or letters that cannot be sent."),
        "ops.saves": translate("Ops", "It says saves; most likely saveas is meant."),
        "ops.format": translate("Ops", "Name a format behind {name}, such as mp4 or jpg."),
        "ops.offset": translate("Ops", "Say which second, as in offset/1."),
        "ops.same_result": translate("Ops", "Another one has the same result, “{key}”."),
        "ops.one_name": translate(
            "Ops", "The result of every file is called “{key}”: only the last one stays."
        ),
        "ops.own_file": translate("Ops", "The result would replace the file itself."),
        "ops.unknown": translate("Ops", "We do not know “{name}”; the service may."),
        "ops.no_name": translate("Ops", "The service gives the result a name of its own."),
    }
