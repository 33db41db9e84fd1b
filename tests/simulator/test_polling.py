"""Long polling: one poller, confirmed by offset, kept for a day."""

from __future__ import annotations

import asyncio

import pytest

from tests.simulator.conftest import Api, Refusal, until


async def texts(api: Api, **params: object) -> list[str]:
    """The texts of the updates that a call gives."""
    return [update["message"]["text"] for update in await api.call("getUpdates", **params)]


async def waiting(api: Api) -> None:
    """Until a poll hangs at the simulator."""

    async def hangs() -> bool:
        return api.running.simulator.updates.polled

    await until(hangs)


async def test_updates_wait_until_they_are_confirmed(api: Api) -> None:
    """The same updates come again until an offset above them; a negative one skips ahead."""
    ania = await api.resident()
    for word in ("a", "b", "c", "d"):
        await api.act("send", person=ania, chat=ania, text=word)
    first = (await api.call("getUpdates", limit=1))[0]["update_id"]

    assert await texts(api) == ["a", "b", "c", "d"]
    assert await texts(api, offset=first + 1, limit=2) == ["b", "c"]
    assert await texts(api, offset=-1) == ["d"]
    assert await texts(api) == ["d"]


async def test_a_long_poll_wakes_at_once(api: Api) -> None:
    """A poll waits without an answer until somebody writes."""
    ania = await api.resident()
    poll = asyncio.create_task(texts(api, timeout=30))
    await waiting(api)

    await api.act("send", person=ania, chat=ania, text="jestem")

    assert await asyncio.wait_for(poll, 5) == ["jestem"]


async def test_a_second_poller_ends_the_first(api: Api) -> None:
    """Two processes with one token: the older poll gets 409."""
    ania = await api.resident()
    older = asyncio.create_task(texts(api, timeout=30))
    await waiting(api)
    newer = asyncio.create_task(texts(api, timeout=30))

    with pytest.raises(Refusal) as refused:
        await older
    await waiting(api)
    await api.act("send", person=ania, chat=ania, text="do kogo?")

    assert str(refused.value) == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance "
        "is running"
    )
    assert refused.value.status == 409
    assert await asyncio.wait_for(newer, 5) == ["do kogo?"]


async def test_undelivered_updates_live_for_a_day(api: Api) -> None:
    """Telegram forgets after 24 hours what nobody fetched."""
    ania = await api.resident()
    await api.act("send", person=ania, chat=ania, text="wczoraj")
    api.hand.seconds += 23 * 3600
    await api.act("send", person=ania, chat=ania, text="dziś")
    api.hand.seconds += 2 * 3600

    assert await texts(api) == ["dziś"]


async def test_only_wanted_kinds_are_queued(api: Api) -> None:
    """allowed_updates stays in force until it is set anew."""
    ania = await api.resident()
    await api.call("getUpdates", allowed_updates=["my_chat_member"])
    await api.act("send", person=ania, chat=ania, text="nie")
    await api.act("block", person=ania)

    kinds = [next(key for key in update if key != "update_id") for update in await api.updates()]
    await api.call("getUpdates", allowed_updates=[])
    await api.act("unblock", person=ania)
    await api.act("send", person=ania, chat=ania, text="tak")

    assert kinds == ["my_chat_member"]
    assert len(await api.updates()) == 2


async def test_an_update_keeps_what_was_true_when_it_happened(api: Api) -> None:
    """An edit before the fetch arrives as a second update, not in place of the first."""
    ania = await api.resident()
    sent = (await api.act("send", person=ania, chat=ania, text="byl"))["messages"][0]
    await api.act("edit", person=ania, chat=ania, message_id=sent["message_id"], text="był")

    first, second = await api.updates()

    assert first["message"]["text"] == "byl"
    assert second["edited_message"]["text"] == "był"
