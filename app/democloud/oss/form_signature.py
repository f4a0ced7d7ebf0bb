"""Who signed a form: V4 and V1 over the policy's Base64 text (reference/oss.md 4.2, 4.3)."""

from __future__ import annotations

import hmac
import re
from datetime import UTC, datetime

from app.democloud.accounts import Account, Accounts
from app.democloud.oss import limits, signature_v1, signature_v4
from app.democloud.oss.authentication import does_not_match, find_account, moment
from app.democloud.oss.errors import access_denied, invalid_argument
from app.democloud.oss.form import Form
from app.democloud.oss.markup import xml_time
from app.democloud.oss.signature_v4 import SignedV4

VERSION, CREDENTIAL, DATE = "x-oss-signature-version", "x-oss-credential", "x-oss-date"
TOKEN = "x-oss-security-token"
_V4_FIELDS = (VERSION, CREDENTIAL, DATE, "x-oss-signature")
_V1_FIELDS = ("ossaccesskeyid", "signature")


def form_signature_version(form: Form) -> str:
    """Say which kind of signature a form carries, right or wrong; empty without one."""
    if any(name in form.fields for name in _V4_FIELDS):
        return "V4-form"
    return "V1-form" if any(name in form.fields for name in _V1_FIELDS) else ""


def fields_to_pin(form: Form) -> tuple[str, ...]:
    """Give the fields that the policy must have conditions for: V4 demands it."""
    if form_signature_version(form) != "V4-form":
        return ()
    return (VERSION, CREDENTIAL, DATE) + (TOKEN,) * (TOKEN in form.fields)


def authenticate_form(form: Form, accounts: Accounts, *, now: float) -> Account:
    """Give the key that signed; OssError (403, some 400) when the signature does not prove one."""
    version = form_signature_version(form)
    if "policy" not in form.fields:
        if version:
            raise access_denied("The policy field of the form is missing.", ec="0002-00000702")
        raise access_denied("Anonymous access is forbidden for this operation.")
    if version == "V4-form":
        return _check_v4(form, accounts, now=now)
    return _check_v1(form, accounts, now=now)


def required(form: Form, name: str) -> str:
    """Give a field that must be there; OssError 400 without it."""
    text = form.text(name.lower())
    if not text:
        message = (
            f"Bucket POST must contain a field named '{name}'. "
            "If it is specified, please check the order of the fields."
        )
        raise invalid_argument(message, name=name)
    return text


def _check_v4(form: Form, accounts: Accounts, *, now: float) -> Account:
    if form.text(VERSION) != signature_v4.ALGORITHM:
        message = "The signature version of the form is invalid."
        value = form.text(VERSION) or ""
        raise invalid_argument(message, name=VERSION, value=value, ec="0002-00000701")
    signed = _signed(form)
    token = form.text(TOKEN)
    account = find_account(accounts, signed.access_key_id, token=token, now=now)
    _check_scope(signed)
    policy = required(form, "policy")
    expected = signature_v4.signature_of(account.access_key_secret, signed, policy)
    _compare(signed.access_key_id, signed.signature, expected, policy)
    _check_window(signed, now)
    return account


def _signed(form: Form) -> SignedV4:
    credential = required(form, CREDENTIAL)
    pieces = credential.split("/")
    if len(pieces) != 5 or pieces[4] != signature_v4.TERMINATOR:
        message = "The x-oss-credential field of the form is invalid."
        raise invalid_argument(message, name=CREDENTIAL, value=credential, ec="0002-00000710")
    access_key_id, date, region, product, _ = pieces
    timestamp, signature = required(form, DATE), required(form, "x-oss-signature")
    return SignedV4(access_key_id, date, region, product, timestamp, (), signature)


def _check_scope(signed: SignedV4) -> None:
    if signed.product != "oss":
        message = "Invalid signing product in the x-oss-credential field."
        raise invalid_argument(message, name=CREDENTIAL, ec="0002-00000227")
    if signed.region != limits.REGION:
        message = "Invalid signing region in the x-oss-credential field."
        raise invalid_argument(message, name=CREDENTIAL, ec="0002-00000226")
    if not re.fullmatch(r"[0-9]{8}T[0-9]{6}Z", signed.timestamp):
        message = "The x-oss-date field must have the form YYYYMMDDTHHMMSSZ."
        raise invalid_argument(message, name=DATE, value=signed.timestamp)
    day = datetime.fromtimestamp(moment(signed.timestamp), UTC).strftime("%Y%m%d")
    if signed.date != day:
        message = "Invalid signing date in the x-oss-credential field."
        raise invalid_argument(message, name=CREDENTIAL, value=signed.date, ec="0002-00000709")


def _check_window(signed: SignedV4, now: float) -> None:
    begin = moment(signed.timestamp)
    if begin - limits.CLOCK_TOLERANCE <= now < begin + limits.LONGEST_FORM_LIFE:
        return
    times = {"RequestTime": xml_time(begin), "ServerTime": xml_time(now)}
    early = "The x-oss-date field lies in the future."
    raise access_denied("Request has expired." if now > begin else early, **times)


def _check_v1(form: Form, accounts: Accounts, *, now: float) -> Account:
    access_key_id = required(form, "OSSAccessKeyId")
    given = required(form, "Signature")
    account = find_account(accounts, access_key_id, token=form.text(TOKEN), now=now)
    policy = required(form, "policy")
    expected = signature_v1.signature_of(account.access_key_secret, policy.encode("utf-8"))
    _compare(access_key_id, given, expected, policy)
    return account


def _compare(access_key_id: str, given: str, expected: str, policy: str) -> None:
    if not hmac.compare_digest(expected.encode("utf-8"), given.encode("utf-8")):
        raise does_not_match(access_key_id, given, policy, {})
