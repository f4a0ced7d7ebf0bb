"""The storage's refusals (sheet 1.6)."""

from __future__ import annotations

from app.democloud.errors import ServiceError

CosError = ServiceError
"""An answer with an ``Error`` document."""

_STATUS = {
    "NoSuchBucket": 404,
    "NoSuchKey": 404,
    "NoSuchUpload": 404,
    "AccessDenied": 403,
    "ExpiredToken": 403,
    "InvalidAccessKeyId": 403,
    "RequestTimeTooSkewed": 403,
    "SignatureDoesNotMatch": 403,
    "MethodNotAllowed": 405,
    "MissingContentLength": 411,
    "InvalidRange": 416,
    "InternalError": 500,
    "NotImplemented": 501,
    "ServiceUnavailable": 503,
    "SlowDown": 503,
}
_FOREIGN = {"RequestTimeout": "RequestTimeOut", "InvalidObjectName": "InvalidArgument"}
"""Words of the plumbing that this storage says otherwise."""


def status_of(code: str) -> int:
    """Give the status that goes with a code."""
    return _STATUS.get(code, 400)


def refused(code: str, message: str) -> CosError:
    """Give a refusal by its code."""
    return CosError(status_of(code), code, message)


def own(error: ServiceError) -> CosError:
    """Give what the plumbing refused in this storage's words."""
    code = _FOREIGN.get(error.code, error.code)
    return CosError(error.status, code, error.message, headers=error.headers)


def no_such_upload() -> CosError:
    """404: the upload was completed, aborted or never begun."""
    return refused("NoSuchUpload", "The specified multipart upload does not exist.")
