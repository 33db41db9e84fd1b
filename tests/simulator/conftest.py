"""A simulator with a clock that a test moves, and a bot and people who talk to it by HTTP."""

from __future__ import annotations

import asyncio
import io
import json
import struct
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import telegram

from bot.simulator import Running, Simulator, schema, start
from bot.simulator.checks import Compiler

FACTS = json.loads(Path(schema.__file__).with_name("botapi.json").read_text(encoding="utf-8"))
TYPES = Compiler(FACTS["types"])


class Hand:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


class Refusal(Exception):
    """A call answered with `ok: false`, or an act that the simulator did not take."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(body.get("description") or body.get("error"))
        self.status = status
        self.body = body


@dataclass
class Api:
    """Calls of the bot and acts of people; every answer is checked twice.

    Once against the facts of the Bot API, once by python-telegram-bot.
    """

    running: Running
    session: aiohttp.ClientSession
    hand: Hand
    people: dict[str, int] = field(default_factory=dict)

    def url(self, method: str) -> str:
        return f"{self.running.url}/bot{self.running.token}/{method}"

    async def call(self, method: str, files: dict[str, bytes] | None = None, **params: Any) -> Any:
        if files:
            form = aiohttp.FormData(quote_fields=False)
            for name, value in params.items():
                form.add_field(name, value if isinstance(value, str) else json.dumps(value))
            for name, content in files.items():
                form.add_field(
                    name.split("/")[0], io.BytesIO(content), filename=name.split("/")[-1]
                )
            request = self.session.post(self.url(method), data=form)
        else:
            request = self.session.post(self.url(method), json=params)
        async with request as answer:
            body = await answer.json()
            assert body["ok"] == (answer.status == 200)
        if not body["ok"]:
            raise Refusal(answer.status, body)
        _check_answer(method, body["result"])
        return body["result"]

    async def act(self, path: str, **fields: Any) -> Any:
        async with self.session.post(f"{self.running.url}/sim/{path}", json=fields) as answer:
            body = await answer.json()
        if answer.status != 200:
            raise Refusal(answer.status, body)
        return body

    async def look(self, path: str, **query: Any) -> Any:
        async with self.session.get(f"{self.running.url}/sim/{path}", params=query) as answer:
            is_json = answer.content_type == "application/json"
            body = await answer.json() if is_json else await answer.text()
        if answer.status != 200:
            raise Refusal(answer.status, body)
        return body

    async def forget(self, path: str) -> None:
        async with self.session.delete(f"{self.running.url}/sim/{path}") as answer:
            assert answer.status == 200

    async def share(self, files: list[tuple[str, bytes]], **fields: Any) -> Any:
        form = aiohttp.FormData(quote_fields=False)
        for name, value in fields.items():
            form.add_field(name, str(value))
        for name, content in files:
            form.add_field("file", io.BytesIO(content), filename=name)
        async with self.session.post(f"{self.running.url}/sim/upload", data=form) as answer:
            body = await answer.json()
        if answer.status != 200:
            raise Refusal(answer.status, body)
        return body["messages"]

    async def resident(self, name: str = "Ania", **details: Any) -> int:
        """Somebody who has started the bot; the update is already confirmed."""
        person = (await self.act("people", first_name=name, **details))["id"]
        await self.act("start", person=person)
        await self.updates()
        return int(person)

    async def updates(self) -> list[Any]:
        """What waits, confirmed at once."""
        got = await self.call("getUpdates")
        if got:
            await self.call("getUpdates", offset=got[-1]["update_id"] + 1, limit=1)
        return list(got)


def _check_answer(method: str, result: Any) -> None:
    returned = next(
        spec["returns"] for name, spec in FACTS["methods"].items() if name.lower() == method.lower()
    )
    items = result if returned.startswith("list[") else [result]
    for item in items:
        _check_item(returned.removeprefix("list[").removesuffix("]"), item)


def _check_item(kinds: str, item: Any) -> None:
    if not isinstance(item, dict):
        return
    names = [name for name in kinds.split(" | ") if name in FACTS["types"]]
    TYPES.type(" or ".join(names))(item, names[0])
    base = "ChatMember" if names[0].startswith("ChatMember") else names[0]
    parsed = getattr(telegram, base).de_json(item, None)
    assert parsed is not None


async def until(holds: Callable[[], Awaitable[bool]], seconds: float = 5.0) -> None:
    """Waits for the thing itself; fails after `seconds`."""
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110 - what is waited for is in the server
            await asyncio.sleep(0.001)


@pytest.fixture
def hand() -> Hand:
    """The simulator's clock."""
    return Hand()


@pytest.fixture
async def api(hand: Hand) -> AsyncIterator[Api]:
    """A running simulator."""
    running = await start(simulator=Simulator(now=hand))
    async with aiohttp.ClientSession() as session:
        yield Api(running, session, hand)
    await running.stop()


def png(width: int = 2, height: int = 2) -> bytes:
    """A small grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x80" * width) * height)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def inline(*rows: list[tuple[str, str]]) -> dict[str, Any]:
    """An inline keyboard of (text, data) pairs."""
    buttons = [[{"text": text, "callback_data": data} for text, data in row] for row in rows]
    return {"inline_keyboard": buttons}
