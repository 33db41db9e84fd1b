"""People of a test, acting as people do: they see text and tap what they read.

Everything goes through the simulator's `/sim/…` endpoints over HTTP.
"""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass, field
from typing import Any

import aiohttp

PATIENCE = 30.0  # seconds to wait for the bot before a test fails
LOOK = 0.01  # seconds between two looks at the chat

Message = dict[str, Any]


class Silence(AssertionError):
    """The bot did not say what a person waited for."""


@dataclass
class Someone:
    """One person with their private chat."""

    id: int
    town: Town
    seen: int = 0  # the newest message that was there before the last thing they did
    toasts: list[str] = field(default_factory=list)

    async def start(self, payload: str = "") -> Message:
        """Open the bot by a deep link (or without) and press Start."""
        return await self.act("start", payload=payload)

    async def say(self, text: str) -> Message:
        """Type something and wait for an answer."""
        return await self.act("send", chat=self.id, text=text)

    async def tap(self, label: str) -> Message:
        """Tap the newest button whose label contains this text; wait for an answer."""
        message, row, column = await self._button(label)
        place = {"message_id": message["message_id"], "row": row, "column": column}
        return await self.act("tap", chat=self.id, **place)

    async def tap_quietly(self, label: str, **place: int) -> None:
        """Tap and do not wait for a message: the bot may only edit or toast."""
        if not place:
            message, row, column = await self._button(label)
            place = {"message_id": message["message_id"], "row": row, "column": column}
        await self.town.post("tap", person=self.id, chat=self.id, **place)

    async def send_file(self, name: str, content: bytes, kind: str = "document") -> Message:
        """Share a file and wait for an answer."""
        before = await self._newest()
        fields = {"person": str(self.id), "chat": str(self.id), "kind": kind}
        form = aiohttp.FormData(fields, quote_fields=False)
        form.add_field("file", io.BytesIO(content), filename=name)
        await self.town.post_form("upload", form)
        return await self.answer(before)

    async def act(self, verb: str, **what: Any) -> Message:
        """Do something and wait for the bot's next message."""
        before = await self._newest()
        await self.town.post(verb, person=self.id, **what)
        return await self.answer(before)

    async def answer(self, after: int) -> Message:
        """The bot's last message after this one, once there is one."""

        async def look() -> Message | None:
            fresh = [m for m in await self.messages(after) if not m["out"]]
            return fresh[-1] if fresh else None

        return await self.town.until(look, f"an answer to {self.id}")  # type: ignore[no-any-return]

    async def sees(self, words: str) -> Message:
        """Wait until the chat shows these words; the newest message with them."""

        async def look() -> Message | None:
            found = [m for m in await self.messages() if words in text_of(m)]
            return found[-1] if found else None

        return await self.town.until(look, f"«{words}»")  # type: ignore[no-any-return]

    async def messages(self, after: int = 0) -> list[Message]:
        """The chat, oldest first."""
        return await self.town.get("messages", person=self.id, chat=self.id, after=after)

    async def chat(self) -> str:
        """The whole chat as text."""
        return "\n".join(text_of(m) for m in await self.messages())

    async def _newest(self) -> int:
        messages = await self.messages()
        return messages[-1]["message_id"] if messages else 0

    async def _button(self, label: str) -> tuple[Message, int, int]:
        async def look() -> tuple[Message, int, int] | None:
            for message in reversed(await self.messages()):
                for row, column, button in buttons_of(message):
                    if label in button["text"]:
                        return message, row, column
            return None

        return await self.town.until(look, f"a button «{label}»")  # type: ignore[no-any-return]


class Town:
    """Everybody of one test."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Town:
        everybody_at_once = aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(connector=everybody_at_once)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session:
            await self._session.close()

    async def person(self, first_name: str, language_code: str = "pl", **more: Any) -> Someone:
        """A new person with a phone."""
        made = await self.post("people", first_name=first_name, language_code=language_code, **more)
        return Someone(int(made["id"]), self)

    async def post(self, verb: str, **body: Any) -> Any:
        """One `/sim/…` call."""
        assert self._session
        async with self._session.post(f"{self._url}/sim/{verb}", json=body) as response:
            return await _answer(response)

    async def post_form(self, verb: str, form: aiohttp.FormData) -> Any:
        """One `/sim/…` call with files."""
        assert self._session
        async with self._session.post(f"{self._url}/sim/{verb}", data=form) as response:
            return await _answer(response)

    async def get(self, what: str, **query: Any) -> Any:
        """One `/sim/…` look."""
        assert self._session
        async with self._session.get(f"{self._url}/sim/{what}", params=query) as response:
            return await _answer(response)

    async def download(self, file_id: str) -> bytes:
        """A file's bytes."""
        assert self._session
        async with self._session.get(f"{self._url}/sim/file/{file_id}") as response:
            assert response.status == 200
            return await response.read()

    async def until(self, look: Any, what: str) -> Any:
        """Look again and again until there is something, or fail saying what was missed."""
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        while loop.time() < end:
            if found := await look():
                return found
            await asyncio.sleep(LOOK)
        raise Silence(f"{what} did not come within {PATIENCE} s")


async def _answer(response: aiohttp.ClientResponse) -> Any:
    assert response.status == 200, await response.text()
    return await response.json()


def text_of(message: Message) -> str:
    """What a message says."""
    return str(message.get("text") or message.get("caption") or "")


def buttons_of(message: Message) -> list[tuple[int, int, dict[str, Any]]]:
    """(row, column, button) of a message's inline keyboard."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [(r, c, button) for r, row in enumerate(rows) for c, button in enumerate(row)]


def labels_of(message: Message) -> list[str]:
    """The labels of a message's buttons."""
    return [button["text"] for _, _, button in buttons_of(message)]
