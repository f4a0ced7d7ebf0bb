"""Requests to an object, a bucket or the service, signed with the key of this moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from app.domain.credentials import Credentials
from app.domain.destination import Addressing, Destination, problems, with_scheme
from app.domain.endpoints import EndpointKind, endpoint_for, kind_of, region_in, service_host, split
from app.domain.errors import DestinationError, NotAllowed, Refused, UploadError
from app.domain.grant import Authorisation
from app.providers.contract import Call, Reply, Request
from app.providers.oss.addressing import Place, form_place, place
from app.providers.oss.encoding import query_string
from app.providers.oss.errors import Asked, refusal
from app.providers.oss.refusals import REDIRECTS
from app.providers.oss.requests import Draft
from app.providers.oss.signing import Scope, Subject, signed_headers, stamp_of

ANY_REGION = "cn-hangzhou"
"""Where the service is asked when nobody said where: each region knows all buckets (6.3)."""

_HOME = ".aliyuncs.com"
_ANY = "any"  # stands for a bucket or a key where only the rest of the place counts


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply with what was asked for."""

    reply: Reply
    asked: Asked

    def good(self) -> Answer:
        """This answer when its status is 200. Raises the error that it is otherwise."""
        if self.reply.status != 200:
            raise self.error()
        return self

    def error(self) -> UploadError:
        """The error that it is; a redirect inside the service names another endpoint."""
        error = refusal(self.reply, self.asked)
        parts = split(self.reply.header("location"))
        host = (parts.hostname or "") if parts else ""
        if self.reply.status not in REDIRECTS or not host.endswith(_HOME):
            return error
        values = {"bucket": self.asked.destination.bucket, "region": self.asked.destination.region}
        values |= error.values | {"reason": "endpoint", "endpoint": service_host(host)}
        return Refused(
            error.detail, answer=error.answer, exchange=error.exchange, wait=None, **values
        )


@dataclass(frozen=True, slots=True)
class Hand:
    """Requests to one destination.

    Each raises `NotAllowed` (``grant``) where a grant stands in for a key, `DestinationError` for a
    place that cannot be, and what `Call.authorisation` and `Call.send` raise; no refusal yet.
    """

    call: Call
    there: Destination

    async def on_object(self, draft: Draft, key: str) -> Answer:
        """Ask about one object."""
        return await self._ask(draft, place(self.there, key), key)

    async def on_bucket(self, draft: Draft) -> Answer:
        """Ask about the bucket."""
        return await self._ask(draft, form_place(self.there, _ANY))

    async def on_service(self, draft: Draft) -> Answer:
        """Ask the service itself; see `service`."""
        return await Hand(self.call, service(self.there)).at_root(draft)

    async def at_root(self, draft: Draft) -> Answer:
        """Ask the endpoint without a bucket."""
        there = replace(self.there, bucket=_ANY, prefix="", addressing=Addressing.PATH)
        return await self._ask(draft, Place(form_place(there, _ANY).origin, "/", "/"))

    async def _ask(self, draft: Draft, where: Place, key: str = "") -> Answer:
        credentials = key_of(await self.call.authorisation())
        scope = Scope(self.there.region, stamp_of(self.call.now()))
        subject = Subject(draft.method, where.resource, draft.query, draft.headers)
        headers = signed_headers(subject, credentials, scope)
        query = query_string(draft.query)
        target = f"{where.path}?{query}" if query else where.path
        request = Request(draft.method, where.origin, target, headers, draft.body)
        secrets = (credentials.security_token, credentials.access_key_secret)
        return Answer(await self.call.send(request), Asked(self.there, key, secrets))


def key_of(authorisation: Authorisation) -> Credentials:
    """The key. Raises `NotAllowed` (``grant``) when there is a grant instead of one."""
    if isinstance(authorisation, Credentials):
        return authorisation
    raise NotAllowed("this needs a key; there is a grant", reason="grant")


def regional(there: Destination) -> Destination:
    """The same bucket through its region's endpoint, which answers questions about buckets.

    Custom domains and acceleration serve objects only (6.1). What an endpoint's name tells of its
    region goes before what was said.
    """
    region = region_in(there.endpoint) or there.region.strip() or ANY_REGION
    kind = kind_of(there.endpoint)
    only_objects = kind in (EndpointKind.ACCELERATE, EndpointKind.ACCELERATE_OVERSEAS)
    if not there.endpoint.strip() or only_objects or there.addressing is Addressing.CNAME:
        endpoint = endpoint_for(region, EndpointKind.PUBLIC)
        return replace(there, endpoint=endpoint, region=region, addressing=Addressing.AUTO)
    return replace(there, region=region)


def service(there: Destination) -> Destination:
    """Where buckets are listed: `regional` without the bucket that may stand in the endpoint."""
    there = regional(there)
    found = problems(replace(there, bucket=_ANY, prefix=""))
    if found:
        raise DestinationError(problem=found[0], bucket=there.bucket)
    parts = urlsplit(with_scheme(there.endpoint))
    host = service_host(parts.hostname or "").removeprefix(f"{there.bucket or _ANY}.")
    return replace(there, endpoint=origin_of(parts.scheme, host, parts.port))


def origin_of(scheme: str, host: str, port: int | None) -> str:
    """An endpoint of its pieces."""
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}" + (f":{port}" if port else "")
