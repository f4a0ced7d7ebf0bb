"""Leave to upload: the token that a request goes by, made here or by an application server."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.credentials import Credentials
from app.domain.errors import CredentialsRefused, DestinationError, NotAllowed, Refused
from app.domain.exchange import Headers
from app.domain.grant import Authorisation, FormGrant
from app.domain.wangsu_policy import (
    Permit,
    life_of,
    policy_of,
    policy_text,
    read_policy,
    read_token,
    spelled,
)
from app.providers.contract import Order
from app.providers.wangsu.errors import Asked
from app.providers.wangsu.grants import by_grant, token_of
from app.providers.wangsu.place import origin_of
from app.providers.wangsu.refusals import Kind
from app.providers.wangsu.signing import secrets_of, upload_token

SLOW_LINE = 64 * 1024
"""Bytes per second that a leave allows for where nobody said how long it is to last: the sheet does
not tell whether the service looks at it before or after the body."""


@dataclass(frozen=True, slots=True)
class Leave:
    """One token with what it says."""

    token: str = field(repr=False)
    permit: Permit
    order: Order
    """The order as this leave lets it go."""
    origin: str
    """Scheme, host and port that files go to."""
    secrets: tuple[str, ...] = field(repr=False)
    """Texts that must not come back in an error."""
    own: bool
    """Made here, with the key."""

    @property
    def names_object(self) -> bool:
        """Whether the policy says what the object is called."""
        return bool(self.permit.key or self.permit.extras.get("saveKey"))

    def asked(self, kind: Kind) -> Asked:
        """What is asked for with it."""
        task, there = self.order.task, self.order.destination
        return Asked(there, task.key, kind, self.secrets, self.own)

    def variables(self) -> Headers:
        """Custom variables, under the names that the policy's templates ask for."""
        callback = self.order.callback
        values = {**callback.variables, **self.order.task.variables}
        templates = (self.permit.callback.body, self.permit.extras.get("returnBody", ""))
        return tuple(spelled(values, templates).items())


def leave(
    order: Order,
    authorisation: Authorisation,
    *,
    now: float,
    in_parts: bool = False,
    bytes_: int = 0,
) -> Leave:
    """The leave for one request. ``now`` is Unix time by the service's clock.

    ``bytes_`` of the file go along with it. Raises `NotAllowed` (``grant``) for a grant of another
    kind, and what `app.providers.wangsu.grants.by_grant` raises; with a key `DestinationError`
    (``callback.no_url``), `Refused` (``size``) above the policy's own limit, and
    `CredentialsRefused` (``key_id``) for one that no request can carry.
    """
    if isinstance(authorisation, Credentials):
        life = life_of(order.batch.extras)
        if not order.batch.extras.get("leaveSeconds", "").strip():
            life += bytes_ // SLOW_LINE
        policy = policy_of(order.batch, order.task.key, deadline=now + life, in_parts=in_parts)
        return _own(order, policy_text(policy), authorisation)
    if not isinstance(authorisation, FormGrant):
        raise NotAllowed("an upload needs a token", reason="grant")
    order, token = by_grant(order, authorisation), token_of(authorisation)
    origin = origin_of(authorisation.url or order.destination.endpoint)
    return Leave(token, read_token(token), order, origin, secrets_of(token), own=False)


def _own(order: Order, policy: str, key: Credentials) -> Leave:
    """A leave that the connection's own key signs."""
    permit, token = read_policy(policy), upload_token(policy, key)
    if order.callback.enabled and not permit.callback.enabled:
        raise DestinationError(problem="callback.no_url")
    if 0 < permit.largest < order.size:
        most, size = str(permit.largest), str(order.size)
        raise Refused("larger than the policy permits", reason="size", most=most, bytes=size)
    if not (token.isascii() and token.isprintable() and " " not in token):
        raise CredentialsRefused("a key that no request can carry", reason="key_id")
    secrets = (key.access_key_secret, *secrets_of(token))
    return Leave(token, permit, order, origin_of(order.destination.endpoint), secrets, own=True)
