"""Before the vote: the public list, „Popieram”, remarks that staff read before anybody else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.clock import stamp
from bot.domain.contests.applications import Application, mentioned
from bot.domain.contests.consultation import (
    FORM,
    KIND,
    RULES_KIND,
    WAITING,
    Proposal,
    Proposals,
    ProposalShown,
    Remark,
    RulesShown,
    require_public,
    require_room,
    require_support,
)
from bot.domain.contests.contest import PhaseName, Shown
from bot.domain.contests.editions import LINK, STAFF, Action, Edition
from bot.domain.contests.phases import standing
from bot.domain.people import Person
from bot.domain.sessions import Finished, StepShown
from bot.domain.welcome import require_notice
from bot.errors import Refused
from bot.forms import builtin
from bot.i18n import Translator
from bot.services.contests.ledger import Ledger
from bot.services.turn import Turn
from bot.storage import contest_applications, forms
from bot.storage import contest_consultations as rows
from bot.storage.database import Tx

Begin = Callable[..., StepShown]  # `Conversation.begin`
Ask = Callable[[StepShown, Translator], object]
ListView = Callable[[Proposals | RulesShown, Translator], object]
View = Callable[[ProposalShown, Translator], object]
Complete = Callable[[Tx, Person, Finished, datetime], object]


class Consulting:
    """`completions`, by kind of session, are for `app`. Every method raises Refused:
    contest_gone, application_gone, proposals_hidden."""

    def __init__(self, ledger: Ledger, shelf: forms.Forms, begin: Begin) -> None:
        self._ledger = ledger
        self._shelf = shelf
        self._begin = begin
        self.completions: Mapping[str, Complete] = {
            KIND: self._remarked, RULES_KIND: self._remarked_rules,
        }  # fmt: skip

    async def proposals(self, turn: Turn, contest_id: int, view: ListView) -> None:
        """The public list; in the consultation, the rules themselves."""

        def work(tx: Tx, person: Person) -> Proposals | RulesShown:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.SEE_PROPOSALS, turn.now)
            if standing(edition.contest, turn.now) is PhaseName.CONSULTATION:
                return self._rules(tx, person, edition, turn.now)
            return self._listed(tx, person, edition, turn.now)

        await turn.write(work, view)

    async def proposal(self, turn: Turn, application_id: int, view: View) -> None:
        """One of them, with the remarks that are public."""
        await self._about(turn, application_id, Action.SEE_PROPOSALS, view, lambda *_: "")

    async def support(self, turn: Turn, application_id: int, wanted: bool, view: View) -> None:
        """„Popieram”, or not any more; once a person. Raises Refused: not_in_this_phase,
        notice_first, support_off."""

        def change(tx: Tx, person: Person, edition: Edition) -> str:
            require_support(edition.contest)
            require_notice(person, LINK + edition.token)
            if wanted:
                rows.support(tx, application_id, person.id, stamp(turn.now))
            else:
                rows.take_back(tx, application_id, person.id)
            return "supported" if wanted else "unsupported"

        await self._about(turn, application_id, Action.SUPPORT, view, change)

    async def ask_remark(self, turn: Turn, application_id: int, view: Ask) -> None:
        """„Dodaj uwagę”. Raises Refused: not_in_this_phase, notice_first, support_off,
        remarks_wait."""
        form_id = await self._form()

        def work(tx: Tx, person: Person) -> StepShown:
            self._may_remark(tx, person, application_id, turn.now)
            return self._begin(tx, person, KIND, application_id, form_id, now=turn.now, anew=True)

        await turn.write(work, view)

    async def ask_remark_on_rules(self, turn: Turn, contest_id: int, view: Ask) -> None:
        """„Dodaj uwagę do zasad”. Raises Refused: not_in_this_phase, notice_first,
        remarks_wait."""
        form_id = await self._form()

        def work(tx: Tx, person: Person) -> StepShown:
            self._may_remark_on_rules(tx, person, contest_id, turn.now)
            return self._begin(tx, person, RULES_KIND, contest_id, form_id, now=turn.now, anew=True)

        await turn.write(work, view)

    # What the conversations end in.

    def _remarked(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> ProposalShown:
        application_id = finished.session.subject_id
        application, edition = self._may_remark(tx, person, application_id, now)
        self._keep(tx, person, edition, application.id, finished, now)
        shown = self._shown(tx, person, application, edition, now)
        return replace(shown, told="remarked")

    def _remarked_rules(
        self, tx: Tx, person: Person, finished: Finished, now: datetime
    ) -> RulesShown:
        edition = self._may_remark_on_rules(tx, person, finished.session.subject_id, now)
        self._keep(tx, person, edition, None, finished, now)
        return replace(self._rules(tx, person, edition, now), told="remarked")

    def _keep(
        self, tx: Tx, person: Person, edition: Edition, application_id: int | None,
        finished: Finished, now: datetime,
    ) -> None:  # fmt: skip
        text = finished.by_name()["remark"].strip()
        rows.add_remark(tx, edition.id, application_id, person.id, text, stamp(now))
        hour = stamp(now.replace(minute=0, second=0, microsecond=0))
        self._ledger.tell_staff(tx, WAITING, edition.id, hour, now)

    # Who may do what.

    def _public(
        self, tx: Tx, person: Person, application_id: int, action: Action, now: datetime
    ) -> tuple[Application, Edition]:
        application, edition = self._ledger.application(tx, application_id)
        self._ledger.allow(tx, person, edition, action, now)
        require_public(edition.contest, standing(edition.contest, now))
        if application.id not in {one.id for one in self._running(tx, edition)}:
            raise Refused("application_gone")
        return application, edition

    def _may_remark(
        self, tx: Tx, person: Person, application_id: int, now: datetime
    ) -> tuple[Application, Edition]:
        application, edition = self._public(tx, person, application_id, Action.REMARK, now)
        require_support(edition.contest)
        require_notice(person, LINK + edition.token)
        require_room(rows.waiting_of(tx, edition.id, person.id))
        return application, edition

    def _may_remark_on_rules(
        self, tx: Tx, person: Person, contest_id: int, now: datetime
    ) -> Edition:
        edition = self._ledger.edition(tx, contest_id)
        self._ledger.allow(tx, person, edition, Action.REMARK_ON_RULES, now)
        require_notice(person, LINK + edition.token)
        require_room(rows.waiting_of(tx, edition.id, person.id))
        return edition

    # What is shown.

    def _running(self, tx: Tx, edition: Edition) -> list[Application]:
        every = contest_applications.of_contest(tx, edition.id, edition.round)
        return [one for one in every if one.runs]

    def _listed(self, tx: Tx, person: Person, edition: Edition, now: datetime) -> Proposals:
        phase = standing(edition.contest, now)
        require_public(edition.contest, phase)
        supports = rows.supports(tx, edition.id)
        own = rows.supported(tx, edition.id, person.id)
        said = rows.approved(tx, edition.id)
        listed = tuple(
            self._proposal(tx, edition, one, phase, supports, own, said)
            for one in self._running(tx, edition)
        )
        may = self._ledger.may(tx, person, edition, now)
        asked = edition.contest.vote.support
        return Proposals(
            edition, phase, listed, asked and Action.SUPPORT in may,
            asked and Action.REMARK in may, self._waiting(tx, person, edition),
        )  # fmt: skip

    def _proposal(
        self, tx: Tx, edition: Edition, one: Application, phase: PhaseName,
        supports: Mapping[int, int], own: frozenset[int], said: list[Remark],
    ) -> Proposal:  # fmt: skip
        whole = edition.contest.shows(Shown.APPLICATIONS, phase)
        every = contest_applications.versions(tx, one.id) if whole else []
        summary = mentioned(every[-1].answers, "summary") if every else ""
        remarks = sum(remark.application_id == one.id for remark in said)
        return Proposal(
            one.id, one.title, summary, one.requested if whole else 0, supports.get(one.id, 0),
            remarks, one.id in own,
        )  # fmt: skip

    def _shown(
        self, tx: Tx, person: Person, application: Application, edition: Edition, now: datetime
    ) -> ProposalShown:
        every = self._listed(tx, person, edition, now)
        one = next(one for one in every.listed if one.id == application.id)
        said = tuple(r for r in rows.approved(tx, edition.id) if r.application_id == one.id)
        return ProposalShown(edition, one, said, every.may_support, every.may_remark)

    def _rules(self, tx: Tx, person: Person, edition: Edition, now: datetime) -> RulesShown:
        said = tuple(r for r in rows.approved(tx, edition.id) if r.application_id is None)
        may = Action.REMARK_ON_RULES in self._ledger.may(tx, person, edition, now)
        return RulesShown(edition, said, may, self._waiting(tx, person, edition))

    def _waiting(self, tx: Tx, person: Person, edition: Edition) -> int | None:
        staff = bool(self._ledger.parts(tx, person, edition) & STAFF)
        return len(rows.waiting(tx, edition.id)) if staff else None

    # The rest.

    async def _about(
        self, turn: Turn, application_id: int, action: Action, view: View,
        change: Callable[[Tx, Person, Edition], str],
    ) -> None:  # fmt: skip
        def work(tx: Tx, person: Person) -> ProposalShown:
            application, edition = self._public(tx, person, application_id, action, turn.now)
            told = change(tx, person, edition)
            return replace(self._shown(tx, person, application, edition, turn.now), told=told)

        await turn.write(work, view)

    async def _form(self) -> int:
        """The stored form, read before the transaction that uses it."""
        workbook = await asyncio.to_thread(builtin.load, FORM)
        office = self._ledger.office
        now, places = stamp(office.clock.now()), office.profile.places
        form_id = await office.db.write(lambda tx: forms.ensure(tx, FORM, "", workbook, now))
        await office.db.read(lambda tx: self._shelf.get(tx, form_id, places))
        return form_id
