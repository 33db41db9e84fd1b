"""Signing up and what those who did can do: give up, take an offered seat, say that they come."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from bot.domain import rosters
from bot.domain.attendance import (
    AlreadyIn,
    GivenUp,
    GivingUp,
    Kept,
    NoRoom,
    SignedUp,
    SignedUpAll,
    SigningUp,
    TooLate,
)
from bot.domain.people import Person, Right, require
from bot.domain.rosters import Roster
from bot.domain.seats import choices, places
from bot.domain.signups import CODE, Guest, SignUp, Why, require_guests
from bot.domain.welcome import require_notice
from bot.domain.workshops import (
    LINK,
    Audience,
    Workshop,
    asks_needs,
    require_open,
    require_upcoming,
)
from bot.errors import Refused
from bot.frozen import frozen
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.services.workshops.ledger import Ledger
from bot.storage import signups as kept
from bot.storage import workshops as rows
from bot.storage.database import Tx


@frozen
class Wanted:
    """What somebody asks for. Without `guests` it is a seat for themselves.

    `reserve`: whoever gets no seat goes to the reserve list; without it nobody is signed up where
    not all fit.
    """

    guests: tuple[Guest, ...] = ()
    reserve: bool = True
    phone: str = ""
    needs: str = ""
    answers: str = ""  # JSON of the further questions, by name


JUST_ME = Wanted()


class SignUps:
    """`enter` works inside a transaction of others: a conversation's completion."""

    def __init__(self, office: Office, ledger: Ledger) -> None:
        self._office = office
        self._ledger = ledger

    # Onto the list.

    async def sign_up(
        self,
        turn: Turn,
        workshop_id: int,
        view: Callable[[SigningUp, Translator], object],
        wanted: Wanted = JUST_ME,
    ) -> None:
        """A place for oneself, or for those one brings. Raises Refused like `enter`."""

        def work(tx: Tx, person: Person) -> SigningUp:
            return self.enter(tx, person, workshop_id, wanted, turn.now)

        await turn.write(work, view)

    async def sign_up_for_series(
        self,
        turn: Turn,
        series_id: int,
        view: Callable[[SignedUpAll, Translator], object],
        wanted: Wanted = JUST_ME,
    ) -> None:
        """Every meeting of a series for which people may still sign up.

        Raises Refused: workshop_gone where none is left; otherwise like `enter`.
        """

        def work(tx: Tx, person: Person) -> SignedUpAll:
            return self.enter_series(tx, person, series_id, wanted, turn.now)

        await turn.write(work, view)

    def enter_series(
        self, tx: Tx, person: Person, series_id: int, wanted: Wanted, now: datetime
    ) -> SignedUpAll:
        """`sign_up_for_series` inside a transaction of others."""
        open_ = [one for one in rows.of_series(tx, series_id) if one.open(now)]
        if not open_:
            raise Refused("workshop_gone")
        results = (self.enter(tx, person, one.id, wanted, now) for one in open_)
        return SignedUpAll(open_[0].title, tuple(results))

    def enter(
        self, tx: Tx, person: Person, workshop_id: int, wanted: Wanted, now: datetime
    ) -> SigningUp:
        """Sign somebody up, in the order in which they come.

        Raises Refused: notice_first, workshop_gone, workshop_cancelled, signup_not_yet,
        signup_over, names_needed (a children's workshop without guests), and those of
        `require_guests`.
        """
        require(person, Right.SIGN_UP)
        found = rows.by_id(tx, workshop_id)
        require_notice(person, LINK + found.token if found else "")
        workshop = require_open(found, now)
        if mine := kept.of_person(tx, person.id, workshop.id):
            return AlreadyIn(workshop, mine, kept.position(tx, mine))
        if not wanted.guests and workshop.audience is Audience.CHILDREN:
            raise Refused("names_needed", title=workshop.title)
        guests = wanted.guests or (Guest(person.name),)
        require_guests(workshop, guests)
        seats = kept.seats(tx, workshop)
        states = places(workshop, seats, guests, reserve=wanted.reserve)
        if states is None:
            return NoRoom(workshop, seats, choices(seats, workshop.party), seats.queue + 1)
        signup = kept.add(
            tx, workshop, _entry(person, workshop, wanted, now),
            list(zip(guests, states, strict=True)), now,
        )  # fmt: skip
        self._ledger.note(
            tx, now, person.id, "signup.make", f"signup:{signup.id}", workshop=workshop.id,
            seats=len(states) - signup.waiting, reserve=signup.waiting,
        )  # fmt: skip
        return SignedUp(workshop, signup, kept.position(tx, signup), self.check_in_link(signup))

    # Off the list.

    async def cancel(
        self, turn: Turn, signup_id: int, view: Callable[[GivingUp, Translator], object]
    ) -> None:
        """„Zrezygnuj”: at any time while the workshop's last change is not said yes to, and for a
        place on the reserve list; otherwise up to the hour. Raises Refused: signup_gone,
        workshop_begun."""

        def work(tx: Tx, person: Person) -> GivingUp:
            before = self._ledger.own(tx, person, signup_id)
            signup, workshop = before.signup(signup_id), before.workshop
            require_upcoming(workshop, turn.now)
            changed = signup.kept < workshop.sequence
            if turn.now >= workshop.cancel_until and signup.seated and not changed:
                return TooLate(workshop, signup, self._contact(workshop))
            why = Why.CHANGED if changed else Why.GAVE_UP
            return self._leave(tx, before, signup, person, why, turn.now)

        await turn.write(work, view)

    async def cancel_one(
        self, turn: Turn, participant_id: int, view: Callable[[GivingUp, Translator], object]
    ) -> None:
        """One of those signed up will not come; the others stay. Like `cancel`."""

        def work(tx: Tx, person: Person) -> GivingUp:
            signup_id = kept.signup_of(tx, participant_id)
            before = self._ledger.own(tx, person, signup_id or 0)
            signup, one = before.of_participant(participant_id)
            require_upcoming(before.workshop, turn.now)
            if turn.now >= before.workshop.cancel_until and one.holds:
                return TooLate(before.workshop, signup, self._contact(before.workshop))
            after = rosters.leave(before, participant_id, Why.GAVE_UP, turn.now)
            saved = self._ledger.keep(tx, before, after, turn.now)
            self._ledger.note(
                tx, turn.now, person.id, "signup.cancel", f"signup:{signup.id}", people=1
            )
            left = next(found for found in saved.signups if found.id == signup.id)
            return GivenUp(before.workshop, left, int(one.holds))

        await turn.write(work, view)

    # Offers and changes.

    async def accept(
        self, turn: Turn, signup_id: int, view: Callable[[SignedUp, Translator], object]
    ) -> None:
        """„Biorę”. Raises Refused: signup_gone, offer_over."""

        def work(tx: Tx, person: Person) -> SignedUp:
            before = self._offered(tx, person, signup_id)
            after = rosters.accept(before, signup_id, turn.now)
            saved = self._ledger.keep(tx, before, after, turn.now)
            self._ledger.note(tx, turn.now, person.id, "signup.accept", f"signup:{signup_id}")
            return self.signed_up(saved, saved.signup(signup_id))

        await turn.write(work, view)

    async def decline(
        self, turn: Turn, signup_id: int, view: Callable[[GivingUp, Translator], object]
    ) -> None:
        """„Rezygnuję” of an offered seat; seats they already had stay. Raises like `accept`."""

        def work(tx: Tx, person: Person) -> GivingUp:
            before = self._offered(tx, person, signup_id)
            offered = before.signup(signup_id).offered
            after = rosters.decline(before, signup_id, turn.now)
            saved = self._ledger.keep(tx, before, after, turn.now)
            self._ledger.note(tx, turn.now, person.id, "signup.decline", f"signup:{signup_id}")
            left = next(one for one in saved.signups if one.id == signup_id)
            return GivenUp(saved.workshop, left, offered)

        await turn.write(work, view)

    async def keep(
        self, turn: Turn, signup_id: int, view: Callable[[Kept, Translator], object]
    ) -> None:
        """„Będę”: to "will you come?", and after a change. Raises Refused: signup_gone,
        workshop_begun."""

        def work(tx: Tx, person: Person) -> Kept:
            before = self._ledger.own(tx, person, signup_id)
            require_upcoming(before.workshop, turn.now)
            saved = self._ledger.keep(
                tx, before, rosters.keep(before, signup_id, turn.now), turn.now
            )
            self._ledger.note(tx, turn.now, person.id, "signup.keep", f"signup:{signup_id}")
            return Kept(saved.workshop, saved.signup(signup_id))

        await turn.write(work, view)

    def signed_up(self, roster: Roster, signup: SignUp) -> SignedUp:
        """Somebody's place as it stands."""
        link = self.check_in_link(signup)
        return SignedUp(roster.workshop, signup, roster.position(signup), link)

    def check_in_link(self, signup: SignUp) -> str:
        """What the door scans."""
        return self._office.link(CODE + signup.code)

    def _offered(self, tx: Tx, person: Person, signup_id: int) -> Roster:
        """The list of their sign-up; who has left it is told that the time was over."""
        signup = kept.by_id(tx, signup_id)
        workshop = rows.by_id(tx, signup.workshop_id) if signup else None
        if signup and workshop and signup.person_id == person.id and not signup.active:
            raise Refused("offer_over", title=workshop.title)
        return self._ledger.own(tx, person, signup_id)

    def _contact(self, workshop: Workshop) -> str:
        return workshop.contact or self._office.profile.contact

    def _leave(
        self, tx: Tx, before: Roster, signup: SignUp, person: Person, why: Why, now: datetime
    ) -> GivenUp:
        after = rosters.cancel(before, signup.id, why, now)
        saved = self._ledger.keep(tx, before, after, now)
        self._ledger.note(
            tx, now, person.id, "signup.cancel", f"signup:{signup.id}", why=why,
        )  # fmt: skip
        left = next(one for one in saved.signups if one.id == signup.id)
        return GivenUp(saved.workshop, left, signup.seated + signup.offered)


def new_code() -> str:
    """A check-in code that nobody guesses: 72 bits."""
    return secrets.token_urlsafe(9)


def _entry(person: Person, workshop: Workshop, wanted: Wanted, now: datetime) -> kept.Entry:
    """Their own line of the list; needs only while the library can still see to them."""
    needs = wanted.needs if asks_needs(workshop, now) else ""
    return kept.Entry(
        person.name, new_code(), person.id, wanted.phone, needs=needs, answers=wanted.answers
    )
