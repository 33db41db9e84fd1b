"""What follows from decisions: the protocol, each author's letter, then the town's list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain.contests.applications import Application
from bot.domain.contests.contest import Shown
from bot.domain.contests.decisions import Round, public_rows, require_approved, require_ready
from bot.domain.contests.editions import Action, Edition
from bot.domain.contests.overviews import Approved, DecisionsSent, PublicResults
from bot.domain.contests.phases import standing
from bot.domain.people import Person
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
            edition = allowed(self._ledger, tx, person, contest_id, Action.APPROVE, turn.now)
            found = round_of(tx, edition, edition.round)
            require_ready(found)
            if not reference.strip():
                raise Refused("reference_missing")
            if found.approved:
                raise Refused("approved_before")
            protocol = rows.approve(
                tx, contest_id, edition.round, found.step, reference.strip(), person, turn.now
            )
            self._ledger.note(
                tx, turn.now, person.id, "protocol.approve", f"contest:{contest_id}",
                round=edition.round, number=protocol.number,
            )  # fmt: skip
            return Approved(edition, protocol)

        await turn.write(work, view)

    async def send(
        self, turn: Turn, contest_id: int, view: Callable[[DecisionsSent, Translator], object]
    ) -> None:
        """Each author gets their decision, with its reason; who had the same one before does not
        get it again. Raises Refused: not_decided, protocol_missing."""

        def work(tx: Tx, person: Person) -> DecisionsSent:
            edition = allowed(self._ledger, tx, person, contest_id, Action.SEND, turn.now)
            found = require_approved(round_of(tx, edition, edition.round))
            told, by_hand = 0, []
            for decision in found.awards.decisions:
                application, _ = self._ledger.application(tx, int(decision.application))
                key = f"{decision.outcome}:{decision.awarded}"
                reached = self._ledger.tell_members(tx, DECISION, application, key, turn.now)
                told += reached
                by_hand += [] if reached else [application]
                self._sent(tx, application, key, person, turn.now)
            return DecisionsSent(edition, told, tuple(by_hand))

        await turn.write(work, view)

    async def publish(
        self, turn: Turn, contest_id: int, view: Callable[[PublicResults, Translator], object]
    ) -> None:
        """The town may read the list: after the applicants have their decisions. Raises Refused:
        not_decided, protocol_missing, decisions_unsent."""

        def work(tx: Tx, person: Person) -> PublicResults:
            edition = allowed(self._ledger, tx, person, contest_id, Action.PUBLISH, turn.now)
            found = require_approved(round_of(tx, edition, edition.round))
            for decision in found.awards.decisions:
                if _last_sent(tx, int(decision.application)) != (
                    f"{decision.outcome}:{decision.awarded}"
                ):
                    raise Refused("decisions_unsent")
            contests.set_published(tx, contest_id, turn.now)
            self._ledger.note(tx, turn.now, person.id, "contest.publish", f"contest:{contest_id}")
            return self._public(tx, edition, found, turn.now)

        await turn.write(work, view)

    async def results(
        self, turn: Turn, contest_id: int, view: Callable[[PublicResults, Translator], object]
    ) -> None:
        """For everybody. Raises Refused: contest_gone, not_in_this_phase, not_published."""

        def work(tx: Tx, person: Person) -> PublicResults:
            edition = allowed(self._ledger, tx, person, contest_id, Action.SEE_RESULTS, turn.now)
            found = rows.latest(tx, contest_id, edition.round)
            if edition.published_at is None or found is None or not found.approved:
                raise Refused("not_published")
            return self._public(tx, edition, found, turn.now)

        await turn.write(work, view)

    def _sent(
        self, tx: Tx, application: Application, key: str, person: Person, now: datetime
    ) -> None:
        if _last_sent(tx, application.id) != key:
            self._ledger.happened(tx, application, DECISION, person, now, key)

    def _public(self, tx: Tx, edition: Edition, found: Round, now: datetime) -> PublicResults:
        phase = standing(edition.contest, now)
        shown = public_rows(edition.contest, phase, found, titles(tx, edition))
        protocol = found.protocol if edition.contest.shows(Shown.PROTOCOL, phase) else None
        return PublicResults(edition, shown, protocol)


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


def _last_sent(tx: Tx, application_id: int) -> str:
    events = contest_applications.events(tx, application_id)
    return next((one.words for one in reversed(events) if one.what == DECISION), "")
