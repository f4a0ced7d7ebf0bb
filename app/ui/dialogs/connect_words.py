"""Words of the connect dialog: labels, hints, and what is wrong with a field."""

from __future__ import annotations

from app.ui.i18n import translate


def labels() -> dict[str, str]:
    """Label of each field."""
    return {
        "name": translate("Connect", "&Name"),
        "endpoint": translate("Connect", "&Endpoint"),
        "region": translate("Connect", "&Region"),
        "bucket": translate("Connect", "&Bucket"),
        "prefix": translate("Connect", "&Folder"),
        "key_id": translate("Connect", "Key &ID"),
        "secret": translate("Connect", "Key secre&t"),
        "token": translate("Connect", "Security t&oken"),
    }


def hints(*, known: bool) -> dict[str, str]:
    """Hint under each field; ``known``: a key is saved already."""
    kept = translate("Connect", "Leave empty to keep the saved one.") if known else ""
    return {
        "name": translate("Connect", "How this place is called in Upcall; any name you like."),
        "endpoint": "",
        "region": translate("Connect", "Found by itself for usual endpoints."),
        "bucket": "",
        "prefix": translate("Connect", "Optional. Files go into this folder, such as 2026/spring/"),
        "key_id": kept,
        "secret": kept
        or translate("Connect", "It is never shown again, and never written to a file."),
        "token": translate("Connect", "Only for temporary keys."),
    }


def problem_text(code: str) -> str:
    """What is wrong, and what to do; empty for an empty code."""
    texts = {
        "name.empty": translate("Connect", "Give it a name, so that you know it again."),
        "endpoint.empty": translate(
            "Connect", "Type the service's address, such as oss-cn-hangzhou.aliyuncs.com"
        ),
        "endpoint.invalid": translate(
            "Connect", "Only the address, please: no folder behind it, and http or https in front."
        ),
        "region.empty": translate("Connect", "Type the region, such as cn-hangzhou."),
        "bucket.invalid": translate(
            "Connect", "A bucket's name has 3 to 63 small letters, digits or hyphens."
        ),
        "prefix.invalid": translate("Connect", "Leave out the slash at the beginning."),
        "key_id.empty": translate("Connect", "Type or paste the key's ID."),
        "secret.empty": translate("Connect", "Type or paste the secret that belongs to the key."),
    }
    return texts.get(code, "")


def where_kept(keyring: str) -> str:
    """Where the key will be kept; ``keyring`` is its name, empty when there is none."""
    if keyring:
        text = translate("Connect", "The key is kept in {keyring}, and nowhere else.")
        return text.format(keyring=keyring)
    return translate(
        "Connect",
        "This computer has no keyring, so the key is kept for this session only:"
        " after the next start you will be asked again.",
    )
