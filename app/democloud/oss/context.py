"""What an operation works with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from app.democloud.accounts import Accounts
from app.democloud.body import Body
from app.democloud.events import Events
from app.democloud.faults import Fault
from app.democloud.oss import limits
from app.democloud.oss.callback import Callbacks
from app.democloud.oss.callback_spec import CallbackSpec, callback_of
from app.democloud.oss.errors import (
    invalid_argument,
    invalid_bucket_name,
    invalid_object_name,
    no_such_bucket,
)
from app.democloud.oss.request import Request
from app.democloud.settings import Settings
from app.democloud.store import Bucket, Store


@dataclass(frozen=True, slots=True)
class Context:
    """One request with everything that its operation needs."""

    request: Request
    """The request, signature already checked (that of a form comes in the body)."""
    body: Body
    """Its body, not read yet."""
    store: Store
    """Buckets and blobs."""
    events: Events
    """Where parts and objects are announced."""
    callbacks: Callbacks
    """Does callbacks."""
    fault: Fault | None
    """What this request shall suffer."""
    now: float
    """The service's time, Unix seconds."""
    accounts: Accounts
    """Whose keys a form may be signed with."""
    settings: Settings
    """The knobs."""
    identify: Callable[[bytes, str], Awaitable[Context]]
    """Takes key and kind of signature that only the body told, for events and faults; gives the
    context as it is then."""

    def bucket(self) -> Bucket:
        """Give the bucket that was named; OssError 404 when there is none."""
        bucket = self.store.buckets.get(self.request.bucket)
        if bucket is None and not limits.BUCKET_NAME.fullmatch(self.request.bucket):
            raise invalid_bucket_name(self.request.bucket)
        if bucket is None:
            raise no_such_bucket(self.request.bucket)
        return bucket

    def key(self) -> str:
        """Give the object key; OssError 400 when it breaks the rules of oss.md 3.3."""
        raw = self.request.key_bytes
        if not 1 <= len(raw) <= limits.LONGEST_KEY or raw[:1] in (b"/", b"\\"):
            raise invalid_object_name()
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            raise invalid_object_name() from None

    async def callback(self) -> CallbackSpec | None:
        """Give the callback that headers or query ask for; OssError 400 when it cannot be."""
        return self.callbacks.offered(await callback_of(self.request))

    def forbids_overwrite(self) -> bool:
        """Say whether an object of the same key must not be replaced."""
        text = self.request.header("x-oss-forbid-overwrite") or "false"
        if text.lower() not in ("true", "false"):
            message = "The x-oss-forbid-overwrite header must be true or false."
            raise invalid_argument(message, name="x-oss-forbid-overwrite", value=text)
        return text.lower() == "true"
