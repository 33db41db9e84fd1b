"""Results for staff: snapshots taken in the background, and questions one by one."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from time import perf_counter

from bot.domain import disclosure, snapshots
from bot.domain.disclosure import PublishedTally
from bot.domain.findings import Divided, Findings, Question
from bot.domain.people import Person, Right, require
from bot.domain.snapshots import Snapshot
from bot.domain.surveys import Counts, Status, Survey, require_status
from bot.errors import Refused, StorageError
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.storage import forms
from bot.storage import results as rows
from bot.storage import surveys as surveys_kept
from bot.storage.database import Tx
from bot.storage.results import Looked

log = logging.getLogger(__name__)

RESTS = 9  # times as long as the work took
PICTURES = 64  # drawn charts that are remembered, about 30 kB each
Draw = Callable[[PublishedTally, str, Translator], bytes]  # tally, fallback language → PNG


class Results:
    """`run` goes on in the background; `take_due` besides is called every minute."""

    def __init__(self, office: Office, shelf: forms.Forms) -> None:
        self._office = office
        self._shelf = shelf
        self._taking = asyncio.Lock()
        self._woken = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._pictures: OrderedDict[tuple[object, ...], bytes] = OrderedDict()

    # Snapshots.

    def after_response(self, tx: Tx, survey_id: int) -> None:
        """Called in the transaction that keeps a response: wake `run` if a snapshot is due."""
        last = max((total for total, _ in rows.taken(tx, survey_id)), default=0)
        if disclosure.due(rows.count(tx, survey_id), last, closed=False):
            self._loop.call_soon_threadsafe(self._woken.set)

    async def run(self) -> None:
        """Take snapshots when woken; without end, and resting between them.

        Counting thousands of responses takes a second of one core: answers go first.
        """
        while True:
            await self._woken.wait()
            started = perf_counter()
            await self.work_once()
            await asyncio.sleep(RESTS * (perf_counter() - started))

    async def work_once(self) -> None:
        """Wait until a snapshot is due, take it."""
        await self._woken.wait()
        self._woken.clear()
        await self._office.db.write(lambda _tx: None)  # what woke us is committed after this
        await self.take_due()

    async def take_due(self) -> None:
        """Take every snapshot that is due."""
        for survey_id in await self._office.db.read(rows.candidates):
            await self.try_to_take(survey_id)

    async def try_to_take(self, survey_id: int) -> None:
        """The same where nobody waits: a survey that cannot be counted holds up no other.

        Staff who look at it get the apology, and its fault is kept like any other.
        """
        try:
            await self.take(survey_id)
        except StorageError:
            raise
        except Exception as error:  # noqa: BLE001 - see above; no message: it may hold an answer
            log.error("survey %s cannot be counted: %s", survey_id, type(error).__name__)

    async def take(self, survey_id: int) -> bool:
        """Take a snapshot of one survey if one is due; was it?"""
        async with self._taking:
            looked = await self._office.db.read(partial(self._look_if_due, survey_id=survey_id))
            if looked is None:
                return False
            day = self._today()
            tables = await asyncio.to_thread(lambda: snapshots.to_json(_counted(looked, day)))
            closed = looked.survey.status is Status.CLOSED
            taken = rows.Stored(looked.total, closed, day, tables)
            await self._office.db.write(lambda tx: rows.save(tx, survey_id, taken))
            return True

    def _look_if_due(self, tx: Tx, survey_id: int) -> Looked | None:
        survey = surveys_kept.by_id(tx, survey_id)
        if survey is None or survey.status is Status.DRAFT:
            return None
        closed = survey.status is Status.CLOSED
        total = rows.count(tx, survey_id)
        last = max(rows.taken(tx, survey_id), default=(0, False))
        if closed and last[1]:
            return None
        if not closed and not disclosure.due(total, last[0], closed=False):
            return None
        return self._with_responses(tx, self._looked(tx, survey))

    # What staff see.

    async def overview(
        self, turn: Turn, survey_id: int, view: Callable[[Findings, Translator], object]
    ) -> None:
        """How many answered, since when, by which way."""
        findings = await self.findings(turn, survey_id)
        await turn.write(lambda _tx, _person: findings, view)

    async def question(
        self,
        turn: Turn,
        survey_id: int,
        number: int,
        draw: Draw,
        view: Callable[[Question, Translator], object],
    ) -> None:
        """One question with its chart. Raises Refused: too_few."""
        findings = await self.findings(turn, survey_id)
        if not findings.tallies:
            raise Refused("too_few")
        asked = Question(findings, min(max(number, 0), len(findings.tallies) - 1))
        drawn = replace(asked, picture=await self._drawn(turn, asked, draw))
        await turn.write(lambda _tx, _person: drawn, view)

    async def divide(
        self,
        turn: Turn,
        survey_id: int,
        number: int,
        by: int,
        view: Callable[[Divided, Translator], object],
    ) -> None:
        """Question `number` by the answers to question `by`. Raises Refused: too_few."""
        findings = await self.findings(turn, survey_id)
        last = len(findings.tallies)
        if findings.snapshot is None or not (0 <= number < last and 0 <= by < last):
            raise Refused("too_few")
        divider = findings.tallies[by]
        table = findings.snapshot.crosses.get((divider.key, findings.tallies[number].key))
        if table is None:
            raise Refused("too_few")
        divided = Divided(findings, number, divider, table)
        await turn.write(lambda _tx, _person: divided, view)

    async def findings(self, turn: Turn, survey_id: int) -> Findings:
        """What may be shown now. Raises Refused: staff_only, survey_gone, survey_changed."""
        await self.take(survey_id)

        def work(tx: Tx, person: Person) -> Looked:
            require(person, Right.SEE_RESULTS)
            return self._look(tx, survey_id)

        looked = await turn.read(work)
        snapshot = await asyncio.to_thread(_shown, looked, self._today())
        return Findings(looked.survey, _told(looked), looked.form.default_language, snapshot)

    async def _drawn(self, turn: Turn, asked: Question, draw: Draw) -> bytes:
        def language(_tx: Tx, person: Person) -> str:
            return person.language

        spoken = await turn.read(language)
        snapshot = asked.findings.snapshot
        assert snapshot
        results = snapshot.results
        key = (asked.findings.survey.id, results.total, snapshot.closed, asked.number, spoken)
        fixed = asked.findings.survey.anonymous or snapshot.closed
        if fixed and key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        translator = self._office.translator(spoken, turn.now)
        picture = await asyncio.to_thread(draw, asked.tally, asked.findings.fallback, translator)
        if fixed:
            self._pictures[key] = picture
            while len(self._pictures) > PICTURES:
                self._pictures.popitem(last=False)
        return picture

    # Looking things up.

    def _look(self, tx: Tx, survey_id: int) -> Looked:
        """What is to be shown: a stored snapshot, or the rows of a named survey that runs."""
        survey = require_status(surveys_kept.by_id(tx, survey_id), Status.OPEN, Status.CLOSED)
        looked = self._looked(tx, survey)
        if not survey.anonymous and survey.status is Status.OPEN:
            return self._with_responses(tx, looked)
        return replace(looked, stored=rows.to_show(tx, survey, looked.total))

    def _looked(self, tx: Tx, survey: Survey) -> Looked:
        return rows.look(tx, survey, self._shelf, self._office.profile.places)

    def _with_responses(self, tx: Tx, looked: Looked) -> Looked:
        return replace(looked, rows=tuple(rows.rows(tx, looked.survey.id)))

    def _today(self) -> str:
        now: datetime = self._office.clock.now()
        return now.astimezone(self._office.profile.zone).date().isoformat()


def _counted(looked: Looked, day: str) -> Snapshot:
    return snapshots.take(
        looked.form,
        looked.earlier,
        looked.responses(),
        unfinished=looked.unfinished,
        day=day,
        closed=looked.survey.status is Status.CLOSED,
    )


def _shown(looked: Looked, day: str) -> Snapshot | None:
    if looked.stored:
        snapshot = snapshots.from_json(looked.stored.tables, looked.form, looked.earlier)
    elif looked.survey.anonymous or looked.survey.status is Status.CLOSED:
        return None
    else:
        snapshot = _counted(looked, day)
    return snapshot if snapshot.results.enough else None


def _told(looked: Looked) -> Counts:
    return Counts(disclosure.figure(looked.total), disclosure.figure(looked.unfinished))
