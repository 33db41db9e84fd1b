"""The notice, everything held about somebody, and its erasure."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.clock import stamp
from bot.domain.people import STAFF, Person, Role
from bot.domain.privacy import Answers, Asked, Erased, Held, Notice, Row, handed_in_state, readable
from bot.errors import Refused
from bot.forms.state import State
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.storage import audit, erasures, forms, people, personal_data
from bot.storage.database import Tx

PIECE = 100  # rows deleted in one transaction
STRANGERS_KEPT = timedelta(days=30)
LEFTOVERS_KEPT = timedelta(days=30)


class Privacy:
    """`secret` keys the marks in the file of erasures."""

    def __init__(self, office: Office, shelf: forms.Forms, secret: bytes) -> None:
        self._office = office
        self._shelf = shelf
        self._secret = secret

    async def notice(
        self, turn: Turn, payload: str, view: Callable[[Notice, Translator], object]
    ) -> None:
        """`/prywatnosc`: the whole notice."""

        def work(_: Tx, person: Person) -> Notice:
            return Notice(self._office.profile, payload, not person.notice_accepted)

        await turn.write(work, view)

    async def export(self, turn: Turn, view: Callable[[Held, Translator], object]) -> None:
        """`/mojedane`."""
        held = await turn.read(lambda tx, person: self._held(tx, person, turn.now))
        await turn.write(lambda _tx, _person: held, view)

    async def ask(self, turn: Turn, view: Callable[[Asked, Translator], object]) -> None:
        """`/usun`: what would go. Raises Refused: last_owner."""

        def work(tx: Tx, person: Person) -> Asked:
            _not_last_owner(tx, person)
            rows = personal_data.export(tx, person.id, person.telegram_id)
            return Asked(
                len(rows["session"]), len(rows["response"]), person.role in STAFF,
                self._office.profile,
                any(row["own"] and row["minor"] for row in rows["thread"]),
            )  # fmt: skip

        await turn.write(work, view)

    async def erase(self, turn: Turn, view: Callable[[Erased, Translator], object]) -> None:
        """The yes: erase this person. Raises Refused: last_owner.

        Noted in the file of erasures first: what was asked for is done again after a restore.
        """
        await turn.read(_not_last_owner)
        mark = erasures.mark(self._secret, turn.sender.telegram_id)
        erasure = erasures.Erasure(mark, stamp(turn.now))
        await asyncio.to_thread(erasures.note, self._office.db.path.parent, erasure)

        def work(tx: Tx, person: Person) -> Erased:
            _not_last_owner(tx, person)
            personal_data.erase(tx, person.id, person.telegram_id)
            audit.add(tx, stamp(turn.now), None, "person.erase")
            self._office.after_commit.append(lambda: self._office.person_changed(_left(person)))
            return Erased(self._office.profile.library, self._office.profile.contact)

        await turn.write(work, view)

    async def retention(self) -> None:
        """Erase what is kept no longer, piece by piece. Called every night."""
        now = self._office.clock.now()
        db, days = self._office.db, timedelta(days=self._office.profile.retention_days)
        closed, unknown = stamp(now - days), stamp(now - STRANGERS_KEPT)
        while await db.write(lambda tx: personal_data.forget_named(tx, closed, PIECE)):
            pass
        while await db.write(lambda tx: personal_data.forget_strangers(tx, unknown, PIECE)):
            pass
        before = stamp(now - LEFTOVERS_KEPT)
        await db.write(lambda tx: personal_data.forget_undelivered(tx, before))

    def _held(self, tx: Tx, person: Person, now: datetime) -> Held:
        rows = personal_data.export(tx, person.id, person.telegram_id)
        unfinished = tuple(self._unfinished(tx, row, now) for row in rows["session"])
        named = tuple(self._named(tx, row, now) for row in rows["response"])
        return Held(person, now, self._office.profile, rows, unfinished, named)

    def _unfinished(self, tx: Tx, row: Row, now: datetime) -> Answers:
        return self._answers(tx, row, State.from_json(row["progress"]), now)

    def _named(self, tx: Tx, row: Row, now: datetime) -> Answers:
        state = handed_in_state(row["answers"], row["language"])
        return self._answers(tx, row, state, now, day=row["day"])

    def _answers(self, tx: Tx, row: Row, state: State, now: datetime, **day: Any) -> Answers:
        try:
            form = self._shelf.get(tx, row["form_id"], self._office.profile.places)
        except Refused:  # a form that cannot be read any more must not hide what was answered
            return Answers("", tuple(state.answers.items()), **day)
        title = form.title.get(state.language, form.default_language) or form.name
        local = now.astimezone(self._office.profile.zone)
        return Answers(title, readable(form, state, local), **day)


def _not_last_owner(tx: Tx, person: Person) -> None:
    if person.role is Role.OWNER and len(people.with_roles(tx, frozenset({Role.OWNER}))) == 1:
        raise Refused("last_owner")


def _left(person: Person) -> Person:
    """As the messenger should know them from now on: not at all."""
    return replace(person, role=Role.RESIDENT, language_chosen=False)
