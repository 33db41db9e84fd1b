"""Results for residents: staff choose questions and say what comes of it; tables are frozen."""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from bot.clock import stamp
from bot.domain import snapshots
from bot.domain.disclosure import PublishedTally
from bot.domain.findings import (
    RESULTS_LINK,
    Findings,
    Publication,
    PublicQuestion,
    Withdrawn,
    showable,
    with_questions,
)
from bot.domain.people import STAFF, Person, Right, require
from bot.domain.sessions import Finished, StepShown
from bot.domain.surveys import Begin, Status, Survey, require_status
from bot.errors import Refused
from bot.forms import builtin
from bot.forms.plan import plan_of
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.storage import audit, forms
from bot.storage import publications as kept
from bot.storage import results as rows
from bot.storage import surveys as surveys_kept
from bot.storage.database import Tx

SHOW = "show"  # the kind of session, and what its completion is for
FORM = "publikacja_wynikow"
PICTURES = 64  # drawn charts that are remembered, about 30 kB each
Draw = Callable[[PublishedTally, str, Translator], bytes]  # tally, fallback language → PNG
Find = Callable[[Turn, int], Awaitable[Findings]]  # `Results.findings`
View = Callable[[Publication, Translator], object]


class Publications:
    """What residents see never changes by itself: it is shown, and at most withdrawn."""

    def __init__(self, office: Office, shelf: forms.Forms, begin: Begin, find: Find) -> None:
        self._office = office
        self._shelf = shelf
        self._begin = begin
        self._find = find
        self._pictures: OrderedDict[tuple[int, int, str], bytes] = OrderedDict()

    async def ask(
        self, turn: Turn, survey_id: int, view: Callable[[StepShown, Translator], object]
    ) -> None:
        """Begin the conversation: which questions, which words.

        Raises Refused: staff_only, survey_gone, too_few.
        """
        findings = await self._find(turn, survey_id)
        questions = showable(findings)
        if not questions:
            raise Refused("too_few")
        template = await asyncio.to_thread(builtin.load, FORM)
        workbook = with_questions(template, questions, findings.fallback)
        now, version = stamp(turn.now), f"{survey_id}-{len(questions)}"
        form_id = await self._office.db.write(
            lambda tx: forms.ensure(tx, FORM, version, workbook, now)
        )
        places = self._office.profile.places
        await self._office.db.read(lambda tx: plan_of(self._shelf.get(tx, form_id, places)))

        def work(tx: Tx, person: Person) -> StepShown:
            require(person, Right.SEE_RESULTS)
            _keep(tx, findings)
            preset = {"ankieta": findings.survey.title}
            return self._begin(
                tx, person, SHOW, survey_id, form_id, now=turn.now, preset=preset, anew=True
            )

        await turn.write(work, view)

    def publish(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Publication:
        """Completion of "show". Raises Refused: staff_only, survey_gone, too_few."""
        require(person, Right.MANAGE_SURVEYS)
        survey_id, answers = finished.session.subject_id, finished.by_name()
        survey = require_status(surveys_kept.by_id(tx, survey_id), Status.OPEN, Status.CLOSED)
        stored = rows.to_show(tx, survey, rows.count(tx, survey_id))
        if stored is None:
            raise Refused("too_few")
        keys = tuple(answers["pytania"].split())
        publication_id = kept.add(
            tx,
            survey_id,
            secrets.token_urlsafe(6),
            keys,
            answers["slowa"],
            snapshots.only(stored.tables, keys),
            person.id,
            stamp(now),
        )
        audit.add(tx, stamp(now), person.id, "results.publish", f"publication:{publication_id}")
        return self._found(tx, person, kept.by_id(tx, publication_id))

    async def open_by_token(self, turn: Turn, token: str, view: View) -> None:
        """A deep link (`w_<token>`). Raises Refused: publication_gone."""
        shown = await turn.read(
            lambda tx, person: self._found(tx, person, kept.by_token(tx, token))
        )
        await turn.write(lambda _tx, _person: shown, view)

    async def show(self, turn: Turn, publication_id: int, view: View) -> None:
        """One publication. Raises Refused: publication_gone."""
        shown = await self._read(turn, publication_id)
        await turn.write(lambda _tx, _person: shown, view)

    async def question(
        self,
        turn: Turn,
        publication_id: int,
        number: int,
        draw: Draw,
        view: Callable[[PublicQuestion, Translator], object],
    ) -> None:
        """One of its questions with the chart. Raises Refused: publication_gone."""
        shown = await self._read(turn, publication_id)
        last = len(shown.results.tallies) - 1
        asked = PublicQuestion(shown, min(max(number, 0), last))
        language = await turn.read(lambda _tx, person: person.language)
        picture = await self._drawn(asked, self._office.translator(language, turn.now), draw)
        await turn.write(lambda _tx, _person: replace(asked, picture=picture), view)

    async def withdraw(
        self, turn: Turn, publication_id: int, view: Callable[[Withdrawn, Translator], object]
    ) -> None:
        """Residents see it no longer. Raises Refused: staff_only, publication_gone."""

        def work(tx: Tx, person: Person) -> Withdrawn:
            require(person, Right.MANAGE_SURVEYS)
            shown = self._found(tx, person, kept.by_id(tx, publication_id))
            kept.delete(tx, publication_id)
            subject = f"publication:{publication_id}"
            audit.add(tx, stamp(turn.now), person.id, "results.withdraw", subject)
            return Withdrawn(shown.title)

        await turn.write(work, view)

    async def _read(self, turn: Turn, publication_id: int) -> Publication:
        return await turn.read(
            lambda tx, person: self._found(tx, person, kept.by_id(tx, publication_id))
        )

    def _found(self, tx: Tx, person: Person, stored: kept.Stored | None) -> Publication:
        survey = surveys_kept.by_id(tx, stored.survey_id) if stored else None
        if stored is None or survey is None:
            raise Refused("publication_gone")
        looked = rows.look(tx, survey, self._shelf, self._office.profile.places)
        snapshot = snapshots.from_json(stored.tables, looked.form, looked.earlier)
        return Publication(
            id=stored.id,
            survey_id=stored.survey_id,
            title=stored.title,
            comment=stored.comment,
            day=snapshot.day,
            fallback=looked.form.default_language,
            results=snapshot.results,
            link=self._office.link(RESULTS_LINK + stored.token),
            staff=person.role in STAFF,
        )

    async def _drawn(self, asked: PublicQuestion, translator: Translator, draw: Draw) -> bytes:
        shown = asked.publication
        key = (shown.id, asked.number, translator.language)
        if key not in self._pictures:
            picture = await asyncio.to_thread(draw, asked.tally, shown.fallback, translator)
            self._pictures[key] = picture
            while len(self._pictures) > PICTURES:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        return self._pictures[key]


def _keep(tx: Tx, findings: Findings) -> None:
    """The results of a named survey that runs are stored, so that what was seen is published."""
    survey: Survey = findings.survey
    snapshot = findings.snapshot
    if survey.anonymous or survey.status is not Status.OPEN or snapshot is None:
        return
    assert isinstance(snapshot.results.total, int), "enough to show is a number"
    tables = snapshots.to_json(snapshot)
    rows.save(tx, survey.id, rows.Stored(snapshot.results.total, False, snapshot.day, tables))
