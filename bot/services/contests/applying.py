"""Applications, for whoever writes them: begin, hand in, edit, share, withdraw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.clock import stamp
from bot.domain.contests.applications import (
    Application,
    Channel,
    File,
    Status,
    compared,
    require_status,
)
from bot.domain.contests.budget import Budget, budget_of
from bot.domain.contests.editions import LINK, Action, Edition, Part, refusal
from bot.domain.contests.eligibility import Applicant, obstacles, require_eligible
from bot.domain.contests.formal import Call
from bot.domain.contests.overviews import MayApply, SideBySide, Withdrawn
from bot.domain.contests.phases import standing
from bot.domain.people import Person
from bot.domain.sessions import KEPT, Session, StepShown
from bot.domain.surveys import Begin
from bot.domain.welcome import require_notice
from bot.errors import Refused
from bot.forms.model import Form
from bot.forms.plan import plan_of
from bot.i18n import Translator
from bot.services.contests.drafts import as_applied, findings, known, new_draft
from bot.services.contests.ledger import Ledger
from bot.services.turn import Turn
from bot.storage import contest_applications as rows
from bot.storage import forms, sessions
from bot.storage.database import Tx

KIND = "application"  # of a conversation, about the application's id
SUBMITTED = (Status.SUBMITTED, Status.UNDECIDED)


class Applications:
    """`begin` is the conversation's; what it ends in is `HandingIn`."""

    def __init__(self, ledger: Ledger, shelf: forms.Forms, begin: Begin) -> None:
        self._ledger = ledger
        self._shelf = shelf
        self._begin = begin

    # Before and while it is written.

    async def check(
        self,
        turn: Turn,
        contest_id: int,
        applicant: Applicant,
        view: Callable[[MayApply, Translator], object],
    ) -> None:
        """May they apply? Said in full before any work. Raises Refused: contest_gone,
        not_in_this_phase, not_yours_to_do."""

        def work(tx: Tx, person: Person) -> MayApply:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.APPLY, turn.now)
            others = rows.written_by(tx, contest_id, person.id, edition.round)
            return MayApply(edition, obstacles(edition.contest.eligibility, applicant, others))

        await turn.write(work, view)

    async def start(
        self,
        turn: Turn,
        contest_id: int,
        applicant: Applicant,
        view: Callable[[StepShown, Translator], object],
    ) -> None:
        """A new draft and the first question of its form.

        Raises Refused: contest_gone, notice_first, assessor_cannot_apply, not_in_this_phase,
        not_yours_to_do, not_eligible (obstacles, rules).
        """
        await self.warm(contest_id)

        def work(tx: Tx, person: Person) -> StepShown:
            edition = self._ledger.edition(tx, contest_id)
            require_notice(person, LINK + edition.token)
            if self._ledger.assessor(tx, person, edition):
                raise Refused("assessor_cannot_apply")
            self._ledger.allow(
                tx, person, edition, Action.APPLY, self._ledger.received(tx, turn.now)
            )
            others = rows.written_by(tx, contest_id, person.id, edition.round)
            require_eligible(edition.contest.eligibility, applicant, others)
            return self.begin_draft(tx, person, edition, applicant, turn.now)

        await turn.write(work, view)

    def begin_draft(
        self, tx: Tx, person: Person, edition: Edition, applicant: Applicant, now: datetime
    ) -> StepShown:
        """The same inside a transaction of others, once everything was looked at. Raises Refused:
        notice_first."""
        require_notice(person, LINK + edition.token)
        draft = rows.add(tx, new_draft(edition, applicant, person.id), now)
        rows.join(tx, draft.id, person.id, now)
        self._ledger.happened(tx, draft, "begun", person, now)
        return self.ask(tx, person, draft, edition, known(edition, applicant), now)

    async def go_on(
        self, turn: Turn, application_id: int, view: Callable[[StepShown, Translator], object]
    ) -> None:
        """Write on, edit, or mend what was called for. Of several authors one holds the pen: who
        goes on takes it, answers and all.

        Raises Refused: application_gone, not_yours_to_do, not_in_this_phase, nothing_to_correct.
        """
        found = await turn.read(lambda tx, _: rows.by_id(tx, application_id))
        if found:
            await self.warm(found.edition_id)

        def work(tx: Tx, person: Person) -> StepShown:
            application, edition = self._ledger.application(tx, application_id)
            received = self._ledger.received(tx, turn.now)
            require_status(application, Status.DRAFT, *SUBMITTED)
            self._require_editing(tx, person, application, edition, received)
            take_pen(tx, person, application, turn.now)
            preset = known(edition, as_applied(application))
            return self.ask(tx, person, application, edition, preset, turn.now)

        await turn.write(work, view)

    # What is in it.

    async def look(
        self, turn: Turn, application_id: int, view: Callable[[File, Translator], object]
    ) -> None:
        """Everything in it, for its authors, the jury and staff.

        Raises Refused: application_gone, not_yours_to_do.
        """

        def work(tx: Tx, person: Person) -> File:
            application, edition = self._ledger.application(tx, application_id)
            self._require_sight(tx, person, application, edition, turn.now)
            return self.file(tx, person, application, edition, turn.now)

        await turn.write(work, view)

    async def compare(
        self,
        turn: Turn,
        application_id: int,
        before: int,
        after: int,
        view: Callable[[SideBySide, Translator], object],
    ) -> None:
        """Two versions side by side, by number. Raises Refused: application_gone,
        not_yours_to_do, version_gone."""

        def work(tx: Tx, person: Person) -> SideBySide:
            application, edition = self._ledger.application(tx, application_id)
            self._require_sight(tx, person, application, edition, turn.now)
            every = {one.number: one for one in rows.versions(tx, application_id)}
            if before not in every or after not in every:
                raise Refused("version_gone")
            old, new = every[before], every[after]
            return SideBySide(application, old, new, compared(old, new))

        await turn.write(work, view)

    def file(
        self, tx: Tx, person: Person, application: Application, edition: Edition, now: datetime
    ) -> File:
        """The same inside a transaction of others, without a look at rights."""
        every = rows.versions(tx, application.id)
        version = every[-1] if every else None
        who = self._ledger.parts(tx, person, edition, application)
        phase = standing(edition.contest, now)
        calls = [one for one in rows.calls(tx, application.id) if one.open(now)]
        may_edit = refusal(Action.EDIT, who, phase) is None or (
            bool(calls) and refusal(Action.CORRECT, who, phase) is None
        )
        return File(
            application, edition.contest, version,
            budget_of(version.answers) if version else self._draft_budget(tx, application),
            tuple(one.name for one in rows.members(tx, application.id)),
            rows.events(tx, application.id),
            may_edit and application.status in (Status.DRAFT, *SUBMITTED),
            refusal(Action.WITHDRAW, who, phase) is None
            and application.status in (Status.DRAFT, *SUBMITTED),
        )  # fmt: skip

    async def withdraw(
        self, turn: Turn, application_id: int, view: Callable[[Withdrawn, Translator], object]
    ) -> None:
        """A draft is deleted; what has a receipt is marked and takes no part any more.

        Raises Refused: application_gone, application_changed, not_yours_to_do, not_in_this_phase.
        """

        def work(tx: Tx, person: Person) -> Withdrawn:
            application, edition = self._ledger.application(tx, application_id)
            require_status(application, Status.DRAFT, *SUBMITTED)
            if application.status is Status.DRAFT:
                if Part.APPLICANT not in self._ledger.parts(tx, person, edition, application):
                    raise Refused("not_yours_to_do")
                self._delete(tx, person, application, turn.now)
                return Withdrawn(application, deleted=True)
            self._ledger.allow(tx, person, edition, Action.WITHDRAW, turn.now, application)
            after = replace(application, status=Status.WITHDRAWN)
            rows.save(tx, application, after)
            self._ledger.happened(tx, after, "withdrawn", person, turn.now)
            return Withdrawn(after, deleted=False)

        await turn.write(work, view)

    def dropped(self, tx: Tx, person: Person, session: Session, now: datetime) -> None:
        """A draft goes with its answers where its author deletes them, or who types it in from
        paper; what a co-author drops can be begun anew, and what has a receipt stays."""
        application = rows.by_id(tx, session.subject_id)
        if application is None or application.status is not Status.DRAFT:
            return
        if application.author_id in (person.id, None):
            self._delete(tx, person, application, now)

    # Parts.

    def _delete(self, tx: Tx, person: Person, draft: Application, now: datetime) -> None:
        rows.delete_draft(tx, draft.id)
        subject = f"application:{draft.id}"
        self._ledger.note(tx, now, person.id, "application.delete", subject)

    def _require_sight(
        self, tx: Tx, person: Person, application: Application, edition: Edition, now: datetime
    ) -> None:
        """Drafts are their authors' alone."""
        who = self._ledger.parts(tx, person, edition, application)
        if application.status is Status.DRAFT and Part.APPLICANT not in who:
            raise Refused("not_yours_to_do")
        self._ledger.allow(tx, person, edition, Action.SEE_APPLICATION, now, application)

    def _require_editing(
        self, tx: Tx, person: Person, application: Application, edition: Edition, at: datetime
    ) -> None:
        calls = [one for one in rows.calls(tx, application.id) if one.open(at)]
        if application.channel is not Channel.BOT:  # staff type in what came on paper
            self._require_typing(tx, person, application, edition, at, called=bool(calls))
        elif not calls:
            self._ledger.allow(tx, person, edition, Action.EDIT, at, application)
        else:
            self._ledger.allow(tx, person, edition, Action.CORRECT, at, application)

    def _require_typing(
        self, tx: Tx, person: Person, application: Application, edition: Edition, at: datetime,
        *, called: bool,
    ) -> None:  # fmt: skip
        """A new one, or what was called for; by anybody of the team."""
        self._ledger.allow(
            tx, person, edition, Action.CHECK if application.number else Action.ENTER_PAPER, at
        )
        if application.number and not called:
            raise Refused("nothing_to_correct")

    def _draft_budget(self, tx: Tx, application: Application) -> Budget:
        holder = rows.pen(tx, application.id)
        held = sessions.about(tx, holder, KIND, application.id, False) if holder else None
        return budget_of(held.state.answers) if held else Budget()

    def ask(
        self, tx: Tx, person: Person, application: Application, edition: Edition,
        preset: Mapping[str, str], now: datetime,
    ) -> StepShown:  # fmt: skip
        """The form from where it stands, inside a transaction of others; a library's own form asks
        only what it has questions for."""
        names = plan_of(self._form(tx, edition.form_id)).by_name
        given = {**preset, "findings": findings(tx)}
        fitting = {name: value for name, value in given.items() if name in names and value}
        return self._begin(
            tx, person, KIND, application.id, edition.form_id, now=now, preset=fitting
        )

    def _form(self, tx: Tx, form_id: int) -> Form:
        return self._shelf.get(tx, form_id, self._ledger.office.profile.places)

    async def warm(self, contest_id: int) -> None:
        """Compile the form before the transaction that uses it."""

        def read(tx: Tx) -> None:
            plan_of(self._form(tx, self._ledger.edition(tx, contest_id).form_id))

        await self._ledger.office.db.read(read)


def open_call(tx: Tx, application_id: int) -> Call | None:
    """The call for corrections that is not answered yet, late or not."""
    return next((one for one in rows.calls(tx, application_id) if one.fixed_at is None), None)


def take_pen(tx: Tx, person: Person, application: Application, now: datetime) -> None:
    """The conversation with the answers becomes this person's; made anew from the last version
    where there is none."""
    holder = rows.pen(tx, application.id)
    if holder == person.id:
        return
    held = sessions.about(tx, holder, KIND, application.id, False) if holder else None
    if held:
        sessions.delete(tx, held.id)
        sessions.add(tx, replace(held, id=0, person_id=person.id, message_id=0), stamp(now))
        return
    last = rows.last_state(tx, application.id)
    if last:
        form_id, state = last
        session = Session(
            0, person.id, KIND, application.id, form_id, state, expires_at=stamp(now + KEPT)
        )
        sessions.add(tx, session, stamp(now))
