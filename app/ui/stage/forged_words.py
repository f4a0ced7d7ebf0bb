"""Words of the stage for forged callbacks: who pretends to be the storage, and why it shows."""

from __future__ import annotations

from app.domain.stage import Run, Step, Tale
from app.ui.i18n import translate

UNSIGNED_PARTS = frozenset({"replay", "body"})
"""Ways that pass even where signatures are checked: at some services they cover no time, or not
the message."""


def forged_detail(step: Step) -> str:
    """What is written below a forged message, or below what it got."""
    if step.tale is Tale.FORGED:
        return {
            "signature": translate("Stage", "signed with a key of its own"),
            "body": translate("Stage", "overheard, “paid=yes” added"),
            "key_url": translate("Stage", "names its own key's address"),
            "key": translate("Stage", "signed with a key of its own"),
            "notification": translate("Stage", "an invented result, overheard signature"),
            "replay": translate("Stage", "overheard, sent again as it was"),
            "unsigned": translate("Stage", "without a signature"),
            "past": translate("Stage", "signed, but its time is over"),
        }.get(step.code, "")
    if step.tale is Tale.TAKEN_IN:
        return ""
    if step.code == "unsigned":
        return translate("Stage", "there is no signature")
    if step.code == "past":
        return translate("Stage", "its time is over")
    if step.code == "key_url":
        return translate("Stage", "that key is not the storage's")
    return translate("Stage", "the signature does not verify")


def forged_caption(step: Step) -> str:
    """One sentence about who does what there."""
    return {
        "signature": translate(
            "Stage",
            "A stranger found out your server's address and posts what looks like a callback."
            " It is signed, but not with the storage's key.",
        ),
        "body": translate(
            "Stage",
            "The stranger overheard a genuine callback and adds “paid=yes”."
            " Its signature is genuine, but it was made for the message as it was.",
        ),
        "key_url": translate(
            "Stage",
            "The stranger signs with its own key, and says where to fetch that key."
            " With that key the signature would even be right.",
        ),
        "key": translate(
            "Stage",
            "A stranger found out your server's address and signs with a key that is not yours.",
        ),
        "notification": translate(
            "Stage", "The stranger invents a result and puts an overheard signature before it."
        ),
        "replay": translate(
            "Stage",
            "The stranger sends an overheard call once more, word for word. Nothing that is signed"
            " says when it was made.",
        ),
        "unsigned": translate(
            "Stage", "A stranger found out your server's address and posts without any signature."
        ),
        "past": translate(
            "Stage", "The stranger sends an overheard call when its time has long been over."
        ),
    }.get(step.code, "")


def forged_outcome(run: Run) -> str:
    """How it ended."""
    believed = {step.code for step in run.steps if step.tale is Tale.TAKEN_IN}
    if believed and believed <= UNSIGNED_PARTS:
        return translate(
            "Stage",
            "The server checked every signature, and believed what the signature does not cover."
            " Ask the service about the file before anything is done.",
        )
    if believed:
        return translate(
            "Stage", "Your server believed a forged callback: let it check signatures."
        )
    return translate(
        "Stage",
        "Every forged callback was refused, and nothing was written down:"
        " only the storage can sign for the storage.",
    )
