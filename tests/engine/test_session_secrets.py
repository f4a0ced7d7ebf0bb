"""Secrets of a session are kept apart, given back to that session alone, and gone when it is."""

from __future__ import annotations

import asyncio

from app.domain.upload import Session
from app.engine.chores import Chores
from app.engine.session_secrets import InMemory, SessionSecrets, plain

FIRST = {"upload_id": "U1", "secret.token": "first"}
SECOND = {"upload_id": "U2", "secret.token": "second"}


def test_only_the_session_that_they_were_kept_for_gets_its_secrets_back() -> None:
    async def story() -> list[Session | None]:
        secrets = SessionSecrets(InMemory(), Chores())
        await secrets.keep("t", FIRST)
        before = await secrets.whole("t", plain(FIRST))
        await secrets.keep("t", SECOND)  # begun anew: the first is still to be aborted
        return [before, await secrets.whole("t", plain(FIRST)), await secrets.whole("t", SECOND)]

    before, late, now = asyncio.run(story())
    assert before == FIRST | {"sealed": "1"}
    assert late is None
    assert now == SECOND


def test_the_end_of_an_earlier_session_takes_nothing_from_the_one_under_way() -> None:
    async def story() -> tuple[Session | None, Session | None]:
        secrets = SessionSecrets(InMemory(), Chores())
        await secrets.keep("t", FIRST)
        await secrets.keep("t", SECOND)
        await secrets.forget("t", FIRST)
        under_way = await secrets.whole("t", plain(SECOND))
        await secrets.forget("t", plain(SECOND))
        return under_way, await secrets.whole("t", plain(SECOND))

    under_way, over = asyncio.run(story())
    assert under_way is not None
    assert under_way["secret.token"] == "second"
    assert over is None


def test_what_somebody_else_wrote_under_the_name_is_no_secret_of_ours() -> None:
    async def story(text: str) -> Session | None:
        keeper = InMemory()
        keeper.keep("session-t", text)
        return await SessionSecrets(keeper, Chores()).whole("t", plain(FIRST))

    for text in ("", "null", "[]", "{", '{"of": 5}', '{"of": "x", "secrets": []}'):
        assert asyncio.run(story(text)) is None
