"""Who sent a request: signature versions 4 and 1, in headers and in URLs (reference/oss.md 5)."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from app.democloud.accounts import Account, Accounts
from app.democloud.answering import http_date
from app.democloud.oss import limits, signature_v1, signature_v4
from app.democloud.oss.errors import OssError, access_denied, invalid_argument
from app.democloud.oss.markup import xml_time
from app.democloud.oss.request import Request
from app.democloud.oss.signature_v1 import SignedV1
from app.democloud.oss.signature_v4 import SignedV4


@dataclass(frozen=True, slots=True)
class Caller:
    """A request's proved sender."""

    account: Account
    """The key that signed."""
    signature_version: str
    """``V4``, ``V1``, ``V4-query`` or ``V1-query``."""


def signature_version(request: Request) -> str | None:
    """Say which kind of signature a request carries, right or wrong; None without one."""
    authorization = request.header("authorization") or ""
    if authorization.startswith(signature_v4.ALGORITHM):
        return "V4"
    if authorization.startswith("OSS "):
        return "V1"
    if request.has("x-oss-signature-version"):
        return "V4-query"
    return "V1-query" if request.has("OSSAccessKeyId") else None


def authenticate(request: Request, accounts: Accounts, *, now: float) -> Caller:
    """Give the sender; OssError (403, some 400) when the signature does not prove one."""
    version = signature_version(request)
    if version is None:
        if request.header("authorization"):
            raise invalid_argument("The authorization header is invalid.", name="Authorization")
        raise access_denied("Anonymous access is forbidden for this operation.")
    if version.startswith("V4"):
        return Caller(_check_v4(request, accounts, now=now, in_url=version != "V4"), version)
    return Caller(_check_v1(request, accounts, now=now, in_url=version != "V1"), version)


def _check_v4(request: Request, accounts: Accounts, *, now: float, in_url: bool) -> Account:
    signed = _v4_from_url(request) if in_url else _v4_from_header(request)
    account = _account(request, accounts, signed.access_key_id, now=now)
    if in_url:
        _check_window(request, signed, now)
    else:
        _check_skew(signed.timestamp, now)
    _check_scope(signed)
    canonical = signature_v4.canonical_request(request, signed)
    text = signature_v4.string_to_sign(signed, canonical)
    expected = signature_v4.signature_of(account.access_key_secret, signed, text)
    if not hmac.compare_digest(expected, signed.signature.encode("ascii", "replace").decode()):
        extra = {"CanonicalRequest": canonical.decode("utf-8", "replace")}
        raise does_not_match(signed.access_key_id, signed.signature, text, extra)
    return account


def _v4_from_header(request: Request) -> SignedV4:
    if request.header("x-oss-content-sha256") != signature_v4.UNSIGNED:
        message = f"The x-oss-content-sha256 header must be {signature_v4.UNSIGNED}."
        raise invalid_argument(message, name="x-oss-content-sha256")
    text = (request.header("authorization") or "").removeprefix(signature_v4.ALGORITHM)
    fields = dict(_field(item) for item in re.split(r"\s*,\s*", text.strip()))
    if fields.get("AdditionalHeaders") == "":
        message = "Invalid additional headers in Authorization header."
        raise invalid_argument(message, name="AdditionalHeaders", ec="0002-00000209")
    timestamp = request.header("x-oss-date") or request.header("date") or ""
    return _signed_v4(
        fields.get("Credential", ""),
        timestamp=timestamp,
        additional=fields.get("AdditionalHeaders", ""),
        signature=fields.get("Signature", ""),
    )


def _field(item: str) -> tuple[str, str]:
    name, _, value = item.partition("=")
    return name, value


def _v4_from_url(request: Request) -> SignedV4:
    if request.parameter("x-oss-signature-version") != signature_v4.ALGORITHM:
        raise invalid_argument("Invalid signature version.", name="x-oss-signature-version")
    return _signed_v4(
        request.parameter("x-oss-credential") or "",
        timestamp=request.parameter("x-oss-date") or "",
        additional=request.parameter("x-oss-additional-headers") or "",
        signature=request.parameter("x-oss-signature") or "",
    )


def _signed_v4(credential: str, *, timestamp: str, additional: str, signature: str) -> SignedV4:
    pieces = credential.split("/")
    if len(pieces) != 5 or pieces[4] != signature_v4.TERMINATOR or not signature:
        raise invalid_argument("Invalid credential in Authorization header.", name="Credential")
    names = tuple(name for name in additional.lower().split(";") if name)
    access_key_id, date, region, product, _ = pieces
    return SignedV4(access_key_id, date, region, product, timestamp, names, signature)


def _check_scope(signed: SignedV4) -> None:
    if signed.product != "oss":
        message = "Invalid signing product in Authorization header."
        raise invalid_argument(message, name="Authorization", ec="0002-00000227")
    if signed.region != limits.REGION:
        message = "Invalid signing region in Authorization header."
        raise invalid_argument(message, name="Authorization", ec="0002-00000226")
    day = datetime.fromtimestamp(moment(signed.timestamp), UTC).strftime("%Y%m%d")
    if signed.date != day:
        message = "Invalid signing date in Authorization header."
        raise invalid_argument(message, name="Authorization", value=signed.date)


def _check_v1(request: Request, accounts: Accounts, *, now: float, in_url: bool) -> Account:
    signed = _v1_from_url(request) if in_url else _v1_from_header(request)
    account = _account(request, accounts, signed.access_key_id, now=now)
    if in_url:
        _check_expires(signed.date, now)
    else:
        _check_skew(signed.date, now)
    texts = signature_v1.strings_to_sign(request, signed)
    given = signed.signature.encode("utf-8")
    expected = [signature_v1.signature_of(account.access_key_secret, text) for text in texts]
    if not any(hmac.compare_digest(value.encode(), given) for value in expected):
        text = texts[0].decode("utf-8", "replace")
        raise does_not_match(signed.access_key_id, signed.signature, text, {})
    return account


def _v1_from_header(request: Request) -> SignedV1:
    pair = (request.header("authorization") or "").removeprefix("OSS ")
    access_key_id, colon, signature = pair.strip().partition(":")
    if not colon:
        raise invalid_argument("The authorization header is invalid.", name="Authorization")
    date = request.header("x-oss-date") or request.header("date") or ""
    return SignedV1(access_key_id, date, signature, in_url=False)


def _v1_from_url(request: Request) -> SignedV1:
    return SignedV1(
        access_key_id=request.parameter("OSSAccessKeyId") or "",
        date=request.parameter("Expires") or "",
        signature=request.parameter("Signature") or "",
        in_url=True,
    )


def _account(request: Request, accounts: Accounts, access_key_id: str, *, now: float) -> Account:
    """Find the key with the token that came in the request.

    Python's SDK v2 sends the token of V1 in a header without ``x-oss-`` (reference/oss.md 5.4).
    """
    token = (
        request.header("x-oss-security-token")
        or request.header("security-token")
        or request.parameter("x-oss-security-token")
        or request.parameter("security-token")
    )
    return find_account(accounts, access_key_id, token=token, now=now)


def find_account(
    accounts: Accounts, access_key_id: str, *, token: str | None, now: float
) -> Account:
    """Find the key and hold the token against the table; OssError 403 when they do not fit."""
    account = accounts.find(access_key_id)
    if account is None:
        raise _unknown_key(access_key_id)
    if token is None and account.security_token is None:
        return account
    if token is None:
        raise _unknown_key(access_key_id)
    owner = accounts.by_token(token)
    if owner is None:
        message = "The security token you provided is invalid."
        raise OssError(403, "InvalidSecurityToken", message)
    if owner is not account:
        message = "The access key ID and the security token do not match."
        raise OssError(403, "AccessKeyIdAndSecurityTokenNotMatch", message)
    if account.expires_at is not None and now >= account.expires_at:
        message = "The security token you provided has expired."
        raise OssError(403, "SecurityTokenExpired", message)
    return account


def _unknown_key(access_key_id: str) -> OssError:
    message = "The OSS Access Key Id you provided does not exist in our records."
    return OssError(403, "InvalidAccessKeyId", message, details={"OSSAccessKeyId": access_key_id})


def moment(text: str) -> float:
    """Read a signing time: compact UTC or RFC 1123 (reference/oss-clients.md 4)."""
    try:
        if re.fullmatch(r"\d{8}T\d{6}Z", text):
            return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp()
        parsed = parsedate_to_datetime(text)
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, OverflowError):
        message = "OSS authentication requires a valid Date."
        raise access_denied(message, ec="0002-00000503") from None


def _check_skew(date: str, now: float) -> None:
    moment_signed = moment(date)
    if abs(moment_signed - now) <= limits.CLOCK_TOLERANCE:
        return
    message = "The difference between the request time and the current time is too large."
    details = {
        "RequestTime": xml_time(moment_signed),
        "ServerTime": xml_time(now),
        "MaxAllowedSkewMilliseconds": str(limits.CLOCK_TOLERANCE * 1000),
    }
    raise OssError(403, "RequestTimeTooSkewed", message, ec="0002-00000504", details=details)


def _check_window(request: Request, signed: SignedV4, now: float) -> None:
    text = request.parameter("x-oss-expires") or ""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= limits.LONGEST_PRESIGNED:
        message = f"x-oss-expires must be between 1 and {limits.LONGEST_PRESIGNED} seconds."
        raise invalid_argument(message, name="x-oss-expires", value=text)
    begin = moment(signed.timestamp)
    if not begin - limits.CLOCK_TOLERANCE <= now < begin + int(text):
        expires = xml_time(begin + int(text))
        times = {"Expires": expires, "ServerTime": xml_time(now)}
        raise access_denied("Request has expired.", ec="0002-00000236", **times)


def _check_expires(text: str, now: float) -> None:
    if not text.isascii() or not text.isdigit() or len(text) > 11:
        message = "Invalid date (should be seconds since epoch)."
        ec = "" if text else "0002-00000068"
        raise access_denied(message, ec=ec, Expires=text)
    if now >= int(text):
        times = {"Expires": http_date(int(text)), "ServerTime": xml_time(now)}
        raise access_denied("Request has expired.", **times)


def does_not_match(key_id: str, given: str, text: str, extra: dict[str, str]) -> OssError:
    """403: the signature is not the one that ``text`` and the key's secret make."""
    message = (
        "The request signature we calculated does not match the signature you provided. "
        "Check your key and signing method."
    )
    details = {
        "OSSAccessKeyId": key_id,
        "SignatureProvided": given,
        "StringToSign": text,
        "StringToSignBytes": text.encode("utf-8", "replace").hex(" ").upper(),
    }
    return OssError(403, "SignatureDoesNotMatch", message, details=details | extra)
