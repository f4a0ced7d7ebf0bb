"""Refusals that a fault can ask for by code or EC alone (reference/oss.md 1.11, 6.3, 8.3, 8.4).

The faults ``status`` and ``callback_failed`` take what they are not told from here; ``GET
/refusals`` of the control plane lists all of it. Where the sheet has no message, it is worded here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from app.democloud.oss import limits


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refusal of the service."""

    status: int
    """HTTP status."""
    code: str
    """``Code`` of the error document."""
    message: str
    """Its ``Message``."""
    ec: str = ""
    """Its ``EC``; empty: none is known."""
    elements: Mapping[str, str] = field(default_factory=dict)
    """Further elements."""

    def as_json(self) -> dict[str, object]:
        """Describe it in the form of a ``status`` fault."""
        return asdict(self)


GENERAL: tuple[Refusal, ...] = (
    Refusal(400, "BadRequest", "The request is not valid."),
    Refusal(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed object size."),
    Refusal(400, "EntityTooSmall", "Your proposed upload smaller than the minimum allowed size."),
    Refusal(400, "FieldItemTooLong", "A field of your form is too long."),
    Refusal(400, "FilePartNotExist", "You must specify at least one part."),
    Refusal(
        400,
        "IncompleteBody",
        "You did not provide the number of bytes specified by the HTTP header.",
    ),
    Refusal(
        400,
        "IncorrectNumberOfFilesInPOSTRequest",
        "POST requires exactly one file upload per request.",
    ),
    Refusal(
        400, "InvalidArgument", "The argument is not valid.", elements={"ArgumentName": "name"}
    ),
    Refusal(400, "InvalidBucketName", "The specified bucket is not valid."),
    Refusal(
        400,
        "InvalidCRC64",
        "The x-oss-hash-crc64ecma you specified does not match what we calculated.",
    ),
    Refusal(400, "InvalidDigest", "The Content-MD5 you specified did not match what we received."),
    Refusal(
        400,
        "InvalidEncryptionAlgorithmError",
        "The Encryption request you specified is not valid. Supported: AES256, KMS, SM4.",
    ),
    Refusal(400, "InvalidObjectName", "The specified object is not valid."),
    Refusal(400, "InvalidPart", "One or more of the specified parts could not be found."),
    Refusal(400, "InvalidPartOrder", "The list of parts was not in ascending order."),
    Refusal(400, "InvalidPolicyDocument", "Invalid Policy: not Base64 of a JSON text."),
    Refusal(
        400,
        "MalformedPOSTRequest",
        "The body of your POST request is not well-formed multipart/form-data.",
    ),
    Refusal(400, "MalformedXML", "The XML you provided was not well-formed."),
    Refusal(
        400,
        "MaxPOSTPreDataLengthExceededError",
        "Your POST request fields preceding the upload file were too large.",
    ),
    Refusal(
        400,
        "PublicEndpointForbidden",
        "Data operations are not allowed through the public endpoint of the bucket.",
        "0048-00000401",
    ),
    Refusal(
        400,
        "RequestIsNotMultiPartContent",
        "Bucket POST must be of the enclosure-type multipart/form-data.",
    ),
    Refusal(
        400,
        "RequestTimeout",
        "Your socket connection to the server was not read from or written to.",
    ),
    Refusal(403, "AccessDenied", "You have no right to access this object because of bucket acl."),
    Refusal(
        403,
        "AccessKeyIdAndSecurityTokenNotMatch",
        "The access key ID and the security token do not match.",
    ),
    Refusal(403, "BucketDisable", "The bucket is disabled."),
    Refusal(
        403,
        "InvalidAccessKeyId",
        "The OSS Access Key Id you provided does not exist in our records.",
    ),
    Refusal(403, "InvalidObjectState", "The operation is not valid for the object's state."),
    Refusal(403, "InvalidSecurityToken", "The security token you provided is invalid."),
    Refusal(403, "KmsServiceNotEnabled", "The KMS service is not enabled."),
    Refusal(
        403,
        "RequestTimeTooSkewed",
        "The difference between the request time and the current time is too large.",
        "0002-00000504",
    ),
    Refusal(
        403,
        "SecondLevelDomainForbidden",
        "The bucket you are attempting to access must be addressed using OSS third level domain.",
    ),
    Refusal(403, "SecurityTokenExpired", "The security token you provided has expired."),
    Refusal(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided.",
    ),
    Refusal(403, "TransferAccelerationDisabled", "Transfer acceleration is not enabled."),
    Refusal(403, "UserDisable", "The account is disabled, for example because of overdue payment."),
    Refusal(403, "QuotaExceeded", "The storage quota of the bucket is exceeded."),
    Refusal(404, "NoSuchBucket", "The specified bucket does not exist."),
    Refusal(404, "NoSuchKey", "The specified key does not exist."),
    Refusal(404, "NoSuchUpload", "The specified upload does not exist."),
    Refusal(404, "NoSuchVersion", "The specified version does not exist."),
    Refusal(405, "MethodNotAllowed", "The specified method is not allowed against this resource."),
    Refusal(
        409,
        "FileAlreadyExists",
        "The object you specified already exists and can not be overwritten.",
    ),
    Refusal(409, "FileImmutable", "The object is protected by a retention policy."),
    Refusal(409, "ObjectNotAppendable", "The object is not appendable."),
    Refusal(409, "PositionNotEqualToLength", "Position is not equal to file length."),
    Refusal(411, "MissingContentLength", "You must provide the Content-Length HTTP header."),
    Refusal(412, "PreconditionFailed", "At least one of the preconditions did not hold."),
    Refusal(500, "InternalError", "We encountered an internal error. Please try again."),
    Refusal(503, "ServiceUnavailable", "The service is not available. Please try again later."),
    Refusal(503, "UploadTrafficRateLimitExceeded", "The upload traffic limit is exceeded."),
    Refusal(503, "DownloadTrafficRateLimitExceeded", "The download traffic limit is exceeded."),
    Refusal(503, "TotalQpsLimitExceeded", "The limit of requests per second is exceeded."),
    Refusal(503, "MetaOperationQpsLimitExceeded", "The limit of metadata requests is exceeded."),
    Refusal(503, "ActiveRequestLimitExceeded", "The limit of active requests is exceeded."),
    Refusal(503, "CpuLimitExceeded", "The limit of processing time is exceeded."),
)
"""By code; every code of section 8.4, and those that section 8.3 names beside them."""

WRONG_PLACE = Refusal(
    403,
    "AccessDenied",
    "The bucket you are attempting to access must be addressed using the specified endpoint. "
    "Please send all future requests to this endpoint.",
    "0003-00001403",
    {"Bucket": "demo", "Endpoint": f"oss-{limits.REGION}.aliyuncs.com"},
)
"""The bucket is in another region (section 6.3)."""


def _callback(number: int, message: str, name: str = "callback") -> Refusal:
    ec = f"0007-{number:08d}" if number else ""
    return Refusal(400, "InvalidArgument", message, ec, {"ArgumentName": name})


_BOTH = (
    "Either the {0} query string parameter or the x-oss-{0} header should be specified, not both."
)

CALLBACK_REFUSALS: tuple[Refusal, ...] = (
    _callback(1, "The length of callback is 6000, exceed max value 5120."),
    _callback(2, "The callback configuration is not base64 encoded."),
    _callback(3, "The callback configuration is not json format."),
    _callback(4, "The callback url configuration is invalid.", "callbackUrl"),
    _callback(5, "The number of callback url is 6, exceed max value 5.", "callbackUrl"),
    _callback(7, "Can not get ip by this host: nowhere.invalid.", "callbackUrl"),
    _callback(8, "Private address is forbidden to callback.", "callbackUrl"),
    _callback(9, "The callback host configuration is invalid.", "callbackHost"),
    _callback(11, "The callback body is invalid.", "callbackBody"),
    _callback(12, "The body type of callback is not supported.", "callbackBodyType"),
    _callback(21, "The additionalHeaders of callback is not a map.", "additionalHeaders"),
    _callback(26, "The key of additionalHeaders can not start with x-oss-.", "additionalHeaders"),
    _callback(27, _BOTH.format("callback")),
    _callback(0, _BOTH.format("callback-var"), "callback-var"),
    _callback(101, "The length of callback-var is 6000, exceed max value 5120.", "callback-var"),
    _callback(102, "The callback var is not base64 encoded.", "callback-var"),
    _callback(103, "The callback var is not expecten json.", "callback-var"),
    _callback(0, "The callback signature version is invalid.", "signatureVersion"),
    _callback(0, "The callback sni is invalid.", "callbackSNI"),
)
"""Nothing is stored: the first table of section 1.11."""

UNREACHABLE = "Error Status : -1. OSS can not connect to your callbackUrl, please check it."
_TIMED_OUT = (
    "error status:-1 203.0.113.7:80 reply timeout, cost: 5000 ms, timeout: 5000 ms "
    "(err -4, errno110)"
)

CALLBACK_FAILURES: tuple[tuple[str, str], ...] = (
    ("Too many callback requests.", "0007-00000201"),
    ("Cost too long time.", "0007-00000202"),
    ("Response body is not valid json format.", "0007-00000205"),
    ("Get image info failed.", ""),
    (UNREACHABLE, ""),
    (_TIMED_OUT, ""),
    ("Error status : 301.", ""),
    ("Error status : 302.", ""),
    ("Error status : 400.", ""),
    ("Error status : 403.", ""),
    ("Error status : 404.", ""),
    ("Error status : 500.", ""),
    ("Error status : 502.", ""),
    ("Error Status : 400. User server return too long content-length value.", ""),
    ("User server missing content-length.", ""),
    ("User server return invalid conent-length value.", ""),
)
"""Message and EC of the 203 answers: the second table of section 1.11."""

_BY_CODE = {refusal.code: refusal for refusal in GENERAL}
_BY_EC = {r.ec: r for r in (*GENERAL, *CALLBACK_REFUSALS, WRONG_PLACE) if r.ec}


def known_refusal(code: str, ec: str) -> Refusal | None:
    """Give what is known by EC, else by code; None for neither."""
    return _BY_EC.get(ec) or _BY_CODE.get(code)


def known_ec(message: str) -> str:
    """Give the EC of a failed callback's message, or nothing."""
    return dict(CALLBACK_FAILURES).get(message, "")


def all_refusals() -> dict[str, object]:
    """Give everything for the control plane."""
    general = [refusal.as_json() for refusal in (*GENERAL, WRONG_PLACE)]
    callback = [refusal.as_json() for refusal in CALLBACK_REFUSALS]
    failures = [{"message": message, "ec": ec} for message, ec in CALLBACK_FAILURES]
    return {"refusals": general, "callback_refusals": callback, "callback_failures": failures}
