"""What follows from decisions: the protocol, each author's letter, then the town's list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.announcements import Announcement
from bot.domain.contests.applications import Application
from bot.domain.contests.awards import Decision
from bot.domain.contests.contest import PhaseName, Shown, VoteMode
from bot.domain.contests.decisions import Round, public_rows, require_approved, require_ready
from bot.domain.contests.editions import LINK, Action, Edition
from bot.domain.contests.overviews import Approved, DecisionsSent, PublicResults
from bot.domain.contests.phases import standing
from bot.domain.people import STAFF, Person, Right, require
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.contests.ledger import Ledger
from bot.services.turn import Turn
from bot.storage import contest_applications, contests
from bot.storage import contest_awards as rows
from bot.storage.database import Tx

DECISION = "contest_decision"  # the personal letter, and its line in the history


class Protocols:
    """In this order: approve, send, publish. All raise Refused: contest_gone, staff_only,
    not_in_this_phase."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def approve(
        self, turn: Turn, contest_id: int, reference: str,
        view: Callable[[Approved, Translator], object],
    ) -> None:  # fmt: skip
        """The protocol of exactly these decisions; `reference`: the library's own number. A later
        one amends it. Raises Refused: not_decided, ties_undecided, reasons_missing, over_pool,
        reference_missing, approved_before."""

        def work(tx: Tx, person: Person) -> Approved:
            return self.approve_in(tx, person, contest_id, reference, turn.now)

        await turn.write(work, view)

    async def addressees(
        self, turn: Turn, contest_id: int, view: Callable[[DecisionsSent, Translator], object]
    ) -> None:
        """Whom `send` would write to, and who must be told by hand; nothing is sent. Raises
        Refused like `send`."""

        def work(tx: Tx, person: Person) -> DecisionsSent:
            edition = allowed(self._ledger, tx, person, contest_id, Action.SEND, turn.now)
            found = require_approved(round_of(tx, edition, edition.round))
            people, by_hand = set[int](), []
            for application, _ in self._unsent(tx, found):
                people |= (reached := reachable(tx, application))
                by_hand += [] if reached else [application]
            return DecisionsSent(edition, len(people), tuple(by_hand))

        await turn.write(work, view)

    async def send(
        self, turn: Turn, contest_id: int, view: Callable[[DecisionsSent, Translator], object]
    ) -> None:
        """Each author gets their decision, with its reason; who had the same one before does not
        get it again. Raises Refused: not_decided, protocol_missing."""

        def work(tx: Tx, person: Person) -> DecisionsSent:
            edition = allowed(self._ledger, tx, person, contest_id, Action.SEND, turn.now)
            found = require_approved(round_of(tx, edition, edition.round))
            people, by_hand = set[int](), []
            for application, key in self._unsent(tx, found):
                self._ledger.tell_members(tx, DECISION, application, key, turn.now)
                people |= (reached := reachable(tx, application))
                by_hand += [] if reached else [application]
                self._ledger.happened(tx, application, DECISION, person, turn.now, key)
            return DecisionsSent(edition, len(people), tuple(by_hand))

        await turn.write(work, view)

    async def publish(
        self, turn: Turn, contest_id: int, view: Callable[[PublicResults, Translator], object]
    ) -> None:
        """The town may read the list: after the applicants have their decisions. Raises Refused:
        not_decided, protocol_missing, decisions_unsent."""

        def work(tx: Tx, person: Person) -> PublicResults:
            edition = allowed(self._ledger, tx, person, contest_id, Action.PUBLISH, turn.now)
            found = require_approved(round_of(tx, edition, edition.round))
            if self._unsent(tx, found):
                raise Refused("decisions_unsent")
            contests.set_published(tx, contest_id, edition.round, turn.now)
            self._ledger.note(tx, turn.now, person.id, "contest.publish", f"contest:{contest_id}")
            return self.public(tx, person, replace(edition, published_at=turn.now), found, turn.now)

        await turn.write(work, view)

    async def results(
        self, turn: Turn, contest_id: int, view: Callable[[PublicResults, Translator], object]
    ) -> None:
        """For everybody, earlier rounds too. Raises Refused: contest_gone, not_in_this_phase,
        not_published."""

        def work(tx: Tx, person: Person) -> PublicResults:
            edition = self._ledger.edition(tx, contest_id)
            if not edition.public_rounds:
                self._ledger.allow(tx, person, edition, Action.SEE_RESULTS, turn.now)
            return self._public_rounds(tx, person, edition, turn.now)

        await turn.write(work, view)

    async def preview(
        self, turn: Turn, contest_id: int, view: Callable[[PublicResults, Translator], object]
    ) -> None:
        """What `publish` would show, to staff. Raises Refused: not_decided, protocol_missing."""

        def work(tx: Tx, person: Person) -> PublicResults:
            edition = allowed(self._ledger, tx, person, contest_id, Action.PUBLISH, turn.now)
            found = require_approved(round_of(tx, edition, edition.round))
            return self.public(tx, person, edition, found, turn.now)

        await turn.write(work, view)

    async def announcement(
        self, turn: Turn, contest_id: int,
        view: Callable[[PublicResults, str, Translator], Announcement],
    ) -> Announcement:  # fmt: skip
        """The draft of an announcement of a published list, in the library's language. Raises
        Refused: staff_only, contest_gone, not_in_this_phase, not_published."""
        office = self._ledger.office

        def work(tx: Tx, person: Person) -> Announcement:
            require(person, Right.ANNOUNCE)
            edition = allowed(self._ledger, tx, person, contest_id, Action.PUBLISH, turn.now)
            shown = self.public(tx, person, edition, published(tx, edition), turn.now)
            translator = office.translator(office.profile.default_language, turn.now)
            return view(shown, office.link(LINK + edition.token), translator)

        return await turn.read(work)

    def approve_in(
        self, tx: Tx, person: Person, contest_id: int, reference: str, now: datetime
    ) -> Approved:
        """As `approve`, inside a transaction."""
        edition = allowed(self._ledger, tx, person, contest_id, Action.APPROVE, now)
        found = round_of(tx, edition, edition.round)
        require_ready(found)
        if not reference.strip():
            raise Refused("reference_missing")
        if found.approved:
            raise Refused("approved_before")
        protocol = rows.approve(
            tx, contest_id, edition.round, found.step, reference.strip(), person, now
        )
        self._ledger.note(
            tx, now, person.id, "protocol.approve", f"contest:{contest_id}",
            round=edition.round, number=protocol.number,
        )  # fmt: skip
        return Approved(edition, protocol)

    def public(
        self, tx: Tx, person: Person, edition: Edition, found: Round, now: datetime
    ) -> PublicResults:
        """The town's list of one round, and what of it is this person's own. The phase that
        stands is the latest round's; an earlier one is over."""
        latest = found.awards.round == edition.round
        phase = standing(edition.contest, now) if latest else PhaseName.RESULTS
        shown = public_rows(edition.contest, phase, found, titles(tx, edition))
        protocol = found.protocol if edition.contest.shows(Shown.PROTOCOL, phase) else None
        theirs = contest_applications.of_person(tx, person.id)
        judged = {one.application for one in found.awards.decisions}
        mine = tuple(one for one in theirs if latest and str(one.id) in judged)
        staff = person.role in STAFF
        counted = latest and (staff or shows_count(edition, phase))
        return PublicResults(
            edition, shown, protocol, mine, counted, staff, found.awards.round
        )  # fmt: skip

    def _public_rounds(
        self, tx: Tx, person: Person, edition: Edition, now: datetime
    ) -> PublicResults:
        """The newest public round, with those before it; not those being amended."""
        rounds = (round_of(tx, edition, one) for one in edition.public_rounds)
        shown = [self.public(tx, person, edition, one, now) for one in rounds if one.approved]
        if not shown:
            raise Refused("not_published")
        *before, newest = shown
        return replace(newest, before=tuple(reversed(before)))

    def _unsent(self, tx: Tx, found: Round) -> list[tuple[Application, str]]:
        """Applications whose authors have yet to hear of this decision, and how it is named."""
        return [
            (self._ledger.application(tx, int(one.application))[0], sent_as(one))
            for one in found.awards.decisions
            if last_sent(tx, int(one.application)) != sent_as(one)
        ]


def published(tx: Tx, edition: Edition) -> Round:
    """The round that the town may read. Raises Refused: not_published."""
    found = rows.latest(tx, edition.id, edition.round)
    if edition.published_at is None or found is None or not found.approved:
        raise Refused("not_published")
    return found


def reachable(tx: Tx, application: Application) -> set[int]:
    """Its authors whom the bot can write to."""
    return {one.id for one in contest_applications.members(tx, application.id) if one.reachable}


def shows_count(edition: Edition, phase: PhaseName) -> bool:
    """Do the rules let the town see how it was counted? Votes where votes decide, else points."""
    voted = edition.contest.vote.mode in (VoteMode.DECIDES, VoteMode.TOP)
    return edition.contest.shows(Shown.VOTES if voted else Shown.POINTS, phase)


def allowed(
    ledger: Ledger, tx: Tx, person: Person, contest_id: int, action: Action, now: datetime
) -> Edition:
    """The contest, if this may be done in it now."""
    edition = ledger.edition(tx, contest_id)
    ledger.allow(tx, person, edition, action, now)
    return edition


def round_of(tx: Tx, edition: Edition, number: int) -> Round:
    """A round as it stands. Raises Refused: not_decided."""
    found = rows.latest(tx, edition.id, number)
    if found is None:
        raise Refused("not_decided")
    return found


def titles(tx: Tx, edition: Edition) -> dict[str, str]:
    """Of all applications, by id as the counting knows it."""
    every = contest_applications.of_contest(tx, edition.id)
    return {str(one.id): one.title for one in every}


def sent_as(decision: Decision) -> str:
    """How the history names what was sent: somebody whose decision changes is written to again."""
    return f"{decision.outcome}:{decision.awarded}"


def last_sent(tx: Tx, application_id: int) -> str:
    """What an author was told last, "" for nothing."""
    events = contest_applications.events(tx, application_id)
    return next((one.words for one in reversed(events) if one.what == DECISION), "")
