"""Server-sent events: what a page hears, for all its people on one line."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from tests.simulator.conftest import Api, inline, until

Heard = tuple[str, dict[str, Any]]


class Line:
    """An open stream of events."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self.answer = answer

    async def hear(self, count: int) -> list[Heard]:
        """The next events."""
        return [await asyncio.wait_for(self._one(), 5) for _ in range(count)]

    async def _one(self) -> Heard:
        name = ""
        async for raw in self.answer.content:
            field, _, value = raw.decode().strip().partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                return name, json.loads(value)
        raise ConnectionError("the stream ended")


async def _stands(api: Api, person: int) -> bool:
    return api.running.simulator.events.listening(person)


@asynccontextmanager
async def listening(api: Api, *people: int) -> AsyncIterator[Line]:
    """A page with these people."""
    params = [("person", str(person)) for person in people]
    address = f"{api.running.url}/sim/events"
    async with api.session.get(address, params=params) as answer:
        assert answer.content_type == "text/event-stream"
        await until(lambda: _stands(api, people[0]))
        yield Line(answer)


async def test_a_page_hears_all_its_people(api: Api) -> None:
    """One stream; every event names the person and the chat."""
    ania, jan = await api.resident(), await api.resident("Jan")

    async with listening(api, ania, jan) as line:
        await api.call("sendMessage", chat_id=jan, text="do Jana")
        await api.call("sendMessage", chat_id=ania, text="do Ani")
        heard = await line.hear(2)

    assert [(name, data["person"], data["chat"]) for name, data in heard] == [
        ("message", jan, jan),
        ("message", ania, ania),
    ]
    assert heard[0][1]["message"]["unread"] is True


async def test_everything_that_changes_is_told(api: Api) -> None:
    """Typing, messages, edits, keyboards, a tap's answer, reading, deletion."""
    ania = await api.resident()

    async with listening(api, ania) as line:
        await api.call("sendChatAction", chat_id=ania, action="typing")
        sent = await api.call(
            "sendMessage", chat_id=ania, text="?", reply_markup=inline([("a", "b")])
        )
        place = {"chat_id": ania, "message_id": sent["message_id"]}
        tap = {"person": ania, "chat": ania, "message_id": sent["message_id"], "data": "b"}
        query = (await api.act("tap", **tap))["callback_query_id"]
        await api.call("answerCallbackQuery", callback_query_id=query, text="Jest", show_alert=True)
        await api.call("editMessageText", **place, text="!")
        await api.call(
            "sendMessage", chat_id=ania, text="m", reply_markup={"keyboard": [[{"text": "M"}]]}
        )
        await api.act("read", person=ania, chat=ania)
        await api.call("deleteMessage", **place)
        heard = await line.hear(8)

    assert [name for name, _ in heard] == [
        "typing",
        "message",
        "answer",
        "edit",
        "message",
        "chat",
        "read",
        "delete",
    ]
    answer, edit, chat = heard[2][1], heard[3][1], heard[5][1]
    assert (answer["text"], answer["show_alert"]) == ("Jest", True)
    assert edit["message"]["edited"] is True
    assert chat["reply_keyboard"]["keyboard"] == [[{"text": "M"}]]


async def test_a_vote_is_told_to_everybody_in_the_chat(api: Api) -> None:
    """Each hears the counts and what they chose themselves."""
    ania, jan = await api.resident(), await api.resident("Jan")
    people = {"people": [ania, jan]}
    chat = (await api.act("chats", type="group", title="Koło", **people))["id"]
    options = [{"text": "a"}, {"text": "b"}]
    sent = await api.call("sendPoll", chat_id=chat, question="?", options=options)

    async with listening(api, ania, jan) as line:
        await api.act("vote", person=jan, chat=chat, message_id=sent["message_id"], options=[1])
        heard = [data for name, data in await line.hear(4) if name == "poll"]

    assert sorted((data["person"], data["chosen"]) for data in heard) == [(ania, []), (jan, [1])]
    assert heard[0]["poll"]["total_voter_count"] == 1


async def test_stopping_ends_the_streams(api: Api) -> None:
    """A page that listens does not hold up the end."""
    ania = await api.resident()

    async with listening(api, ania) as line:
        await asyncio.wait_for(api.running.stop(), 5)
        rest = await line.answer.content.read()

    assert b"event:" not in rest
