"""Staff with the list: at the door, on the phone, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain import rosters
from bot.domain.attendance import (
    Attendance,
    CheckedIn,
    DoorCode,
    GivenUp,
    NoRoom,
    SignedUp,
    no_shows,
)
from bot.domain.people import Person, Right, refusal, require
from bot.domain.roll_call import named, roll
from bot.domain.rosters import Roster
from bot.domain.seats import choices, places
from bot.domain.signups import Channel, Guest, SignUp, State, Why, require_guests
from bot.domain.workshops import Status, Workshop, require_upcoming
from bot.errors import Refused
from bot.frozen import frozen
from bot.i18n import Translator
from bot.services.turn import Turn
from bot.services.workshops import letters
from bot.services.workshops.ledger import Ledger
from bot.services.workshops.signing import new_code
from bot.storage import signups as kept
from bot.storage.database import Tx

Shown = Callable[[Attendance, Translator], object]


@frozen
class Caller:
    """Somebody whom staff write down: on the phone, or because they walked in."""

    name: str
    guests: tuple[Guest, ...] = ()  # without any: a seat for the caller
    phone: str = ""
    channel: Channel = Channel.PHONE
    reserve: bool = True
    needs: str = ""


class Door:
    """Everything here needs the right to manage workshops."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    # The list.

    async def attendance(self, turn: Turn, workshop_id: int, view: Shown) -> None:
        """The list. Raises Refused: staff_only, workshop_gone, workshop_changed (not published)."""

        def work(tx: Tx, person: Person) -> Attendance:
            return shown(self._ledger.list_of(tx, person, workshop_id))

        await turn.write(work, view)

    async def tick(self, turn: Turn, participant_id: int, state: State, view: Shown) -> None:
        """ATTENDED, ABSENT, or CONFIRMED for a tick taken back.

        Raises Refused: staff_only, signup_gone, guardian_first, workshop_full,
        workshop_not_begun.
        """

        def work(tx: Tx, person: Person) -> Attendance:
            require(person, Right.MANAGE_WORKSHOPS)
            before = self._ledger.of_signup(tx, kept.signup_of(tx, participant_id) or 0)
            after = rosters.tick(before, participant_id, state, turn.now)
            saved = self._ledger.keep(tx, before, after, turn.now)
            subject = f"participant:{participant_id}"
            self._ledger.note(tx, turn.now, person.id, "attendance.tick", subject, state=state)
            return shown(saved, participant_id)

        await turn.write(work, view)

    async def tick_typed(
        self, turn: Turn, workshop_id: int, words: str, state: State, view: Shown
    ) -> None:
        """The same for names or numbers that were typed, „3, ola”.

        Raises Refused like `tick`; nobody_named, several_named.
        """

        def work(tx: Tx, person: Person) -> Attendance:
            before = self._ledger.list_of(tx, person, workshop_id)
            after = before
            found = named(roll(before.signups), words)
            for one in found:
                after = rosters.tick(after, one.participant.id, state, turn.now)
            saved = self._ledger.keep(tx, before, after, turn.now)
            for one in found:
                subject = f"participant:{one.participant.id}"
                self._ledger.note(tx, turn.now, person.id, "attendance.tick", subject, state=state)
            return shown(saved)

        await turn.write(work, view)

    async def meant(self, turn: Turn, workshop_id: int, words: str) -> int:
        """The id of the one sign-up that a typed name or number stands on.

        Raises Refused like `tick_typed`, signup_gone where nobody or more than one is named.
        """

        def work(tx: Tx, person: Person) -> int:
            roster = self._ledger.list_of(tx, person, workshop_id)
            found = {one.signup.id for one in named(roll(roster.signups), words)}
            if len(found) != 1:
                raise Refused("signup_gone")
            return found.pop()

        return await turn.read(work)

    async def mark_rest_absent(self, turn: Turn, workshop_id: int, view: Shown) -> None:
        """Whoever was not ticked did not come. Raises Refused: staff_only, workshop_not_begun."""

        def work(tx: Tx, person: Person) -> Attendance:
            before = self._ledger.list_of(tx, person, workshop_id)
            after = rosters.mark_rest_absent(before, turn.now)
            kept.mark_rest_absent(tx, workshop_id)
            subject = f"workshop:{workshop_id}"
            self._ledger.note(tx, turn.now, person.id, "attendance.close", subject)
            return shown(after)

        await turn.write(work, view)

    async def check_in(
        self, turn: Turn, code: str, view: Callable[[CheckedIn | DoorCode, Translator], object]
    ) -> None:
        """A code scanned at the door: everybody of the sign-up who has a seat is here.

        Who is not staff is told what the code is for. Raises Refused: signup_gone,
        guardian_first (nobody of it may be let in before a guardian's word), workshop_full.
        """

        def work(tx: Tx, person: Person) -> CheckedIn | DoorCode:
            signup = kept.by_code(tx, code)
            if signup is None:
                raise Refused("signup_gone")
            before = kept.roster(tx, self._ledger.workshop(tx, signup.workshop_id))
            if refusal(person, Right.MANAGE_WORKSHOPS):
                return DoorCode(before.workshop.title)
            return self._check_in(tx, person, before, signup, turn.now)

        await turn.write(work, view)

    # On behalf of people.

    async def add(
        self,
        turn: Turn,
        workshop_id: int,
        caller: Caller,
        view: Callable[[SignedUp | NoRoom, Translator], object],
    ) -> None:
        """A sign-up by phone, or somebody who walked in and is here at once.

        Raises Refused: staff_only, workshop_gone, workshop_changed, and those of
        `require_guests`; by phone also workshop_begun.
        """

        def work(tx: Tx, person: Person) -> SignedUp | NoRoom:
            return self.add_in(tx, person, workshop_id, caller, turn.now)

        await turn.write(work, view)

    def add_in(
        self, tx: Tx, person: Person, workshop_id: int, caller: Caller, now: datetime
    ) -> SignedUp | NoRoom:
        """`add` inside a transaction of others: a conversation's completion."""
        workshop = self._ledger.managed(tx, person, workshop_id, Status.PUBLISHED)
        walked_in = caller.channel is Channel.WALK_IN
        if not walked_in:
            require_upcoming(workshop, now)
        guests = caller.guests or (Guest(caller.name),)
        require_guests(workshop, guests)
        seats = kept.seats(tx, workshop)
        states = places(workshop, seats, guests, reserve=caller.reserve and not walked_in)
        if states is None:
            return NoRoom(workshop, seats, choices(seats, workshop.party), seats.queue + 1)
        if walked_in:
            states = (State.ATTENDED,) * len(guests)
        entry = kept.Entry(
            caller.name, new_code(), None, caller.phone, caller.channel, caller.needs,
            taken_by=person.id,
        )  # fmt: skip
        signup = kept.add(tx, workshop, entry, list(zip(guests, states, strict=True)), now)
        self._note(tx, now, person, caller.channel, signup)
        return SignedUp(workshop, signup, kept.position(tx, signup))

    async def agree(
        self,
        turn: Turn,
        signup_id: int,
        how: str,
        view: Callable[[SignedUp, Translator], object],
    ) -> None:
        """A guardian agreed; `how`: "desk" or "call". Raises Refused: staff_only, signup_gone,
        nobody_awaits_guardian."""

        def work(tx: Tx, person: Person) -> SignedUp:
            saved = self._changed(
                tx, person, signup_id, lambda before: rosters.agree(before, signup_id), turn.now
            )
            signup = saved.signup(signup_id)
            self._note(tx, turn.now, person, "guardian", signup, how=how)
            self._tell(tx, "workshop_agreed", saved.workshop, signup, turn.now)
            return SignedUp(saved.workshop, signup, saved.position(signup))

        await turn.write(work, view)

    async def remove(
        self, turn: Turn, signup_id: int, view: Callable[[GivenUp, Translator], object]
    ) -> None:
        """Staff take somebody off the list, who is told. Raises Refused: staff_only,
        signup_gone."""

        def work(tx: Tx, person: Person) -> GivenUp:
            require(person, Right.MANAGE_WORKSHOPS)
            before = self._ledger.of_signup(tx, signup_id)
            signup = before.signup(signup_id)
            after = rosters.cancel(before, signup_id, Why.STAFF, turn.now)
            saved = self._ledger.keep(tx, before, after, turn.now)
            self._note(tx, turn.now, person, "remove", signup)
            self._tell(tx, "workshop_removed", saved.workshop, signup, turn.now)
            return GivenUp(saved.workshop, signup, signup.seated + signup.offered)

        await turn.write(work, view)

    async def answer(
        self,
        turn: Turn,
        signup_id: int,
        yes: bool,
        view: Callable[[Attendance, Translator], object],
    ) -> None:
        """What somebody said on the phone: to an offered seat, to a change, to "will you come?".

        Raises Refused: staff_only, signup_gone, offer_over, workshop_begun.
        """

        def work(tx: Tx, person: Person) -> Attendance:
            def event(before: Roster) -> Roster:
                require_upcoming(before.workshop, turn.now)
                return _answered(before, signup_id, yes, turn.now)

            saved = self._changed(tx, person, signup_id, event, turn.now)
            subject = f"signup:{signup_id}"
            self._ledger.note(tx, turn.now, person.id, "signup.answer_by_phone", subject, yes=yes)
            return shown(saved)

        await turn.write(work, view)

    # Parts.

    def _changed(
        self,
        tx: Tx,
        person: Person,
        signup_id: int,
        event: Callable[[Roster], Roster],
        now: datetime,
    ) -> Roster:
        require(person, Right.MANAGE_WORKSHOPS)
        before = self._ledger.of_signup(tx, signup_id)
        return self._ledger.keep(tx, before, event(before), now)

    def _check_in(
        self, tx: Tx, person: Person, before: Roster, signup: SignUp, now: datetime
    ) -> CheckedIn:
        here = [one for one in signup.participants if one.state is State.ATTENDED]
        ready = [
            one
            for one in signup.participants
            if one.state in (State.CONFIRMED, State.OFFERED, State.ABSENT)
        ]
        if not ready and not here:
            waits = signup.number((State.AWAITING_GUARDIAN,))
            raise Refused("guardian_first" if waits else "no_seat_yet", name=signup.name)
        after = before
        for one in ready:
            after = rosters.tick(after, one.id, State.ATTENDED, now)
        saved = self._ledger.keep(tx, before, after, now)
        self._note(tx, now, person, "check_in", signup)
        return CheckedIn(saved.workshop, saved.signup(signup.id), already=not ready)

    def _tell(
        self, tx: Tx, purpose: str, workshop: Workshop, signup: SignUp, now: datetime
    ) -> None:
        if not signup.must_be_called:
            self._ledger.tell(tx, [letters.to_signup(purpose, workshop, signup)], now)

    def _note(
        self, tx: Tx, now: datetime, person: Person, what: str, signup: SignUp, **details: object
    ) -> None:
        self._ledger.note(
            tx, now, person.id, f"signup.{what}", f"signup:{signup.id}", **details,
            workshop=signup.workshop_id,
        )  # fmt: skip


def shown(roster: Roster, ticked: int = 0) -> Attendance:
    """The list with its figures."""
    figures = no_shows(roster.signups)
    return Attendance(roster.workshop, roster.signups, roster.seats, figures, ticked)


def _answered(roster: Roster, signup_id: int, yes: bool, now: datetime) -> Roster:
    if roster.signup(signup_id).offered:
        return (rosters.accept if yes else rosters.decline)(roster, signup_id, now)
    if yes:
        return rosters.keep(roster, signup_id, now)
    return rosters.cancel(roster, signup_id, Why.STAFF, now)
