"""What further services call their fields: labels, hints and problems by `Service.terms`."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.notice import NoticeKind
from app.ui.i18n import translate


def labels() -> dict[str, str]:
    """Label of a field by its term."""
    return {
        "upload_domain": translate("Connect", "&Upload domain"),
        "management_domain": translate("Connect", "Mana&gement domain"),
        "short_bucket": translate("Connect", "&Bucket"),
        "api": translate("Connect", "Address of the &API"),
        "storage_address": translate("Connect", "Address of the &storage"),
        "application": translate("Connect", "A&pplication's id"),
        "storage_region": translate("Connect", "Storage &region"),
        "access_key": translate("Connect", "Access&Key"),
        "secret_key": translate("Connect", "Secre&tKey"),
        "secret_id": translate("Connect", "Secret&Id"),
    }


def hints() -> dict[str, str]:
    """Hint under a field by its term."""
    return {
        "upload_domain": translate("Connect", "It stands in the bucket's overview in the console."),
        "management_domain": translate(
            "Connect",
            "Optional. With it stored files can be looked up, and tasks asked how they go.",
        ),
        "api": translate("Connect", "The usual one fits, unless you go through a gateway."),
        "storage_address": translate(
            "Connect", "Empty: by its own name. Only for gateways and for practice."
        ),
        "application": translate(
            "Connect", "A number (SubAppId). Empty: the main application of old accounts."
        ),
        "storage_region": translate(
            "Connect", "Empty: near you. Only regions that are switched on for the application."
        ),
        "secret_key": translate("Connect", "It is never shown again, and never written to a file."),
    }


def problems() -> dict[str, str]:
    """What is wrong with a field, by its term."""
    return {
        "upload_domain.empty": translate("Connect", "Type the domain, such as {example}"),
        "management_domain.invalid": translate(
            "Connect", "Only the domain, please: no folder behind it."
        ),
        "upload_domain.invalid": translate(
            "Connect", "Only the domain, please: no folder behind it."
        ),
        "storage_address.invalid": translate(
            "Connect", "Only the address, please: no folder behind it, and http or https in front."
        ),
        "short_bucket.empty": translate("Connect", "Type the bucket's name."),
        "short_bucket.invalid": translate(
            "Connect", "A bucket's name has 4 to 32 small letters, digits or hyphens."
        ),
        "application.invalid": translate("Connect", "Digits only, such as {example}"),
        "access_key.empty": translate("Connect", "Type or paste the AccessKey."),
        "secret_id.empty": translate("Connect", "Type or paste the SecretId."),
        "secret_key.empty": translate("Connect", "Type or paste the SecretKey that belongs to it."),
    }


def sentences() -> Mapping[NoticeKind | None, str]:
    """A sentence about a service, by what it tells later."""
    return {
        NoticeKind.PROCESSING: translate(
            "Connect", "Object storage that calls your server back and processes media."
        ),
        NoticeKind.EVENT: translate(
            "Connect", "Films and sound; your server hears of each file by an event."
        ),
    }
