"""What tests of the vote share: a contest whose vote is open, with ideas on the ballot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.clock import stamp
from bot.domain.contests.editions import Edition
from bot.storage.database import Tx
from tests.conftest import Bot
from tests.e2e import contest_days
from tests.e2e.contest_days import applicant, hand_in, hold, librarian, pass_until
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

    def number(self, ballot: Message, title: str) -> int:
        """The number by which an idea can be typed."""
        return number_of(ballot, title)

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
    bot: Bot, town: Town, settings: str = "", ideas: Sequence[str] = IDEAS, more: str = ""
) -> Vote:
    """Residents decide; `settings` are further lines of `[vote]`, `more` of the contest."""
    now = bot.clock.now()
    maria = await librarian(town, bot)
    source = f'title = "Głos Zalesia"\n[money]\npool = 22_000\n{more}\n[vote]\n'
    source += f'mode = "decides"\n{settings}\n'
    begin = now + timedelta(days=5)
    await maria.say("/menu")
    contest = await hold(
        bot, source, maria, open=(now - timedelta(days=1), begin),
        vote=(begin, begin + timedelta(days=10)), results=(begin + timedelta(days=10), None),
    )  # fmt: skip
    author = await applicant(town, bot, "Autor")
    await author.say("/menu")
    first = await hand_in(bot, author, contest, {"title": ideas[0], "line": "sala 1 × 3000"})
    await contest_days.admit(bot, maria, first)
    await bot.running.office.db.write(lambda tx: _more_of_the_same(tx, first.id, ideas[1:]))
    pass_until(bot, begin)
    vote = Vote(bot, town, contest, maria, {})
    found = await vote.rows("SELECT title, id FROM application WHERE contest_id = ?", contest.id)
    await vote.settled()
    vote.ids = {str(title): int(number) for title, number in found}
    return vote


def _more_of_the_same(tx: Tx, like: int, titles: Sequence[str]) -> None:
    """Applications that differ in their titles: filling in sixty forms takes a minute."""
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
