"""Conversations of staff about an application: a call, a refusal, a late arrival, paper."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.clock import stamp
from bot.domain.contests.applications import Channel
from bot.domain.contests.contest import Kind
from bot.domain.contests.editions import Action
from bot.domain.contests.eligibility import ADULT, Applicant
from bot.domain.contests.formal import Checking, mend_until
from bot.domain.contests.formal_talks import FORMS, Talk
from bot.domain.people import Person
from bot.domain.sessions import Finished, StepShown
from bot.domain.surveys import Begin
from bot.forms import builtin
from bot.i18n import Translator
from bot.services.contests.checking import FormalChecks
from bot.services.contests.handing_in import HandingIn
from bot.services.contests.ledger import Ledger
from bot.services.turn import Turn
from bot.storage import forms
from bot.storage.database import Tx

Complete = Callable[[Tx, Person, Finished, datetime], object]
MINOR = ADULT - 1  # years that stand for „below 18” where nobody asks for more


class FormalForms:
    """`ask` begins one. For `app`: `completions` by kind of session; `at_once`, by the form's name,
    says whether it is handed in with its last answer."""

    def __init__(
        self,
        ledger: Ledger,
        shelf: forms.Forms,
        begin: Begin,
        checks: FormalChecks,
        handing_in: HandingIn,
    ) -> None:
        self._ledger = ledger
        self._shelf = shelf
        self._begin = begin
        self._checks = checks
        self._handing_in = handing_in
        self.at_once = {FORMS[talk]: talk is Talk.PAPER for talk in Talk}
        self.completions: Mapping[str, Complete] = {
            Talk.CALL: self._called,
            Talk.REJECT: self._rejected,
            Talk.ADMIT: self._admitted,
            Talk.TURN_AWAY: self._turned_away,
            Talk.PAPER: self._entered,
        }

    async def ask(
        self,
        turn: Turn,
        talk: Talk,
        subject_id: int,
        view: Callable[[StepShown, Translator], object],
    ) -> None:
        """The first question. `subject_id`: the application, of PAPER the contest.

        Raises Refused: contest_gone, application_gone, staff_only, not_in_this_phase,
        own_application, application_changed.
        """
        form_id = await self._form(FORMS[talk])

        def work(tx: Tx, person: Person) -> StepShown:
            known = self._known(tx, person, talk, subject_id, turn.now)
            return self._begin(
                tx, person, talk.value, subject_id, form_id, now=turn.now, preset=known, anew=True
            )

        await turn.write(work, view)

    def _known(
        self, tx: Tx, person: Person, talk: Talk, subject_id: int, now: datetime
    ) -> dict[str, str]:
        if talk is Talk.PAPER:
            edition = self._ledger.edition(tx, subject_id)
            self._ledger.allow(tx, person, edition, Action.ENTER_PAPER, now)
            rules = edition.contest.eligibility
            young = rules.minimum_age < ADULT
            return {"contest": edition.title, "young": "yes" if young else "no",
                    "kinds": " ".join(rules.kinds)}  # fmt: skip
        late = talk in (Talk.ADMIT, Talk.TURN_AWAY)
        allowed = self._checks.undecided if late else self._checks.callable
        application, edition = allowed(tx, person, subject_id, now)
        known = {"title": f"{application.title} ({application.receipt})"}
        if talk is Talk.CALL:
            zone = self._ledger.office.profile.zone
            until = mend_until(edition.contest, now, zone).astimezone(zone)
            known["until"] = until.isoformat(timespec="milliseconds")
        return known

    # What they end in.

    def _called(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Checking:
        said = finished.by_name()
        until = datetime.fromisoformat(said["until"])
        subject = finished.session.subject_id
        return self._checks.call_in(tx, person, subject, said["what"], until, now)

    def _rejected(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Checking:
        words, subject = finished.by_name()["why"], finished.session.subject_id
        return self._checks.conclude_in(tx, person, subject, False, words, now)

    def _admitted(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Checking:
        words, subject = finished.by_name()["why"], finished.session.subject_id
        return self._checks.admit_in(tx, person, subject, True, words, now)

    def _turned_away(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Checking:
        words, subject = finished.by_name()["why"], finished.session.subject_id
        return self._checks.admit_in(tx, person, subject, False, words, now)

    def _entered(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> StepShown:
        said = finished.by_name()
        young = said.get("minor") == "yes"
        applicant = Applicant(
            Kind(said["kind"]), said["name"].strip(), age=MINOR if young else None
        )
        received = datetime.fromisoformat(said["received"])
        return self._handing_in.enter_paper_in(
            tx, person, finished.session.subject_id, applicant, Channel(said["channel"]),
            received, now,
        )  # fmt: skip

    async def _form(self, name: str) -> int:
        """The stored form, read before the transaction that uses it."""
        office = self._ledger.office
        workbook = await asyncio.to_thread(builtin.load, name)
        now, places = stamp(office.clock.now()), office.profile.places
        form_id = await office.db.write(lambda tx: forms.ensure(tx, name, "", workbook, now))
        await office.db.read(lambda tx: self._shelf.get(tx, form_id, places))
        return form_id
