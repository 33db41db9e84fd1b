"""Inbox and outbox: nothing lost, nothing twice, no text kept longer than needed."""

from __future__ import annotations

from bot.domain.outgoing import Outgoing, Settled
from bot.storage import inbox, outbox
from bot.storage.database import Database
from bot.storage.inbox import Received

NOW, LATER = "2027-05-12T10:00:00.000Z", "2027-05-12T11:00:00.000Z"


async def test_a_repeated_update_is_recognised(db: Database) -> None:
    """Telegram sends again what it thinks we did not get."""
    first = [Received(1, 10, "{}"), Received(1, 11, "{}")]

    taken = await db.write(lambda tx: inbox.add(tx, first, NOW))
    again = await db.write(lambda tx: inbox.add(tx, [*first, Received(1, 12, "{}")], NOW))

    assert taken == [10, 11]
    assert again == [12]


async def test_a_done_update_forgets_what_was_typed(db: Database) -> None:
    """The key stays, the words go."""
    await db.write(lambda tx: inbox.add(tx, [Received(1, 10, '{"text": "sekret"}')], NOW))

    first = await db.write(lambda tx: inbox.finish(tx, 1, [10]))
    second = await db.write(lambda tx: inbox.finish(tx, 1, [10]))

    payload = await db.read(lambda tx: tx.execute("SELECT payload FROM inbox").fetchone())
    assert (first, second) == (True, False)
    assert payload == ("",)


async def test_what_was_not_finished_comes_back_in_order(db: Database) -> None:
    """After a crash."""
    await db.write(
        lambda tx: inbox.add(tx, [Received(1, n, f'{{"n":{n}}}') for n in (7, 5, 6)], NOW)
    )
    await db.write(lambda tx: inbox.finish(tx, 1, [6]))

    waiting = await db.read(lambda tx: inbox.waiting(tx, 1))

    assert [one.update_id for one in waiting] == [5, 7]


async def test_a_dedupe_key_lets_one_notice_through(db: Database) -> None:
    """Two causes for the same notice, one notice."""
    notice = Outgoing("notice", 5, "sendMessage", "{}", dedupe_key="gap:1")

    first = await db.write(lambda tx: outbox.add(tx, [notice], NOW))
    second = await db.write(lambda tx: outbox.add(tx, [notice], NOW))

    assert (len(first), len(second)) == (1, 0)


async def test_a_sent_notice_keeps_its_key_and_loses_its_text(db: Database) -> None:
    """So that it is never sent again, and nobody can read it later."""
    notice = Outgoing("notice", 5, "sendMessage", '{"text": "Halina"}', dedupe_key="k")
    (row,) = await db.write(lambda tx: outbox.add(tx, [notice], NOW))

    await db.write(lambda tx: outbox.settle(tx, [Settled(row, "sent", 77)]))

    rows = await db.read(
        lambda tx: tx.execute("SELECT state, params, dedupe_key FROM outbox").fetchall()
    )
    assert rows == [("sent", "{}", "k")]


async def test_a_notice_waits_for_its_time(db: Database) -> None:
    """`due` gives nothing before `not_before`; `next_due` says when to look."""
    notice = Outgoing("notice", 5, "sendMessage", "{}", not_before=LATER)
    await db.write(lambda tx: outbox.add(tx, [notice], NOW))

    assert await db.read(lambda tx: list(outbox.due(tx, NOW))) == []
    assert await db.read(outbox.next_due) == LATER
    assert len(await db.read(lambda tx: list(outbox.due(tx, LATER)))) == 1
