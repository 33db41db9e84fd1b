"""Signing up in a conversation: names first where they are needed, the rest when the seat is sure.

`bot.domain.joining` says what is asked. Nobody's seat waits for questions: what the workshop
wants to know besides, and what somebody needs, is asked of those who are on the list.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import datetime

from bot.clock import stamp
from bot.domain.attendance import AlreadyIn, NoRoom, SignedUp, SigningUp
from bot.domain.joining import (
    ALL,
    CHILDREN,
    FORMS,
    JOIN,
    JUST_ME,
    MORE,
    NEEDS,
    Joined,
    Noted,
    NotJoined,
    RemindersRefused,
    Wish,
    asks_names,
    guests_of,
    preset,
    problem_of,
)
from bot.domain.people import Person, Right, require
from bot.domain.seats import choices
from bot.domain.sessions import Finished, Problem, Session, StepShown
from bot.domain.surveys import Begin
from bot.domain.welcome import require_notice
from bot.domain.workshops import LINK, Workshop, asks_needs, require_open
from bot.errors import Refused
from bot.forms import builtin
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.services.workshops.ledger import Ledger
from bot.services.workshops.notices import REFUSED
from bot.services.workshops.signing import SignUps, Wanted
from bot.storage import forms, reminders
from bot.storage import signups as kept
from bot.storage import workshops as rows
from bot.storage.database import Tx


class Joining:
    """`begin` is the conversation's."""

    def __init__(
        self, office: Office, shelf: forms.Forms, begin: Begin, signups: SignUps, ledger: Ledger
    ) -> None:
        self._office = office
        self._shelf = shelf
        self._begin = begin
        self._signups = signups
        self._ledger = ledger
        self._forms: dict[str, int] = {}
        self._reading = asyncio.Lock()

    async def join(
        self,
        turn: Turn,
        workshop_id: int,
        view: Callable[[StepShown | Joined, Translator], object],
        wish: Wish = JUST_ME,
    ) -> None:
        """„Zapisz się”: a seat at once, or the question who comes.

        Raises Refused like `SignUps.enter`.
        """
        form_id = await self._form(JOIN)
        await turn.read(lambda tx, _: self._compiled(tx, workshop_id))

        def work(tx: Tx, person: Person) -> StepShown | Joined:
            workshop = require_open(rows.by_id(tx, workshop_id), turn.now)
            if not asks_names(workshop, wish):
                wanted = Wanted(reserve=wish.reserve)
                return self._entered(tx, person, workshop, wanted, wish.whole, turn.now)
            if known := self._known(tx, person, workshop, wish):
                return Joined(known)
            return self._begin(
                tx, person, JOIN, workshop.id, form_id, now=turn.now,
                preset=preset(workshop, wish), anew=True,
            )  # fmt: skip

        await turn.write(work, view)

    def complete(
        self, tx: Tx, person: Person, finished: Finished, now: datetime
    ) -> Joined | NotJoined:
        """Completion of "signup": they are on the list, or are told why not."""
        answers = finished.by_name()
        reserve = answers.get("rezerwa") == "1"
        wanted = Wanted(guests_of(answers), reserve, answers.get("telefon", ""))
        try:
            workshop = require_open(rows.by_id(tx, finished.session.subject_id), now)
            whole = answers.get("wszystkie") == "1"
            return self._entered(tx, person, workshop, wanted, whole, now)
        except Refused as refused:  # before anything was written
            return NotJoined(refused.reason, refused.facts)

    def object_to(self, tx: Tx, session: Session, name: str, value: str) -> Problem | None:
        """What is wrong with names and ages, at once when they were typed."""
        workshop = rows.by_id(tx, session.subject_id)
        return problem_of(workshop, value) if workshop and name in (CHILDREN, ALL) else None

    async def ask_needs(
        self, turn: Turn, signup_id: int, view: Callable[[StepShown, Translator], object]
    ) -> None:
        """„Potrzebuję ułatwień”. Raises Refused: signup_gone, needs_over."""
        form_id = await self._form(NEEDS)

        def work(tx: Tx, person: Person) -> StepShown:
            workshop = self._ledger.own(tx, person, signup_id).workshop
            if not asks_needs(workshop, turn.now):
                raise Refused("needs_over", title=workshop.title)
            return self._begin(
                tx, person, NEEDS, signup_id, form_id, now=turn.now,
                preset={"tytul": workshop.title}, anew=True,
            )  # fmt: skip

        await turn.write(work, view)

    def note(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Noted | NotJoined:
        """Completion of "signup_needs" and "signup_more"."""
        session, answers = finished.session, finished.by_name()
        try:
            roster = self._ledger.own(tx, person, session.subject_id)
        except Refused as refused:
            return NotJoined(refused.reason, refused.facts)
        signup, workshop = roster.signup(session.subject_id), roster.workshop
        needs = session.kind == NEEDS
        if needs:
            kept.set_needs(tx, signup.id, answers["potrzeby"])
        else:
            text = json.dumps(answers, ensure_ascii=False)
            for one in self._same_series(tx, person, workshop):
                kept.set_answers(tx, one, text)
        self._ledger.note(tx, now, person.id, "signup.tell", f"signup:{signup.id}", needs=needs)
        return Noted(workshop, signup, needs)

    async def refuse_reminders(
        self, turn: Turn, workshop_id: int, view: Callable[[RemindersRefused, Translator], object]
    ) -> None:
        """„Nie przypominaj”. Raises Refused: workshop_gone."""

        def work(tx: Tx, person: Person) -> RemindersRefused:
            workshop = rows.by_id(tx, workshop_id)
            if workshop is None:
                raise Refused("workshop_gone")
            reminders.refuse(tx, person.id, REFUSED, workshop_id)
            return RemindersRefused(workshop, kept.of_person(tx, person.id, workshop_id))

        await turn.write(work, view)

    # Parts.

    def _known(self, tx: Tx, person: Person, workshop: Workshop, wish: Wish) -> SigningUp | None:
        """Why nobody need type a name: they are in, or not all fit."""
        require(person, Right.SIGN_UP)
        require_notice(person, LINK + workshop.token)
        if mine := kept.of_person(tx, person.id, workshop.id):
            return AlreadyIn(workshop, mine, kept.position(tx, mine))
        seats = kept.seats(tx, workshop)
        over = max(wish.people, 1) - seats.free
        if over <= 0 or (wish.reserve and seats.room(over)):
            return None
        return NoRoom(workshop, seats, choices(seats, workshop.party), seats.queue + 1)

    def _entered(
        self, tx: Tx, person: Person, workshop: Workshop, wanted: Wanted, whole: bool, now: datetime
    ) -> Joined:
        if whole and workshop.series_id is not None:
            found = self._signups.enter_series(tx, person, workshop.series_id, wanted, now)
            made = [one for one in found.results if isinstance(one, SignedUp)]
            return Joined(found, self._further(tx, person, made[0], now) if made else None)
        result = self._signups.enter(tx, person, workshop.id, wanted, now)
        further = self._further(tx, person, result, now) if isinstance(result, SignedUp) else None
        return Joined(result, further)

    def _further(self, tx: Tx, person: Person, done: SignedUp, now: datetime) -> StepShown | None:
        form_id = done.workshop.form_id
        if form_id is None:
            return None
        return self._begin(tx, person, MORE, done.signup.id, form_id, now=now, anew=True)

    def _same_series(self, tx: Tx, person: Person, workshop: Workshop) -> list[int]:
        """Their sign-ups for this meeting and for the others of its series."""
        series = workshop.series_id
        meetings = [one.id for one in rows.of_series(tx, series)] if series else [workshop.id]
        found = (kept.of_person(tx, person.id, one) for one in meetings)
        return [one.id for one in found if one]

    async def _form(self, kind: str) -> int:
        """The id of a built-in form, which is read once, before any transaction that uses it."""
        async with self._reading:
            if kind not in self._forms:
                workbook = await asyncio.to_thread(builtin.load, FORMS[kind])
                now, places = stamp(self._office.clock.now()), self._office.profile.places
                form_id = await self._office.db.write(
                    lambda tx: forms.ensure(tx, FORMS[kind], "", workbook, now)
                )
                await self._office.db.read(lambda tx: self._shelf.get(tx, form_id, places))
                self._forms[kind] = form_id
            return self._forms[kind]

    def _compiled(self, tx: Tx, workshop_id: int) -> None:
        """The workshop's own questions, made ready before the transaction that asks them."""
        workshop = rows.by_id(tx, workshop_id)
        if workshop and workshop.form_id is not None:
            self._shelf.get(tx, workshop.form_id, self._office.profile.places)
