"""The check of a connection's place, naming and object options, before a byte is sent.

Codes, their fields and values; (fix) where `PlaceFinding.fix` holds the mended text of that field.
Rules: oss.md, 1.1, 3.3, 3.4, 6. An unknown region never blocks anything.

errors (the service refuses the upload, or the rule cannot be used)
  rule.unknown         names               placeholders that do not exist, with commas between
  rule.brace                               a brace without its partner
  options.header       name                a line break or the like in a standard header
  options.choice       name value          no such storage class, ACL or encryption
  options.kms_key      key                 a key's id without KMS encryption
  options.metadata_name name better        other than letters, digits, hyphen (fix: ``better``)
  options.metadata_text name               a line break or the like in the value
  options.metadata_long size limit         names and values over 8 KB
  options.tags_many    count most          more than ten tags
  options.tag_name     name                empty, over 128 bytes, or with other characters
  options.tag_value    name                over 256 bytes, or with other characters
warnings
  prefix.bucket        bucket prefix better begins with the bucket's own name (fix; may be empty)
  rule.bucket          bucket rule better  likewise the naming rule (fix)
  rule.same_name                           nothing in it tells files apart
  region.no_callbacks  region              the callback is on; the callback page leaves it out
  region.other         region found        the endpoint's name says another region (fix)
  endpoint.http        endpoint better     not encrypted, unless it is this computer (fix: https)
  endpoint.internal    endpoint better     only reached from inside the region's network (fix)
  server.http          host                keys are handed out without encryption
  options.open         value               everybody may change what is stored
  options.not_ascii    name                a standard header with other letters may arrive changed
information
  region.unconfirmed   region              not in our list, or only in a later edition of it
  region.callbacks_unconfirmed region      the callback is on; whether it works there is not known
  options.archive      value               has to be restored before it can be read
"""

from __future__ import annotations

from app.domain.addresses import is_loopback
from app.domain.connection import AccessKind, Connection
from app.domain.destination import Destination, with_scheme
from app.domain.endpoints import EndpointKind, endpoint_for, kind_of, region_in, split
from app.domain.findings import Severity
from app.domain.lint_options import option_findings
from app.domain.naming_rule import problems_of_rule, unknown_placeholders
from app.domain.place_findings import PlaceField, PlaceFinding
from app.domain.regions import callbacks_in, region_of
from app.domain.services import Field, service

__all__ = [
    "PlaceField",
    "PlaceFinding",
    "key_begins_with_bucket",
    "lint_place",
    "option_findings",
    "place_findings",
    "refused",
    "rule_findings",
]


def lint_place(connection: Connection) -> list[PlaceFinding]:
    """All findings, in the order of the fields: place, server, naming, options."""
    return [
        *place_findings(connection.destination, callback=connection.callback.enabled),
        *_server_findings(connection),
        *rule_findings(connection.naming, connection.destination),
        *option_findings(connection.options),
    ]


def refused(findings: list[PlaceFinding]) -> bool:
    """True when uploads would fail as it stands."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def place_findings(destination: Destination, *, callback: bool = False) -> list[PlaceFinding]:
    """Findings of endpoint, region and prefix; ``callback``: whether it is on."""
    found = _prefix_findings(destination)
    if destination.practice or Field.REGION not in service(destination.provider).needed:
        return found  # what follows goes by the names of regions
    return [
        *_endpoint_findings(destination),
        *_region_findings(destination, callback=callback),
        *found,
    ]


def key_begins_with_bucket(key: str, bucket: str) -> bool:
    """Whether an object name begins with the bucket's own name: it would be there twice."""
    return bool(bucket) and (key.startswith(bucket + "/") or key == bucket)


def rule_findings(rule: str, destination: Destination) -> list[PlaceFinding]:
    """Findings of a naming rule; none for an empty one."""
    found = []
    for code in problems_of_rule(rule):
        severity = Severity.WARNING if code == "rule.same_name" else Severity.ERROR
        names = ", ".join(unknown_placeholders(rule))
        values = {"names": names} if code == "rule.unknown" else {}
        found.append(PlaceFinding(code, severity, PlaceField.NAMING, values))
    bucket, bare = destination.bucket, rule.lstrip("/")
    if not destination.prefix and bucket and bare.startswith(bucket + "/"):
        values = {"bucket": bucket, "rule": rule}
        better = _without(bare, bucket)
        found.append(_warning("rule.bucket", PlaceField.NAMING, values, fix=better))
    return found


def _prefix_findings(destination: Destination) -> list[PlaceFinding]:
    bucket, prefix = destination.bucket, destination.prefix
    if not key_begins_with_bucket(prefix.lstrip("/"), bucket):
        return []
    values = {"bucket": bucket, "prefix": prefix}
    better = _without(prefix.lstrip("/"), bucket)
    return [_warning("prefix.bucket", PlaceField.PREFIX, values, fix=better)]


def _without(text: str, bucket: str) -> str:
    """``text`` without the bucket's name in front, however often it is there."""
    while text.startswith(bucket + "/"):
        text = text.removeprefix(bucket + "/").lstrip("/")
    return "" if text == bucket else text


def _endpoint_findings(destination: Destination) -> list[PlaceFinding]:
    endpoint = with_scheme(destination.endpoint)
    parts = split(endpoint)
    if parts is None or not parts.hostname:
        return []
    found = []
    values = {"endpoint": destination.endpoint}
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        # with a port, nobody knows which one would speak https
        better = "https" + endpoint.removeprefix("http") if parts.port is None else None
        found.append(_warning("endpoint.http", PlaceField.ENDPOINT, values, fix=better))
    if kind_of(endpoint) is EndpointKind.INTERNAL:
        better = endpoint_for(region_in(endpoint), EndpointKind.PUBLIC)
        found.append(_warning("endpoint.internal", PlaceField.ENDPOINT, values, fix=better))
    return found


def _server_findings(connection: Connection) -> list[PlaceFinding]:
    parts = split(connection.server_url)
    if connection.access is not AccessKind.SERVER or parts is None or not parts.hostname:
        return []
    if parts.scheme != "http" or is_loopback(parts.hostname):
        return []
    return [_warning("server.http", PlaceField.SERVER, {"host": parts.hostname})]


def _region_findings(destination: Destination, *, callback: bool) -> list[PlaceFinding]:
    region_id = destination.region.strip().lower().removeprefix("oss-")
    ours = kind_of(destination.endpoint) is not EndpointKind.PRIVATE
    if not region_id or not ours:  # an own installation names its regions as it likes
        return []
    found, region = [], region_of(region_id)
    values = {"region": destination.region}
    told = region_in(destination.endpoint)
    if told and told != region_id:
        both = {**values, "found": told}
        found.append(_warning("region.other", PlaceField.REGION, both, fix=told))
    if region is None or not region.confirmed:
        found.append(_note("region.unconfirmed", values))
    if callback and callbacks_in(region_id) == "no":
        found.append(_warning("region.no_callbacks", PlaceField.REGION, values))
    elif callback and callbacks_in(region_id) != "yes":
        found.append(_note("region.callbacks_unconfirmed", values))
    return found


def _note(code: str, values: dict[str, str]) -> PlaceFinding:
    return PlaceFinding(code, Severity.INFO, PlaceField.REGION, values)


def _warning(
    code: str, field: PlaceField, values: dict[str, str], *, fix: str | None = None
) -> PlaceFinding:
    said = values if fix is None else {**values, "better": fix}
    return PlaceFinding(code, Severity.WARNING, field, said, fix is not None, fix or "")
