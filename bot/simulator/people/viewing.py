"""What a person can look at: chats, messages, files, and events as they happen."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

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


def state(sim: Simulator, fields: Fields) -> Json:
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


def text(sim: Simulator, fields: Fields) -> web.Response:
    """The chat as plain text."""
    return web.Response(text=chat_text(sim, fields.person, fields.chat))


def file(sim: Simulator, fields: Fields) -> web.Response:
    """A file's bytes; only pictures, sounds and films are shown inside a page."""
    stored = sim.world.files.get(fields.text("file_id"))
    if stored is None:
        raise CannotDo("there is no such file")
    way = "inline" if stored.mime_type.startswith(SHOWN_IN_PAGE) else "attachment"
    response = web.Response(body=stored.content, content_type=stored.mime_type.split(";")[0])
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    disposition = aiohttp_disposition(way, stored.name)
    response.headers["Content-Disposition"] = disposition
    return response


def aiohttp_disposition(way: str, name: str) -> str:
    """`Content-Disposition` with a name in any alphabet (RFC 6266)."""
    from aiohttp.helpers import content_disposition_header

    return content_disposition_header(way, quote_fields=True, params={"filename": name})


async def events(request: web.Request) -> web.StreamResponse:
    """Server-sent events of one person until the page goes away or the server stops."""
    sim = request.app[SIMULATOR]
    try:
        person = Fields(sim.world, dict(request.query)).person
    except CannotDo as error:
        return web.json_response({"error": str(error)}, status=400)
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
    )
    stream = sim.events.open(person.id)
    try:
        await response.prepare(request)
        await response.write(b"retry: 1000\n\n")
        await _pump(response, stream)
    except ConnectionError:
        request.app.logger.debug("an event stream ended: the page went away")
    finally:
        sim.events.close(person.id, stream)
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
