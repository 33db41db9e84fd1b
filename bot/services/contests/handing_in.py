"""What the form of an application ends in: a receipt, a newer version, a correction.

What counts is the moment at which the bot took the last tap in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.contests.applications import (
    Application,
    Channel,
    Formal,
    Status,
    Submitted,
    Timeliness,
    Version,
    Why,
    accepted,
    mentioned,
    require_status,
    timeliness,
)
from bot.domain.contests.budget import (
    LINE,
    PART,
    SOURCE,
    Budget,
    Source,
    budget_of,
    in_budget,
    paid_by,
    read_amount,
    read_line,
    require_fitting,
    row_beside,
    sums,
)
from bot.domain.contests.contest import Kind
from bot.domain.contests.editions import DECIDING, Action, Edition
from bot.domain.contests.eligibility import Applicant, require_eligible
from bot.domain.contests.formal import require_open
from bot.domain.contests.own_applications import Beside
from bot.domain.contests.phases import deadline, standing
from bot.domain.people import Person
from bot.domain.sessions import Finished, Problem, Session, StepShown
from bot.errors import Refused
from bot.forms import engine
from bot.forms.steps import Done, Review, Shown
from bot.i18n import Translator
from bot.services.contests.applying import SUBMITTED, Applications, open_call
from bot.services.contests.drafts import known, new_draft
from bot.services.contests.ledger import Ledger
from bot.services.turn import Turn
from bot.storage import attachments
from bot.storage import contest_applications as rows
from bot.storage.database import Tx

MEMBERS = "members"  # the form's question about who else is in the group


class HandingIn:
    """`complete` is the completion of conversations of kind `KIND`; `object_to` is their manner's
    check."""

    def __init__(
        self,
        ledger: Ledger,
        applications: Applications,
        paper_wanted: Callable[[Tx, int, int], None],
    ) -> None:
        self._ledger = ledger
        self._applications = applications
        self._paper_wanted = paper_wanted  # of an application, by a person

    def complete(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Submitted:
        """Raises Refused: application_gone, application_changed, deadline_passed (deadline,
        received), not_in_this_phase, over_limit (over, requested), under_limit (under, requested),
        not_eligible, nothing_to_correct, correction_late. The answers then stay where they were.
        """
        application, edition = self._ledger.application(tx, finished.session.subject_id)
        require_status(application, Status.DRAFT, *SUBMITTED)
        budget = budget_of(finished.answers)
        if application.channel is not Channel.BOT and not application.number:
            return self._paper(tx, person, application, edition, finished, budget, now)
        received = self._ledger.received(tx, now)
        self._require_fitting(budget, edition, finished)
        if application.status is Status.DRAFT:
            return self._first(tx, person, application, edition, finished, budget, received)
        return self._again(tx, person, application, edition, finished, budget, received)

    def object_to(self, tx: Tx, session: Session, name: str, value: str) -> Problem | None:
        """A budget line that cannot be read, a part above the whole, a group that is too small:
        asked again at once."""
        if name == MEMBERS:
            return self._too_few(tx, session, value)
        if name not in (LINE, PART):
            return None
        row = row_beside(session.state.answers, session.state.position) | {name: value}
        if name == PART and read_amount(value) is None:
            return Problem("amount_unread", {"text": value})
        try:
            line = read_line(row[LINE])
            if row[SOURCE] == Source.PART:
                paid_by(line, Source.PART, read_amount(row[PART]) or 0)
        except Refused as refused:
            return Problem(refused.reason, refused.facts)
        return None

    def aside(self, tx: Tx, session: Session, step: Shown) -> Beside | None:
        """Live sums beside the budget's questions and the review; there also what is to mend."""
        ref = "" if isinstance(step, Review | Done) else step.ref
        if ref and not in_budget(ref):
            return None
        found = rows.by_id(tx, session.subject_id)
        if found is None:
            return None
        money = self._ledger.edition(tx, found.edition_id).contest.money
        said = sums(session.state.answers, money, ref)
        call = None if ref else open_call(tx, found.id)
        return Beside(said, call) if said or call else None

    async def enter_paper(
        self,
        turn: Turn,
        contest_id: int,
        applicant: Applicant,
        channel: Channel,
        received_at: datetime,
        view: Callable[[StepShown, Translator], object],
    ) -> None:
        """Staff type in what was handed in on paper or by e-mail, dated when it came.

        Raises Refused: contest_gone, staff_only, not_in_this_phase, date_ahead, deadline_passed.
        """

        await turn.write(
            lambda tx, person: self.enter_paper_in(
                tx, person, contest_id, applicant, channel, received_at, turn.now
            ),
            view,
        )

    def enter_paper_in(
        self, tx: Tx, person: Person, contest_id: int, applicant: Applicant, channel: Channel,
        received_at: datetime, now: datetime,
    ) -> StepShown:  # fmt: skip
        """The same inside a transaction of others."""
        edition = self._ledger.edition(tx, contest_id)
        self._ledger.allow(tx, person, edition, Action.ENTER_PAPER, now)
        if received_at > now:
            raise Refused("date_ahead", received=received_at)
        accepted(timeliness(edition.contest, received_at), edition.contest, received_at)
        draft = replace(
            new_draft(edition, applicant, None), channel=channel, received_at=received_at
        )
        draft = rows.add(tx, draft, now, entered_by=person.id)
        self._ledger.note(
            tx, now, person.id, "application.enter", f"application:{draft.id}", channel=channel
        )
        preset = known(edition, applicant) | {"author": applicant.name}
        return self._applications.ask(tx, person, draft, edition, preset, now)

    # The three ways.

    def _first(
        self, tx: Tx, person: Person, draft: Application, edition: Edition, finished: Finished,
        budget: Budget, received: datetime,
    ) -> Submitted:  # fmt: skip
        found = timeliness(edition.contest, received, self._ledger.outages(tx, received))
        status = accepted(found, edition.contest, received)
        if found is Timeliness.IN_TIME:
            self._ledger.allow(tx, person, edition, Action.SUBMIT, received, draft)
        applicant = _applicant(draft, finished)
        # ages and the group's adults were asked before the first question
        rules = replace(edition.contest.eligibility, group_min_adults=0)
        others = rows.written_by(tx, edition.id, draft.author_id or 0, edition.round) - 1
        require_eligible(rules, applicant, others)
        after = self._received(tx, draft, edition, finished, budget, received, Why.SUBMITTED,
                               person)  # fmt: skip
        after = self._set(tx, after, status=status)
        self._ledger.happened(tx, after, "submitted", person, received)
        if status is Status.UNDECIDED:
            self._ledger.tell_staff(tx, "contest_undecided", after.id, "", received)
        self._paper_wanted(tx, after.id, person.id)
        return Submitted(after, edition.contest, budget, deadline(edition.contest))

    def _again(
        self, tx: Tx, person: Person, before: Application, edition: Edition, finished: Finished,
        budget: Budget, received: datetime,
    ) -> Submitted:  # fmt: skip
        call = open_call(tx, before.id)
        why, formal = Why.EDITED, before.formal
        if call:
            own = before.channel is Channel.BOT  # else staff type it in
            action = Action.CORRECT if own else Action.CHECK
            self._ledger.allow(tx, person, edition, action, received, before)
            require_open(call, received)
            rows.fix_call(tx, call.id, received)
            late = standing(edition.contest, received) in DECIDING
            why, formal = (Why.NEW_BUDGET, formal) if late else (Why.CORRECTED, Formal.OPEN)
        else:
            self._ledger.allow(tx, person, edition, Action.EDIT, received, before)
        after = self._version(tx, before, finished, budget, received, why, person)
        after = self._set(tx, after, formal=formal)
        self._ledger.happened(tx, after, why.value, person, received)
        if call:
            self._ledger.tell_staff(tx, "contest_corrected", after.id, after.version, received)
        self._paper_wanted(tx, after.id, person.id)
        return Submitted(after, edition.contest, budget, deadline(edition.contest), again=True)

    def _paper(
        self, tx: Tx, person: Person, draft: Application, edition: Edition, finished: Finished,
        budget: Budget, now: datetime,
    ) -> Submitted:  # fmt: skip
        self._ledger.allow(tx, person, edition, Action.ENTER_PAPER, now)
        received = draft.received_at or now
        after = self._received(tx, draft, edition, finished, budget, received, Why.PAPER, person)
        after = self._set(tx, after, status=Status.SUBMITTED)
        self._ledger.happened(tx, after, "entered", person, now)
        return Submitted(after, edition.contest, budget, deadline(edition.contest))

    # Parts.

    def _too_few(self, tx: Tx, session: Session, members: str) -> Problem | None:
        draft = rows.by_id(tx, session.subject_id)
        if draft is None or draft.kind is not Kind.INFORMAL_GROUP:
            return None
        if draft.channel is not Channel.BOT:
            return None  # what came on paper is typed as it is; the check says what is wrong
        least = self._ledger.edition(tx, draft.edition_id).contest.eligibility.group_min_people
        people = _people(members)
        facts = {"people": people, "least": least}
        return Problem("group_too_small", facts) if people < least else None

    def _require_fitting(self, budget: Budget, edition: Edition, finished: Finished) -> None:
        """Raises Refused: over_limit, under_limit; with where the budget can be mended."""
        try:
            require_fitting(budget, edition.contest.money)
        except Refused as refused:
            state, now = finished.session.state, self._ledger.office.clock.now()
            review = engine.current(finished.form, state, now)
            refs = [one.ref for one in review.items] if isinstance(review, Review) else []
            place = next((n for n, ref in enumerate(refs) if in_budget(ref)), 0)
            raise Refused(
                refused.reason, **refused.facts, session=finished.session.id, rev=state.rev,
                place=place,
            ) from refused  # fmt: skip

    def _received(
        self, tx: Tx, draft: Application, edition: Edition, finished: Finished, budget: Budget,
        received: datetime, why: Why, person: Person,
    ) -> Application:  # fmt: skip
        year = received.astimezone(self._ledger.office.profile.zone).year
        number = rows.next_number(tx, edition.id, year)
        numbered = self._set(tx, draft, number=number, year=year, received_at=received)
        return self._version(tx, numbered, finished, budget, received, why, person)

    def _version(
        self, tx: Tx, before: Application, finished: Finished, budget: Budget, at: datetime,
        why: Why, person: Person,
    ) -> Application:  # fmt: skip
        answers = finished.answers
        version = Version(before.version + 1, answers, at, why)
        state = finished.session.state
        rows.add_version(tx, before.id, version, finished.session.form_id, state, person.id)
        attachments.hand_in(tx, finished.session.id, answers.values(), person.id)
        return self._set(
            tx, before, version=version.number, requested=budget.requested,
            title=mentioned(answers, "title") or before.title,
            name=mentioned(answers, "author") or before.name,
            organisation=mentioned(answers, "organisation") or before.organisation,
            guardian=mentioned(answers, "guardian") or before.guardian,
        )  # fmt: skip

    def _set(self, tx: Tx, before: Application, **values: object) -> Application:
        after = replace(before, **values)  # type: ignore[arg-type]  # fields of Application
        rows.save(tx, before, after)
        return after


def _applicant(draft: Application, finished: Finished) -> Applicant:
    """As the form says it now: a group has its author and those who are named."""
    people = _people(mentioned(finished.answers, MEMBERS))
    guardian = mentioned(finished.answers, "guardian") or draft.guardian
    return Applicant(draft.kind, draft.name, draft.organisation, None, guardian, people)


def _people(members: str) -> int:
    """The author and those who are named."""
    return 1 + len([one for one in members.replace(";", ",").split(",") if one.strip()])
