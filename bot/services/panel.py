"""What staff see at a glance: today's numbers, faults that were set aside, gaps in the service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.clock import moment, stamp
from bot.domain.organisations import Status as Standing
from bot.domain.panel import Fault, Gap, PanelShown, Today, new_responses
from bot.domain.people import STAFF, Person, Right, require
from bot.domain.profile import missing_for_publishing
from bot.i18n import Translator
from bot.services.turn import Office, Turn, announce
from bot.storage import heartbeat, inbox, organisations, panel, people, threads
from bot.storage.database import Tx

FAULTS_SHOWN = timedelta(days=7)
LOST_AFTER = timedelta(hours=23)  # Telegram keeps undelivered updates for 24 hours
GapView = Callable[[Gap, Person, Translator], object]


class Panel:
    """For librarians and owners."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def show(self, turn: Turn, view: Callable[[PanelShown, Translator], object]) -> None:
        """`/panel`. Raises Refused: staff_only."""

        def work(tx: Tx, person: Person) -> PanelShown:
            require(person, Right.SEE_PANEL)
            profile = self._office.profile
            return PanelShown(
                profile.library,
                self._today(tx, turn.now),
                len(_faults(tx, turn.now)),
                missing_for_publishing(profile),
                threads.count_waiting(tx),
                organisations.count(tx, Standing.PROPOSED),
            )

        await turn.write(work, view)

    async def faults(
        self, turn: Turn, view: Callable[[Sequence[Fault], Translator], object]
    ) -> None:
        """What could not be handled in the last week. Raises Refused: staff_only."""

        def work(tx: Tx, person: Person) -> Sequence[Fault]:
            require(person, Right.SEE_FAULTS)
            return _faults(tx, turn.now)

        await turn.write(work, view)

    async def tell_about_gap(self, now: datetime, view: GapView) -> Gap | None:
        """At start, before the first heartbeat: tell staff where messages may be lost."""
        office = self._office

        def work(tx: Tx) -> Gap | None:
            last = heartbeat.last(tx)
            if last is None or now - moment(last) <= LOST_AFTER:
                return None
            gap = Gap(moment(last), now)
            for person in people.with_roles(tx, STAFF):
                shown = view(gap, person, office.translator(person.language, now))
                announce(office, tx, person, shown, now)
            return gap

        gap = await office.db.write(work)
        if gap:
            office.wake_delivery()
        return gap

    def _today(self, tx: Tx, now: datetime) -> Today:
        day = now.astimezone(self._office.profile.zone).date().isoformat()
        counts = panel.responses_by_survey(tx, day)
        return Today(new_responses(counts), panel.open_surveys(tx, stamp(now)))


def _faults(tx: Tx, now: datetime) -> tuple[Fault, ...]:
    since = stamp(now - FAULTS_SHOWN)
    return tuple(Fault(moment(one.received_at), one.error) for one in inbox.failed(tx, since))
