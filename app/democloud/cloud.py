"""The parts of a demo cloud, joined; started and stopped as one."""

from __future__ import annotations

import base64
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.democloud.accounts import Accounts
from app.democloud.answers import Answers
from app.democloud.appserver import PATH, ApplicationServer
from app.democloud.authorising import ROADS, Authorising
from app.democloud.blobs import BlobDirectory
from app.democloud.chance import Chance
from app.democloud.common import Common, Forgeable, ForgesCalls, Service
from app.democloud.control import ControlPlane
from app.democloud.events import Events
from app.democloud.faults import Faults
from app.democloud.forged import Forger
from app.democloud.grants import Place
from app.democloud.keys import CallbackKeys
from app.democloud.net import HOST, Listener
from app.democloud.oss.callback import Callbacks
from app.democloud.oss.limits import REGION
from app.democloud.oss.service import PUBLIC_KEY_PATH, OssService
from app.democloud.records import Records
from app.democloud.services import SERVICES
from app.democloud.settings import Settings
from app.democloud.status_stream import StatusStream
from app.democloud.store import BUCKET, BUCKETS, Store

DISK_THREADS = 4
CONTROL = ("events", "stream", "answers", "records", "forge", "faults", "settings", "reset")
"""What ``--json`` names of the control plane."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a client needs to know."""

    endpoint: str
    """URL of the data plane, path style; ``BUCKET.localhost`` with the same port works too."""
    region: str
    """Region id."""
    bucket: str
    """Name of the bucket."""
    access_key_id: str
    """Key id of this run."""
    access_key_secret: str
    """Its secret: of no use outside this run."""
    callback_url: str
    """Address of the application server."""
    public_key_url: str
    """Where the public key of the callbacks' signatures is."""
    control_url: str
    """Address of the control plane, with its token."""
    authorise: dict[str, str]
    """Addresses of the application server that hand out ``sts``, ``policy`` and ``presign``."""
    announced_key_url: str
    """Key URL that callbacks name: the public key's own, unless another one was asked for."""
    key_proxy: str
    """HTTP proxy that answers GETs for an announced URL that is not on this computer; or empty."""
    further: Mapping[str, Mapping[str, Any]]
    """What each of the other services says of itself, by its name (``services.py``)."""

    def control(self) -> dict[str, str]:
        """Addresses below the control URL, by what is there (see ``control.py``)."""
        return {name: f"{self.control_url}/{name}" for name in CONTROL}

    def as_json(self) -> dict[str, object]:
        """Give the object of ``--json``."""
        return {
            "oss": {
                "endpoint": self.endpoint,
                "region": self.region,
                "bucket": self.bucket,
                "access_key_id": self.access_key_id,
                "access_key_secret": self.access_key_secret,
            },
            "callback_url": self.callback_url,
            "public_key_url": self.public_key_url,
            "control_url": self.control_url,
            "authorise": self.authorise,
            "announced_key_url": self.announced_key_url,
            "key_proxy": self.key_proxy,
            "control": self.control(),
            **self.further,
        }


class Cloud:
    """A demo cloud."""

    def __init__(
        self,
        directory: Path | None,
        *,
        clock: Callable[[], float] = time.time,
        services: Mapping[str, Callable[[Common], Service]] = SERVICES,
    ) -> None:
        self._directory = Path(tempfile.mkdtemp(prefix="upcall-cloud-", dir=directory))
        self._pool = ThreadPoolExecutor(DISK_THREADS, thread_name_prefix="democloud-disk")
        self._clock = clock
        self._own_key_url = ""
        self._place = Place("", BUCKET, "")
        self.settings = Settings()
        self.keys = CallbackKeys()
        self.records = Records()
        self.accounts = Accounts(clock=clock)
        self.events = Events(clock=clock)
        self.faults = Faults()
        self.chance = Chance()
        self.answers = Answers()
        self.authorising_answers = Answers()
        self.stream = StatusStream(clock=clock, events=self.events)
        blobs = BlobDirectory(self._directory, self._pool)
        self.store = Store(blobs, clock=clock)
        self.store.clear(keep=BUCKETS)
        common = self._common(blobs)
        self.services = {name: make(common) for name, make in services.items()}
        """The services beside the first one."""
        self._doors = {
            name: [Listener(door) for door in service.doors]
            for name, service in self.services.items()
        }
        self._token = secrets.token_urlsafe(16)
        self._data = Listener(self._service(common))
        self._server = Listener(self._application_server())
        self._control = Listener(self._control_plane().application(self._token))

    async def start(self, port: int) -> Facts:
        """Listen; OSError when ``port`` is taken."""
        data = await self._data.start(port)
        server = await self._server.start()
        control = await self._control.start()
        endpoint = f"http://{HOST}:{data}"
        self._own_key_url = f"{endpoint}/{PUBLIC_KEY_PATH}"
        site = f"http://{HOST}:{server}"
        self._place = Place(endpoint, BUCKET, site + PATH)
        further = {name: await self._listening(name, site) for name in self.services}
        return Facts(
            endpoint=endpoint,
            region=REGION,
            bucket=BUCKET,
            access_key_id=self.accounts.main.access_key_id,
            access_key_secret=self.accounts.main.access_key_secret,
            callback_url=self._place.callback_url,
            public_key_url=self._own_key_url,
            control_url=f"http://{HOST}:{control}/{self._token}",
            authorise={road: f"{site}/{road}" for road in ROADS},
            announced_key_url=self._key_url(),
            key_proxy=endpoint if self.settings.announced_key_url else "",
            further=further,
        )

    async def _listening(self, name: str, site: str) -> Mapping[str, Any]:
        """Open a service's doors, and give what it says of itself."""
        ports = [await door.start() for door in self._doors[name]]
        return self.services[name].listening([f"http://{HOST}:{port}" for port in ports], site)

    async def stop(self) -> None:
        """Drop all connections; requests in flight end here."""
        for service in self.services.values():
            await service.stop()
        doors = (door for doors in self._doors.values() for door in doors)
        for listener in (self._data, self._server, self._control, *doors):
            await listener.stop()

    def remove(self) -> None:
        """Delete everything that was stored."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        shutil.rmtree(self._directory, ignore_errors=True)

    def _key_url(self) -> str:
        return self.settings.announced_key_url or self._own_key_url

    def _common(self, blobs: BlobDirectory) -> Common:
        return Common(
            blobs=blobs,
            events=self.events,
            faults=self.faults,
            chance=self.chance,
            answers=self.answers,
            authorising_answers=self.authorising_answers,
            records=self.records,
            stream=self.stream,
            settings=self.settings,
            clock=self._clock,
        )

    def _application_server(self) -> ApplicationServer:
        authorising = Authorising(
            accounts=self.accounts,
            settings=self.settings,
            events=self.events,
            answers=self.authorising_answers,
            place=lambda: self._place,
            clock=self._clock,
        )
        further = (part for service in self.services.values() for part in service.server_parts)
        return ApplicationServer(
            keys=self.keys,
            key_url=self._key_url,
            answers=self.answers,
            events=self.events,
            parts=(authorising, self.stream, *further),
            chance=self.chance,
            records=self.records,
        )

    def _service(self, common: Common) -> OssService:
        callbacks = Callbacks(self.keys, self.events, self.settings, self._key_url, self._clock)
        return OssService(
            conductor=common.conductor(),
            store=self.store,
            accounts=self.accounts,
            callbacks=callbacks,
            public_pem=self.keys.public_pem,
        )

    def _control_plane(self) -> ControlPlane:
        forger = Forger(self.keys, self.events, self._key_url, lambda: self._place.callback_url)
        return ControlPlane(
            events=self.events,
            faults=self.faults,
            chance=self.chance,
            answers=self.answers,
            authorising_answers=self.authorising_answers,
            settings=self.settings,
            store=self.store,
            accounts=self.accounts,
            sign=self._signing_headers,
            records=self.records,
            forgers={"oss": forger, **self._further_forgers()},
            stores={name: service.store for name, service in self.services.items()},
            further=(*self.services.values(), self.stream),
        )

    def _further_forgers(self) -> dict[str, ForgesCalls]:
        forgeable = ((n, s) for n, s in self.services.items() if isinstance(s, Forgeable))
        return {name: service.forger for name, service in forgeable}

    def _signing_headers(self, target: str, body: bytes) -> dict[str, str]:
        """What a callback of this cloud is signed with (reference/oss.md 1.7, 1.8)."""
        url = base64.b64encode(self._key_url().encode()).decode("ascii")
        return {
            "authorization": self.keys.sign(target, body),
            "x-oss-pub-key-url": url,
            "x-oss-signature-version": "1.0",
        }
