"""Which error of ours each refusal of the service is (oss.md, 8.3 and 8.4).

``values["reason"]`` says more than the class where people must do different things:

class               reasons
------------------  ---------------------------------------------------------------------------
CredentialsRefused  key_id, key_disabled, secret, token, token_expired, unauthorized,
                    policy_expired (a form's), url_expired (a signed address)
NotAllowed          policy (a condition of a form's policy is not met), kms; empty: no right
NameTaken           (no reason)
UploadGone          (no reason)
Throttled           (no reason; ``wait`` where the service says how long)
ClockSkewed         (no reason; values ``minutes``, ``server_time``)
Refused             where: no_bucket, bucket_name, endpoint, region, path_style, public_endpoint,
                    acceleration_off, account_disabled, bucket_disabled, quota
                    what: immutable, appended, archived, no_object, condition, name, size, parts
                    how: argument, encryption, request, method, length, form, form.size, policy,
                    callback (`app.domain.callback_failure` tells which part of it)
                    empty: a code that we do not know
ServiceFault        stalled (the request's body did not arrive in time); empty otherwise
IntegrityError      service (the service itself saw the difference), crc64
NotUnderstood       page (HTML), empty, cut (too long), proxy, other

Not from here: size.form (`form`); size.grant, size.small, grant_place (`grant_put`); grant (a step
that needs a key); server, server_url (`grants`).
"""

from __future__ import annotations

from app.domain.errors import (
    ClockSkewed,
    CredentialsRefused,
    IntegrityError,
    NameTaken,
    NotAllowed,
    Refused,
    ServiceAnswer,
    ServiceFault,
    Throttled,
    UploadGone,
)
from app.providers.verdicts import Verdict, by_status

_BY_CODE: dict[str, Verdict] = {
    "InvalidAccessKeyId": (CredentialsRefused, "key_id"),
    "SignatureDoesNotMatch": (CredentialsRefused, "secret"),
    "SecurityTokenExpired": (CredentialsRefused, "token_expired"),
    "InvalidSecurityToken": (CredentialsRefused, "token"),
    "AccessKeyIdAndSecurityTokenNotMatch": (CredentialsRefused, "token"),
    "SecurityTokenNotSupported": (CredentialsRefused, "token"),
    "AccessDenied": (NotAllowed, ""),
    "KmsServiceNotEnabled": (NotAllowed, "kms"),
    "FileAlreadyExists": (NameTaken, ""),
    "NoSuchUpload": (UploadGone, ""),
    "RequestTimeTooSkewed": (ClockSkewed, ""),
    "InternalError": (ServiceFault, ""),
    "ServiceUnavailable": (ServiceFault, ""),
    "RequestTimeout": (ServiceFault, "stalled"),
    "IncompleteBody": (ServiceFault, "stalled"),
    "BadRequest": (ServiceFault, ""),  # the vendor's SDKs try again on it (8.2)
    "SlowDown": (Throttled, ""),
    "InvalidDigest": (IntegrityError, "service"),
    "InvalidCRC64": (IntegrityError, "service"),
    "NoSuchBucket": (Refused, "no_bucket"),
    "InvalidBucketName": (Refused, "bucket_name"),
    "SecondLevelDomainForbidden": (Refused, "path_style"),
    "PublicEndpointForbidden": (Refused, "public_endpoint"),
    "TransferAccelerationDisabled": (Refused, "acceleration_off"),
    "UserDisable": (Refused, "account_disabled"),
    "BucketDisable": (Refused, "bucket_disabled"),
    "QuotaExceeded": (Refused, "quota"),
    "FileImmutable": (Refused, "immutable"),
    "InvalidObjectName": (Refused, "name"),
    "EntityTooLarge": (Refused, "size"),
    "EntityTooSmall": (Refused, "size"),
    "InvalidPart": (Refused, "parts"),
    "InvalidPartOrder": (Refused, "parts"),
    "FilePartNotExist": (Refused, "parts"),
    "InvalidPolicyDocument": (Refused, "policy"),
    "IncorrectNumberOfFilesInPOSTRequest": (Refused, "form"),
    "MalformedPOSTRequest": (Refused, "form"),
    "RequestIsNotMultiPartContent": (Refused, "form"),
    "MaxPOSTPreDataLengthExceededError": (Refused, "form.size"),
    "FieldItemTooLong": (Refused, "form.size"),
    "InvalidArgument": (Refused, "argument"),
    "InvalidEncryptionAlgorithmError": (Refused, "encryption"),
    "MalformedXML": (Refused, "request"),
    "MethodNotAllowed": (Refused, "method"),
    "MissingContentLength": (Refused, "length"),
    "InvalidObjectState": (Refused, "archived"),
    "ObjectNotAppendable": (Refused, "appended"),
    "PositionNotEqualToLength": (Refused, "appended"),
    "NoSuchKey": (Refused, "no_object"),
    "NoSuchVersion": (Refused, "no_object"),
    "PreconditionFailed": (Refused, "condition"),
}

_KEY_DISABLED = "0002-00000904"
_URL_EXPIRED = "0002-00000236"
_NO_POLICY = frozenset({"0002-00000701", "0002-00000702"})
_SIGNATURE_EC = "0002-"
_CALLBACK_EC = "0007-"
REDIRECTS = frozenset({301, 302, 303, 307, 308})


def verdict_of(answer: ServiceAnswer) -> Verdict:
    """Class and reason of an error document."""
    special = _special(answer)
    if special is not None:
        return special
    if answer.code in _BY_CODE:
        return _BY_CODE[answer.code]
    if answer.code.endswith("LimitExceeded"):
        return Throttled, ""
    if "SecurityToken" in answer.code:
        return CredentialsRefused, "token"
    return by_status(answer.status) or _by_plain_status(answer.status)


def _special(answer: ServiceAnswer) -> Verdict | None:
    """Verdicts that need more than the code."""
    message = answer.message.lower()
    if answer.status in REDIRECTS or _names_endpoint(answer, message):
        return Refused, "endpoint"
    if answer.ec == _KEY_DISABLED:
        return CredentialsRefused, "key_disabled"
    if answer.ec in _NO_POLICY:
        return Refused, "policy"
    if answer.ec == _URL_EXPIRED or (answer.code == "AccessDenied" and "has expired" in message):
        return CredentialsRefused, "url_expired"  # of a presigned address (5.3)
    if answer.code == "AccessDenied" and "invalid according to policy" in message:
        return _about_policy(message)
    if answer.code == "AccessDenied" and {"RequestTime", "ServerTime"} <= answer.details.keys():
        return ClockSkewed, ""  # a form dated too far ahead (4.2), whatever the code of the day
    if "region" in message and _about_signature(answer):
        return Refused, "region"
    about_callback = answer.ec.startswith(_CALLBACK_EC) or "callback" in message
    if answer.code == "InvalidArgument" and about_callback:
        return Refused, "callback"
    return None


def _about_policy(message: str) -> Verdict:
    """A form's own policy said no (4.4): it ran out, or one of its conditions is not met."""
    if "policy expired" in message and "condition failed" not in message:
        return CredentialsRefused, "policy_expired"
    return NotAllowed, "policy"


def _names_endpoint(answer: ServiceAnswer, message: str) -> bool:
    told = "Endpoint" in answer.details or "specified endpoint" in message
    return answer.code == "AccessDenied" and told


def _about_signature(answer: ServiceAnswer) -> bool:
    return answer.ec.startswith(_SIGNATURE_EC) or answer.code in (
        "InvalidArgument",
        "SignatureDoesNotMatch",
    )


def _by_plain_status(status: int) -> Verdict:
    if status == 401:
        return CredentialsRefused, "unauthorized"
    return (NotAllowed, "") if status == 403 else (Refused, "")
