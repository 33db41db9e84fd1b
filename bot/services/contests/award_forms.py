"""Conversations of staff about decisions: each begins with a question and ends in one change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.clock import stamp
from bot.domain.contests import award_answers as typed
from bot.domain.contests.award_answers import ABOUT_APPLICATION, FORMS, AwardTalk
from bot.domain.contests.contest import Phase, PhaseName, VoteMode
from bot.domain.contests.decisions import require_ready
from bot.domain.contests.editions import Edition
from bot.domain.contests.overviews import Approved, Decisions, LotDrawn, OneDecision
from bot.domain.people import Person
from bot.domain.sessions import Finished, Problem, Session, StepShown
from bot.domain.surveys import Begin
from bot.errors import Refused
from bot.forms import builtin
from bot.forms.plan import plan_of
from bot.i18n import Translator
from bot.services.contests.deciding import Awarding
from bot.services.contests.ledger import Ledger
from bot.services.contests.protocols import Protocols, titles
from bot.services.turn import Turn
from bot.storage import forms
from bot.storage.database import Tx

SHOWN = {
    AwardTalk.AMOUNTS: ("list", "free"),
    AwardTalk.POOL: ("pool", "free"),
    AwardTalk.ROUND: ("title", "free", "judged", "voted"),
    AwardTalk.APPROVE: ("given", "left", "winners"),
}  # what a form shows as known
Complete = Callable[[Tx, Person, Finished, datetime], object]


class AwardForms:
    """`ask` begins one. For `app`: `completions` by kind of session; `object_to`."""

    def __init__(
        self, ledger: Ledger, awarding: Awarding, protocols: Protocols, shelf: forms.Forms,
        begin: Begin,
    ) -> None:  # fmt: skip
        self._ledger = ledger
        self._awarding = awarding
        self._protocols = protocols
        self._shelf = shelf
        self._begin = begin
        self.completions: Mapping[str, Complete] = {
            AwardTalk.AMOUNT: self._amount,
            AwardTalk.TIE: self._tie,
            AwardTalk.REASON: self._reason,
            AwardTalk.AMOUNTS: self._amounts,
            AwardTalk.REASONS: self._reasons,
            AwardTalk.POOL: self._pool,
            AwardTalk.ROUND: self._round,
            AwardTalk.LOT: self._lot,
            AwardTalk.APPROVE: self._approve,
        }

    async def ask(
        self,
        turn: Turn,
        talk: AwardTalk,
        subject_id: int,
        view: Callable[[StepShown, Translator], object],
        place: int = 0,
    ) -> None:
        """The first question; `subject_id`: an application or a contest, see `AwardTalk`. With a
        `place` of the list it is the contest, whatever the talk.

        Raises Refused: contest_gone, application_gone, staff_only, not_in_this_phase, not_decided,
        application_unknown, not_tied, reasons_given, no_lot_here, and those of
        `Protocols.approve`.
        """
        form_id = await self._form(FORMS[talk])

        def work(tx: Tx, person: Person) -> StepShown:
            about, now = subject_id, turn.now
            if place:
                about = self._awarding.place_in(tx, person, subject_id, place, now)
            t = self._ledger.office.translator(person.language, now)
            known = self._known(tx, person, talk, about, now, t)
            return self._begin(
                tx, person, talk.value, about, form_id, now=now, preset=known, anew=True
            )

        await turn.write(work, view)

    def object_to(self, tx: Tx, session: Session, name: str, value: str) -> Problem | None:
        """What cannot be read, or does not fit, is asked again at once."""
        try:
            self._read(tx, session, name, value)
        except Refused as refused:
            return Problem(refused.reason, refused.facts)
        return None

    def _read(self, tx: Tx, session: Session, name: str, value: str) -> None:
        if name == "amount" and typed.amount(value) is None:
            raise Refused("amount_unread", text=value)
        if name in ("amounts", "which"):
            found = self._standing(tx, session.subject_id)
            if name == "amounts":
                typed.amounts(value, found.awards)
            else:
                typed.chosen(value, found.awards, found.unexplained)
        if name == "order":
            tied = self._awarding.tied_in(tx, self._ledger.edition(tx, session.subject_id))
            typed.drawn(value, tied)

    # What is known before the first question.

    def _known(
        self, tx: Tx, person: Person, talk: AwardTalk, subject_id: int, now: datetime,
        t: Translator,
    ) -> dict[str, str]:  # fmt: skip
        if talk in ABOUT_APPLICATION:
            one = self._awarding.one_in(tx, person, subject_id, now)
            self._awarding.require_in(tx, person, one.decisions.edition, now)
            return _about_one(talk, one, t)
        if talk is AwardTalk.LOT:
            edition = self._ledger.edition(tx, subject_id)
            return self._waiting(tx, person, edition, now)
        found = self._awarding.look_in(tx, person, subject_id, now)
        if talk is AwardTalk.APPROVE:
            require_ready(found.round)
        if talk is AwardTalk.REASONS and not found.unexplained:
            raise Refused("reasons_given")
        return _about_all(talk, found, t)

    def _waiting(self, tx: Tx, person: Person, edition: Edition, now: datetime) -> dict[str, str]:
        self._awarding.require_in(tx, person, edition, now)
        tied = self._awarding.tied_in(tx, edition)
        names = titles(tx, edition)
        return {"list": _numbered([names[one] for one in tied])}

    # What they end in.

    def _amount(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Decisions:
        answers, application = finished.by_name(), finished.session.subject_id
        amount = typed.amount(answers["amount"])
        if amount is None:
            raise Refused("amount_unread", text=answers["amount"])
        contest_id = self._contest_of(tx, application)
        amounts = {str(application): amount}
        return self._awarding.decide_in(tx, person, contest_id, amounts, answers["why"], now)

    def _tie(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Decisions:
        one = self._awarding.one_in(tx, person, finished.session.subject_id, now)
        edition, awards = one.decisions.edition, one.decisions.awards
        winner, highest = one.decision.application, edition.contest.money.grant_max
        amounts = typed.settled(awards, winner, highest)
        why = finished.by_name()["why"]
        return self._awarding.decide_in(tx, person, edition.id, amounts, why, now)

    def _reason(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Decisions:
        application = finished.session.subject_id
        reasons = {str(application): finished.by_name()["why"]}
        contest_id = self._contest_of(tx, application)
        return self._awarding.explain_in(tx, person, contest_id, reasons, now)

    def _amounts(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Decisions:
        answers, contest_id = finished.by_name(), finished.session.subject_id
        amounts = typed.amounts(answers["amounts"], self._standing(tx, contest_id).awards)
        return self._awarding.decide_in(tx, person, contest_id, amounts, answers["why"], now)

    def _reasons(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Decisions:
        answers, contest_id = finished.by_name(), finished.session.subject_id
        found = self._standing(tx, contest_id)
        whose = typed.chosen(answers["which"], found.awards, found.unexplained)
        reasons = dict.fromkeys(whose, answers["why"])
        return self._awarding.explain_in(tx, person, contest_id, reasons, now)

    def _pool(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Decisions:
        answers, contest_id = finished.by_name(), finished.session.subject_id
        amount = typed.amount(answers["amount"]) or 0
        return self._awarding.raise_pool_in(
            tx, person, contest_id, amount, answers["why"], now, answers["approval"].strip()
        )

    def _round(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Edition:
        answers, zone = finished.by_name(), self._ledger.office.profile.zone

        def at(name: str) -> datetime | None:
            said = answers.get(name)
            return datetime.fromisoformat(said).replace(tzinfo=zone) if said else None

        call, *planned = (
            Phase(name, at(begins), at(ends))
            for name, begins, ends in (
                (PhaseName.OPEN, "begins", "ends"),
                (PhaseName.JURY, "jury_begins", "jury_ends"),
                (PhaseName.VOTE, "vote_begins", "vote_ends"),
            )
        )
        known = [one for one in planned if one.begin]
        contest_id, why = finished.session.subject_id, answers["why"]
        return self._awarding.next_round_in(tx, person, contest_id, call, known, why, now)

    def _lot(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> LotDrawn:
        answers, contest_id = finished.by_name(), finished.session.subject_id
        tied = self._awarding.tied_in(tx, self._ledger.edition(tx, contest_id))
        drawn = typed.drawn(answers["order"], tied)
        return self._awarding.draw_in(tx, person, contest_id, drawn, answers["why"], now)

    def _approve(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Approved:
        reference = finished.by_name()["reference"]
        return self._protocols.approve_in(tx, person, finished.session.subject_id, reference, now)

    # Parts.

    def _contest_of(self, tx: Tx, application_id: int) -> int:
        return self._ledger.application(tx, application_id)[1].id

    def _standing(self, tx: Tx, contest_id: int) -> Decisions:
        return self._awarding.standing_in(tx, self._ledger.edition(tx, contest_id))

    async def _form(self, name: str) -> int:
        """The stored form, read before the transaction that uses it."""
        office = self._ledger.office
        workbook = await asyncio.to_thread(builtin.load, name)
        now = stamp(office.clock.now())
        form_id = await office.db.write(lambda tx: forms.ensure(tx, name, "", workbook, now))
        places = office.profile.places
        await office.db.read(lambda tx: plan_of(self._shelf.get(tx, form_id, places)))
        return form_id


def _about_one(talk: AwardTalk, one: OneDecision, t: Translator) -> dict[str, str]:
    found, decision = one.decisions, one.decision
    title, awards = found.titles[decision.application], found.awards
    if talk is AwardTalk.REASON:
        return {"title": title}
    if talk is AwardTalk.AMOUNT:
        return {
            "title": title, "asked": t.money(decision.requested),
            "now": t.money(decision.awarded), "free": t.money(awards.left),
        }  # fmt: skip
    amounts = typed.settled(awards, decision.application, found.edition.contest.money.grant_max)
    given = amounts.pop(decision.application)
    return {
        "title": title, "amount": t.money(given), "rest": t.money(awards.left - given),
        "others": ", ".join(f"„{found.titles[name]}”" for name in amounts),
    }  # fmt: skip


def _about_all(talk: AwardTalk, found: Decisions, t: Translator) -> dict[str, str]:
    awards, contest = found.awards, found.edition.contest
    names = [found.titles[one.application] for one in awards.decisions]
    if talk is AwardTalk.REASONS:
        wanted = set(found.unexplained)
        places = [n for n, one in enumerate(awards.decisions) if one.application in wanted]
        return {"list": "; ".join(f"{n + 1}. {names[n]}" for n in places)}
    sums = [t.money(one.awarded) for one in awards.decisions]
    lines = [f"{name} ({amount})" for name, amount in zip(names, sums, strict=True)]
    facts = {
        "title": found.edition.title, "pool": t.money(awards.terms.pool),
        "free": t.money(awards.left), "left": t.money(awards.left),
        "given": t.money(awards.given), "list": _numbered(lines),
        "winners": str(sum(one.awarded > 0 for one in awards.decisions)),
        "judged": "yes" if contest.jury.criteria and contest.phase(PhaseName.JURY) else "",
        "voted": "yes" if contest.vote.mode is not VoteMode.NONE else "",
    }  # fmt: skip
    return {name: facts[name] for name in SHOWN[talk]}


def _numbered(lines: Sequence[str]) -> str:
    return "; ".join(f"{n}. {line}" for n, line in enumerate(lines, 1))
