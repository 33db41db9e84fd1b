"""What goes on beside the conversations: delivery, schedules, upkeep."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from typing import Any

from bot.app.notices import composers_of
from bot.config import Settings
from bot.delivery.announcing import Announcing
from bot.delivery.budget import Limits
from bot.delivery.engine import Engine
from bot.delivery.ledger import Ledger
from bot.delivery.planner import Planner
from bot.delivery.progress import Progress
from bot.delivery.timetable import Timetable
from bot.delivery.upkeep import Upkeep
from bot.domain.people import STAFF
from bot.services import Services
from bot.services.turn import Office
from bot.storage import people
from bot.transport.api import Api
from bot.transport.commands import Commands
from bot.views import application_paper, applications, panel


async def in_background(
    stack: AsyncExitStack,
    office: Office,
    api: Api,
    settings: Settings,
    failed: asyncio.Future[None],
    services: Services,
) -> None:
    """Begin all of it; `stack` ends it."""
    planner = await _deliveries(stack, office, api, settings, failed, services)
    stack.push_async_callback((await _commands(office, api)).close)
    upkeep = _upkeep(office, settings, services, planner)
    await services.panel.tell_about_gap(office.clock.now(), panel.gap)
    await office.db.write(lambda tx: services.contests.timing.note_outage(tx, office.clock.now()))
    await upkeep.beat()
    upkeep.start()
    stack.callback(upkeep.stop)
    stack.push_async_callback(services.contests.elections.close)
    timetable = Timetable(office, services.schedules.kinds)
    office.wake_schedules = timetable.wake
    office.wake_tending = services.tending.wake
    papers = services.contests.papers.run(
        application_paper.draw, applications.paper, applications.no_paper
    )
    for work in (services.results.run(), timetable.run(), services.tending.run(), papers):
        stack.push_async_callback(_end, asyncio.create_task(_watched(work, failed)))


def _upkeep(office: Office, settings: Settings, services: Services, planner: Planner) -> Upkeep:
    every_minute = [
        services.surveys.close_due, services.results.take_due, services.reminders.forget,
    ]  # fmt: skip
    daily = [
        services.contests.timing.keep, services.contests.afterwards.begin_due,
        services.sessions.expire_due, services.privacy.retention,
        services.invitations.forget,
        planner.forget, services.announcements.forget_drafts, services.tending.forget,
        services.threads.forget, services.contests.ballots.forget,
    ]  # fmt: skip
    return Upkeep(office.db, office.clock, settings.backups, daily, every_minute)


async def _deliveries(
    stack: AsyncExitStack,
    office: Office,
    api: Api,
    settings: Settings,
    failed: asyncio.Future[None],
    services: Services,
) -> Planner:
    """The engine, on connections of its own so that replies never queue behind it."""
    limits = Limits(settings.bulk_per_second)
    bulk = Api(settings.api_url, settings.token, limits.connections)
    await stack.enter_async_context(bulk)
    ledger = Ledger(composers_of(office, services), Announcing(office).batches)
    progress = Progress(api, office)
    office.wake_progress = progress.wake

    def changed(mailing_ids: frozenset[int]) -> None:
        planner.settled()
        progress.changed(mailing_ids)

    engine = Engine(bulk, office.db, office.clock, ledger, limits, changed)
    planner = Planner(office.db, office.clock, engine.wake)

    def wake() -> None:
        engine.wake()
        planner.wake()

    office.wake_delivery = wake
    api.flooded = engine.pause
    for work in (engine.run(), planner.run(), progress.run()):
        stack.push_async_callback(_end, asyncio.create_task(_watched(work, failed)))
    stack.push_async_callback(engine.close)
    return planner


async def _commands(office: Office, api: Api) -> Commands:
    """The messenger's own lists follow people's roles and languages, and the profile."""
    commands, now = Commands(api), office.clock.now
    office.person_changed = lambda who: commands.refresh(who, office.profile, now())
    office.profile_changed = lambda profile: commands.describe(profile, now())
    staff = await office.db.read(lambda tx: people.with_roles(tx, STAFF))
    commands.publish(office.profile, staff, now())
    return commands


async def _watched(work: Coroutine[Any, Any, None], failed: asyncio.Future[None]) -> None:
    try:
        await work
    except Exception as error:  # noqa: BLE001 - carried to `run`, which ends the program with it
        if not failed.done():
            failed.set_exception(error)


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
