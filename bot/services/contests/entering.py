"""The way to an application: which contest, who applies, may they; then the form begins."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.clock import stamp
from bot.domain.contests.applications import Status
from bot.domain.contests.contest import Kind, PhaseName
from bot.domain.contests.editions import LINK, Action, Edition
from bot.domain.contests.eligibility import Applicant, obstacles
from bot.domain.contests.own_applications import (
    APPLICANT,
    APPLICANT_FORM,
    ASKED,
    ORGANISATION,
    OpenCalls,
    Unfit,
    WhoApplies,
    admitted,
    described,
    kind_of,
    preset,
)
from bot.domain.contests.phases import standing
from bot.domain.organisations import Organisation, require_found
from bot.domain.organisations import Status as Standing
from bot.domain.people import Person
from bot.domain.sessions import Finished, StepShown
from bot.domain.surveys import Begin
from bot.domain.welcome import Start, read_start
from bot.errors import Refused
from bot.forms import builtin
from bot.forms.plan import plan_of
from bot.i18n import Translator
from bot.services.contests.applying import Applications
from bot.services.contests.ledger import Ledger
from bot.services.turn import Turn
from bot.storage import contest_applications as rows
from bot.storage import contests, forms, organisations
from bot.storage.database import Tx

LOOKED_AT = 20  # contests, the newest


class Entrance:
    """`complete` is the completion of conversations of kind `APPLICANT`."""

    def __init__(
        self, ledger: Ledger, applications: Applications, shelf: forms.Forms, begin: Begin
    ) -> None:
        self._ledger = ledger
        self._applications = applications
        self._shelf = shelf
        self._begin = begin

    async def calls(
        self, turn: Turn, view: Callable[[OpenCalls | WhoApplies, Translator], object]
    ) -> None:
        """`/zglos`: what is open; of a single one at once who applies."""

        def work(tx: Tx, person: Person) -> OpenCalls | WhoApplies:
            found = open_calls(tx, turn.now)
            if len(found) == 1:
                return self._who(tx, person, found[0], turn.now)
            return OpenCalls(found)

        await turn.write(work, view)

    async def who(
        self, turn: Turn, contest_id: int, view: Callable[[WhoApplies, Translator], object]
    ) -> None:
        """„Zgłoś pomysł”: the rules in plain words, then who applies. Raises Refused: contest_gone,
        assessor_cannot_apply, not_in_this_phase, not_yours_to_do."""

        def work(tx: Tx, person: Person) -> WhoApplies:
            return self._who(tx, person, self._ledger.edition(tx, contest_id), turn.now)

        await turn.write(work, view)

    async def named(self, turn: Turn) -> tuple[Organisation, ...]:
        """The organisations of whoever writes, to find in what they typed."""
        return await turn.read(
            lambda tx, person: tuple(organisations.of_person(tx, person.id, (Standing.ACTIVE,)))
        )

    async def start(self, turn: Turn, contest_id: int) -> Start:
        """The link to this contest, for somebody who must read the notice first. Raises Refused:
        contest_gone."""
        edition = await turn.read(lambda tx, _person: self._ledger.edition(tx, contest_id))
        return read_start(LINK + edition.token)

    async def enter(
        self,
        turn: Turn,
        contest_id: int,
        who: str,
        view: Callable[[Unfit | StepShown, Translator], object],
    ) -> None:
        """Whoever applies (see `own_applications`): what is in the way, or the next question.

        Raises Refused: contest_gone, notice_first, assessor_cannot_apply, not_in_this_phase,
        not_yours_to_do, organisation_gone.
        """
        await self._applications.warm(contest_id)
        form_id = await self._form() if who in ASKED else 0

        def work(tx: Tx, person: Person) -> Unfit | StepShown:
            edition = self._ledger.edition(tx, contest_id)
            self._allow(tx, person, edition, turn.now)
            if who in ASKED:
                return self._begin(
                    tx, person, APPLICANT, contest_id, form_id, now=turn.now, anew=True,
                    preset=preset(who, edition.contest.eligibility),
                )  # fmt: skip
            return self._entered(tx, person, edition, _applicant(tx, person, edition, who),
                                 turn.now)  # fmt: skip

        await turn.write(work, view)

    def complete(
        self, tx: Tx, person: Person, finished: Finished, now: datetime
    ) -> Unfit | StepShown:
        """Raises Refused: contest_gone, assessor_cannot_apply, not_in_this_phase."""
        edition = self._ledger.edition(tx, finished.session.subject_id)
        self._allow(tx, person, edition, now)
        applicant = described(finished.by_name(), person.name)
        return self._entered(tx, person, edition, applicant, now)

    # Parts.

    def _who(self, tx: Tx, person: Person, edition: Edition, now: datetime) -> WhoApplies:
        self._allow(tx, person, edition, now)
        own = organisations.of_person(tx, person.id, (Standing.ACTIVE,))
        drafts = tuple(
            one for one in rows.of_person(tx, person.id)
            if one.edition_id == edition.id and one.status is Status.DRAFT
        )  # fmt: skip
        return WhoApplies(edition, admitted(edition.contest.eligibility, own), drafts)

    def _entered(
        self, tx: Tx, person: Person, edition: Edition, applicant: Applicant, now: datetime
    ) -> Unfit | StepShown:
        others = rows.written_by(tx, edition.id, person.id, edition.round)
        found = obstacles(edition.contest.eligibility, applicant, others)
        if found:
            return Unfit(edition, applicant, found)
        return self._applications.begin_draft(tx, person, edition, applicant, now)

    def _allow(self, tx: Tx, person: Person, edition: Edition, now: datetime) -> None:
        if self._ledger.assessor(tx, person, edition):
            raise Refused("assessor_cannot_apply")
        received = self._ledger.received(tx, now)
        self._ledger.allow(tx, person, edition, Action.APPLY, received)

    async def _form(self) -> int:
        """The short form, stored and read before the transaction that uses it."""
        office = self._ledger.office
        workbook = await asyncio.to_thread(builtin.load, APPLICANT_FORM)
        now, places = stamp(office.clock.now()), office.profile.places
        form_id = await office.db.write(
            lambda tx: forms.ensure(tx, APPLICANT_FORM, "", workbook, now)
        )
        await office.db.read(lambda tx: plan_of(self._shelf.get(tx, form_id, places)))
        return form_id


def _applicant(tx: Tx, person: Person, edition: Edition, who: str) -> Applicant:
    """Who needs no more questions: somebody of age, or an organisation.

    Raises Refused: organisation_gone, where it is not theirs (any more).
    """
    rules = edition.contest.eligibility
    number = who.removeprefix(ORGANISATION)
    if who.startswith(ORGANISATION) and number.isdecimal():
        own = organisations.of_person(tx, person.id, (Standing.ACTIVE,))
        found = require_found(next((one for one in own if one.id == int(number)), None))
        kind = kind_of(found, rules) or Kind.OTHER
        people = max(rules.group_min_people, 1) if kind is Kind.INFORMAL_GROUP else 1
        return Applicant(kind, person.name, found.name, people=people, adults=people)
    kind = Kind(who) if who in set(Kind) else Kind.INDIVIDUAL
    return Applicant(kind, person.name)


def open_calls(tx: Tx, now: datetime) -> tuple[Edition, ...]:
    """Contests that take applications now, the newest first."""
    found = contests.newest(tx, LOOKED_AT)
    return tuple(one for one in found if standing(one.contest, now) is PhaseName.OPEN)
