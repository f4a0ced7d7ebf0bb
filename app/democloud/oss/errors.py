"""Refusals in the service's own words (reference/oss.md 8.1, 8.4)."""

from __future__ import annotations

from app.democloud.errors import ServiceError

OssError = ServiceError
"""An answer with an ``Error`` document: ``details`` are further elements, ``ec`` is its ``EC``."""


def invalid_argument(message: str, *, name: str = "", value: str = "", ec: str = "") -> OssError:
    """400: a header, parameter or field is not what it may be."""
    details = {"ArgumentName": name, "ArgumentValue": value} if name else {}
    return OssError(400, "InvalidArgument", message, ec=ec, details=details)


def access_denied(message: str, *, ec: str = "", **details: str) -> OssError:
    """403: no signature, an expired one, or no right."""
    return OssError(403, "AccessDenied", message, ec=ec, details=details)


def no_such_bucket(name: str) -> OssError:
    """404: there is no bucket of this name."""
    details = {"BucketName": name}
    return OssError(404, "NoSuchBucket", "The specified bucket does not exist.", details=details)


def invalid_bucket_name(name: str) -> OssError:
    """400: no bucket can be called that."""
    message = "The specified bucket is not valid."
    return OssError(400, "InvalidBucketName", message, details={"BucketName": name})


def no_such_version(key: str, version_id: str) -> OssError:
    """404: the object has no such version; buckets here keep none."""
    details = {"Key": key, "VersionId": version_id}
    return OssError(404, "NoSuchVersion", "The specified version does not exist.", details=details)


def invalid_object_state(key: str) -> OssError:
    """403: an archived object cannot be read before it is restored."""
    message = "The operation is not valid for the object's state."
    return OssError(403, "InvalidObjectState", message, details={"ObjectName": key})


def no_such_key(key: str) -> OssError:
    """404: there is no object of this key."""
    return OssError(404, "NoSuchKey", "The specified key does not exist.", details={"Key": key})


def no_such_upload(upload_id: str) -> OssError:
    """404: the upload was completed, aborted or never begun."""
    message = (
        "The specified upload does not exist. The upload ID may be invalid, "
        "or the upload may have been aborted or completed."
    )
    return OssError(404, "NoSuchUpload", message, details={"UploadId": upload_id})


def file_already_exists() -> OssError:
    """409: forbid-overwrite was set and the key is taken."""
    message = "The object you specified already exists and can not be overwritten."
    return OssError(409, "FileAlreadyExists", message)


def invalid_object_name() -> OssError:
    """400: the key breaks the rules of reference/oss.md 3.3."""
    return OssError(400, "InvalidObjectName", "The specified object is not valid.")


def not_implemented(what: str) -> OssError:
    """501: the real service has it, the demo cloud does not."""
    message = "A header or query you provided implies functionality that is not implemented."
    return OssError(501, "NotImplemented", message, details={"Header": what})


def method_not_allowed(method: str) -> OssError:
    """405: the resource does not take this method."""
    message = "The specified method is not allowed against this resource."
    return OssError(405, "MethodNotAllowed", message, details={"Method": method})
