"""The control plane: what happened, what shall go wrong, how the application server answers.

On a port of its own, below a random token, without CORS, and only for requests whose ``Host`` is
this computer's: a web page that a browser shows must not be able to use it.

==========================  ======================================================================
GET /events?since&wait      events after ``since``: ``{"events": [...], "next": N, "oldest": N}``;
                            ``wait`` seconds at most for the first; up to ``limit`` (1000);
                            with ``request_id`` only those of one request to the storage
GET /stream?since           the same for ever, one JSON object a line
POST /faults                script a fault (see ``faults.py``): its JSON with ``id``
GET, DELETE /faults         list or forget them
POST, GET /chance           let things go wrong by chance (see ``chance.py``), or say what is set
GET /refusals               what the faults ``status`` and ``callback_failed`` know by code or EC
POST /answers               how the application server answers (see ``answers.py``); with ``"side":
                            "authorise"`` for what ``authorising.py`` hands out instead of callbacks
GET /answers                what is set, of both sides
GET, POST /settings         read or turn the knobs of ``settings.py``
GET /objects                all objects: key, size, crc64, etag, content_type, headers, bucket;
                            those of another service with ``service`` (``services.py``), so the
                            next two
GET /bytes?bucket&key       an object's bytes
GET /uploads                all unfinished uploads: key, upload_id, parts, bucket
POST /sign                  sign a test call: ``target`` and ``body`` to a callback's headers
GET, DELETE /records        lines that the application server wrote (see ``records.py``), or forget
                            them (POST does so, too)
POST /forge                 send it a forged callback: ``{"way": ...}`` (see ``forged.py``); says
                            what came of it; ``series`` and ``of`` (1) are told on with its events;
                            with ``service`` that of another service (``vod/forged.py``)
POST /sts                   issue a temporary key for ``seconds`` (3600) and ``parts`` (0: no limit)
POST /reset                 no objects, uploads, faults, answers; settings as at the start
==========================  ======================================================================
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from app.democloud.accounts import Accounts
from app.democloud.answers import Answers
from app.democloud.blobs import read_joined
from app.democloud.chance import Chance
from app.democloud.common import ForgesCalls
from app.democloud.events import Event, Events
from app.democloud.faults import Faults
from app.democloud.oss.refusals import all_refusals
from app.democloud.records import Records
from app.democloud.settings import Settings
from app.democloud.store import BUCKETS, Bucket, Store

LONGEST_WAIT = 60.0
LARGEST_PAGE = 10_000
MOST_FORGED = 100


class Resettable(Protocol):
    """A part of the cloud that ``/reset`` empties."""

    def reset(self) -> None:
        """Go back to the beginning."""


@dataclass(frozen=True, slots=True)
class ControlPlane:
    """The addresses of the control plane."""

    events: Events
    """What happened."""
    faults: Faults
    """What shall go wrong."""
    chance: Chance
    """What goes wrong by itself."""
    answers: Answers
    """How the application server answers callbacks."""
    authorising_answers: Answers
    """How it answers those who ask for an authorisation."""
    settings: Settings
    """The knobs."""
    store: Store
    """What is stored."""
    stores: Mapping[str, Store]
    """What the other services have stored, by their names."""
    accounts: Accounts
    """Who may call the storage."""
    records: Records
    """What the application server wrote down."""
    forgers: Mapping[str, ForgesCalls]
    """Send forged callbacks, one for each service whose calls can be forged for show."""
    sign: Callable[[str, bytes], Mapping[str, str]]
    """The signing headers of a callback to a target (path and query) with that body."""
    further: Sequence[Resettable]
    """What else goes back to its beginning: the other services, the status stream."""

    def application(self, token: str) -> Starlette:
        """Give the ASGI application; everything lies below ``/token``."""
        routes = [
            Route("/events", self.list_events),
            Route("/stream", self.stream_events),
            Route("/faults", self.add_fault, methods=["POST"]),
            Route("/faults", self.list_faults),
            Route("/faults", self.clear_faults, methods=["DELETE"]),
            Route("/chance", self.tell_chance, methods=["POST"]),
            Route("/chance", self.list_chance),
            Route("/refusals", self.list_refusals),
            Route("/answers", self.tell_answers, methods=["POST"]),
            Route("/answers", self.list_answers),
            Route("/settings", self.change_settings, methods=["POST"]),
            Route("/settings", self.list_settings),
            Route("/objects", self.list_objects),
            Route("/bytes", self.read_object),
            Route("/uploads", self.list_uploads),
            Route("/sign", self.sign_call, methods=["POST"]),
            Route("/records", self.list_records),
            Route("/records", self.clear_records, methods=["DELETE", "POST"]),
            Route("/forge", self.forge, methods=["POST"]),
            Route("/sts", self.issue_key, methods=["POST"]),
            Route("/reset", self.reset, methods=["POST"]),
        ]
        guard = Middleware(
            TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"], www_redirect=False
        )
        return Starlette(
            routes=[Mount(f"/{token}", routes=routes)],
            middleware=[guard],
            exception_handlers={ValueError: _refused},
        )

    async def list_events(self, request: Request) -> Response:
        """Give events, waiting for the first when asked to."""
        since = int(_number(request, "since", 0))
        wait = min(float(_number(request, "wait", 0)), LONGEST_WAIT)
        if wait > 0:
            await self.events.wait(since, wait)
        limit = max(1, min(int(_number(request, "limit", 1000)), LARGEST_PAGE))
        of = request.query_params.get("request_id", "")
        found = self.events.of_request(of, limit) if of else self.events.after(since, limit)
        following = found[-1]["seq"] if found else max(since, 0)
        oldest = self.events.after(0, 1)
        return JSONResponse(
            {
                "events": found,
                "next": following,
                "oldest": oldest[0]["seq"] if oldest else 0,
            }
        )

    async def stream_events(self, request: Request) -> Response:
        """Give events for ever, one a line."""
        since = int(_number(request, "since", 0))
        return StreamingResponse(self._lines(since), media_type="application/x-ndjson")

    async def _lines(self, since: int) -> AsyncIterator[str]:
        while True:
            found = self.events.after(since)
            if found:
                since = int(found[-1]["seq"])
                yield "".join(_line(event) for event in found)
            else:
                await self.events.wait(since, None)

    async def add_fault(self, request: Request) -> Response:
        """Script a fault."""
        return JSONResponse(self.faults.add(await _body(request)).as_json())

    async def list_faults(self, _request: Request) -> Response:
        """List the faults that still wait."""
        return JSONResponse({"faults": [fault.as_json() for fault in self.faults.listed()]})

    async def clear_faults(self, _request: Request) -> Response:
        """Forget all faults."""
        self.faults.clear()
        return JSONResponse({"faults": []})

    async def tell_chance(self, request: Request) -> Response:
        """Let things go wrong by chance; with an empty object no more."""
        self.chance.tell(await _body(request))
        return JSONResponse(self.chance.as_json())

    async def list_chance(self, _request: Request) -> Response:
        """Say what goes wrong by chance."""
        return JSONResponse(self.chance.as_json())

    async def list_refusals(self, _request: Request) -> Response:
        """List the service's refusals and callback failures."""
        return JSONResponse(all_refusals())

    async def tell_answers(self, request: Request) -> Response:
        """Tell the application server how to answer."""
        values = dict(await _body(request))
        side = values.pop("side", "callback")
        if side not in ("callback", "authorise"):
            raise ValueError("side must be callback or authorise")
        answers = self.answers if side == "callback" else self.authorising_answers
        mode = answers.tell(values)
        self.events.add("answers_told", side=side, **answers.as_json())
        return JSONResponse(mode.as_json())

    async def list_answers(self, _request: Request) -> Response:
        """Say how the application server answers."""
        return JSONResponse(
            self.answers.as_json() | {"authorise": self.authorising_answers.as_json()}
        )

    async def change_settings(self, request: Request) -> Response:
        """Turn knobs."""
        self.settings.change(await _body(request))
        return JSONResponse(asdict(self.settings))

    async def list_settings(self, _request: Request) -> Response:
        """Read the knobs."""
        return JSONResponse(asdict(self.settings))

    def _buckets(self, request: Request) -> Mapping[str, Bucket]:
        """Give the buckets of the service that is meant; ValueError when there is none such."""
        service = request.query_params.get("service", "oss")
        if service != "oss" and service not in self.stores:
            raise ValueError(f"service must be one of oss, {', '.join(self.stores)}")
        return self.stores.get(service, self.store).buckets

    async def list_objects(self, request: Request) -> Response:
        """List everything that is stored."""
        found = [
            {
                "bucket": bucket.name,
                "key": stored.key,
                "size": stored.size,
                "crc64": str(stored.crc64),
                "etag": stored.etag,
                "content_type": stored.content_type,
                "headers": dict(stored.headers),
            }
            for bucket in self._buckets(request).values()
            for _, stored in sorted(bucket.objects.items())
        ]
        return JSONResponse({"objects": found})

    async def read_object(self, request: Request) -> Response:
        """Give an object's bytes as they lie on the disk, whatever faults there are."""
        bucket = self._buckets(request).get(request.query_params.get("bucket", ""))
        stored = bucket.objects.get(request.query_params.get("key", "")) if bucket else None
        if stored is None:
            raise ValueError("there is no such object")
        return Response(await asyncio.to_thread(read_joined, stored.blobs, 0, stored.size))

    async def list_uploads(self, request: Request) -> Response:
        """List every unfinished upload with the numbers of its parts."""
        found = [
            {
                "bucket": bucket.name,
                "key": upload.key,
                "upload_id": upload.upload_id,
                "parts": sorted(upload.parts),
            }
            for bucket in self._buckets(request).values()
            for upload in bucket.uploads.values()
        ]
        return JSONResponse({"uploads": found})

    async def sign_call(self, request: Request) -> Response:
        """Sign a call that somebody else than the storage will make, to try a server out."""
        values = await _body(request)
        target, body = values.get("target"), values.get("body")
        if not isinstance(target, str) or not isinstance(body, str):
            raise ValueError("target and body must be text")
        return JSONResponse(dict(self.sign(target, body.encode("utf-8", "replace"))))

    async def list_records(self, _request: Request) -> Response:
        """List what the application server wrote down."""
        return JSONResponse({"records": [line.as_json() for line in self.records.listed()]})

    async def clear_records(self, _request: Request) -> Response:
        """Empty its table."""
        self.records.clear()
        self.events.add("records_cleared")
        return JSONResponse({"records": []})

    async def forge(self, request: Request) -> Response:
        """Send a forged callback."""
        values = await _body(request)
        of = values.get("of", 1)
        if not isinstance(of, int) or not 1 <= of <= MOST_FORGED:
            raise ValueError(f"of is from 1 to {MOST_FORGED}")
        way, series = str(values.get("way", "")), str(values.get("series", ""))[:64]
        service = str(values.get("service", "oss"))
        if service not in self.forgers:
            raise ValueError(f"service must be one of {', '.join(self.forgers)}")
        return JSONResponse(await self.forgers[service].send(way, series=series, of=of))

    async def issue_key(self, request: Request) -> Response:
        """Issue a temporary key, in the shape of the service's own answer (oss.md 7.2)."""
        values = await _body(request)
        seconds, parts = values.get("seconds", 3600), values.get("parts", 0)
        for number in (seconds, parts):
            if isinstance(number, bool) or not isinstance(number, (int, float)):
                raise ValueError("seconds and parts must be numbers")
        account = self.accounts.issue(float(seconds), parts=int(parts))
        expires = datetime.fromtimestamp(account.expires_at or 0, UTC)
        return JSONResponse(
            {
                "access_key_id": account.access_key_id,
                "access_key_secret": account.access_key_secret,
                "security_token": account.security_token,
                "expiration": expires.strftime("%Y-%m-%dT%H:%M:%SZ"),
            }
        )

    async def reset(self, _request: Request) -> Response:
        """Go back to an empty, well-behaved cloud; the events stay."""
        self.store.clear(keep=BUCKETS)
        self.faults.clear()
        self.chance.clear()
        self.answers.clear()
        self.authorising_answers.clear()
        self.settings.restore()
        self.records.clear()
        for part in self.further:
            part.reset()
        self.events.add("reset")
        return JSONResponse({"next": self.events.last})


def _line(event: Event) -> str:
    return json.dumps(event, ensure_ascii=False) + "\n"


def _number(request: Request, name: str, default: float) -> float:
    """Read a numeric parameter; ValueError when it is none."""
    return float(request.query_params.get(name, default))


async def _body(request: Request) -> Mapping[str, Any]:
    """Read a JSON object; an empty body is an empty object."""
    raw = await request.body()
    value = json.loads(raw) if raw else {}
    if not isinstance(value, dict):
        raise ValueError("a JSON object is wanted")
    return value


async def _refused(_request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, status_code=400)
