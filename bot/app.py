"""The composition root: the only file that wires things together."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import handlers
from bot.clock import Clock, stamp
from bot.config import Settings, Webhook
from bot.delivery.announcing import Announcing
from bot.delivery.budget import Limits
from bot.delivery.composing import Composers
from bot.delivery.engine import Engine
from bot.delivery.ledger import Ledger
from bot.delivery.planner import Planner
from bot.delivery.post import Replies
from bot.delivery.progress import Progress
from bot.delivery.timetable import Timetable
from bot.delivery.upkeep import Upkeep
from bot.domain.joining import FORMS, JOIN, MORE, NEEDS
from bot.domain.organisations import HELP_FORM
from bot.domain.outgoing import Outgoing
from bot.domain.people import STAFF
from bot.domain.profile import Profile
from bot.domain.reminders import CLOSING, UNFINISHED
from bot.domain.sessions import SURVEY
from bot.errors import StorageError
from bot.services import Services
from bot.services.announcements import SCHEDULE as ANNOUNCEMENT
from bot.services.announcements import Announcements, scheduled
from bot.services.chats import Chats
from bot.services.contests import FORM as APPLICATION_FORM
from bot.services.contests import KIND as APPLICATION
from bot.services.contests import Timing
from bot.services.contests import introduce as introduce_contests
from bot.services.downloads import Downloads
from bot.services.drafts import Drafts
from bot.services.invitations import Invitations
from bot.services.mailings import Mailings
from bot.services.organisations import PURPOSES as ABOUT_ORGANISATIONS
from bot.services.organisations import OrganisationNotices, Organisations
from bot.services.panel import Panel
from bot.services.people import People
from bot.services.privacy import Privacy
from bot.services.profile import PROFILE, Profiles
from bot.services.publications import SHOW, Publications
from bot.services.reminders import Reminders, Words
from bot.services.responses import Responses
from bot.services.results import Results
from bot.services.schedules import Kind, Schedules
from bot.services.sessions import Completion, Conversation, Manner, Sessions
from bot.services.subscriptions import Subscribing
from bot.services.surveys import EXTEND, PUBLISH, Surveys
from bot.services.threads import PURPOSES as RELAYED
from bot.services.threads import Messages, Relay, Threads
from bot.services.turn import Office
from bot.services.workshops import FEEDBACK_FORM, PURPOSES, Joining, Notices, introduce
from bot.services.workshops.desk import desk as introduce_desk
from bot.services.workshops.staff_forms import StaffForms
from bot.storage import forms, inbox, mailings, outbox, people, profiles, secret
from bot.storage.database import Database, Tx
from bot.storage.inbox import Received
from bot.storage.lock import lock_folder
from bot.storage.migration import migrate
from bot.transport.api import Api
from bot.transport.commands import Commands
from bot.transport.dispatch import Dispatch
from bot.transport.fit import fit
from bot.transport.incoming import Raw, belongs, continues, lane_key
from bot.transport.intake import LongPoll, TakeIn
from bot.transport.lanes import Lanes
from bot.transport.router import Desk, Router
from bot.views import charts, panel, threads, workshop_notices
from bot.views import organisations as said_of
from bot.views import reminders as said
from bot.views.qr import qr_png

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


def build_services(office: Office) -> Services:
    """Every service, introduced to the others it must call."""
    shelf = forms.Forms()
    key = secret.load(office.db.path.parent)
    results = Results(office, shelf)
    responses = Responses(office, key, results.after_response)
    completions: dict[str, Completion] = {SURVEY: responses.hand_in}
    manners: dict[str, Manner] = {}
    conversation = Conversation(office, shelf, completions, manners)
    begin = conversation.begin
    codes = _codes()
    held = introduce(office, codes, shelf, begin)
    desk = introduce_desk(office, shelf, begin, codes, charts.png)
    manners |= _manners(held.joining, desk.forms)
    words = Words(said.unfinished, said.closing)
    reminders = Reminders(office, shelf, responses.took_part, conversation.standing, words)
    surveys = Surveys(
        office, shelf, begin, responses.took_part, results.try_to_take, codes, reminders.follow
    )
    publications = Publications(office, shelf, begin, results.findings)
    profile = Profiles(office, shelf, begin)
    completions |= {PUBLISH: surveys.publish, EXTEND: surveys.extend, SHOW: publications.publish}
    completions |= {PROFILE: profile.save, JOIN: held.joining.complete}
    completions |= dict.fromkeys((MORE, NEEDS), held.joining.note)
    completions |= desk.forms.completions
    contests = introduce_contests(office, shelf, begin, key)
    completions[APPLICATION] = contests.handing_in.complete
    manners[APPLICATION_FORM] = Manner(check=contests.handing_in.object_to)
    organisations = Organisations(office, shelf, begin)
    completions |= organisations.completions
    manners[HELP_FORM] = Manner(at_once=True)
    return Services(
        people=People(office, shelf, conversation.again, conversation.waiting),
        privacy=Privacy(office, shelf, key),
        profile=profile,
        invitations=Invitations(office),
        panel=Panel(office),
        organisations=organisations,
        messages=Messages(office),
        threads=Threads(office),
        sessions=Sessions(conversation),
        subscriptions=Subscribing(),
        reminders=reminders,
        schedules=Schedules(office, _kinds(reminders, surveys, contests.timing)),
        announcements=Announcements(office),
        mailings=Mailings(office),
        chats=Chats(office),
        drafts=Drafts(office, shelf, begin),
        surveys=surveys,
        results=results,
        downloads=Downloads(office, shelf, results.findings),
        publications=publications,
        programmes=held.programmes,
        proposals=held.proposals,
        workshops=held.workshops,
        signups=held.signups,
        own_signups=held.own_signups,
        door=held.door,
        papers=held.papers,
        tending=held.tending,
        contests=contests,
        joining=held.joining,
        staff_forms=desk.forms,
        previews=desk.previews,
        questions=desk.questions,
    )


def _kinds(reminders: Reminders, surveys: Surveys, timing: Timing) -> dict[str, Kind]:
    """What schedules there are: what each does, and how „Zaplanowane” tells of it."""
    return {
        ANNOUNCEMENT: Kind(scheduled.run, scheduled.title, scheduled.reached, scheduled.cancelled),
        UNFINISHED: Kind(reminders.plan_unfinished, surveys.title, surveys.unfinished),
        CLOSING: Kind(reminders.plan_closing, surveys.title),
        **{kind: Kind(run, title) for kind, (run, title) in timing.kinds.items()},
    }


def _manners(joining: Joining, staff: StaffForms) -> dict[str, Manner]:
    """Forms that are handed in with their last answer, by name."""
    return {
        FORMS[JOIN]: Manner(at_once=True, check=joining.object_to),
        FORMS[NEEDS]: Manner(at_once=True),
        FEEDBACK_FORM: Manner(at_once=True),
        **{name: Manner(at_once, staff.object_to) for name, at_once in staff.at_once.items()},
    }


def composers_of(office: Office, services: Services) -> Composers:
    """What is rendered when it is sent, by purpose."""
    reminders = services.reminders
    return {
        UNFINISHED: reminders.unfinished,
        CLOSING: reminders.closing,
        **dict.fromkeys(PURPOSES, Notices(office, workshop_notices.told).compose),
        **dict.fromkeys(ABOUT_ORGANISATIONS, OrganisationNotices(office, said_of.told).compose),
        **dict.fromkeys(RELAYED, Relay(office, threads.told).compose),
    }


def _codes() -> Callable[[str], bytes]:
    """QR codes, remembered: one takes 40 ms."""
    return lru_cache(maxsize=64)(qr_png)


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
    await _resume(office, replies, lanes)
    await _background(stack, office, api, settings, failed, services)
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


async def _background(
    stack: AsyncExitStack,
    office: Office,
    api: Api,
    settings: Settings,
    failed: asyncio.Future[None],
    services: Services,
) -> None:
    planner = await _deliveries(stack, office, api, settings, failed, services)
    stack.push_async_callback((await _commands(office, api)).close)
    every_minute = [
        services.surveys.close_due, services.results.take_due, services.reminders.forget,
    ]  # fmt: skip
    daily = [
        services.contests.timing.keep, services.sessions.expire_due, services.privacy.retention,
        services.invitations.forget,
        planner.forget, services.announcements.forget_drafts, services.tending.forget,
        services.threads.forget,
    ]  # fmt: skip
    upkeep = Upkeep(office.db, office.clock, settings.backups, daily, every_minute)
    await services.panel.tell_about_gap(office.clock.now(), panel.gap)
    await office.db.write(lambda tx: services.contests.timing.note_outage(tx, office.clock.now()))
    await upkeep.beat()
    upkeep.start()
    stack.callback(upkeep.stop)
    timetable = Timetable(office, services.schedules.kinds)
    office.wake_schedules = timetable.wake
    office.wake_tending = services.tending.wake
    for work in (services.results.run(), timetable.run(), services.tending.run()):
        stack.push_async_callback(_end, asyncio.create_task(_watched(work, failed)))


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
