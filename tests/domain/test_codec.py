"""Values to JSON and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.callback import BodyType, CallbackResult, CallbackSpec, Sni
from app.domain.codec import decode, encode
from app.domain.connection import Batch, Connection, View
from app.domain.destination import Addressing, Destination, SameName
from app.domain.errors import Failure, ServiceAnswer
from app.domain.exchange import Exchange, Timings
from app.domain.states import CallbackOutcome, Outcome
from app.domain.upload import Checkpoint, Fingerprint, Receipt, Result, StoredPart, UploadTask

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
mappings = st.dictionaries(texts, texts, max_size=3)
numbers = st.integers(0, 2**63)
pairs = st.lists(st.tuples(texts, texts), max_size=3).map(tuple)
destinations = st.builds(
    Destination, texts, texts, texts, texts, texts, st.sampled_from(Addressing)
)
specs = st.builds(
    CallbackSpec,
    st.booleans(),
    st.lists(texts, max_size=3).map(tuple),
    texts,
    st.sampled_from(BodyType),
    texts,
    st.sampled_from(Sni),
    mappings,
)
connections = st.builds(
    Connection,
    texts,
    texts,
    destinations,
    specs,
    texts,
    st.sampled_from(View),
    st.sampled_from(SameName),
)
batches = st.builds(Batch, texts, texts, destinations, specs, st.sampled_from(SameName))
exchanges = st.builds(
    Exchange,
    texts,
    texts,
    pairs,
    numbers,
    numbers,
    pairs,
    st.floats(0, 2e9),
    st.builds(Timings, st.floats(0, 9)),
)
receipts = st.builds(
    Receipt,
    texts,
    numbers,
    texts,
    st.none() | st.integers(0, 2**64 - 1),
    callback=st.builds(CallbackResult, st.sampled_from(CallbackOutcome), headers=pairs),
    exchange=st.none() | exchanges,
)
failures = st.builds(
    Failure, texts, texts, texts, mappings, st.builds(ServiceAnswer, details=mappings)
)
checkpoints = st.builds(
    Checkpoint,
    st.builds(Fingerprint, numbers, numbers, numbers),
    numbers,
    mappings,
    st.lists(st.builds(StoredPart, numbers, numbers, texts, st.none() | numbers), max_size=3).map(
        tuple
    ),
)
results = st.builds(
    Result,
    texts,
    st.sampled_from(Outcome),
    st.none() | receipts,
    st.none() | failures,
    st.floats(0, 2e9),
)
tasks = st.builds(UploadTask, texts, texts, texts, texts, texts, numbers, texts, mappings)


@given(connections | batches | checkpoints | results | tasks)
def test_a_value_comes_back_from_json_as_it_was(value: Any) -> None:
    through_text = json.loads(json.dumps(encode(value)))
    assert decode(type(value), through_text) == value


def test_fields_of_a_newer_version_are_ignored_and_missing_ones_take_their_defaults() -> None:
    data = {"number": 3, "size": 7, "etag": "e", "colour_of_the_future": "blue"}
    assert decode(StoredPart, data) == StoredPart(3, 7, "e")


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (StoredPart, None),
        (StoredPart, []),
        (StoredPart, {"number": 1}),
        (StoredPart, {"number": "1", "size": 1, "etag": ""}),
        (StoredPart, {"number": True, "size": 1, "etag": ""}),
        (CallbackSpec, {"body_type": "text/plain"}),
        (CallbackSpec, {"urls": "https://one.example"}),
        (CallbackSpec, {"urls": [1]}),
        (CallbackSpec, {"variables": ["x:a"]}),
        (Exchange, {"method": "", "url": "", "headers": [["name only"]]}),
        (Connection, {"id": "1", "name": "n", "destination": 7}),
    ],
)
def test_a_wrong_shape_is_an_error_and_never_a_wrong_value(kind: type, data: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        decode(kind, data)


def test_whole_numbers_are_taken_for_times() -> None:
    task = decode(Result, {"task_id": "t", "outcome": "stored", "seconds": 3})
    assert isinstance(task.seconds, float)
    assert task.seconds == 3.0
