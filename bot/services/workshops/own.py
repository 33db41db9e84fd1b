"""What somebody has signed up for: the list, the code for the door, the calendar's file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.attendance import CalendarFile, Mine, MySignUps, SignedUp
from bot.domain.calendars import Entry, calendar
from bot.domain.people import Person
from bot.domain.signups import SignUp
from bot.domain.workshops import LINK, LIST_LIMIT, Workshop
from bot.errors import Refused
from bot.forms.fold import fold
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.services.workshops.ledger import Ledger
from bot.services.workshops.overviews import DrawCode
from bot.services.workshops.signing import SignUps
from bot.storage import signups as kept
from bot.storage import workshops as rows
from bot.storage.database import Tx


class OwnSignUps:
    """For whoever signed up."""

    def __init__(
        self, office: Office, ledger: Ledger, signups: SignUps, draw_code: DrawCode
    ) -> None:
        self._office = office
        self._ledger = ledger
        self._signups = signups
        self._draw_code = draw_code

    async def every(self, turn: Turn, view: Callable[[MySignUps, Translator], object]) -> None:
        """`/moje`."""

        def work(tx: Tx, person: Person) -> MySignUps:
            return MySignUps(self._mine(tx, person, turn.now))

        await turn.write(work, view)

    def _mine(self, tx: Tx, person: Person, now: datetime) -> tuple[Mine, ...]:
        found = kept.active_of(tx, person.id, now, LIST_LIMIT)
        entries = [
            Mine(workshop, one, kept.position(tx, one))
            for one in found
            if (workshop := rows.by_id(tx, one.workshop_id))
        ]
        return tuple(sorted(entries, key=lambda one: one.workshop.starts_at))

    async def meant(self, turn: Turn, words: str, *, by_offer: bool = False) -> SignUp:
        """The sign-up that somebody means: its number in `/moje`, a part of its title, or the only
        one. `by_offer`: one to whom a seat is offered comes first.

        Raises Refused: no_signup, which_signup.
        """

        def work(tx: Tx, person: Person) -> SignUp:
            every = self._mine(tx, person, turn.now)
            found = _named(every, words)
            offered = [one for one in found if one.signup.offered] if by_offer else []
            if len(offered or found) != 1:
                raise Refused("which_signup" if found else "no_signup")
            return (offered or found)[0].signup

        return await turn.read(work)

    async def one(
        self, turn: Turn, signup_id: int, view: Callable[[SignedUp, Translator], object]
    ) -> None:
        """One of mine, with the code for the door. Raises Refused: signup_gone."""
        link = await turn.read(lambda tx, person: self._own_link(tx, person, signup_id))
        await asyncio.to_thread(self._draw_code, link)  # remembered: the transaction finds it

        def work(tx: Tx, person: Person) -> SignedUp:
            roster = self._ledger.own(tx, person, signup_id)
            signed_up = self._signups.signed_up(roster, roster.signup(signup_id))
            sure = signed_up.signup.seated > 0
            code = self._draw_code(signed_up.check_in) if sure else b""
            return replace(signed_up, code=code)

        await turn.write(work, view)

    async def calendar(
        self, turn: Turn, signup_id: int, view: Callable[[CalendarFile, Translator], object]
    ) -> None:
        """The `.ics` file of a sign-up; of a cancelled workshop, or of a place that was given up,
        the one that takes the entry off again. Raises Refused: signup_gone."""

        def work(tx: Tx, person: Person) -> CalendarFile:
            signup = kept.by_id(tx, signup_id)
            workshop = rows.by_id(tx, signup.workshop_id) if signup else None
            if signup is None or workshop is None or signup.person_id != person.id:
                raise Refused("signup_gone")
            return self.calendar_file(workshop, turn.now, cancelled=not signup.active)

        await turn.write(work, view)

    def calendar_file(
        self, workshop: Workshop, now: datetime, *, cancelled: bool = False
    ) -> CalendarFile:
        """A workshop as an `.ics` file."""
        return calendar_file(self._office, workshop, now, cancelled=cancelled)

    def _own_link(self, tx: Tx, person: Person, signup_id: int) -> str:
        signup = self._ledger.own(tx, person, signup_id).signup(signup_id)
        return self._signups.check_in_link(signup)


def _named(every: Sequence[Mine], words: str) -> Sequence[Mine]:
    if words.isdecimal() and len(words) <= 4:
        return every[int(words) - 1 : int(words)] if int(words) else ()
    return [one for one in every if fold(words) in fold(one.workshop.title)]


def calendar_file(
    office: Office, workshop: Workshop, now: datetime, *, cancelled: bool = False
) -> CalendarFile:
    """A workshop as an `.ics` file; of a cancelled one, or where somebody gave up their place, the
    one that takes the entry off."""
    return calendar_of(office, [workshop], now, cancelled=cancelled)


def calendar_of(
    office: Office, workshops: Sequence[Workshop], now: datetime, *, cancelled: bool = False
) -> CalendarFile:
    """Several meetings in one file: all of them are to take place, or none."""
    entries = [
        Entry.of(one, office.link(LINK + one.token), office.bot_username, cancelled=cancelled)
        for one in workshops
    ]
    first = workshops[0]
    content = calendar(entries, office.profile.zone, now)
    return CalendarFile(first, f"warsztat-{first.id}.ics", content)
