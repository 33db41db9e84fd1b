"""The engine over real HTTP: everybody gets it once, and Telegram's limits are kept."""

from __future__ import annotations

import asyncio
import json
from collections import Counter

import pytest

from bot.clock import stamp
from bot.delivery.budget import Limits
from bot.domain.outgoing import Later, Outgoing, Skipped
from bot.storage import mailings, outbox
from bot.storage.database import Database
from tests.clock import StillClock
from tests.delivery.conftest import WORDS, Delivery, Start, call, texts

ROUNDS = 4  # seconds' worth of messages


def chats(calls: list[dict]) -> Counter[int]:
    """How often each chat was really written to."""
    return Counter(int(one["params"]["chat_id"]) for one in calls if one["ok"])


@pytest.mark.parametrize(
    ("limits", "mode"),
    [(Limits(), {}), (Limits(per_second=25), {"strict": True})],
    ids=["30 a second", "strict, 25 of 30"],
)
async def test_everybody_gets_it_once_at_the_limit_and_no_call_is_refused(
    start: Start, limits: Limits, mode: dict[str, bool]
) -> None:
    """No 429, no one twice, and hardly any of the limit is wasted."""
    async with start(limits) as delivery:
        everybody = await delivery.everybody(limits.per_second * ROUNDS)
        await delivery.town.post("limits", on=True, **mode)

        mailing = await delivery.over(await delivery.announce())

        calls = await delivery.sent()
        took = calls[-1]["at"] - calls[limits.per_second - 1]["at"]
        assert chats(calls) == dict.fromkeys((one.id for one in everybody), 1)
        assert await delivery.refused() == []
        assert (mailing.sent, mailing.status) == (len(everybody), "finished")
        assert (ROUNDS - 1) / took >= 0.95


async def test_what_is_claimed_is_never_more_than_the_connections(
    start: Start, db: Database
) -> None:
    """So that a crash leaves no more uncertain."""
    async with start(Limits(per_second=1000, connections=4)) as delivery:
        await delivery.everybody(40)
        seen: list[int] = []
        turn = delivery.engine._ledger.turn

        def watched(tx, attempts, room):
            claimed = turn(tx, attempts, room)
            sql = "SELECT count(*) FROM outbox WHERE state = 'sending'"
            seen.append(tx.execute(sql).fetchone()[0])
            return claimed

        delivery.engine._ledger.turn = watched  # type: ignore[method-assign]
        await delivery.over(await delivery.announce())

    assert max(seen) == 4
    assert seen[-1] == 0


@pytest.mark.parametrize("kind", ["500", "429", "drop_before"])
async def test_a_fault_that_certainly_sent_nothing_costs_nobody_their_message(
    delivery: Delivery, kind: str
) -> None:
    """A 5xx is tried again later, a 429 after its time; of a lost connection it is not known."""
    await delivery.everybody(5)
    await delivery.town.post("faults", method="sendMessage", kind=kind, count=2)

    mailing = await delivery.announce()
    if kind == "500":
        await delivery.town.until(lambda: _waiting(delivery, mailing, 2), "two that wait")
        delivery.clock.advance(seconds=2)
    done = await delivery.over(mailing)

    if kind == "drop_before":
        assert (done.sent, done.unknown) == (3, 2)
    else:
        assert done.sent == 5
    assert max(chats(await delivery.sent()).values()) == 1


async def _waiting(delivery: Delivery, mailing, number: int) -> bool:
    now = await delivery.mailing(mailing)
    return now.complete and now.waiting == number and not (await delivery.states(now))["sending"]


async def test_nothing_leaves_while_telegram_asks_to_wait(delivery: Delivery) -> None:
    """The whole `retry_after`, for all bulk traffic."""
    await delivery.everybody(40)
    await delivery.town.post("faults", method="sendMessage", kind="429", count=1, retry_after=2)

    await delivery.over(await delivery.announce())

    calls = await delivery.sent()
    refused = next(n for n, one in enumerate(calls) if not one["ok"])
    under_way = [one for one in calls[refused + 1 :] if one["at"] < calls[refused]["at"] + 0.2]
    after = [one["at"] for one in calls[refused + 1 + len(under_way) :]]
    assert after[0] >= calls[refused]["at"] + 2


async def test_a_429_of_a_reply_pauses_all_bulk(delivery: Delivery) -> None:
    """Whoever was told: the limit is the bot's."""
    await delivery.everybody(2)
    before = asyncio.get_running_loop().time()
    delivery.engine.pause(1.0)

    await delivery.over(await delivery.announce())

    assert asyncio.get_running_loop().time() - before >= 1.0


async def test_the_uncertain_ones_go_again_only_when_staff_say_so(delivery: Delivery) -> None:
    """The connection was lost after the request had left: perhaps they have it."""
    await delivery.everybody(4)
    await delivery.town.post("faults", method="sendMessage", kind="drop_after", count=1)
    mailing = await delivery.over(await delivery.announce())

    again = await delivery.db.write(lambda tx: mailings.resend_unknown(tx, mailing.id))
    delivery.wake()
    done = await delivery.over(mailing)

    assert (mailing.sent, mailing.unknown, again) == (3, 1, 1)
    assert (done.sent, done.unknown, done.percent) == (4, 0, 100)


async def test_who_blocked_the_bot_is_counted_and_left_alone(delivery: Delivery) -> None:
    """Quietly, and until they write again."""
    first, *_ = await delivery.everybody(3)
    await delivery.town.post("block", person=first.id)

    mailing = await delivery.over(await delivery.announce())
    second = await delivery.over(await delivery.announce())

    assert (mailing.sent, mailing.unreachable) == (2, 1)
    assert (second.planned, second.sent) == (2, 2)


async def test_a_group_that_became_a_supergroup_is_followed(delivery: Delivery) -> None:
    """Its new id is kept, and the message goes there."""
    from bot.domain.audiences import Audience, Kind

    made = await delivery.town.post("chats", type="group", title="Seniorzy", bot_admin=True)
    await delivery.db.write(
        lambda tx: tx.execute(
            "INSERT INTO chat VALUES (?, 'group', 'Seniorzy', 'administrator', 1, '2027')",
            (made["id"],),
        )
    )
    new = (await delivery.town.post("migrate", chat=made["id"]))["chat"]

    mailing = await delivery.over(await delivery.announce(Audience(Kind.CHAT, str(made["id"]))))

    kept = await delivery.db.read(lambda tx: tx.execute("SELECT id, kind FROM chat").fetchall())
    assert mailing.sent == 1
    assert kept == [(new, "supergroup")]
    assert chats(await delivery.sent()) == {new: 1}


async def test_what_makes_no_sense_any_more_is_skipped(delivery: Delivery) -> None:
    """The composer is asked when it is sent."""
    await delivery.everybody(3)
    delivery.composers["announcement"] = lambda *_: Skipped("left")

    mailing = await delivery.over(await delivery.announce())

    assert (mailing.skipped, await delivery.sent()) == (3, [])


async def test_what_must_wait_goes_when_its_time_has_come(
    delivery: Delivery, clock: StillClock
) -> None:
    """Quiet hours, say: the row waits in the database, not in memory."""
    from datetime import timedelta

    await delivery.everybody(3)
    morning = clock.now() + timedelta(hours=8)
    loud = delivery.composers["announcement"]
    delivery.composers["announcement"] = lambda tx, row, person, now: (
        loud(tx, row, person, now) if now >= morning else Later(morning)
    )
    mailing = await delivery.announce()
    await delivery.town.until(lambda: _held(delivery, stamp(morning)), "three held back")

    clock.advance(hours=8)
    done = await delivery.over(mailing)

    assert done.sent == 3


async def _held(delivery: Delivery, until: str) -> bool:
    sql = "SELECT count(*) FROM outbox WHERE not_before = ?"
    found = await delivery.db.read(lambda tx: tx.execute(sql, (until,)).fetchone()[0])
    return bool(found == 3)


async def test_one_row_that_cannot_be_rendered_keeps_nobody_back(delivery: Delivery) -> None:
    """It fails; the others go."""
    first, *_ = await delivery.everybody(3)
    good = delivery.composers["announcement"]

    def bad(tx, row, person, now):
        return 1 / 0 if row.chat_id == first.id else good(tx, row, person, now)  # type: ignore

    delivery.composers["announcement"] = bad  # type: ignore[assignment]

    mailing = await delivery.over(await delivery.announce())

    assert (mailing.sent, mailing.failed) == (2, 1)


async def test_an_album_with_its_text_is_one_row_in_order(delivery: Delivery) -> None:
    """An album takes no buttons, so they come with the text after it; all ids are kept."""
    (one,) = await delivery.everybody(1)
    sent = await delivery.town.post("send", person=one.id, chat=one.id, text="x")
    assert sent
    photo = await _photo(delivery, one.id)

    def album(tx, row, person, now):
        media = [{"type": "photo", "media": photo}, {"type": "photo", "media": photo}]
        return (call(row, "sendMediaGroup", media=media), call(row, text=WORDS))

    delivery.composers["announcement"] = album
    await delivery.over(await delivery.announce())

    (ids,) = await delivery.db.read(
        lambda tx: tx.execute("SELECT message_id, parts FROM outbox").fetchall()
    )
    newest = [m["message_id"] for m in await one.messages() if not m["out"]][-3:]
    assert [*json.loads(ids[1]), ids[0]] == newest


async def _photo(delivery: Delivery, person: int) -> str:
    import io

    import aiohttp

    from bot.views.qr import qr_png

    fields = {"person": str(person), "chat": str(person), "kind": "photo"}
    form = aiohttp.FormData(fields, quote_fields=False)
    form.add_field("file", io.BytesIO(qr_png("x")), filename="plakat.png")
    done = await delivery.town.post_form("upload", form)
    return str(done["messages"][0]["photo"][-1]["file_id"])


async def test_notices_go_before_a_mailing(delivery: Delivery) -> None:
    """A reminder does not wait behind ten thousand recipients."""
    everybody = await delivery.everybody(60)
    mailing = await delivery.announce()
    await delivery.town.until(delivery.sent, "the first")
    now = stamp(delivery.clock.now())
    notice = Outgoing(
        "notice", everybody[-1].id, "sendMessage",
        json.dumps({"chat_id": everybody[-1].id, "text": "Przypominamy"}),
    )  # fmt: skip

    await delivery.db.write(lambda tx: outbox.add(tx, [notice], now))
    delivery.wake()
    await delivery.over(mailing)

    said = [one["params"]["text"] for one in await delivery.sent()]
    assert said.index("Przypominamy") < 40
    assert texts(await delivery.sent()) == {WORDS, "Przypominamy"}


async def test_notices_to_one_chat_keep_their_order_and_pace(delivery: Delivery) -> None:
    """One a second, and a try that failed lets nobody past."""
    (one,) = await delivery.everybody(1)
    rows = [
        Outgoing("notice", one.id, "sendMessage", json.dumps({"chat_id": one.id, "text": text}))
        for text in ("raz", "dwa")
    ]
    await delivery.town.post("faults", method="sendMessage", kind="500", count=1)

    await delivery.db.write(lambda tx: outbox.add(tx, rows, stamp(delivery.clock.now())))
    delivery.wake()
    await delivery.town.until(delivery.sent, "the first try")
    await delivery.town.until(lambda: _behind(delivery), "both wait")
    delivery.clock.advance(seconds=1)
    await one.sees("dwa")

    calls = [call for call in await delivery.sent() if call["ok"]]
    assert [call["params"]["text"] for call in calls] == ["raz", "dwa"]
    assert calls[1]["at"] - calls[0]["at"] >= 1.0


async def _behind(delivery: Delivery) -> bool:
    now = stamp(delivery.clock.now())
    sql = "SELECT count(*) FROM outbox WHERE state = 'pending' AND not_before > ?"
    return bool(await delivery.db.read(lambda tx: tx.execute(sql, (now,)).fetchone()[0] == 2))
