"""The four tables of the harness, and the figures that ours is to reach in each."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.harness import Bench, Medians, Run, client, ours, ours_whole
from tests.benchmarks.targets import Target, limit_share, processor, speed, worst_share

OURS = {"large": "upcall send x4", "tls": "upcall send x4", "small": "upcall send x8"}
OURS["latency"] = "upcall send x32"

FILES = 2000
LATENCY = 20
"""Milliseconds added to every answer in the set ``latency``."""
TOGETHER = 32
"""Requests at a time there."""

_PEERS = ("oss2", "oss-v2", "boto3", "minio", "obstore")
_SDKS = ("oss2 x", "oss-v2 x", "oss-v2-async x", "ali-oss (node) x")
"""The vendor's own for Python and Node."""


def run_of(bench: Bench, name: str, *, rounds: int) -> Run:
    """What the harness is asked for one set."""
    makers = {"large": _large, "tls": _tls, "small": _small, "latency": _latency}
    return makers[name](bench, rounds)


def targets(name: str, found: Medians) -> list[Target]:
    """The figures of a set: as reached, and as wanted (issue 4)."""
    makers = {
        "large": _large_targets,
        "tls": _tls_targets,
        "small": _small_targets,
        "latency": _latency_targets,
    }
    return makers[name](found, OURS[name])


# --- large files --------------------------------------------------------------------------------


def _files(bench: Bench) -> dict[str, str]:
    cases = {
        "upcall send x4": ours("{file}", parallel=4, part=True),
        "upcall send x4, whole process": ours_whole(
            "{file}", parallel=4, home=_home(bench), part=True
        ),
    }
    if bench.go:
        go = f"{shlex.quote(str(bench.go))} {{url}} {{file}} {{part}} 4"
        cases |= {"Go SDK v2 x4": go, "Go SDK v2, no CRC x4": f"{go} nocrc"}
    return cases


def _home(bench: Bench) -> Path:
    return bench.work / "home"


def _clients(bench: Bench, names: Sequence[str], *, tail: str) -> list[str]:
    rows = [f"{name}{tail}" for name in names if name in bench.clients]
    return [*rows, f"ali-oss (node){tail}"] if bench.node else rows


def _large(bench: Bench, rounds: int) -> Run:
    rows = [
        "limit sendfile x4",
        "limit copy x4",
        "curl -T x1",
        *_clients(bench, _PEERS, tail=" x4"),
    ]
    if bench.python:
        rows += ["pysock pread 1M x4"]
    rows += ["awscrt"] if "awscrt" in bench.clients else []
    return Run("large", rows, _files(bench), rounds)


def _large_targets(found: Medians, own: str) -> list[Target]:
    rest = [n for n in found if not n.startswith(("upcall", "limit", "pysock", "Go SDK"))]
    wanted = {"oss2 x4": 10.0, "oss-v2 x4": 10.0, "Go SDK v2 x4": 1.5}
    return [
        *(speed(found, own, name, at_least=wanted.get(name, 1.0)) for name in rest),
        speed(found, own, "Go SDK v2 x4", at_least=1.5),
        speed(found, own, "Go SDK v2, no CRC x4", at_least=None),
        limit_share(found, own, "limit copy x4", at_least=0.45, stretch=0.55),
        processor(found, own, at_most=0.55),
    ]


def _tls(bench: Bench, rounds: int) -> Run:
    rows = ["curl -T x", *_clients(bench, _PEERS, tail=" x4")]
    if bench.python:
        rows += ["pysock pread 256K x4"]
    return Run("tls", rows, _files(bench), rounds)


def _tls_targets(found: Medians, own: str) -> list[Target]:
    rest = [n for n in found if not n.startswith(("upcall", "pysock", "Go SDK"))]
    return [
        *(speed(found, own, name, at_least=1.0) for name in rest),
        speed(found, own, "Go SDK v2 x4", at_least=1.2),
        speed(found, own, "Go SDK v2, no CRC x4", at_least=None),
        limit_share(found, own, "pysock pread 256K x4", at_least=0.75),
        processor(found, own, at_most=None),
    ]


# --- small files --------------------------------------------------------------------------------


def _small(bench: Bench, rounds: int) -> Run:
    rows = ["limit x8", *_clients(bench, _PEERS, tail=" x")]
    if "oss-v2" in bench.clients:
        rows.append("oss-v2-async x")
    if bench.python:
        rows.append("pysock x8")
    cases = {f"upcall send x{n}": ours("{small}", parallel=n) for n in (1, 8)}
    whole = ours_whole("{small}", parallel=8, home=_home(bench))
    cases["upcall send x8, whole process"] = whole
    if bench.go:
        go = f"{shlex.quote(str(bench.go))} {{url}} --small {{small}}"
        cases |= {f"Go SDK v2 x{n}": f"{go} {n}" for n in (1, 8)}
    return Run("small", rows, cases, rounds)


def _small_targets(found: Medians, own: str) -> list[Target]:
    return [
        *_against_sdks(found, own),
        *(speed(found, own, f"Go SDK v2 x{n}", at_least=None) for n in (1, 8)),
        *(speed(found, own, f"obstore x{n}", at_least=None) for n in (1, 8)),
        limit_share(found, own, "pysock x8", at_least=None),
    ]


def _against_sdks(found: Medians, own: str) -> list[Target]:
    official = [name for name in found if name.startswith(_SDKS)]
    if not official:
        return []
    fastest = min(official, key=lambda name: found[name]["wall"])
    named = speed(found, own, fastest, at_least=1.5, stretch=2.0, note="the fastest official SDK")
    others = [speed(found, own, n, at_least=None) for n in official if n != fastest]
    return [named, *others]


def _latency(bench: Bench, rounds: int) -> Run:
    n = TOGETHER
    limit = f"{bench.work}/limit 127.0.0.1 {{port}} {{small}}/f0000.bin 0 {n} small {FILES}"
    cases = {f"limit x{n}": limit, f"upcall send x{n}": ours("{small}", parallel=n)}
    for name in (*_PEERS, "oss-v2-async"):
        if name.removesuffix("-async") in bench.clients:
            cases[f"{name} x{n}"] = client(bench, name, parallel=n)
    if bench.node:
        program = bench.harness / "client_alioss.js"
        cases[f"ali-oss (node) x{n}"] = f"node {program} {{url}} --small {{small}} {n}"
    if bench.go:
        cases[f"Go SDK v2 x{n}"] = f"{bench.go} {{url}} --small {{small}} {n}"
    return Run("small", ["limit x8"], cases, rounds, latency=LATENCY)


def _latency_targets(found: Medians, own: str) -> list[Target]:
    ideal = FILES / TOGETHER * LATENCY / 1000
    return [
        worst_share(found, own, ideal, at_least=0.9),
        limit_share(found, own, f"limit x{TOGETHER}", at_least=None),
        *_against_sdks(found, own),
        speed(found, own, f"Go SDK v2 x{TOGETHER}", at_least=None),
        speed(found, own, f"obstore x{TOGETHER}", at_least=None),
    ]
