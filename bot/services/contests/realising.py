"""Realisations, for their authors: what is next, what was reported, and leaving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.contests.editions import LINK, Action, Edition
from bot.domain.contests.realisation import (
    WORKING,
    Status,
    attendance,
    group_size,
    require_working,
    too_few,
)
from bot.domain.contests.realisation_overviews import (
    Outcome,
    Outcomes,
    OwnRealisations,
    RealisationShown,
)
from bot.domain.people import STAFF, Person
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.contests.carrying import Carrying, answers, awarded
from bot.services.turn import Turn
from bot.storage import contest_applications, contests
from bot.storage import contest_realisations as rows
from bot.storage.database import Tx

View = Callable[[RealisationShown, Translator], object]
NEWEST = 5  # contests that staff are offered
SHORT, LEFT, NAMED = "realisation_short", "realisation_left", "realisation_named"


class Realisations:
    """All raise Refused: application_gone, not_funded, not_yours_to_do, not_in_this_phase."""

    def __init__(self, carrying: Carrying) -> None:
        self._carrying = carrying
        self._ledger = carrying.ledger

    async def own(
        self, turn: Turn, view: Callable[[OwnRealisations | RealisationShown, Translator], object]
    ) -> None:
        """`/realizacja`: one's own, the only one at once; for staff the contests with some."""

        def work(tx: Tx, person: Person) -> OwnRealisations | RealisationShown:
            every = contest_applications.of_person(tx, person.id)
            mine = tuple(one for one in every if awarded(tx, one))
            editions: tuple[Edition, ...] = ()
            if person.role in STAFF:
                newest = contests.newest(tx, NEWEST)
                editions = tuple(one for one in newest if rows.of_contest(tx, one.id))
            if len(mine) == 1 and not editions:
                return self._carrying.allowed(
                    tx, person, mine[0].id, Action.SEE_REALISATION, turn.now
                )
            return OwnRealisations(mine, editions)

        await turn.write(work, view)

    async def show(self, turn: Turn, application_id: int, view: View, asked: str = "") -> None:
        """One of them; `asked`: what waits for a yes."""

        def work(tx: Tx, person: Person) -> RealisationShown:
            action = Action.SEE_REALISATION
            found = self._carrying.allowed(tx, person, application_id, action, turn.now)
            return replace(found, asked=asked)

        await turn.write(work, view)

    async def tick(self, turn: Turn, milestone_id: int, done: bool, view: View) -> None:
        """A milestone is behind them, or after all is not. Raises Refused: entry_gone,
        realisation_waits, realisation_over."""
        await turn.write(
            lambda tx, person: self._tick(tx, person, milestone_id, done, turn.now), view
        )

    async def tick_number(
        self, turn: Turn, application_id: int, number: int, done: bool, view: View
    ) -> None:
        """The same by its number on the screen. Raises Refused like `tick`."""

        def work(tx: Tx, person: Person) -> RealisationShown:
            shown = self._reporting(tx, person, application_id, turn.now)
            wanted = _numbered([one.id for one in shown.milestones], number)
            return self._tick(tx, person, wanted, done, turn.now)

        await turn.write(work, view)

    async def take_back(self, turn: Turn, what: str, entry_id: int, view: View) -> None:
        """An event, expense, photo or milestone that was wrong. A photo goes at any time: consent
        is withdrawn. Raises Refused: entry_gone, realisation_waits, realisation_over."""
        await turn.write(
            lambda tx, person: self._take_back(tx, person, what, entry_id, turn.now), view
        )

    async def take_back_number(
        self, turn: Turn, application_id: int, what: str, number: int, view: View
    ) -> None:
        """The same by its number on the screen. Raises Refused like `take_back`."""

        def work(tx: Tx, person: Person) -> RealisationShown:
            shown = self._carrying.allowed(tx, person, application_id, Action.REPORT, turn.now)
            listed: dict[str, list[int]] = {
                "event": [one.id for one in shown.events],
                "expense": [one.id for one in shown.expenses],
                "photo": [one.id for one in shown.photos],
                "milestone": [one.id for one in shown.milestones],
            }
            wanted = _numbered(listed[what], number)
            return self._take_back(tx, person, what, wanted, turn.now)

        await turn.write(work, view)

    async def leave(self, turn: Turn, application_id: int, view: View) -> None:
        """Somebody goes on without it: the coordinator's place is another member's; with the last
        one it is abandoned, and staff hear of it. DOMAIN §7, case 10."""

        def work(tx: Tx, person: Person) -> RealisationShown:
            action = Action.LEAVE_REALISATION
            shown = self._carrying.allowed(tx, person, application_id, action, turn.now)
            contest_applications.leave(tx, application_id, person.id)
            gone = replace(shown.realisation, departed=shown.realisation.departed + 1)
            heir = next((one for one in shown.members if one.id != person.id), None)
            if shown.application.author_id == person.id:
                after = replace(shown.application, author_id=heir.id if heir else None)
                contest_applications.save(tx, shown.application, after)
                if heir and heir.reachable:
                    letter = self._ledger.letter(heir, NAMED, application_id, turn.now)
                    self._ledger.tell(tx, [letter], turn.now)
            if heir is None and gone.status in WORKING:
                gone = replace(gone, status=Status.ABANDONED)
                self._ledger.tell_staff(tx, LEFT, application_id, turn.now, turn.now)
            rows.save(tx, gone)
            self._tell_if_short(tx, shown, gone.departed, turn.now)
            return self._carrying.changed(tx, person, shown.application.id, "left", turn.now)

        await turn.write(work, view)

    async def count_departure(self, turn: Turn, application_id: int, view: View) -> None:
        """Somebody who was named in the application, without an account here, has left. Raises
        Refused: realisation_waits, realisation_over, nobody_left."""

        def work(tx: Tx, person: Person) -> RealisationShown:
            shown = self._reporting(tx, person, application_id, turn.now)
            if shown.people <= len(shown.members):
                raise Refused("nobody_left")
            gone = replace(shown.realisation, departed=shown.realisation.departed + 1)
            rows.save(tx, gone)
            self._tell_if_short(tx, shown, gone.departed, turn.now)
            return self._carrying.changed(tx, person, shown.application.id, "departed", turn.now)

        await turn.write(work, view)

    async def outcomes(
        self, turn: Turn, contest_id: int, view: Callable[[Outcomes, Translator], object]
    ) -> None:
        """„Co z tego wyszło”, for everybody: what the library has accepted. Raises Refused:
        contest_gone, not_in_this_phase, not_published."""
        await turn.write(
            lambda tx, person: self.outcomes_in(tx, person, contest_id, turn.now), view
        )

    def outcomes_in(self, tx: Tx, person: Person, contest_id: int, now: datetime) -> Outcomes:
        """The same inside a transaction of others."""
        edition = self._ledger.edition(tx, contest_id)
        self._ledger.allow(tx, person, edition, Action.SEE_OUTCOMES, now)
        if not edition.public_rounds and person.role not in STAFF:
            raise Refused("not_published")
        accepted = [
            one.application_id
            for one in rows.of_contest(tx, contest_id)
            if one.status is Status.ACCEPTED
        ]
        found = tuple(_outcome(tx, one) for one in accepted)
        link = self._ledger.office.link(LINK + edition.token)
        return Outcomes(edition, tuple(one for one in found if one), link, person.role in STAFF)

    # Parts.

    def _tick(
        self, tx: Tx, person: Person, milestone_id: int, done: bool, now: datetime
    ) -> RealisationShown:
        found = rows.milestone(tx, milestone_id)
        if found is None:
            raise Refused("entry_gone")
        application_id, milestone = found
        shown = self._reporting(tx, person, application_id, now)
        rows.set_milestone(tx, replace(milestone, done_on=shown.today if done else None))
        told = "ticked" if done else "unticked"
        return self._carrying.changed(tx, person, application_id, told, now)

    def _take_back(
        self, tx: Tx, person: Person, what: str, entry_id: int, now: datetime
    ) -> RealisationShown:
        application_id = rows.take_back(tx, what, entry_id)
        if not application_id:
            raise Refused("entry_gone")
        shown = self._carrying.allowed(tx, person, application_id, Action.REPORT, now)
        if what != "photo":
            require_working(shown.realisation)
        return self._carrying.changed(tx, person, application_id, f"no_{what}", now)

    def _reporting(
        self, tx: Tx, person: Person, application_id: int, now: datetime
    ) -> RealisationShown:
        shown = self._carrying.allowed(tx, person, application_id, Action.REPORT, now)
        require_working(shown.realisation)
        return shown

    def _tell_if_short(self, tx: Tx, shown: RealisationShown, departed: int, now: datetime) -> None:
        application = shown.application
        gone = replace(shown.realisation, departed=departed)
        people = group_size(answers(tx, application), gone)
        if too_few(shown.edition.contest.eligibility, application.kind, people):
            self._ledger.tell_staff(tx, SHORT, application.id, departed, now)


def _numbered(ids: Sequence[int], number: int) -> int:
    """What stands in that place, from 1. Raises Refused: entry_gone."""
    if not 0 < number <= len(ids):
        raise Refused("entry_gone")
    return ids[number - 1]


def _outcome(tx: Tx, application_id: int) -> Outcome | None:
    application = contest_applications.by_id(tx, application_id)
    if application is None:
        return None
    reports = rows.reports(tx, application_id)
    public = tuple(one for one in rows.photos(tx, application_id) if one.public)
    quote = reports[-1].quote if reports else ""
    return Outcome(application, attendance(rows.events(tx, application_id)), public, quote)
