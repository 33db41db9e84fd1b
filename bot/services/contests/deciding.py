"""Decisions: the cut, what people change with a reason, the protocol, the letters, the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.contests import awards as giving
from bot.domain.contests.awards import Awards
from bot.domain.contests.contest import Phase, PhaseName
from bot.domain.contests.decisions import (
    Round,
    decided,
    first_cut,
    require_approved,
    require_latest,
    undecided,
    unexplained,
)
from bot.domain.contests.editions import Action, Edition
from bot.domain.contests.overviews import Decisions
from bot.domain.contests.phases import Change
from bot.domain.people import Person
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.contests.judging import Juries
from bot.services.contests.ledger import Ledger
from bot.services.contests.polling import Polls
from bot.services.contests.protocols import allowed, round_of, titles
from bot.services.contests.timing import Timing
from bot.services.turn import Turn
from bot.storage import contest_awards as rows
from bot.storage import contests
from bot.storage.database import Tx

View = Callable[[Decisions, Translator], object]
LATER = (PhaseName.FORMAL_CHECK, PhaseName.PRESENTATION, PhaseName.JURY, PhaseName.VOTE,
         PhaseName.RESULTS)  # fmt: skip


class Awarding:
    """For staff. All raise Refused: contest_gone, staff_only, not_in_this_phase."""

    def __init__(self, ledger: Ledger, juries: Juries, polls: Polls, timing: Timing) -> None:
        self._ledger = ledger
        self._juries = juries
        self._polls = polls
        self._timing = timing

    async def cut(self, turn: Turn, contest_id: int, view: View) -> None:
        """The first decisions of this round, by the rules. Raises Refused: not_counted,
        nothing_to_count, scores_missing, lot_not_drawn, decided_before."""

        def work(tx: Tx, person: Person) -> Decisions:
            edition = allowed(self._ledger, tx, person, contest_id, Action.DECIDE, turn.now)
            if rows.latest(tx, contest_id, edition.round):
                raise Refused("decided_before")
            ranking = self._juries.ranking(tx, edition)
            if ranking is not None and edition.counted_at is None:
                raise Refused("not_counted")
            terms, earlier = edition.contest.money.terms(), edition.round - 1
            before = rows.latest(tx, contest_id, earlier) if earlier else None
            if before:  # what the round before left
                terms = replace(before.awards.terms, pool=before.awards.left)
            election = self._polls.election(tx, edition)
            if election:
                election = replace(election, pool=terms.pool)
            cut = first_cut(edition.contest, ranking, election, terms, edition.round)
            return self._step(tx, person, edition, "cut", cut, 0, turn.now)

        await turn.write(work, view)

    async def look(self, turn: Turn, contest_id: int, view: View, round_: int = 0) -> None:
        """A round as it stands; 0: the present one. Raises Refused: not_decided."""

        def work(tx: Tx, person: Person) -> Decisions:
            edition = allowed(self._ledger, tx, person, contest_id, Action.DECIDE, turn.now)
            return self._decisions(tx, edition, round_of(tx, edition, round_ or edition.round))

        await turn.write(work, view)

    async def decide(
        self, turn: Turn, contest_id: int, amounts: Mapping[str, int], words: str, view: View,
        round_: int = 0,
    ) -> None:  # fmt: skip
        """People set amounts (grosze, by application), in one step, with a reason: a tie, a
        partial award, one more winner. Raises Refused: not_decided, round_frozen, reason_missing,
        application_unknown, over_request, over_pool, outside_limits."""

        def work(tx: Tx, person: Person) -> Decisions:
            edition = allowed(self._ledger, tx, person, contest_id, Action.DECIDE, turn.now)
            found = round_of(tx, edition, round_ or edition.round)
            after = decided(edition.contest, found.awards, amounts, words)
            return self._step(tx, person, edition, "decided", after, found.step + 1, turn.now)

        await turn.write(work, view)

    async def explain(
        self, turn: Turn, contest_id: int, reasons: Mapping[str, str], view: View
    ) -> None:
        """Why somebody gets nothing, in words for them, by application. Raises Refused:
        not_decided, application_unknown, reason_missing."""

        def work(tx: Tx, person: Person) -> Decisions:
            edition = allowed(self._ledger, tx, person, contest_id, Action.DECIDE, turn.now)
            found = round_of(tx, edition, edition.round)
            for application, words in reasons.items():
                found.awards.of(application)
                if not words.strip():
                    raise Refused("reason_missing")
                rows.set_reason(
                    tx, int(application), edition.round, words.strip(), person.id, turn.now
                )
            self._ledger.note(
                tx, turn.now, person.id, "award.explain", f"contest:{contest_id}",
                applications=sorted(reasons),
            )  # fmt: skip
            return self._decisions(tx, edition, round_of(tx, edition, edition.round))

        await turn.write(work, view)

    async def raise_pool(
        self, turn: Turn, contest_id: int, amount: int, words: str, view: View
    ) -> None:
        """The pool grows by `amount` grosze: filled up in order, then the reserve list. The
        protocol then needs an amendment. Raises Refused: not_decided, reason_missing,
        amount_not_positive."""

        def work(tx: Tx, person: Person) -> Decisions:
            edition = allowed(self._ledger, tx, person, contest_id, Action.RAISE_POOL, turn.now)
            found = round_of(tx, edition, edition.round)
            after = giving.raised(found.awards, amount, words)
            return self._step(tx, person, edition, "raised", after, found.step + 1, turn.now)

        await turn.write(work, view)

    async def next_round(
        self,
        turn: Turn,
        contest_id: int,
        begin: datetime,
        end: datetime,
        reason: str,
        view: Callable[[Edition, Translator], object],
    ) -> None:
        """Another call for the money that is left; this round is frozen. Phases after it are begun
        by hand, or moved. Raises Refused: protocol_missing, nothing_left, reason_missing,
        ends_before_it_begins."""

        def work(tx: Tx, person: Person) -> Edition:
            edition = allowed(self._ledger, tx, person, contest_id, Action.OPEN_ROUND, turn.now)
            found = require_approved(round_of(tx, edition, edition.round))
            if not reason.strip():
                raise Refused("reason_missing")
            if end <= begin:
                raise Refused("ends_before_it_begins", phase=PhaseName.OPEN)
            if found.awards.left <= 0:
                raise Refused("nothing_left")
            changes = _anew(edition, begin, end)
            for change in changes:
                contests.set_phase(tx, contest_id, change.after)
            contests.add_changes(tx, contest_id, changes, reason.strip(), person.id, turn.now)
            contests.set_round(tx, contest_id, edition.round + 1)
            contests.set_counted(tx, contest_id, None)
            contests.set_published(tx, contest_id, None)
            after = self._ledger.edition(tx, contest_id)
            self._timing.plan(tx, after, turn.now)
            self._ledger.note(
                tx, turn.now, person.id, "contest.round", f"contest:{contest_id}",
                round=after.round,
            )  # fmt: skip
            return after

        await turn.write(work, view)

    # Parts.

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
        return self._decisions(tx, edition, round_of(tx, edition, awards.round))

    def _decisions(self, tx: Tx, edition: Edition, found: Round) -> Decisions:
        return Decisions(
            edition, found, titles(tx, edition), unexplained(found), undecided(found.awards)
        )


def _anew(edition: Edition, begin: datetime, end: datetime) -> tuple[Change, ...]:
    """The call at its new hours; what comes after it waits to be begun."""
    contest = edition.contest
    old = contest.phase(PhaseName.OPEN) or Phase(PhaseName.OPEN)
    changes = [Change(old, Phase(PhaseName.OPEN, begin, end))]
    for name in LATER:
        known = contest.phase(name)
        if known:
            changes.append(Change(known, Phase(name)))
    return tuple(changes)
