"""The composition root: the only place that wires things together."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import handlers
from bot.app.background import in_background
from bot.app.notices import composers_of
from bot.app.services import build_services
from bot.clock import Clock, stamp
from bot.config import Settings, Webhook
from bot.delivery.post import Replies
from bot.domain.outgoing import Outgoing
from bot.domain.profile import Profile
from bot.errors import StorageError
from bot.services import Services
from bot.services.turn import Office
from bot.storage import inbox, mailings, outbox, profiles
from bot.storage.database import Database, Tx
from bot.storage.inbox import Received
from bot.storage.lock import lock_folder
from bot.storage.migration import migrate
from bot.transport.api import Api
from bot.transport.dispatch import Dispatch
from bot.transport.fit import fit
from bot.transport.incoming import Raw, belongs, continues, lane_key
from bot.transport.intake import LongPoll, TakeIn
from bot.transport.lanes import Lanes
from bot.transport.router import Desk, Router

log = logging.getLogger(__name__)


GRACE = 5.0  # seconds that a clean shutdown may take


@dataclass(slots=True)
class Running:
    """A bot that is up, for whoever started it. `failed` raises what made it end."""

    office: Office
    services: Services
    api: Api
    take_in: TakeIn
    failed: asyncio.Future[None]


Greet = Callable[[Running], Awaitable[None]]


async def run(
    settings: Settings, clock: Clock, seed: Profile, stop: asyncio.Event, greet: Greet | None = None
) -> None:
    """Run until `stop`; `greet` is called once everything is up.

    Raises StorageError, AnotherCopy or an ApiError: each one clear line.
    """
    async with started(settings, clock, seed) as app:
        gc.freeze()  # what stands now stays: looking through it took 70 ms of somebody's answer
        if greet:
            await greet(app)
        listening = asyncio.create_task(listen(app, settings.webhook, clock))
        stopping = asyncio.create_task(stop.wait())
        ends: set[asyncio.Future[Any]] = {listening, stopping, app.failed}
        done, waiting = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        for task in done:
            task.result()


@asynccontextmanager
async def started(settings: Settings, clock: Clock, seed: Profile) -> AsyncIterator[Running]:
    """Everything but the intake: lock, migrate, wire, send what was left; then close cleanly."""
    async with AsyncExitStack() as stack:
        stack.enter_context(lock_folder(settings.data_dir))
        await asyncio.to_thread(migrate, settings.database, settings.backups)
        api = await stack.enter_async_context(Api(settings.api_url, settings.token))
        me = await api.call("getMe")
        db = Database(settings.database)
        stack.push_async_callback(db.close)
        profile = await db.write(lambda tx: _seeded(tx, seed))
        office = Office(db, clock, fit, profile, int(me["id"]), str(me["username"]))
        office.bulk_per_second = settings.bulk_per_second
        office.paid_broadcasts = settings.paid_broadcasts
        yield await _wire(stack, office, api, settings)


def _seeded(tx: Tx, seed: Profile) -> Profile:
    known = profiles.load(tx)
    if known is None:
        profiles.save(tx, seed)
    return known or seed


async def _wire(stack: AsyncExitStack, office: Office, api: Api, settings: Settings) -> Running:
    services = build_services(office)
    router = Router()
    handlers.register_all(router)
    failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    replies = Replies(api, office.db, lambda: office.wake_delivery())
    dispatch = Dispatch(office, Desk(services, api), router, replies.send, _first(failed))
    lanes = Lanes[Raw](dispatch, continues, belongs)
    take_in = _intake(office, lanes)
    stack.push_async_callback(_finish, lanes, replies)
    await office.db.read(services.sessions.warm)
    await services.announcements.load()
    await services.messages.load()
    await services.contests.ballots.load()
    await _resume(office, replies, lanes)
    await in_background(stack, office, api, settings, failed, services)
    return Running(office, services, api, take_in, failed)


def _first(failed: asyncio.Future[None]) -> Callable[[StorageError], None]:
    def note(error: StorageError) -> None:
        if not failed.done():
            failed.set_exception(error)

    return note


def _intake(office: Office, lanes: Lanes[Raw]) -> TakeIn:
    async def take_in(updates: Sequence[Raw]) -> None:
        now = stamp(office.clock.now())
        rows = [Received(office.bot_id, int(u["update_id"]), json.dumps(u)) for u in updates]
        new = set(await office.db.write(lambda tx: inbox.add(tx, rows, now)))
        for update in updates:
            if int(update["update_id"]) in new:
                lanes.put(lane_key(update), update)

    return take_in


async def _resume(office: Office, replies: Replies, lanes: Lanes[Raw]) -> None:
    """What an earlier run was told but did not do, and did but did not say."""

    def left(tx: Tx) -> tuple[list[Outgoing], list[Received]]:
        outbox.recover(tx)
        mailings.recover(tx)
        return outbox.unsent(tx, "reply"), inbox.waiting(tx, office.bot_id)

    unsent, waiting = await office.db.write(left)
    chats = {row.chat_id for row in unsent}
    await asyncio.gather(
        *(replies.send([row for row in unsent if row.chat_id == chat]) for chat in chats)
    )
    for received in waiting:
        update = json.loads(received.payload)
        lanes.put(lane_key(update), update)


async def _finish(lanes: Lanes[Raw], replies: Replies) -> None:
    async def all_of_it() -> None:
        await lanes.idle()
        await replies.flush()

    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(all_of_it(), GRACE)


async def listen(app: Running, hook: Webhook | None, clock: Clock) -> None:
    """Take updates in until cancelled: by long polling, or at the webhook."""
    if hook is None:
        await LongPoll(app.api, clock, app.take_in).run()
        return
    from bot.transport import webhook  # its HTTP server would slow every start

    await webhook.listen(hook, app.api, app.take_in)


__all__ = ["Greet", "Running", "build_services", "composers_of", "listen", "run", "started"]
