"""Conversations about a realisation: each begins with a question and ends in one change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.clock import stamp
from bot.domain.contests.realisation import (
    Photo,
    Status,
    require_believable,
    require_handed_in,
    require_working,
)
from bot.domain.contests.realisation_forms import (
    FORMS,
    RIGHTS,
    Talk,
    event_of,
    expense_of,
    preset,
    report_of,
)
from bot.domain.contests.realisation_overviews import RealisationShown
from bot.domain.people import Person
from bot.domain.sessions import Finished, StepShown
from bot.domain.surveys import Begin
from bot.errors import Refused
from bot.forms import builtin
from bot.forms.plan import plan_of
from bot.i18n import Translator
from bot.services.contests.carrying import Carrying
from bot.services.turn import Turn
from bot.storage import attachments, forms
from bot.storage import contest_realisations as rows
from bot.storage.database import Tx

HANDED_IN, RETURNED = "realisation_handed_in", "realisation_returned"
Totals = Callable[[RealisationShown, Translator], str]
Complete = Callable[[Tx, Person, Finished, datetime], object]


class Reporting:
    """`ask` begins one. `completions`, by kind of session, are for `app`."""

    def __init__(self, carrying: Carrying, shelf: forms.Forms, begin: Begin) -> None:
        self._carrying = carrying
        self._ledger = carrying.ledger
        self._shelf = shelf
        self._begin = begin
        self.completions: Mapping[str, Complete] = {
            Talk.MILESTONE: self._planned, Talk.EVENT: self._held, Talk.EXPENSE: self._paid,
            Talk.PHOTO: self._shared, Talk.REPORT: self._handed_in, Talk.RETURN: self._returned,
            Talk.DUE: self._put_off,
        }  # fmt: skip

    async def ask(
        self,
        turn: Turn,
        talk: Talk,
        application_id: int,
        totals: Totals,
        view: Callable[[StepShown, Translator], object],
        line: int = 0,
    ) -> None:
        """The first question. `totals` words what was reported so far; `line`: of the budget.

        Raises Refused: application_gone, not_funded, not_yours_to_do, staff_only,
        not_in_this_phase, realisation_waits, realisation_over, report_missing.
        """
        form_id = await self._form(FORMS[talk])

        def work(tx: Tx, person: Person) -> StepShown:
            shown = self._allowed(tx, person, talk, application_id, turn.now)
            known = preset(talk, shown, line)
            if talk is Talk.REPORT:
                translator = self._ledger.office.translator(person.language, turn.now)
                known |= {"totals": totals(shown, translator)}
            return self._begin(
                tx, person, talk.value, application_id, form_id, now=turn.now, preset=known,
                anew=talk is not Talk.REPORT, at_review="mend" in known,
            )  # fmt: skip

        await turn.write(work, view)

    def _allowed(
        self, tx: Tx, person: Person, talk: Talk, application_id: int, now: datetime
    ) -> RealisationShown:
        shown = self._carrying.allowed(tx, person, application_id, RIGHTS[talk], now)
        if talk is Talk.RETURN:
            require_handed_in(shown.realisation)
        elif talk is not Talk.PHOTO or shown.realisation.status is Status.ABANDONED:
            require_working(shown.realisation)
        return shown

    # What they end in.

    def _planned(
        self, tx: Tx, person: Person, finished: Finished, now: datetime
    ) -> RealisationShown:
        said = finished.by_name()
        shown = self._allowed(tx, person, Talk.MILESTONE, finished.session.subject_id, now)
        due = date.fromisoformat(said["due"])
        rows.add_milestone(tx, shown.application.id, said["title"].strip(), due)
        return self._carrying.changed(tx, person, shown.application.id, "planned", now)

    def _held(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> RealisationShown:
        shown = self._allowed(tx, person, Talk.EVENT, finished.session.subject_id, now)
        event = require_believable(event_of(finished.by_name()), shown.today)
        rows.add_event(tx, shown.application.id, event, person.id, now)
        return self._carrying.changed(tx, person, shown.application.id, "event", now)

    def _paid(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> RealisationShown:
        shown = self._allowed(tx, person, Talk.EXPENSE, finished.session.subject_id, now)
        expense = expense_of(finished.by_name())
        rows.add_expense(tx, shown.application.id, expense, person.id, now)
        return self._carrying.changed(tx, person, shown.application.id, "expense", now)

    def _shared(
        self, tx: Tx, person: Person, finished: Finished, now: datetime
    ) -> RealisationShown:
        said = finished.by_name()
        shown = self._allowed(tx, person, Talk.PHOTO, finished.session.subject_id, now)
        file_id = attachments.file_id(tx, said["photo"])
        if not file_id:
            raise Refused("photo_missing")
        photo = Photo(
            0, file_id, said.get("caption", "").strip(), said["consent"].strip(),
            said["public"] == "yes",
        )  # fmt: skip
        rows.add_photo(tx, shown.application.id, photo, person.id, now)
        return self._carrying.changed(tx, person, shown.application.id, "photo", now)

    def _handed_in(
        self, tx: Tx, person: Person, finished: Finished, now: datetime
    ) -> RealisationShown:
        shown = self._allowed(tx, person, Talk.REPORT, finished.session.subject_id, now)
        report = report_of(finished.by_name(), len(shown.reports) + 1, now)
        rows.add_report(tx, shown.application.id, report, person.id)
        rows.save(tx, replace(shown.realisation, status=Status.HANDED_IN))
        self._ledger.tell_staff(tx, HANDED_IN, shown.application.id, report.number, now)
        return self._carrying.changed(tx, person, shown.application.id, "handed_in", now)

    def _returned(
        self, tx: Tx, person: Person, finished: Finished, now: datetime
    ) -> RealisationShown:
        shown = self._allowed(tx, person, Talk.RETURN, finished.session.subject_id, now)
        words, number = finished.by_name()["mend"].strip(), len(shown.reports)
        rows.decide_report(tx, shown.application.id, number, words, None, person.id)
        rows.save(tx, replace(shown.realisation, status=Status.RETURNED))
        self._ledger.tell_members(tx, RETURNED, shown.application, number, now)
        return self._carrying.changed(tx, person, shown.application.id, "returned", now)

    def _put_off(
        self, tx: Tx, person: Person, finished: Finished, now: datetime
    ) -> RealisationShown:
        shown = self._allowed(tx, person, Talk.DUE, finished.session.subject_id, now)
        due = date.fromisoformat(finished.by_name()["due"])
        rows.save(tx, replace(shown.realisation, report_due=due))
        return self._carrying.changed(tx, person, shown.application.id, "due", now)

    # Parts.

    async def _form(self, name: str) -> int:
        """The stored form, read before the transaction that uses it."""
        office = self._ledger.office
        workbook = await asyncio.to_thread(builtin.load, name)
        now, places = stamp(office.clock.now()), office.profile.places
        form_id = await office.db.write(lambda tx: forms.ensure(tx, name, "", workbook, now))
        await office.db.read(lambda tx: plan_of(self._shelf.get(tx, form_id, places)))
        return form_id
