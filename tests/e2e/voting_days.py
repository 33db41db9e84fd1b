"""What tests of the vote share: a contest whose vote is open, with ideas on the ballot."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from bot.clock import stamp
from bot.domain.contests.editions import Edition
from bot.domain.contests.overviews import Slip
from bot.storage.database import Tx
from tests.conftest import Bot
from tests.e2e import contest_days
from tests.e2e.contest_days import (
    Hours,
    applicant,
    hall,
    hand_in,
    hold,
    librarian,
    pass_until,
    person,
)
from tests.people import Message, Someone, Town, text_of

IDEAS = ("Kino pod chmurką", "Chór sąsiadów", "Ogród przy bibliotece")


@dataclass
class Vote:
    """An open vote. `ids` by title."""

    bot: Bot
    town: Town
    contest: Edition
    maria: Someone
    ids: dict[str, int]

    async def somebody(self, name: str) -> Someone:
        """A resident with the ballot open."""
        who = await applicant(self.town, self.bot, name)
        await who.say(f"/glosuj {self.contest.id}")
        return who

    async def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What is in the database."""
        db = self.bot.running.office.db
        return await db.read(lambda tx: tx.execute(sql, values).fetchall())

    async def ballots(self, medium: str = "bot") -> list[tuple[str, str]]:
        """The box: (projects, points)."""
        sql = "SELECT projects, points FROM ballot WHERE medium = ? ORDER BY projects"
        return [(str(a), str(b)) for a, b in await self.rows(sql, medium)]

    async def settled(self) -> None:
        """What is due by now has been done and told."""
        now = stamp(self.bot.clock.now())

        async def look() -> bool:
            due = "SELECT 1 FROM schedule WHERE status = 'active' AND next_at <= ?"
            told = "SELECT 1 FROM outbox WHERE state IN ('pending', 'sending') AND not_before <= ?"
            return not (await self.rows(due, now) or await self.rows(told, now))

        await self.town.until(look, "what is due")

    async def end(self) -> None:
        """The vote is over."""
        phase = next(one for one in self.contest.contest.phases if one.name == "vote")
        assert phase.end
        pass_until(self.bot, phase.end)
        await self.settled()


def number_of(ballot: Message, title: str) -> int:
    """The number by which an idea can be typed."""
    found = re.search(rf"^(\d+)\. {re.escape(title)}", text_of(ballot), re.MULTILINE)
    assert found, text_of(ballot)
    return int(found[1])


async def open_vote(
    bot: Bot,
    town: Town,
    settings: str = "",
    ideas: Sequence[str] = IDEAS,
    *,
    pool: int = 22_000,
    jury: str = "",
    points: Mapping[str, int] = MappingProxyType({}),
) -> Vote:
    """Residents decide, unless `settings`, lines of `[vote]`, name another mode. `jury`: lines of
    `[jury]` with one criterion, for which one assessor gives these `points`."""
    now = bot.clock.now()
    maria = await librarian(town, bot)
    await maria.say("/menu")
    mode = "" if "mode" in settings else 'mode = "decides"'
    source = f'title = "Głos Zalesia"\n[money]\npool = {pool}\n[jury]\n{jury}\n'
    source += f"[vote]\n{mode}\n{settings}\n"
    begin = now + timedelta(days=5)
    contest = await hold(bot, source, maria, **_hours(now, begin, with_jury=bool(jury)))
    vote = Vote(bot, town, contest, maria, await _hand_in(bot, town, contest, maria, ideas))
    if points:
        await _judge(vote, points, now + timedelta(days=3))
    pass_until(bot, begin)
    await vote.settled()
    return vote


def _hours(now: datetime, begin: datetime, *, with_jury: bool) -> dict[str, Hours]:
    """Open since yesterday; the jury, where there is one, in the last two days before the vote."""
    judged = begin - timedelta(days=2)
    end = begin + timedelta(days=10)
    jury: dict[str, Hours] = {"jury": (judged, begin)} if with_jury else {}
    return {
        "open": (now - timedelta(days=1), judged if with_jury else begin), **jury,
        "vote": (begin, end), "results": (end, None),
    }  # fmt: skip


async def _hand_in(
    bot: Bot, town: Town, contest: Edition, maria: Someone, ideas: Sequence[str]
) -> dict[str, int]:
    author = await applicant(town, bot, "Autor")
    await author.say("/menu")
    first = await hand_in(bot, author, contest, {"title": ideas[0], "line": "sala 1 × 3000"})
    await contest_days.admit(bot, maria, first)
    more = await bot.running.office.db.write(lambda tx: _more_of_the_same(tx, first.id, ideas[1:]))
    return {ideas[0]: first.id, **more}


async def _judge(vote: Vote, points: Mapping[str, int], when: datetime) -> None:
    room, maria = hall(vote.bot), await person(vote.bot, vote.maria)
    assessor = await applicant(vote.town, vote.bot, "Ala")
    await assessor.say("/menu")
    link = await room.ask(maria, room.services.seats.invite, vote.contest.id)
    judge = await person(vote.bot, assessor)
    await room.ask(judge, room.services.seats.accept, link.link.partition("=")[2])
    pass_until(vote.bot, when)
    for title, value in points.items():
        await room.judged(judge, vote.ids[title], {"pomysl": value})
    await room.ask(maria, room.services.juries.count, vote.contest.id)


async def slips_of(vote: Vote, number: int) -> list[Slip]:
    """Codes from the desk, as they are printed."""
    room, slips = hall(vote.bot), list[Slip]()

    def keep(made: Sequence[Slip], _: object) -> bytes:
        slips.extend(made)
        return b"%PDF"

    maria = await person(vote.bot, vote.maria)
    await room.ask(maria, room.services.poll_desk.issue, vote.contest.id, number, keep)
    return slips


async def cut(vote: Vote) -> dict[str, int]:
    """What each idea gets, in grosze."""
    room, maria = hall(vote.bot), await person(vote.bot, vote.maria)
    await room.ask(maria, room.services.polls.count, vote.contest.id)
    decided = await room.ask(maria, room.services.awarding.cut, vote.contest.id)
    titles = {str(number): title for title, number in vote.ids.items()}
    return {titles[one.application]: one.awarded for one in decided.awards.decisions}


def _more_of_the_same(tx: Tx, like: int, titles: Sequence[str]) -> dict[str, int]:
    """Applications that differ in their titles: filling in sixty forms takes a minute."""
    made = {}
    for number, title in enumerate(titles, 2):
        row = tx.execute(
            "INSERT INTO application (contest_id, token, status, formal, kind, title, number, "
            "year, received_at, requested, version, created_at) SELECT contest_id, ?, status, "
            "formal, kind, ?, ?, year, received_at, requested, version, created_at "
            "FROM application WHERE id = ? RETURNING id",
            (f"idea{number}", title, number, like),
        ).fetchone()
        tx.execute(
            "INSERT INTO application_version SELECT ?, number, form_id, answers, state, why, "
            "saved_by, saved_at FROM application_version WHERE application_id = ?",
            (row[0], like),
        )
        made[title] = int(row[0])
    return made
