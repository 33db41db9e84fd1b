"""`/sim/…`: the interface of docs/simulator.md through which people act."""

from __future__ import annotations

import inspect
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.simulator.api import SIMULATOR
from bot.simulator.failure import Json, Refused
from bot.simulator.people import acts, control, membership, sharing, viewing, voting
from bot.simulator.people.acts import CannotDo
from bot.simulator.people.fields import Fields
from bot.simulator.request import json_object
from bot.simulator.screen import message_seen
from bot.simulator.simulator import Simulator
from bot.simulator.uploads import Upload

Act = Callable[[Simulator, Fields], Any]
Served = Callable[[web.Request], Awaitable[web.Response]]


def _served(act: Act, *, multipart: bool = False) -> Served:
    async def serve(request: web.Request) -> web.Response:
        sim = request.app[SIMULATOR]
        try:
            fields = await (_form(request, sim) if multipart else _fields(request, sim))
            result = act(sim, fields)
            answer = await result if inspect.isawaitable(result) else result
        except CannotDo as error:
            return web.json_response({"error": str(error)}, status=400)
        except Refused as refused:
            return web.json_response({"error": refused.description}, status=400)
        if isinstance(answer, web.Response):
            return answer
        return web.json_response(answer, dumps=_dumps)

    return serve


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


async def _fields(request: web.Request, sim: Simulator) -> Fields:
    given: Json = {**request.query, **request.match_info}
    if request.body_exists:
        given |= json_object(await request.read())
    return Fields(sim.world, given)


async def _form(request: web.Request, sim: Simulator) -> Fields:
    given: Json = {}
    files: list[Upload] = []
    for name, field in (await request.post()).items():
        if isinstance(field, web.FileField):
            files.append(Upload(field.filename, field.content_type, field.file.read()))
            field.file.close()
        else:
            given[name] = field if isinstance(field, str) else field.decode()
    return Fields(sim.world, given, files)


def _messages(sim: Simulator, fields: Fields, messages: list[Json]) -> Json:
    seen = [message_seen(sim, fields.person.id, fields.chat, message) for message in messages]
    return {"messages": seen}


def _start(sim: Simulator, fields: Fields) -> Json:
    sent = acts.start(sim, fields.person, fields.text("payload", ""))
    chat = sim.world.chats[fields.person.id]
    return {"messages": [message_seen(sim, fields.person.id, chat, m) for m in sent]}


def _send(sim: Simulator, fields: Fields) -> Json:
    reply_to = fields.integer("reply_to") if fields.has("reply_to") else None
    entities = fields.given.get("entities")
    text = fields.text("text")
    sent = acts.write(sim, fields.person, fields.chat, text, entities, reply_to)
    return _messages(sim, fields, sent)


def _edit(sim: Simulator, fields: Fields) -> Json:
    number, text = fields.integer("message_id"), fields.text("text")
    return _messages(sim, fields, [acts.edit(sim, fields.person, fields.chat, number, text)])


def _tap(sim: Simulator, fields: Fields) -> Json:
    place = (fields.integer("row"), fields.integer("column")) if fields.has("row") else None
    data = None if place else fields.text("data")
    return acts.tap(sim, fields.person, fields.chat, fields.integer("message_id"), data, place)


def _upload(sim: Simulator, fields: Fields) -> Json:
    kind, caption = fields.text("kind"), fields.text("caption", "")
    sent = sharing.upload(sim, fields.person, fields.chat, kind, fields.files, caption)
    return _messages(sim, fields, sent)


def _contact(sim: Simulator, fields: Fields) -> Json:
    number = fields.text("phone_number", "") or None
    return _messages(sim, fields, [sharing.contact(sim, fields.person, fields.chat, number)])


def _location(sim: Simulator, fields: Fields) -> Json:
    place = fields.number("latitude"), fields.number("longitude")
    return _messages(sim, fields, [sharing.location(sim, fields.person, fields.chat, *place)])


def _vote(sim: Simulator, fields: Fields) -> Json:
    options = fields.integers("options")
    number = fields.integer("message_id")
    return {"poll": voting.vote(sim, fields.person, fields.chat, number, options)}


def _read(sim: Simulator, fields: Fields) -> Json:
    acts.read(sim, fields.person, fields.chat)
    return {}


def _block(sim: Simulator, fields: Fields) -> Json:
    membership.block(sim, fields.person)
    return {}


def _unblock(sim: Simulator, fields: Fields) -> Json:
    membership.unblock(sim, fields.person)
    return {}


def _join(sim: Simulator, fields: Fields) -> Json:
    membership.join(sim, fields.person, fields.group)
    return {}


def _leave(sim: Simulator, fields: Fields) -> Json:
    membership.leave(sim, fields.person, fields.group)
    return {}


POSTS: dict[str, Act] = {
    "start": _start,
    "send": _send,
    "edit": _edit,
    "tap": _tap,
    "contact": _contact,
    "location": _location,
    "vote": _vote,
    "read": _read,
    "block": _block,
    "unblock": _unblock,
    "join": _join,
    "leave": _leave,
    "people": control.add_person,
    "chats": control.add_chat,
    "faults": control.add_fault,
    "limits": control.set_limits,
    "migrate": control.migrate,
}
GETS: dict[str, Act] = {
    "state": viewing.state,
    "chats": viewing.chats,
    "messages": viewing.messages,
    "text": viewing.text,
    "calls": control.calls,
    "faults": control.faults,
    "limits": control.limits,
    "file/{file_id}": viewing.file,
}
DELETES: dict[str, Act] = {"calls": control.clear_calls, "faults": control.clear_faults}


def add_routes(app: web.Application) -> None:
    """All of `/sim/…`."""
    for path, act in GETS.items():
        app.router.add_get(f"/sim/{path}", _served(act))
    for path, act in POSTS.items():
        app.router.add_post(f"/sim/{path}", _served(act))
    for path, act in DELETES.items():
        app.router.add_delete(f"/sim/{path}", _served(act))
    app.router.add_post("/sim/upload", _served(_upload, multipart=True))
    app.router.add_get("/sim/events", viewing.events)
