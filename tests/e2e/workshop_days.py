"""What tests of workshops share: a workshop in the programme, people who come to it, days that
pass."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from bot.clock import stamp
from bot.domain.people import Role
from bot.domain.series import Series, Signing
from bot.domain.workshops import LINK, Audience, Status, Workshop
from bot.services.turn import Sender, Turn
from bot.storage import inbox, people
from bot.storage import workshops as rows
from bot.storage.database import Tx
from bot.storage.inbox import Received
from tests.conftest import Bot
from tests.people import Message, Someone, Town

SATURDAY = datetime(2027, 5, 22, 8, 0, tzinfo=UTC)  # 10.00 in Warsaw, ten days after NOON
CERAMICS = Workshop(
    0, "Ceramika", SATURDAY, SATURDAY + timedelta(hours=2), "sala na parterze", seats=12,
    address="ul. Szkolna 1", bring="fartuch", instructor="Zofia z pracowni „Glina”",
    status=Status.PUBLISHED, accessibility="wejście bez schodów",
)  # fmt: skip
FOR_CHILDREN = replace(
    CERAMICS, audience=Audience.CHILDREN, age_from=7, age_to=12, party=3,
    instructor_check="Maria", instructor_checked_on=SATURDAY.date(),
)  # fmt: skip
_tokens = count(1)
_updates = count(900_000_000)  # far from the messenger's own


async def publish(bot: Bot, like: Workshop = CERAMICS, **values: Any) -> Workshop:
    """A workshop in the programme."""
    token = f"dzbanek{next(_tokens)}"
    wanted = replace(like, token=token, due_at=bot.clock.now(), **values)
    now = bot.clock.now()
    made = await bot.running.office.db.write(lambda tx: rows.add(tx, wanted, now))
    bot.running.office.wake_tending()
    return made


async def publish_series(bot: Bot, meetings: int = 3, **values: Any) -> list[Workshop]:
    """A meeting a week, for which people sign up as they like."""

    def work(tx: Tx) -> int:
        series = Series(0, f"FREQ=WEEKLY;COUNT={meetings}", meetings, Signing.EITHER)
        return rows.add_series(tx, series, None, bot.clock.now()).id

    series_id = await bot.running.office.db.write(work)
    weeks = [timedelta(weeks=n) for n in range(meetings)]
    return [
        await publish(
            bot, series_id=series_id, number=n, starts_at=SATURDAY + later,
            ends_at=SATURDAY + later + timedelta(hours=2), **values,
        )
        for n, later in enumerate(weeks, 1)
    ]  # fmt: skip


async def somebody(town: Town, bot: Bot, name: str) -> Someone:
    """A person who has read the notice long ago."""
    person = await town.person(name)
    now = stamp(bot.clock.now())

    def work(tx: Tx) -> None:
        made = people.add(tx, person.id, name, "", "pl", now)
        people.accept_notice(tx, made.id, now)

    await bot.running.office.db.write(work)
    return person


async def librarian(bot: Bot, person: Someone) -> None:
    """This person runs the library from now on."""

    def work(tx: Tx) -> None:
        found = people.by_telegram_id(tx, person.id)
        assert found
        people.set_role(tx, found.id, Role.LIBRARIAN)

    await bot.running.office.db.write(work)


def link(workshop: Workshop) -> str:
    """What a poster's link carries."""
    return LINK + workshop.token


def pass_until(bot: Bot, moment: datetime) -> None:
    """Let time pass."""
    bot.clock.advance(seconds=(moment - bot.clock.now()).total_seconds())


@dataclass
class Counting:
    """Somebody whose taps and messages are counted."""

    who: Someone
    acts: int = 0

    async def tap(self, label: str) -> Message:
        """One tap."""
        self.acts += 1
        return await self.who.tap(label)

    async def tap_quietly(self, label: str) -> None:
        """One tap after which a message changes."""
        self.acts += 1
        await self.who.tap_quietly(label)

    async def say(self, text: str) -> Message:
        """One message."""
        self.acts += 1
        return await self.who.say(text)


async def every_state(bot: Bot, workshop: Workshop) -> list[str]:
    """Where every participant stands, in the order of arrival."""
    sql = "SELECT state FROM participant WHERE workshop_id = ? ORDER BY signup_id, id"
    found = await bot.running.office.db.read(lambda tx: tx.execute(sql, (workshop.id,)).fetchall())
    return [row[0] for row in found]


async def cancel(bot: Bot, who: Someone, workshop: Workshop, why: str) -> None:
    """Staff call it off."""
    turn = await _turn(bot, who)
    await bot.running.services.workshops.cancel(turn, workshop.id, why, lambda *_: ())


async def change(bot: Bot, who: Someone, workshop: Workshop, **values: Any) -> None:
    """Staff change something."""
    turn = await _turn(bot, who)
    await bot.running.services.workshops.change(turn, workshop.id, values, lambda *_: ())


async def _turn(bot: Bot, who: Someone) -> Turn:
    number, office = next(_updates), bot.running.office
    received = [Received(office.bot_id, number, "{}")]
    await office.db.write(lambda tx: inbox.add(tx, received, stamp(bot.clock.now())))
    return Turn(office, (number,), Sender(who.id, "Maria", "", "pl"))


async def full(town: Town, bot: Bot, **values: Any) -> tuple[Workshop, Someone]:
    """A workshop with one seat, and who has it."""
    workshop = await publish(bot, seats=1, **values)
    ewa = await somebody(town, bot, "Ewa")
    await ewa.start(link(workshop))
    await ewa.tap("Zapisz mnie")
    return workshop, ewa


async def file_of(town: Town, message: Message) -> bytes:
    """The document that came with a message."""
    return await town.download(message["document"]["file_id"])
