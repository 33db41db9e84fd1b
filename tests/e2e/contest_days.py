"""What tests of contests share: a contest that is being held, people in it, and quick ways through
the services to where a test begins. What a test is about is done in the chat."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import stamp
from bot.domain.contests.applications import Application, Submitted
from bot.domain.contests.contest import Kind, PhaseName
from bot.domain.contests.editions import Edition
from bot.domain.contests.overviews import Overview
from bot.domain.people import Person, Role
from bot.services.contests import Notices
from bot.services.turn import Sender, Turn
from bot.storage import contests, inbox, people
from bot.storage.database import Tx
from bot.storage.inbox import Received
from tests.conftest import Bot
from tests.people import Someone, Town
from tests.services.contest_room import ANSWERS, Committee

WARSAW = ZoneInfo("Europe/Warsaw")
CONFIGURATIONS = Path(__file__).parent.parent / "domain" / "contests" / "configurations"
ZALESIE = """
title = "Zrób to w Zalesiu"
[money]
pool = 22_000
grant_min = 2_000
grant_max = 12_000
[eligibility]
kinds = ["individual", "informal-group", "ngo", "kgw", "osp"]
minimum_age = 13
group_min_people = 3
group_min_adults = 1
per_author = 2
[jury]
seats = 2
[[jury.criteria]]
name = "pomysl"
high = 10
[[jury.criteria]]
name = "mieszkancy"
high = 10
[public]
ranking = "results"
points = "results"
awards = "results"
"""
Hours = tuple[datetime | None, datetime | None]
_updates = count(800_000_000)  # far from the messenger's own
_PHASES = re.compile(r"^\[phases\.[^\[]*", re.MULTILINE)


def at(*moment: int) -> datetime:
    """Year, month, day, hour … in Warsaw."""
    return datetime(*moment, tzinfo=WARSAW)  # type: ignore[misc,arg-type]


class Hall(Committee):
    """The services of a bot that runs: `ask` anything, `apply`, `passed`, `assessor`, `judged`."""

    async def ask(
        self,
        who: Person,
        call: Callable[..., Awaitable[Any]],
        *args: Any,
        received: datetime | None = None,
        **more: Any,
    ) -> Any:
        """What a service answers to one tap; nothing is shown."""
        number, office = next(_updates), self.office
        rows = [Received(office.bot_id, number, "{}")]
        taken = stamp(received or self.clock.now())
        await office.db.write(lambda tx: inbox.add(tx, rows, taken))
        turn = Turn(office, (number,), Sender(who.telegram_id, who.name, "", "pl"))
        answers: list[Any] = []

        def keep(result: Any, _: object) -> tuple[()]:
            answers.append(result)
            return ()

        await call(turn, *args, view=keep, **more)
        return answers[0]


def hall(bot: Bot) -> Hall:
    """The same people and contests as in the chats of this bot."""
    running = bot.running
    notices = Notices(running.office, lambda telling, _: telling)
    services = running.services
    return Hall(running.office, bot.clock, services.contests, services.sessions, notices)


async def hold(
    bot: Bot, source: str | Path = ZALESIE, staff: Someone | None = None, **phases: Hours
) -> Edition:
    """A contest from a configuration (text, or a file of `CONFIGURATIONS`).

    `phases`: `open=(begin, end)`, `formal_check=…`: they replace all of the file's. Where neither
    the file nor the call has any, the call is open since yesterday, for five days more.
    """
    text = _with_phases(source, phases, bot.clock.now())
    room = hall(bot)
    who = await person(bot, staff) if staff else await room.person("Maria", Role.LIBRARIAN)
    made = await room.ask(who, room.services.contests.set_up, text)
    assert isinstance(made, Overview), made
    if staff is None:  # whoever set it up has no phone to be told anything
        office = bot.running.office
        await office.db.write(lambda tx: people.set_role(tx, who.id, Role.RESIDENT))
    return made.edition


def usual(now: datetime) -> dict[str, Hours]:
    """Open till five days from now; a phase each week after that."""
    end = now + timedelta(days=5)
    names = ("formal_check", "jury", "results", "realisation")
    weeks = {name: end + timedelta(weeks=n) for n, name in enumerate((*names, ""))}
    following = zip(names, (*names[1:], ""), strict=True)
    later: dict[str, Hours] = {one: (weeks[one], weeks[after]) for one, after in following}
    return {"open": (now - timedelta(days=1), end), **later}


def _with_phases(source: str | Path, phases: Mapping[str, Hours], now: datetime) -> str:
    text = source.read_text(encoding="utf-8") if isinstance(source, Path) else source
    if not phases and _PHASES.search(text):
        return text
    return _PHASES.sub("", text) + _written(phases or usual(now))


def _written(phases: Mapping[str, Hours]) -> str:
    lines: list[str] = [""]
    for name, hours in phases.items():
        lines.append(f"[phases.{PhaseName(name.replace('_', '-'))}]")
        for edge, moment in zip(("begin", "end"), hours, strict=True):
            if moment:
                lines.append(f"{edge} = {_local(moment)}")
    return "\n".join(lines) + "\n"


def _local(moment: datetime) -> str:
    return moment.astimezone(WARSAW).replace(tzinfo=None).isoformat(timespec="seconds")


def pass_until(bot: Bot, moment: datetime) -> None:
    """Let time pass; what is due then happens by itself."""
    bot.clock.advance(seconds=(moment - bot.clock.now()).total_seconds())


async def edition(bot: Bot, contest_id: int) -> Edition:
    """As it stands now."""
    found = await bot.running.office.db.read(lambda tx: contests.by_id(tx, contest_id))
    assert found
    return found


async def person(bot: Bot, who: Someone) -> Person:
    """Somebody of the town, as the bot knows them."""
    found = await bot.running.office.db.read(lambda tx: people.by_telegram_id(tx, who.id))
    assert found, "has not met the bot yet: see `applicant`"
    return found


async def applicant(town: Town, bot: Bot, name: str, role: Role = Role.RESIDENT) -> Someone:
    """Somebody who has read the notice long ago."""
    who = await town.person(name)
    now = stamp(bot.clock.now())

    def work(tx: Tx) -> None:
        made = people.add(tx, who.id, name, "", "pl", now)
        people.accept_notice(tx, made.id, now)
        people.set_role(tx, made.id, role)

    await bot.running.office.db.write(work)
    await who.start()
    return who


async def assessor(town: Town, bot: Bot, staff: Someone, contest: Edition, name: str) -> Someone:
    """Somebody who took a link into the jury."""
    room, who = hall(bot), await applicant(town, bot, name)
    seats = room.services.seats
    link = await room.ask(await person(bot, staff), seats.invite, contest.id)
    await room.ask(await person(bot, who), seats.accept, link.link.partition("=")[2])
    return who


async def librarian(town: Town, bot: Bot, name: str = "Maria") -> Someone:
    """Somebody who runs the library's bot."""
    return await applicant(town, bot, name, Role.LIBRARIAN)


async def hand_in(
    bot: Bot,
    who: Someone,
    contest: Edition,
    answers: Mapping[str, str] = ANSWERS,
    kind: Kind = Kind.INDIVIDUAL,
    **applicant: Any,
) -> Application:
    """An application with its receipt, and its paper in the chat. `answers` by question ("title",
    "line" …) replace the usual ones; `line` may have several lines of a budget, one below another.
    """
    done: Submitted = await hall(bot).apply(
        await person(bot, who), contest.id, answers, kind, **applicant
    )
    await who.sees(f"Wniosek {done.application.receipt} ")  # the paper comes by itself
    return done.application


async def admit(bot: Bot, staff: Someone, *applications: Application) -> None:
    """The formal check is passed."""
    room, checks = hall(bot), await person(bot, staff)
    for one in applications:
        await room.passed(checks, one.id)


__all__ = [
    "ANSWERS", "CONFIGURATIONS", "ZALESIE", "Hall", "admit", "applicant", "assessor", "at",
    "edition", "hall", "hand_in", "hold", "librarian", "pass_until", "person", "usual",
]  # fmt: skip
