"""Decisions: the cut, and what people change with a reason. The protocol follows: `Protocols`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.domain.contests import awards as giving
from bot.domain.contests.awards import Awards
from bot.domain.contests.contest import Phase, PhaseName
from bot.domain.contests.decisions import (
    Lot,
    Round,
    decided,
    require_latest,
    undecided,
    unexplained,
)
from bot.domain.contests.editions import Action, Edition
from bot.domain.contests.overviews import Decisions, LotDrawn, OneDecision, Undivided
from bot.domain.people import Person
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.contests import reopening
from bot.services.contests.cutting import Cuts
from bot.services.contests.judging import Juries
from bot.services.contests.ledger import Ledger
from bot.services.contests.polling import Polls
from bot.services.contests.protocols import allowed, last_sent, round_of, sent_as, titles
from bot.services.contests.timing import Timing
from bot.services.turn import Turn
from bot.storage import contest_applications
from bot.storage import contest_awards as rows
from bot.storage.database import Tx

View = Callable[[Decisions, Translator], object]


class Awarding:
    """For staff. All raise Refused: contest_gone, staff_only, not_in_this_phase. Those that end in
    `_in` work inside a transaction, for conversations."""

    def __init__(self, ledger: Ledger, juries: Juries, polls: Polls, timing: Timing) -> None:
        self._ledger = ledger
        self._cuts = Cuts(juries, polls)
        self._timing = timing

    async def board(
        self,
        turn: Turn,
        contest_id: int,
        view: Callable[[Decisions | Undivided, Translator], object],
    ) -> None:
        """This round: as it stands, or what the rules would give."""

        await self._cuts.beside(turn, contest_id)

        def work(tx: Tx, person: Person) -> Decisions | Undivided:
            edition = allowed(self._ledger, tx, person, contest_id, Action.SEE_DECISIONS, turn.now)
            found = rows.latest(tx, contest_id, edition.round)
            return self.decisions(tx, edition, found) if found else self._undivided(tx, edition)

        await turn.write(work, view)

    async def cut(self, turn: Turn, contest_id: int, view: View) -> None:
        """The first decisions of this round, by the rules. Raises Refused: not_counted,
        votes_not_counted, nothing_to_count, scores_missing, lot_not_drawn, decided_before."""
        await self._cuts.beside(turn, contest_id)

        def work(tx: Tx, person: Person) -> Decisions:
            edition = allowed(self._ledger, tx, person, contest_id, Action.DECIDE, turn.now)
            if rows.latest(tx, contest_id, edition.round):
                raise Refused("decided_before")
            return self._step(tx, person, edition, "cut", self._cuts.cut(tx, edition), 0, turn.now)

        await turn.write(work, view)

    async def look(self, turn: Turn, contest_id: int, view: View, round_: int = 0) -> None:
        """A round as it stands; 0: the present one. Raises Refused: not_decided."""

        def work(tx: Tx, person: Person) -> Decisions:
            edition = allowed(self._ledger, tx, person, contest_id, Action.SEE_DECISIONS, turn.now)
            return self.decisions(tx, edition, round_of(tx, edition, round_ or edition.round))

        await turn.write(work, view)

    async def one(
        self, turn: Turn, application_id: int, view: Callable[[OneDecision, Translator], object]
    ) -> None:
        """What one application gets. Raises Refused: application_gone, application_unknown."""

        def work(tx: Tx, person: Person) -> OneDecision:
            return self.one_in(tx, person, application_id, turn.now)

        await turn.write(work, view)

    async def at(
        self,
        turn: Turn,
        contest_id: int,
        number: int,
        view: Callable[[OneDecision, Translator], object],
    ) -> None:
        """The same by its place on the present list, from 1. Raises Refused: not_decided,
        application_unknown."""

        def work(tx: Tx, person: Person) -> OneDecision:
            application = self.place_in(tx, person, contest_id, number, turn.now)
            return self.one_in(tx, person, application, turn.now)

        await turn.write(work, view)

    async def decide(
        self, turn: Turn, contest_id: int, amounts: Mapping[str, int], words: str, view: View,
        round_: int = 0,
    ) -> None:  # fmt: skip
        """People set amounts (grosze, by application), in one step, with a reason: a tie, a
        partial award, one more winner. Raises Refused: not_decided, round_frozen, reason_missing,
        application_unknown, over_request, over_pool, outside_limits."""

        def work(tx: Tx, person: Person) -> Decisions:
            return self.decide_in(tx, person, contest_id, amounts, words, turn.now, round_)

        await turn.write(work, view)

    async def explain(
        self, turn: Turn, contest_id: int, reasons: Mapping[str, str], view: View
    ) -> None:
        """Why somebody gets nothing, in words for them, by application. Raises Refused:
        not_decided, application_unknown, reason_missing."""

        def work(tx: Tx, person: Person) -> Decisions:
            return self.explain_in(tx, person, contest_id, reasons, turn.now)

        await turn.write(work, view)

    async def raise_pool(
        self, turn: Turn, contest_id: int, amount: int, words: str, view: View, approval: str = ""
    ) -> None:
        """The pool grows by `amount` grosze: filled up in order, then the reserve list. The
        protocol then needs an amendment. `approval`: who agreed. Raises Refused: not_decided,
        reason_missing, amount_not_positive."""

        def work(tx: Tx, person: Person) -> Decisions:
            return self.raise_pool_in(tx, person, contest_id, amount, words, turn.now, approval)

        await turn.write(work, view)

    async def draw(
        self, turn: Turn, contest_id: int, drawn: tuple[str, ...], words: str,
        view: Callable[[LotDrawn, Translator], object],
    ) -> None:  # fmt: skip
        """What people drew, and who was there; once a round. Raises Refused: decided_before,
        reason_missing, no_lot_here."""

        def work(tx: Tx, person: Person) -> LotDrawn:
            return self.draw_in(tx, person, contest_id, drawn, words, turn.now)

        await turn.write(work, view)

    async def next_round(
        self,
        turn: Turn,
        contest_id: int,
        begin: datetime,
        end: datetime,
        reason: str,
        view: Callable[[Edition, Translator], object],
        planned: Sequence[Phase] = (),
    ) -> None:
        """Another call for the money that is left; this round is frozen. Later phases stand at the
        hours of `planned`, or are begun by hand. Raises Refused: protocol_missing, nothing_left,
        reason_missing, ends_before_it_begins, before_the_call_ends."""
        call = Phase(PhaseName.OPEN, begin, end)

        def work(tx: Tx, person: Person) -> Edition:
            return self.next_round_in(tx, person, contest_id, call, planned, reason, turn.now)

        await turn.write(work, view)

    # Inside a transaction.

    def one_in(self, tx: Tx, person: Person, application_id: int, now: datetime) -> OneDecision:
        """As `one`."""
        application, edition = self._ledger.application(tx, application_id)
        self._ledger.allow(tx, person, edition, Action.SEE_DECISIONS, now)
        found = self.decisions(tx, edition, round_of(tx, edition, application.round))
        decision = found.awards.of(str(application_id))
        return OneDecision(found, found.awards.decisions.index(decision) + 1)

    def place_in(self, tx: Tx, person: Person, contest_id: int, number: int, now: datetime) -> int:
        """The application at a place of the present list. Raises Refused: application_unknown."""
        listed = self.look_in(tx, person, contest_id, now).awards.decisions
        if not 0 < number <= len(listed):
            raise Refused("application_unknown")
        return int(listed[number - 1].application)

    def look_in(self, tx: Tx, person: Person, contest_id: int, now: datetime) -> Decisions:
        """The present round as it stands. Raises Refused: not_decided."""
        edition = allowed(self._ledger, tx, person, contest_id, Action.DECIDE, now)
        return self.standing_in(tx, edition)

    def decide_in(
        self, tx: Tx, person: Person, contest_id: int, amounts: Mapping[str, int], words: str,
        now: datetime, round_: int = 0,
    ) -> Decisions:  # fmt: skip
        """As `decide`."""
        edition = allowed(self._ledger, tx, person, contest_id, Action.DECIDE, now)
        found = round_of(tx, edition, round_ or edition.round)
        after = decided(edition.contest, found.awards, amounts, words)
        return self._step(tx, person, edition, "decided", after, found.step + 1, now)

    def explain_in(
        self, tx: Tx, person: Person, contest_id: int, reasons: Mapping[str, str], now: datetime
    ) -> Decisions:
        """As `explain`."""
        edition = allowed(self._ledger, tx, person, contest_id, Action.DECIDE, now)
        found = round_of(tx, edition, edition.round)
        for application, words in reasons.items():
            found.awards.of(application)
            if not words.strip():
                raise Refused("reason_missing")
            rows.set_reason(tx, int(application), edition.round, words.strip(), person.id, now)
        subject = f"contest:{contest_id}"
        self._ledger.note(
            tx, now, person.id, "award.explain", subject, applications=sorted(reasons)
        )
        return self.decisions(tx, edition, round_of(tx, edition, edition.round))

    def raise_pool_in(
        self, tx: Tx, person: Person, contest_id: int, amount: int, words: str, now: datetime,
        approval: str = "",
    ) -> Decisions:  # fmt: skip
        """As `raise_pool`."""
        edition = allowed(self._ledger, tx, person, contest_id, Action.RAISE_POOL, now)
        found = round_of(tx, edition, edition.round)
        after = giving.raised(found.awards, amount, words, approval)
        return self._step(tx, person, edition, "raised", after, found.step + 1, now)

    def draw_in(
        self, tx: Tx, person: Person, contest_id: int, drawn: tuple[str, ...], words: str,
        now: datetime,
    ) -> LotDrawn:  # fmt: skip
        """As `draw`."""
        edition = allowed(self._ledger, tx, person, contest_id, Action.DECIDE, now)
        waiting = self.tied_in(tx, edition)
        if not words.strip():
            raise Refused("reason_missing")
        before = rows.lot(tx, contest_id, edition.round)
        if sorted(drawn) != sorted(waiting):
            raise Refused("no_lot_here")
        whole = (*(before.drawn if before else ()), *drawn)
        said = f"{before.words}\n{words.strip()}" if before else words.strip()
        rows.set_lot(tx, contest_id, edition.round, Lot(whole, said, now))
        subject = f"contest:{contest_id}"
        self._ledger.note(tx, now, person.id, "award.lot", subject, drawn=list(drawn))
        return LotDrawn(edition, drawn, titles(tx, edition))

    def tied_in(self, tx: Tx, edition: Edition) -> tuple[str, ...]:
        """Who waits for a lot. Raises Refused: decided_before, no_lot_here."""
        if rows.latest(tx, edition.id, edition.round):
            raise Refused("decided_before")
        tied = self._undivided(tx, edition).tied
        if not tied:
            raise Refused("no_lot_here")
        return tied

    def next_round_in(
        self, tx: Tx, person: Person, contest_id: int, call: Phase, planned: Sequence[Phase],
        reason: str, now: datetime,
    ) -> Edition:  # fmt: skip
        """As `next_round`."""
        edition = allowed(self._ledger, tx, person, contest_id, Action.OPEN_ROUND, now)
        reopening.require(round_of(tx, edition, edition.round), call, planned, reason)
        reopening.reopen(tx, edition, call, planned, reason.strip(), person, now)
        after = self._ledger.edition(tx, contest_id)
        self._timing.plan(tx, after, now)
        subject = f"contest:{contest_id}"
        self._ledger.note(tx, now, person.id, "contest.round", subject, round=after.round)
        return after

    def require_in(self, tx: Tx, person: Person, edition: Edition, now: datetime) -> None:
        """Raises Refused: staff_only, not_in_this_phase."""
        self._ledger.allow(tx, person, edition, Action.DECIDE, now)

    def standing_in(self, tx: Tx, edition: Edition) -> Decisions:
        """The present round; whoever asks was let in before. Raises Refused: not_decided."""
        return self.decisions(tx, edition, round_of(tx, edition, edition.round))

    def decisions(self, tx: Tx, edition: Edition, found: Round) -> Decisions:
        """A round with all that staff need beside it."""
        every = contest_applications.of_contest(tx, edition.id)
        unsent = tuple(
            one.application
            for one in found.awards.decisions
            if last_sent(tx, int(one.application)) != sent_as(one)
        )
        return Decisions(
            edition, found, {str(one.id): one.title for one in every}, unexplained(found),
            undecided(found.awards), unsent, {str(one.id): one.receipt for one in every},
        )  # fmt: skip

    # Parts.

    def _undivided(self, tx: Tx, edition: Edition) -> Undivided:
        names = titles(tx, edition)
        try:
            return Undivided(edition, names, self._cuts.cut(tx, edition))
        except Refused as refused:
            tied = refused.facts.get("projects", ())
            assert isinstance(tied, tuple)
            return Undivided(edition, names, None, refused.reason, tied)

    def _step(
        self, tx: Tx, person: Person, edition: Edition, what: str, awards: Awards, step: int,
        now: datetime,
    ) -> Decisions:  # fmt: skip
        require_latest(edition.round, awards.round)
        rows.add(tx, edition.id, step, what, awards, person.id, now)
        self._ledger.note(
            tx, now, person.id, f"award.{what}", f"contest:{edition.id}", round=awards.round,
            step=step,
        )  # fmt: skip
        return self.decisions(tx, edition, round_of(tx, edition, awards.round))
