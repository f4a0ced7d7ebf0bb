"""Which error of ours each refusal is (tencent-vod.md, 1.6, 2.2 and 7).

``values["reason"]`` says more than the class where people must do different things:

class               reasons
------------------  ---------------------------------------------------------------------------
CredentialsRefused  key_id, secret, token, unauthorized; of a client's signature: signature
NotAllowed          address (this computer's address is not let in), mfa, grant (a step that needs
                    a key), events (no event settings here); empty: no right
UploadGone          temporary_key (it has ended: begin anew), session_key; empty: not known
Throttled           (no reason)
ClockSkewed         (no reason; values ``minutes``, ``server_time``)
Refused             where: application (``SubAppId``), no_service (the account has no VOD), region,
                    storage_path, no_bucket, quota
                    what: no_ending, media_type, manifest, cover, expiry, session_context, size,
                    parts, no_object, stored_differs
                    how: argument, action, failed
                    empty: a code that we do not know
ServiceFault        stalled, temporary_key (of a file sent in one piece: it is sent anew),
                    not_there_yet, settling (looked too early); empty otherwise
IntegrityError      service (the service itself saw the difference), crc64, etag
NotUnderstood       page (HTML), empty, cut (too long), proxy, other, server
DestinationError    source_context.long, application (no number), option (a number that is none)
"""

from __future__ import annotations

from app.domain.errors import (
    ClockSkewed,
    CredentialsRefused,
    IntegrityError,
    NotAllowed,
    Refused,
    ServiceAnswer,
    ServiceFault,
    Throttled,
    UploadGone,
)
from app.providers.verdicts import Verdict, by_status

_API: dict[str, Verdict] = {
    "AuthFailure.InvalidSecretId": (CredentialsRefused, "key_id"),
    "AuthFailure.SecretIdNotFound": (CredentialsRefused, "key_id"),
    "AuthFailure.SignatureFailure": (CredentialsRefused, "secret"),
    "AuthFailure.TokenFailure": (CredentialsRefused, "token"),
    "AuthFailure.SignatureExpire": (ClockSkewed, ""),
    "AuthFailure.MFAFailure": (NotAllowed, "mfa"),
    "AuthFailure.UnauthorizedOperation": (NotAllowed, ""),
    "AuthFailure": (CredentialsRefused, "unauthorized"),
    "UnauthorizedOperation": (NotAllowed, ""),
    "IpInBlacklist": (NotAllowed, "address"),
    "IpNotInWhitelist": (NotAllowed, "address"),
    "RequestLimitExceeded": (Throttled, ""),
    "InternalError": (ServiceFault, ""),
    "ServiceUnavailable": (ServiceFault, ""),
    "ResourceUnavailable": (ServiceFault, ""),
    "FailedOperation.InvalidVodUser": (Refused, "no_service"),
    "FailedOperation": (Refused, "failed"),
    "ResourceNotFound.UserNotExist": (Refused, "no_service"),
    "ResourceNotFound": (Refused, "no_object"),
    "LimitExceeded": (Refused, "quota"),
    "ResourceInsufficient": (Refused, "quota"),
    "InvalidParameterValue.SubAppId": (Refused, "application"),
    "InvalidParameterValue.MediaType": (Refused, "media_type"),
    "FailedOperation.MediaType": (Refused, "media_type"),
    "InvalidParameterValue.CoverType": (Refused, "cover"),
    "InvalidParameterValue.ExpireTime": (Refused, "expiry"),
    "InvalidParameter.ExpireTime": (Refused, "expiry"),
    "InvalidParameterValue.MediaStoragePath": (Refused, "storage_path"),
    "InvalidParameterValue.StorageRegion": (Refused, "region"),
    "InvalidParameter.StorageRegion": (Refused, "region"),
    "InvalidParameterValue.SessionContextTooLong": (Refused, "session_context"),
    "InvalidParameterValue.VodSessionKey": (UploadGone, "session_key"),
    "UnsupportedRegion": (Refused, "region"),
    "RequestSizeLimitExceeded": (Refused, "size"),
    "InvalidParameter": (Refused, "argument"),
    "InvalidParameterValue": (Refused, "argument"),
    "MissingParameter": (Refused, "argument"),
    "UnknownParameter": (Refused, "argument"),
    "InvalidRequest": (Refused, "argument"),
    "InvalidAction": (Refused, "action"),
    "ActionOffline": (Refused, "action"),
    "NoSuchProduct": (Refused, "action"),
    "NoSuchVersion": (Refused, "action"),
    "UnsupportedOperation": (Refused, "action"),
    "UnsupportedProtocol": (Refused, "action"),
}

_STORAGE: dict[str, Verdict] = {
    "RequestTimeTooSkewed": (ClockSkewed, ""),
    "ExpiredToken": (UploadGone, "temporary_key"),
    "InvalidAccessKeyId": (UploadGone, "temporary_key"),
    "SignatureDoesNotMatch": (UploadGone, "temporary_key"),
    "AccessDenied": (NotAllowed, ""),
    "NoSuchUpload": (UploadGone, ""),
    "NoSuchBucket": (Refused, "no_bucket"),
    "NoSuchKey": (Refused, "no_object"),
    "BadDigest": (IntegrityError, "service"),
    "InvalidDigest": (IntegrityError, "service"),
    "EntityTooLarge": (Refused, "size"),
    "EntityTooSmall": (Refused, "size"),
    "InvalidPart": (Refused, "parts"),
    "InvalidPartOrder": (Refused, "parts"),
    "RequestTimeOut": (ServiceFault, "stalled"),
    "RequestTimeout": (ServiceFault, "stalled"),
    "InternalError": (ServiceFault, ""),
    "ServiceUnavailable": (ServiceFault, ""),
    "SlowDown": (Throttled, ""),
    "KeyTooLong": (Refused, "storage_path"),
    "InvalidArgument": (Refused, "argument"),
    "InvalidRequest": (Refused, "argument"),
    "MalformedXML": (Refused, "argument"),
    "MethodNotAllowed": (Refused, "action"),
    "NotImplemented": (Refused, "action"),
}
"""The temporary key is the service's own: that it is not taken says nothing of the person's."""


def of_api(answer: ServiceAnswer) -> Verdict:
    """Class and reason of an ``Error`` object; codes are hierarchical and grow (7.1)."""
    code = answer.code
    if code.startswith(("MissingParameter", "InvalidParameter")) and "subappid" in (
        answer.message.lower()
    ):
        return Refused, "application"
    while code:
        if code in _API:
            return _API[code]
        code = code.rpartition(".")[0]
    return Refused, ""


def of_client(answer: ServiceAnswer) -> Verdict:
    """The same of a client upload's envelope: the numbers are not documented, the words help."""
    message = answer.message.lower()
    if "signature" in message:
        return CredentialsRefused, "signature"
    if "session" in message:
        return UploadGone, "session_key"
    if "limit" in message or "frequen" in message:
        return Throttled, ""
    if "internal" in message or "timeout" in message:
        return ServiceFault, ""
    return Refused, "argument" if "invalid" in message else ""


def of_storage(answer: ServiceAnswer) -> Verdict:
    """Class and reason of the storage's error document."""
    if answer.code == "AccessDenied" and "expire" in answer.message.lower():
        return UploadGone, "temporary_key"
    if answer.code in _STORAGE:
        return _STORAGE[answer.code]
    plain: Verdict = (NotAllowed, "") if answer.status == 403 else (Refused, "")
    return by_status(answer.status) or plain
