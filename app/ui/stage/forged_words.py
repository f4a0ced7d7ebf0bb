"""Words of the stage for forged callbacks: who pretends to be the storage, and why it shows."""

from __future__ import annotations

from app.domain.stage import Run, Step, Tale
from app.ui.i18n import translate


def forged_detail(step: Step) -> str:
    """What is written below a forged message, or below what it got."""
    if step.tale is Tale.FORGED:
        return {
            "signature": translate("Stage", "signed with a key of its own"),
            "body": translate("Stage", "overheard, “paid=yes” added"),
            "key_url": translate("Stage", "names its own key's address"),
        }.get(step.code, "")
    if step.tale is Tale.TAKEN_IN:
        return ""
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
    }.get(step.code, "")


def forged_outcome(run: Run) -> str:
    """How it ended."""
    if any(step.tale is Tale.TAKEN_IN for step in run.steps):
        return translate(
            "Stage", "Your server believed a forged callback: let it check signatures."
        )
    return translate(
        "Stage",
        "Every forged callback was refused, and nothing was written down:"
        " only the storage can sign for the storage.",
    )
