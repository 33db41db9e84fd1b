"""Elections as `.pb` files, for staff: a contest's own, and others' to try the rules on.

Counting runs in a process of its own. What takes longer than a moment is told when it is done.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from functools import partial
from threading import Event

from bot.clock import stamp
from bot.domain.contests.editions import Action, Edition
from bot.domain.contests.election_files import (
    FILE_BYTES,
    Held,
    NotCounted,
    Offered,
    Outcome,
    StillCounting,
    Trial,
    Way,
    exported,
    from_points,
)
from bot.domain.contests.elections import Election, Project
from bot.domain.contests.workbook import TakenAway
from bot.domain.people import Person, Right, require
from bot.errors import Refused, place
from bot.i18n import Translator
from bot.services.contests.counting import count_apart
from bot.services.contests.ledger import Ledger
from bot.services.contests.polling import Polls, counted
from bot.services.contests.workbooks import decided_rounds, frozen_sheets
from bot.services.turn import Turn, composed
from bot.storage import attachments, outbox
from bot.storage.database import Tx

log = logging.getLogger(__name__)
AT_ONCE = 4.0  # seconds that somebody waits for a count before they are told to go on
COUNTS = 2  # processes at once

Fetch = Callable[[str], Awaitable[bytes | None]]  # a file's bytes by Telegram's id


class Elections:
    """All raise Refused: staff_only."""

    def __init__(self, ledger: Ledger, polls: Polls, at_once: float = AT_ONCE) -> None:
        self._ledger = ledger
        self._polls = polls
        self._at_once = at_once
        self._running: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(COUNTS)
        self._stopped = Event()

    # A contest's own.

    async def take(
        self, turn: Turn, contest_id: int, view: Callable[[TakenAway, Translator], object]
    ) -> None:
        """The vote, or where there is none the jury's points, as a file. Taking it is noted.

        Raises Refused: contest_gone, staff_only, not_in_this_phase, not_counted,
        votes_not_counted, nothing_to_count.
        """
        held = await turn.read(lambda tx, person: self._held(tx, person, contest_id, turn))
        content = (await asyncio.to_thread(exported, held)).encode()

        def work(tx: Tx, person: Person) -> TakenAway:
            edition = self._edition(tx, person, contest_id, turn)
            subject = f"contest:{contest_id}"
            self._ledger.note(tx, turn.now, person.id, "contest.file", subject, kind="pb")
            return TakenAway(edition, f"konkurs-{contest_id}.pb", content)

        await turn.write(work, view)

    def _edition(self, tx: Tx, person: Person, contest_id: int, turn: Turn) -> Edition:
        edition = self._ledger.edition(tx, contest_id)
        self._ledger.allow(tx, person, edition, Action.SEE_VOTES, turn.now)
        return edition

    def _held(self, tx: Tx, person: Person, contest_id: int, turn: Turn) -> Held:
        edition = self._edition(tx, person, contest_id, turn)
        counted(edition)
        profile = self._ledger.office.profile
        decided = [one for one in decided_rounds(tx, edition) if one.awards.round == edition.round]
        winners = None
        if decided:
            winners = tuple(one.application for one in decided[-1].awards.decisions if one.awarded)
        election = self._polls.election(tx, edition) or self._points(tx, edition)
        return Held(edition, election, winners, profile.library, profile.zone)

    def _points(self, tx: Tx, edition: Edition) -> Election:
        if edition.counted_at is None:
            raise Refused("not_counted")
        projects = [
            Project(str(one.id), one.requested, one.title)
            for one in self._ledger.judged(tx, edition)
        ]
        criteria = edition.contest.jury.criteria
        pool = edition.contest.money.current_pool
        return from_points(pool, projects, frozen_sheets(tx, edition), criteria)

    # Others'.

    async def offer(
        self,
        turn: Turn,
        file_id: str,
        name: str,
        size: int,
        view: Callable[[Offered, Translator], object],
    ) -> None:
        """Somebody sent a file: how shall it be counted? Their file before it is forgotten.

        Raises Refused: election_too_large (limit, in MiB).
        """

        def work(tx: Tx, person: Person) -> Offered:
            require(person, Right.MANAGE_CONTESTS)
            if size > FILE_BYTES:
                raise Refused("election_too_large", limit=FILE_BYTES // 2**20)
            upload = secrets.token_hex(8)
            attachments.keep_election(tx, upload, person.id, file_id, size)
            return Offered(upload, name)

        await turn.write(work, view)

    async def count(
        self,
        turn: Turn,
        upload: str,
        way: Way,
        fetch: Fetch,
        view: Callable[[Outcome, Translator], object],
    ) -> None:
        """Count it: at once where that is quick, else the result is told later.

        Raises Refused: election_gone (send it once more), election_too_large (limit).
        """

        def look(tx: Tx, person: Person) -> tuple[Person, str]:
            require(person, Right.MANAGE_CONTESTS)
            return person, attachments.election(tx, upload, person.id)

        person, file_id = await turn.read(look)
        content = await fetch(file_id) if file_id else None
        if content is None:
            raise Refused("election_gone")
        counting = asyncio.create_task(self._counted(content, way))
        done, _ = await asyncio.wait({counting}, timeout=self._at_once)
        found: Outcome = counting.result() if done else StillCounting()
        if not done:
            self._tell_later(counting, person, view)
        await turn.write(lambda _tx, _person: found, view)

    async def close(self) -> None:
        """Counts that still run are given up."""
        self._stopped.set()
        for one in self._running:
            one.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _counted(self, content: bytes, way: Way) -> Trial | NotCounted:
        async with self._places:
            return await asyncio.to_thread(partial(count_apart, content, way, self._stopped))

    def _tell_later(
        self,
        counting: asyncio.Task[Trial | NotCounted],
        person: Person,
        view: Callable[[Outcome, Translator], object],
    ) -> None:
        task = asyncio.create_task(self._told(counting, person, view))
        self._running.add(task)
        task.add_done_callback(self._ended)

    async def _told(
        self,
        counting: asyncio.Task[Trial | NotCounted],
        person: Person,
        view: Callable[[Outcome, Translator], object],
    ) -> None:
        found = await _outcome(counting)
        office = self._ledger.office
        now = office.clock.now()
        shown = view(found, office.translator(person.language, now))
        calls = composed(office, person, shown, now)
        await office.db.write(lambda tx: outbox.add(tx, calls, stamp(now)))
        office.wake_delivery()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("a count was not told: %s", place(error))


async def _outcome(counting: asyncio.Task[Trial | NotCounted]) -> Trial | NotCounted:
    """Whoever was told to go on hears of it in any case."""
    try:
        return await counting
    except Exception as error:  # noqa: BLE001 - told to who waits, and logged here
        log.error("an election was not counted: %s", place(error))
        return NotCounted("failed")
