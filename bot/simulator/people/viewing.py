"""What a person can look at: chats, messages, files, and events as they happen."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from urllib.parse import quote

from aiohttp import web

from bot.simulator.api import SIMULATOR
from bot.simulator.failure import Json
from bot.simulator.guard import FILE_POLICY
from bot.simulator.people.acts import CannotDo
from bot.simulator.people.fields import Fields
from bot.simulator.screen import (
    bot_name,
    chat_seen,
    chat_text,
    for_language,
    message_seen,
    person_seen,
)
from bot.simulator.simulator import Simulator

KEEP_ALIVE_SECONDS = 15.0
SHOWN_IN_PAGE = ("image/png", "image/jpeg", "image/gif", "image/webp", "audio/", "video/")


def state(sim: Simulator, _fields: Fields) -> Json:
    """The bot, the people and the simulator's time."""
    bot = sim.world.bot
    shown = {"id": bot["id"], "username": bot["username"], "first_name": bot_name(sim)}
    texts = {
        "description": for_language(sim.profile.descriptions, None),
        "short_description": for_language(sim.profile.short_descriptions, None),
    }
    people = [person_seen(person) for person in sim.world.people.values()]
    clock = datetime.fromtimestamp(sim.world.now(), UTC).isoformat(timespec="seconds")
    return {"bot": {**shown, **texts}, "people": people, "clock": clock}


def chats(sim: Simulator, fields: Fields) -> list[Json]:
    """The chats this person sees; the latest first."""
    person = fields.person
    mine = [chat for chat in sim.world.chats.values() if person.id in chat.members]
    mine.sort(key=lambda chat: max(chat.messages, default=0), reverse=True)
    return [chat_seen(sim, person, chat) for chat in mine]


def messages(sim: Simulator, fields: Fields) -> list[Json]:
    """The messages of a chat, oldest first."""
    after = fields.integer("after") if fields.has("after") else 0
    person_id, chat = fields.person.id, fields.chat
    shown = (message for number, message in chat.messages.items() if number > after)
    return [message_seen(sim, person_id, chat, message) for message in shown]


def text(_sim: Simulator, fields: Fields) -> web.Response:
    """The chat as plain text."""
    return web.Response(text=chat_text(fields.person, fields.chat))


def file(sim: Simulator, fields: Fields) -> web.Response:
    """A file's bytes; only pictures, sounds and films are shown inside a page."""
    stored = sim.world.files.get(fields.text("file_id"))
    if stored is None:
        raise CannotDo("there is no such file")
    way = "inline" if stored.mime_type.startswith(SHOWN_IN_PAGE) else "attachment"
    response = web.Response(body=stored.content, content_type=stored.mime_type.split(";")[0])
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = _disposition(way, stored.name)
    return response


def _disposition(way: str, name: str) -> str:
    """`Content-Disposition` with a name in any alphabet (RFC 6266)."""
    return f"{way}; filename*=UTF-8''{quote(name, safe='')}"


async def events(request: web.Request) -> web.StreamResponse:
    """Server-sent events of one or more people until the page goes away or the server stops."""
    sim = request.app[SIMULATOR]
    given = request.query.getall("person", [""])
    try:
        people = [Fields(sim.world, {"person": one}).person.id for one in given]
    except CannotDo as error:
        return web.json_response({"error": str(error)}, status=400)
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
    )
    stream = sim.events.open(people)
    try:
        await response.prepare(request)
        await response.write(b"retry: 1000\n\n")
        await _pump(response, stream)
    except ConnectionError:
        request.app.logger.debug("an event stream ended: the page went away")
    finally:
        sim.events.close(people, stream)
    return response


async def _pump(response: web.StreamResponse, stream: asyncio.Queue[bytes | None]) -> None:
    while True:
        try:
            block = await asyncio.wait_for(stream.get(), KEEP_ALIVE_SECONDS)
        except TimeoutError:
            block = b": still here\n\n"
        if block is None:
            return
        await response.write(block)
