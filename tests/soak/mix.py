"""What goes wrong how often: rates for the demo cloud's chance, and for this computer's disk."""

from __future__ import annotations

from typing import Any

CALLBACK_SECONDS = 0.6
"""What the demo cloud gives an application server; late ones take longer."""
ANSWER_WITHIN = 2.0
"""Seconds that the client waits for an answer: some stalls and delays are longer."""
SLEEPS = 0.4
"""All waits of the engine are that much of what they are for people."""

SPANS = {
    "stall": [0.1, 2.6],
    "delay": [0.1, 2.6],
    "skew": [960, 1800],
    "hint": [1, 2],
    "late": [0.7, 1.0],
}

_LINE = {"cut": 0.03, "reset": 0.03, "stall": 0.02, "delay": 0.02}
_SERVICE = {"error": 0.03, "busy": 0.03, "skew": 0.015}
_KEY = {"expire_key": 0.035}
_FINAL = {"callback_failed": 0.045, "bad_etag": 0.03, "bad_crc": 0.04}

RATES: dict[str, dict[str, float]] = {
    "PutObject": {**_LINE, **_SERVICE, **_KEY, **_FINAL, "lost_answer": 0.08},
    "PostObject": {**_LINE, **_SERVICE, **_FINAL, "lost_answer": 0.22},
    "InitiateMultipartUpload": {**_LINE, **_SERVICE, **_KEY, "lost_answer": 0.14},
    "UploadPart": {
        **_LINE,
        **_SERVICE,
        **_KEY,
        "bad_etag": 0.02,
        "bad_crc": 0.03,
        "lost_answer": 0.05,
        "expire_upload": 0.02,
    },
    "ListParts": {**_LINE, **_SERVICE, **_KEY, "expire_upload": 0.03, "lost_answer": 0.4},
    "CompleteMultipartUpload": {
        **_LINE,
        **_SERVICE,
        **_KEY,
        **_FINAL,
        "expire_upload": 0.03,
        "lost_answer": 0.18,
    },
    "HeadObject": {**_SERVICE, **_KEY, "delay": 0.02, "lost_answer": 0.11},
    "AbortMultipartUpload": {**_SERVICE, **_KEY, "reset": 0.03, "lost_answer": 0.35},
}
"""By operation. A HEAD never lies: two lies in a row that agree deceive anybody who believes."""

CALLBACK = {
    "late": 0.07,
    "500": 0.03,
    "not_json": 0.02,
    "hang_up": 0.02,
    "no_length": 0.02,
    "empty": 0.01,
    "refuse": 0.01,
    "redirect": 0.01,
    "bom": 0.01,
}

DISK = {"changed": 0.04, "deleted": 0.04, "away": 0.05, "truncated": 0.04}
"""Share of the files that suffer it, once each."""
READ_ERROR = 0.03
"""Share of reads of a file that fail with EIO."""


def chance(seed: int) -> dict[str, Any]:
    """The body of ``POST /chance``."""
    return {"seed": seed, "rates": RATES, "callback": CALLBACK, "spans": SPANS}
