"""What somebody does with all their places in a series at once: keep them, give them up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain import rosters
from bot.domain.attendance import CalendarFile, GivenUpAll, KeptAll
from bot.domain.people import Person
from bot.domain.signups import SignUp, Why
from bot.domain.workshops import LIST_LIMIT, Workshop
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.services.workshops.ledger import Ledger
from bot.services.workshops.own import calendar_of
from bot.storage import signups as kept
from bot.storage import workshops as rows
from bot.storage.database import Tx

Place = tuple[Workshop, SignUp]


class SeriesSignUps:
    """For whoever signed up for several meetings of a series."""

    def __init__(self, office: Office, ledger: Ledger) -> None:
        self._office = office
        self._ledger = ledger

    async def keep(
        self, turn: Turn, series_id: int, view: Callable[[KeptAll, Translator], object]
    ) -> None:
        """„Pasuje mi wszystko”. Raises Refused: signup_gone."""

        def work(tx: Tx, person: Person) -> KeptAll:
            places = self._places(tx, person, series_id, turn.now)
            for workshop, signup in places:
                kept.set_kept(tx, signup.id, workshop.sequence, turn.now)
                self._ledger.note(tx, turn.now, person.id, "signup.keep", f"signup:{signup.id}")
            return KeptAll(tuple(workshop for workshop, _ in places))

        await turn.write(work, view)

    async def give_up(
        self, turn: Turn, series_id: int, view: Callable[[GivenUpAll, Translator], object]
    ) -> None:
        """„Rezygnuję ze wszystkich”: meeting by meeting, each in a transaction of its own.

        Raises Refused: signup_gone.
        """
        places = await turn.read(lambda tx, me: self._places(tx, me, series_id, turn.now))
        free = [place for place in places if _may_leave(place, turn.now)]
        for _, signup in free:
            await self._office.db.write(lambda tx, one=signup: self._leave(tx, one, turn.now))  # type: ignore[misc]
        self._office.wake_delivery()
        self._office.wake_tending()
        first = places[0][0]
        result = GivenUpAll(
            first.title,
            tuple(workshop for workshop, _ in free),
            tuple(place[0] for place in places if place not in free),
            first.contact or self._office.profile.contact,
        )
        await turn.write(lambda _tx, _person: result, view)

    async def calendar(
        self, turn: Turn, series_id: int, view: Callable[[CalendarFile, Translator], object]
    ) -> None:
        """All of them in one `.ics` file. Raises Refused: signup_gone."""

        def work(tx: Tx, person: Person) -> CalendarFile:
            places = self._places(tx, person, series_id, turn.now)
            return calendar_of(self._office, [workshop for workshop, _ in places], turn.now)

        await turn.write(work, view)

    async def meant(self, turn: Turn) -> int:
        """The one series in which this person has places. Raises Refused: no_signup,
        which_signup."""

        def work(tx: Tx, person: Person) -> int:
            found = kept.active_of(tx, person.id, turn.now, LIST_LIMIT)
            workshops = (rows.by_id(tx, one.workshop_id) for one in found)
            series = {one.series_id for one in workshops if one and one.series_id}
            if len(series) != 1:
                raise Refused("which_signup" if found else "no_signup")
            return series.pop()

        return await turn.read(work)

    def _places(self, tx: Tx, person: Person, series_id: int, now: datetime) -> list[Place]:
        found = kept.of_series(tx, person.id, series_id, now)
        places = [(workshop, one) for one in found if (workshop := rows.by_id(tx, one.workshop_id))]
        if not places:
            raise Refused("signup_gone")
        return sorted(places, key=lambda place: place[0].starts_at)

    def _leave(self, tx: Tx, signup: SignUp, now: datetime) -> None:
        """One of them; nothing where it was done before, by an update that a crash repeats."""
        workshop = rows.by_id(tx, signup.workshop_id)
        if workshop is None or not workshop.upcoming(now):
            return
        before = kept.roster(tx, workshop)
        if all(one.id != signup.id for one in before.signups):
            return
        why = Why.CHANGED if signup.kept < workshop.sequence else Why.GAVE_UP
        self._ledger.keep(tx, before, rosters.cancel(before, signup.id, why, now), now)
        subject = f"signup:{signup.id}"
        self._ledger.note(tx, now, signup.person_id, "signup.cancel", subject, why=why)


def _may_leave(place: Place, now: datetime) -> bool:
    workshop, signup = place
    changed = signup.kept < workshop.sequence
    return now < workshop.cancel_until or changed or not signup.seated
