"""Runs: planned in pieces, paused, stopped, corrected, withdrawn, and cut off by a shutdown."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.clock import stamp
from bot.delivery.budget import Limits
from bot.delivery.planner import MOST, Planner
from bot.domain.audiences import Audience, Kind, dump
from bot.domain.mailings import Kind as Run
from bot.domain.mailings import Mailing, Status
from bot.storage import mailings, people, personal_data
from bot.storage.database import Database, Tx
from tests.clock import StillClock
from tests.delivery.conftest import NEW_WORDS, WORDS, Delivery, Start, texts

TOWN = 5000


async def a_town(db: Database, now: str) -> Mailing:
    """Many people, every second of whom asked for news, and a mailing to them."""

    def work(tx: Tx) -> Mailing:
        tx.executemany(
            "INSERT INTO person (telegram_id, name, language, created_at) VALUES (?, 'O', 'pl', ?)",
            [(10_000 + number, now) for number in range(TOWN)],
        )
        tx.execute(
            "INSERT INTO subscription SELECT id, 'news', ? FROM person WHERE id % 2 = 0", (now,)
        )
        tx.execute(
            "INSERT INTO announcement (audience, text, created_at, updated_at) "
            "VALUES (?, 'x', ?, ?)",
            (dump(Audience(Kind.FOLLOWERS, "news")), now, now),
        )
        return mailings.add(tx, 1, Run.ANNOUNCEMENT, now)

    return await db.write(work)


async def _now(db: Database, mailing: Mailing) -> Mailing:
    found = await db.read(lambda tx: mailings.by_id(tx, mailing.id))
    assert found
    return found


async def test_a_large_audience_is_planned_in_short_pieces(db: Database, clock: StillClock) -> None:
    """Nobody twice, nobody left out, and no piece looks at more than a thousand people."""
    mailing = await a_town(db, stamp(clock.now()))
    pieces: asyncio.Queue[None] = asyncio.Queue()
    planner = Planner(db, clock, lambda: pieces.put_nowait(None))

    planning = asyncio.create_task(planner.run())
    number = 0
    while not (done := await _now(db, mailing)).complete:
        await pieces.get()
        number += 1
    planning.cancel()

    reached = await db.read(
        lambda tx: tx.execute("SELECT count(DISTINCT person_id) FROM outbox").fetchone()[0]
    )
    assert (done.planned, reached, done.status) == (TOWN // 2, TOWN // 2, Status.RUNNING)
    assert number >= TOWN // MOST


async def test_a_piece_that_was_planned_is_not_planned_again(
    db: Database, clock: StillClock
) -> None:
    """The cursor is moved in the transaction that adds the rows: a crash costs nothing."""
    now = stamp(clock.now())
    mailing = await a_town(db, now)

    for _ in range(3):
        again = await _now(db, mailing)
        await db.write(lambda tx, again=again: mailings.plan(tx, again, 100, now))

    done = await _now(db, mailing)
    assert (done.planned, done.complete) == (150, False)


async def test_a_mailing_for_later_is_planned_when_its_time_has_come(
    delivery: Delivery, clock: StillClock
) -> None:
    """Who asks for news until then gets it too."""
    at = clock.now() + timedelta(hours=2)
    mailing = await delivery.announce(not_before=stamp(at))
    await delivery.everybody(3)
    before = await delivery.mailing(mailing)

    clock.advance(hours=2)
    done = await delivery.over(mailing)

    assert (before.planned, done.sent) == (0, 3)


async def test_a_pause_holds_everybody_and_going_on_loses_nobody(delivery: Delivery) -> None:
    """Only what was on its way arrives after the pause."""
    everybody = await delivery.everybody(60)
    mailing = await delivery.announce()
    await delivery.town.until(delivery.sent, "the first")

    await delivery.db.write(lambda tx: mailings.set_status(tx, mailing.id, Status.PAUSED))
    await delivery.town.until(lambda: _quiet(delivery, mailing), "silence")
    held = len(await delivery.sent())
    await delivery.db.write(lambda tx: mailings.set_status(tx, mailing.id, Status.RUNNING))
    delivery.wake()
    done = await delivery.over(mailing)

    assert held < len(everybody)
    assert done.sent == len(everybody)


async def _quiet(delivery: Delivery, mailing: Mailing) -> bool:
    return not (await delivery.states(mailing))["sending"] and not delivery.engine._done


async def test_a_pause_while_planning_goes_on_planning_afterwards(
    db: Database, clock: StillClock
) -> None:
    """Resuming leads back to where it was."""
    now = stamp(clock.now())
    mailing = await a_town(db, now)
    await db.write(lambda tx: mailings.plan(tx, mailing, 100, now))

    await db.write(lambda tx: mailings.set_status(tx, mailing.id, Status.PAUSED))
    await db.write(lambda tx: mailings.set_status(tx, mailing.id, Status.RUNNING))

    assert (await _now(db, mailing)).status is Status.PLANNING


async def test_a_stop_skips_everybody_who_still_waits(delivery: Delivery) -> None:
    """What is on its way arrives; nobody else gets anything."""
    everybody = await delivery.everybody(60)
    mailing = await delivery.announce()
    await delivery.town.until(delivery.sent, "the first")

    await delivery.db.write(lambda tx: mailings.set_status(tx, mailing.id, Status.STOPPED))
    delivery.wake()
    done = await delivery.over(mailing)

    assert done.status is Status.STOPPED
    assert done.skipped > 0
    assert done.sent + done.skipped == len(everybody)


async def test_a_correction_in_the_middle_leaves_nobody_with_the_old_words(
    delivery: Delivery,
) -> None:
    """Sent ones are edited, those on their way too, and the rest get the new words at once."""
    everybody = await delivery.everybody(60)
    mailing = await delivery.announce()
    await delivery.town.until(lambda: _many(delivery, 10), "ten")

    correction = await delivery.follow(mailing, Run.CORRECTION)
    await delivery.over(mailing)
    corrected = await delivery.over(correction)

    edits, sent = await delivery.sent("editMessageText"), await delivery.sent()
    old = [one for one in sent if one["params"]["text"] == WORDS]
    assert texts(sent) == {WORDS, NEW_WORDS}
    assert len(edits) == len(old) == corrected.sent < len(everybody)
    for one in everybody:
        assert WORDS not in await one.chat()


async def _many(delivery: Delivery, number: int) -> bool:
    return len(await delivery.sent()) >= number


async def test_a_withdrawal_deletes_what_was_sent(delivery: Delivery) -> None:
    """Where Telegram still lets it; elsewhere it is counted as failed."""
    everybody = await delivery.everybody(3)
    mailing = await delivery.over(await delivery.announce())

    withdrawn = await delivery.over(await delivery.follow(mailing, Run.WITHDRAWAL))

    assert withdrawn.sent == 3
    for one in everybody:
        assert WORDS not in await one.chat()


async def test_somebody_erased_in_the_middle_is_not_waited_for(delivery: Delivery) -> None:
    """The mailing ends without them."""
    *_, last = await delivery.everybody(40)
    mailing = await delivery.announce()
    await delivery.town.until(delivery.sent, "the first")

    def erase(tx: Tx) -> None:
        person = people.by_telegram_id(tx, last.id)
        assert person
        personal_data.erase(tx, person.id, last.id)

    await delivery.db.write(erase)

    async def look() -> Mailing | None:
        now = await delivery.mailing(mailing)
        return now if now.finished_at else None

    done: Mailing = await delivery.town.until(look, "the end")
    assert (done.sent, done.skipped, done.waiting) == (39, 1, 0)


async def test_a_clean_shutdown_releases_what_has_not_left(start: Start, db: Database) -> None:
    """Finished or released, nothing in between, and quickly."""
    loop = asyncio.get_running_loop()
    async with start(Limits(per_second=30)) as delivery:
        await delivery.everybody(60)
        mailing = await delivery.announce()
        await delivery.town.until(delivery.sent, "the first")
        closing = loop.time()
    took = loop.time() - closing

    states = await delivery.states(mailing)
    assert set(states) == {"sent", "pending"}
    assert states["sent"] == (await _now(db, mailing)).sent
    assert took < 5


async def test_an_answer_that_does_not_come_before_the_end_is_uncertain(
    start: Start, db: Database
) -> None:
    """A shutdown waits a few seconds, not half a minute."""
    async with start() as delivery:
        await delivery.everybody(2)
        await delivery.town.post("faults", method="sendMessage", kind="timeout", count=1)
        mailing = await delivery.announce()
        await delivery.town.until(lambda: _sent_one(delivery, mailing), "the other one")

    assert await delivery.states(mailing) == {"sent": 1, "unknown": 1}
    assert (await _now(db, mailing)).unknown == 1


async def _sent_one(delivery: Delivery, mailing: Mailing) -> bool:
    return (await delivery.mailing(mailing)).sent == 1


async def test_what_a_crash_left_is_uncertain_and_the_rest_goes_on(
    start: Start, db: Database, clock: StillClock
) -> None:
    """Counted so, and never sent again by itself."""
    async with start() as delivery:
        await delivery.everybody(4)
        await db.write(lambda tx: tx.execute("UPDATE person SET reachable = 1"))
        mailing = await delivery.db.write(lambda tx: _planned_by_hand(tx, stamp(clock.now())))
        await db.write(
            lambda tx: tx.execute("UPDATE outbox SET state = 'sending' WHERE id IN (1, 2)")
        )

        uncertain = await db.write(mailings.recover)
        delivery.wake()
        done = await delivery.over(mailing)

    assert (uncertain, done.unknown, done.sent) == (2, 2, 2)


def _planned_by_hand(tx: Tx, now: str) -> Mailing:
    tx.execute(
        "INSERT INTO announcement (audience, text, created_at, updated_at) VALUES (?, ?, ?, ?)",
        (dump(Audience(Kind.FOLLOWERS, "news")), WORDS, now, now),
    )
    mailing = mailings.add(tx, 1, Run.ANNOUNCEMENT, now)
    mailings.plan(tx, mailing, 100, now)
    return mailing


async def test_a_month_later_the_rows_are_forgotten(delivery: Delivery, clock: StillClock) -> None:
    """The counters stay for the history."""
    await delivery.everybody(3)
    mailing = await delivery.over(await delivery.announce())

    clock.advance(days=31)
    await delivery.planner.forget()

    assert not await delivery.states(mailing)
    assert (await delivery.mailing(mailing)).sent == 3
