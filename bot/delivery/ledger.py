"""One transaction of the engine: settle what was sent, claim what may go next.

Runs on the writer thread. The claims are the promise that a crash finds no more rows uncertain
than there are connections.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter

from bot.clock import stamp
from bot.delivery.budget import NEVER
from bot.delivery.composing import Batches, Composers, Render
from bot.delivery.sending import Parcel, cost_of
from bot.domain.mailings import Mailing, Status
from bot.domain.outgoing import Attempt, Composed, Later, Outgoing, Settled, Skipped
from bot.frozen import frozen
from bot.storage import chats, mailings, outbox, people
from bot.storage.database import Tx

log = logging.getLogger(__name__)

SPARE = 16  # rows looked at beyond the room there is: some are skipped, some must wait
HOLD = 0.006  # seconds after which no more rows are looked at: the writer's limit is 20 ms
SENDING = frozenset({Status.PLANNING, Status.RUNNING})


@dataclass(slots=True)
class Room:
    """What may be claimed now: messages by budget, rows in all; `ready` is `Chats.ready`."""

    now: datetime
    moment: float  # the same, monotonic
    free: int
    paid: int
    rows: int
    ready: Callable[[int], float]


@dataclass(slots=True)
class Claimed:
    """What one transaction came to.

    `starved` are the budgets ("free", "paid") that left due rows behind, `ready` the moment at
    which a chat that was passed over may be written to, `due` the stamp of what is due next (""
    for at once, None for nothing), `touched` the mailings whose counters moved.
    """

    parcels: list[Parcel] = field(default_factory=list)
    starved: set[str] = field(default_factory=set)
    ready: float = NEVER
    due: str | None = None
    touched: set[int] = field(default_factory=set)


class Ledger:
    """What rows become, with the composers that render them; `batches` for kinds of mailings."""

    def __init__(self, composers: Composers, batches: Batches | None = None) -> None:
        self._composers = composers
        self._batches = batches or {}

    def turn(self, tx: Tx, attempts: Sequence[Attempt], room: Room) -> Claimed:
        """Settle these, then claim."""
        claimed = Claimed()
        settle(tx, attempts, stamp(room.now), claimed.touched)
        round_ = _Round(tx, room, self._composers, self._batches, claimed)
        round_.claim()
        return claimed


def settle(tx: Tx, attempts: Sequence[Attempt], now: str, touched: set[int]) -> None:
    """Rows and counters move together."""
    by_kind: defaultdict[tuple[int | None, str], list[Attempt]] = defaultdict(list)
    for one in attempts:
        by_kind[one.row.mailing_id, one.state].append(one)
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for (mailing_id, state), ones in by_kind.items():
        if mailing_id is not None:
            counts[mailing_id][state] += outbox.keep(tx, ones)
        elif state == "pending":
            _go_again(tx, ones)
        else:
            outbox.settle(tx, [Settled(o.row, state, o.row.message_id, o.error) for o in ones])
        _tell_chats(tx, state, ones, now)
    for mailing_id, counted in counts.items():
        touched.add(mailing_id)
        mailings.count(tx, mailing_id, counted)


def _go_again(tx: Tx, ones: Sequence[Attempt]) -> None:
    outbox.keep(tx, ones)
    for one in ones:
        if one.error and one.row.not_before:
            outbox.hold_back(tx, one.row.chat_id, one.row.not_before)


def _tell_chats(tx: Tx, state: str, ones: Sequence[Attempt], now: str) -> None:
    for one in ones:
        if state == "unreachable" and one.row.chat_id > 0:
            people.set_reachable(tx, one.row.chat_id, False)
        elif state == "unreachable":
            chats.gone(tx, one.row.chat_id, now)
        elif one.moved_to:
            chats.move(tx, one.row.chat_id, one.moved_to, now)
            outbox.move(tx, one.row.chat_id, one.moved_to)


@frozen
class _Broken:
    """Nothing can be made of the row."""

    error: str


class _Round:
    """Claiming, once: notices first, then mailings."""

    def __init__(
        self, tx: Tx, room: Room, composers: Composers, batches: Batches, claimed: Claimed
    ) -> None:
        self._tx = tx
        self._room = room
        self._composers = composers
        self._batches = batches
        self._claimed = claimed
        self._now = stamp(room.now)
        self._left = {"free": room.free, "paid": room.paid}
        self._chosen: set[int] = set()
        self._ended: list[Attempt] = []
        self._until = perf_counter() + HOLD

    def claim(self) -> None:
        """Fill `claimed`."""
        claimed, tx = self._claimed, self._tx
        running = mailings.unfinished(tx)
        self._take(outbox.due(tx, self._now), None, self._alone)
        for mailing in running:
            if mailing.status in SENDING and mailing.not_before <= self._now:
                self._take_of(mailing)
        settle(tx, self._ended, self._now, claimed.touched)
        outbox.claim(tx, [parcel.row for parcel in claimed.parcels])
        self._look_ahead()

    def _take_of(self, mailing: Mailing) -> None:
        limit = max(0, min(self._left[_budget(mailing)], self._room.rows)) + SPARE
        rows = outbox.due_of(self._tx, mailing.id, self._now, limit)
        if not rows:
            return
        batch = self._batches.get(mailing.kind)
        render = batch(self._tx, rows, self._room.now) if batch else self._alone
        self._take(rows, mailing, render)
        if len(rows) == limit:  # there may be more behind them
            self._claimed.starved.add(_budget(mailing))

    def _take(self, rows: Iterable[Outgoing], mailing: Mailing | None, render: Render) -> None:
        before = len(self._claimed.parcels)
        budget = _budget(mailing)
        for row in rows:
            if self._full(budget) or (
                self._may_go(row) and not self._taken(row, mailing, budget, render)
            ):
                self._claimed.starved.add(budget)
                break
        if mailing and not mailing.started_at and len(self._claimed.parcels) > before:
            mailings.start(self._tx, mailing.id, self._now)

    def _full(self, budget: str) -> bool:
        no_more = self._left[budget] <= 0 or len(self._claimed.parcels) >= self._room.rows
        return no_more or perf_counter() > self._until

    def _may_go(self, row: Outgoing) -> bool:
        if row.chat_id in self._chosen:
            return False
        ready = self._room.ready(row.chat_id)
        if ready > self._room.moment:
            self._claimed.ready = min(self._claimed.ready, ready)
            return False
        return True

    def _taken(self, row: Outgoing, mailing: Mailing | None, budget: str, render: Render) -> bool:
        """False if there is no room for all of it: then nobody else gets the room either."""
        composed = _rendered(row, render)
        if isinstance(composed, Skipped):
            self._ended.append(Attempt(row, "skipped", composed.reason))
        elif isinstance(composed, _Broken):
            self._ended.append(Attempt(row, "failed", composed.error))
        elif isinstance(composed, Later):
            later = row._replace(not_before=stamp(composed.until))
            self._ended.append(Attempt(later, "pending"))
        else:
            return self._claimed_as(row, composed, mailing, budget)
        return True

    def _claimed_as(
        self, row: Outgoing, calls: Sequence[Outgoing], mailing: Mailing | None, budget: str
    ) -> bool:
        cost = sum(cost_of(call) for call in calls[row.step :])
        if cost > self._left[budget]:
            self._left[budget] = 0
            return False
        self._left[budget] -= cost
        self._chosen.add(row.chat_id)
        kept = row._replace(rev=calls[0].rev) if mailing else row
        kind = mailing.kind if mailing else None
        self._claimed.parcels.append(Parcel(kept, calls, kind, budget == "paid", cost))
        return True

    def _alone(self, row: Outgoing) -> Composed:
        """By the composer of its purpose, which looks up what it needs itself."""
        if row.method:
            return (row,)
        composer = self._composers.get(row.purpose)
        if composer is None:
            raise LookupError(row.purpose)
        person = people.by_id(self._tx, row.person_id) if row.person_id else None
        return composer(self._tx, row, person, self._room.now)

    def _look_ahead(self) -> None:
        due = [outbox.next_due(self._tx)]
        for mailing in mailings.unfinished(self._tx):
            over = mailing.complete or mailing.status is Status.STOPPED
            if over and not mailing.waiting:
                mailings.finish(self._tx, mailing.id, self._now)
                self._claimed.touched.add(mailing.id)
            elif mailing.status in SENDING and not self._claimed.starved:
                own = outbox.next_due_of(self._tx, mailing.id)
                due.append(None if own is None else max(own, mailing.not_before))
        self._claimed.due = min((one for one in due if one is not None), default=None)


def _budget(mailing: Mailing | None) -> str:
    return "paid" if mailing and mailing.paid else "free"


def _rendered(row: Outgoing, render: Render) -> Composed | _Broken:
    try:
        return render(row) or Skipped("nothing")
    except Exception as error:  # noqa: BLE001 - one bad row must not keep all others back
        log.error("«%s» cannot be rendered: %s", row.purpose, type(error).__name__)
        return _Broken(type(error).__name__)
