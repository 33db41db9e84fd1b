"""The Bot API itself: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

from __future__ import annotations

import inspect
import json
from typing import Any

from aiohttp import web

from bot.simulator import faults, schema
from bot.simulator.failure import Json, Refused
from bot.simulator.methods import HANDLERS
from bot.simulator.request import read_call, with_files
from bot.simulator.schema import Method
from bot.simulator.simulator import Call, Simulator
from bot.simulator.uploads import Upload

SIMULATOR: web.AppKey[Simulator] = web.AppKey("simulator", Simulator)
BY_ITEMS = {"sendMediaGroup": "media", "copyMessages": "message_ids"}
JSON_TYPE = "application/json"


async def serve_method(request: web.Request) -> web.StreamResponse:
    """Carries out one call and answers with Telegram's envelope."""
    sim = request.app[SIMULATOR]
    try:
        body = await _answer(sim, request)
    except Refused as refused:
        headers = _retry_header(refused)
        text = json.dumps(refused.envelope(), ensure_ascii=False)
        return web.Response(text=text, status=refused.code, content_type=JSON_TYPE, headers=headers)
    except faults.Dropped:
        return drop_connection(request)
    return web.Response(body=body, content_type=JSON_TYPE)


def drop_connection(request: web.Request) -> web.Response:
    """Ends the connection; what is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=499)


def _retry_header(refused: Refused) -> dict[str, str]:
    wait = (refused.parameters or {}).get("retry_after")
    return {"Retry-After": str(wait)} if wait else {}


async def _answer(sim: Simulator, request: web.Request) -> bytes:
    if request.match_info["token"] != sim.token:
        raise Refused(401, "Unauthorized")
    asked = request.match_info["method"]
    method = schema.load().methods.get(asked.lower())
    if method is None:
        raise Refused(404, f"Not Found: method {asked} not found")
    values, uploads = await read_call(request)
    return await run_logged(sim, method, values, uploads)


async def run_logged(
    sim: Simulator, method: Method, values: Json, uploads: dict[str, Upload]
) -> bytes:
    """Carries out a call, with faults, and notes it for `/sim/calls`."""
    entry: Json = {"method": method.name, "params": values, "ok": False, "at": sim.world.now()}
    if uploads:
        files = {name: {"name": u.name, "bytes": len(u.content)} for name, u in uploads.items()}
        entry["files"] = files
    sim.calls.append(entry)
    fault = sim.faults.take(method.name, values)
    try:
        if fault is not None and fault.kind != "drop_after":
            await faults.before(fault)
        result = await run(sim, method, values, uploads)
    except Refused as refused:
        entry["error"] = refused.description
        raise
    entry["ok"] = True
    if fault is not None:
        raise faults.Dropped
    return _envelope(result)


async def run(sim: Simulator, method: Method, values: Json, uploads: dict[str, Upload]) -> Any:
    """Validates and carries out one call; raises `Refused`."""
    checked = method.validate(with_files(values, uploads, dict(method.params)))
    handler = HANDLERS.get(method.name)
    if handler is None:
        raise Refused(501, f"Not Implemented: the simulator does not carry out {method.name}")
    call = Call(method.name, checked, uploads)
    _charge(sim, call)
    result = handler(sim, call)
    return await result if inspect.isawaitable(result) else result


def _charge(sim: Simulator, call: Call) -> None:
    chat = sim.world.chats.get(call.get("chat_id") or 0)
    if not sim.budget.on or chat is None:
        return
    sim.budget.charge(
        call.method,
        chat.id,
        reply=sim.world.now() - chat.last_heard <= sim.budget.reply_seconds,
        paid=bool(call.get("allow_paid_broadcast")),
        cost=len(call.get(BY_ITEMS.get(call.method, "")) or (1,)),
    )


def _envelope(result: Any) -> bytes:
    if isinstance(result, list) and result and isinstance(result[0], bytes):
        return b'{"ok":true,"result":[' + b",".join(result) + b"]}"
    return json.dumps({"ok": True, "result": result}, ensure_ascii=False).encode()


async def serve_file(request: web.Request) -> web.Response:
    """The bytes of a file by the path that `getFile` gave."""
    sim = request.app[SIMULATOR]
    if request.match_info["token"] != sim.token:
        return _refusal(Refused(401, "Unauthorized"))
    wanted = request.match_info["path"]
    stored = next((f for f in sim.world.files.values() if f.path == wanted), None)
    if stored is None:
        return _refusal(Refused(404, "Not Found"))
    return web.Response(body=stored.content, content_type="application/octet-stream")


def _refusal(refused: Refused) -> web.Response:
    return web.json_response(refused.envelope(), status=refused.code)


def add_routes(app: web.Application) -> None:
    """The Bot API's addresses."""
    app.router.add_route("*", "/bot{token:[^/]+}/{method:[^/]*}", serve_method)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", serve_file)
