"""Workshops before they are published: drafts, copies, series, what partners propose."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain import series
from bot.domain.people import Person, Right, require
from bot.domain.profile import missing_for_publishing
from bot.domain.programme import Deleted, NotReady, Overview, Proposed, Published, SeriesMade
from bot.domain.rosters import Roster
from bot.domain.series import Series, Signing
from bot.domain.workshops import Status, Workshop, copied, missing, moved
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.services.workshops import letters
from bot.services.workshops.ledger import Ledger
from bot.services.workshops.overviews import Overviews
from bot.storage import people
from bot.storage import workshops as rows
from bot.storage.database import Tx


class Proposals:
    """`create` works inside a transaction of others: a conversation's completion."""

    def __init__(self, office: Office, ledger: Ledger, overviews: Overviews) -> None:
        self._office = office
        self._ledger = ledger
        self._overviews = overviews

    def create(self, tx: Tx, person: Person, wanted: Workshop, now: datetime) -> Overview:
        """A new draft, of staff or of a partner. Raises Refused: staff_only."""
        require(person, Right.PROPOSE_WORKSHOPS)
        draft = replace(wanted, id=0, token=new_token(), status=Status.DRAFT, created_by=person.id)
        workshop = rows.add(tx, draft, now)
        self._overviews.note(tx, now, person, "create", workshop)
        return self._overviews.overview(tx, workshop, now, reader=person)

    async def copy(
        self,
        turn: Turn,
        workshop_id: int,
        starts_at: datetime,
        view: Callable[[Overview, Translator], object],
    ) -> None:
        """A new draft like an old one, at another time. Raises Refused: staff_only,
        workshop_gone."""

        def work(tx: Tx, person: Person) -> Overview:
            return self.copy_in(tx, person, workshop_id, starts_at, turn.now)

        await turn.write(work, view)

    def copy_in(
        self, tx: Tx, person: Person, workshop_id: int, starts_at: datetime, now: datetime
    ) -> Overview:
        """`copy` inside a transaction of others: a conversation's completion."""
        old = self._overviews.look(tx, person, workshop_id)
        return self.create(tx, person, copied(old, starts_at), now)

    async def make_series(
        self,
        turn: Turn,
        workshop_id: int,
        rule: str,
        view: Callable[[SeriesMade, Translator], object],
        *,
        signing: Signing = Signing.EITHER,
        skip_holidays: bool = True,
    ) -> None:
        """A draft becomes the first of a series; the others are drafts like it. `rule`: RRULE.

        Raises Refused: staff_only, workshop_gone, workshop_changed, bad_rule, rule_endless,
        no_meetings.
        """

        def work(tx: Tx, person: Person) -> SeriesMade:
            return self.make_series_in(
                tx, person, workshop_id, rule, turn.now, signing=signing,
                skip_holidays=skip_holidays,
            )  # fmt: skip

        await turn.write(work, view)

    def make_series_in(
        self, tx: Tx, person: Person, workshop_id: int, rule: str, now: datetime, *,
        signing: Signing, skip_holidays: bool,
    ) -> SeriesMade:  # fmt: skip
        """`make_series` inside a transaction of others: a conversation's completion."""
        first = self._overviews.edit(tx, person, workshop_id, Status.DRAFT)
        return self._series(tx, person, first, series.parse(rule), signing, skip_holidays, now)

    async def propose(
        self,
        turn: Turn,
        workshop_id: int,
        view: Callable[[Proposed | NotReady, Translator], object],
    ) -> None:
        """A partner hands a draft to the library. Raises Refused: staff_only, workshop_gone,
        workshop_changed."""

        def work(tx: Tx, person: Person) -> Proposed | NotReady:
            draft = self._overviews.edit(tx, person, workshop_id, Status.DRAFT)
            # who checked the instructor, the library says
            lacking = set(missing(draft, turn.now)) - {"instructor_check"}
            if lacking:
                return NotReady(draft, tuple(sorted(lacking)))
            proposed = replace(draft, status=Status.PROPOSED)
            rows.save(tx, draft, proposed)
            self._overviews.note(tx, turn.now, person, "propose", proposed)
            staff = self._ledger.staff(tx)
            self._ledger.tell(tx, letters.to_staff("workshop_proposed", proposed, staff), turn.now)
            return Proposed(proposed)

        await turn.write(work, view)

    async def return_(
        self, turn: Turn, workshop_id: int, view: Callable[[Overview, Translator], object]
    ) -> None:
        """A proposal goes back to its author as a draft. Raises Refused like `publish`."""

        def work(tx: Tx, person: Person) -> Overview:
            proposed = self._ledger.managed(tx, person, workshop_id, Status.PROPOSED)
            draft = replace(proposed, status=Status.DRAFT, sequence=proposed.sequence + 1)
            rows.save(tx, proposed, draft)
            self._overviews.note(tx, turn.now, person, "return", draft)
            self._tell_author(tx, "workshop_returned", draft, person, turn.now)
            return self._overviews.overview(tx, draft, turn.now)

        await turn.write(work, view)

    async def publish(
        self,
        turn: Turn,
        workshop_id: int,
        view: Callable[[Published | NotReady, Translator], object],
    ) -> None:
        """Into the programme. Raises Refused: staff_only, workshop_gone, workshop_changed."""

        def work(tx: Tx, person: Person) -> Published | NotReady:
            draft = self._ledger.managed(tx, person, workshop_id, Status.DRAFT, Status.PROPOSED)
            lacking, profile = missing(draft, turn.now), self._unsaid()
            if lacking or profile:
                return NotReady(draft, lacking, profile)
            return self._publish(tx, person, draft, turn.now)

        await turn.write(work, view)

    async def publish_series(
        self,
        turn: Turn,
        series_id: int,
        view: Callable[[tuple[Published, ...] | NotReady, Translator], object],
    ) -> None:
        """Every draft of a series, or none. Raises Refused: staff_only, workshop_gone."""

        def work(tx: Tx, person: Person) -> tuple[Published, ...] | NotReady:
            require(person, Right.MANAGE_WORKSHOPS)
            waiting = (Status.DRAFT, Status.PROPOSED)
            drafts = [one for one in rows.of_series(tx, series_id) if one.status in waiting]
            if not drafts:
                raise Refused("workshop_gone")
            for draft in drafts:
                lacking, profile = missing(draft, turn.now), self._unsaid()
                if lacking or profile:
                    return NotReady(draft, lacking, profile)
            return tuple(self._publish(tx, person, draft, turn.now) for draft in drafts)

        await turn.write(work, view)

    async def series_of(self, turn: Turn, workshop_id: int) -> int:
        """The id of the series it belongs to. Raises Refused: staff_only, workshop_gone (also
        where it belongs to none)."""

        def work(tx: Tx, person: Person) -> int:
            found = self._overviews.look(tx, person, workshop_id).series_id
            if found is None:
                raise Refused("workshop_gone")
            return found

        return await turn.read(work)

    async def delete(
        self, turn: Turn, workshop_id: int, view: Callable[[Deleted, Translator], object]
    ) -> None:
        """Forget a draft or a proposal. Raises Refused: staff_only, workshop_gone,
        workshop_changed."""

        def work(tx: Tx, person: Person) -> Deleted:
            draft = self._overviews.edit(tx, person, workshop_id, Status.DRAFT, Status.PROPOSED)
            rows.delete(tx, draft.id)
            self._overviews.note(tx, turn.now, person, "delete", draft)
            return Deleted(draft.title)

        await turn.write(work, view)

    def _unsaid(self) -> tuple[str, ...]:
        return missing_for_publishing(self._office.profile)

    def _publish(self, tx: Tx, person: Person, draft: Workshop, now: datetime) -> Published:
        published = replace(draft, status=Status.PUBLISHED, published_at=now)
        published = self._ledger.scheduled(Roster(published, ()), now)
        rows.save(tx, draft, published)
        self._office.after_commit.append(self._office.wake_tending)
        self._overviews.note(tx, now, person, "publish", published)
        if draft.status is Status.PROPOSED:
            self._tell_author(tx, "workshop_approved", published, person, now)
        return Published(published, self._overviews.link(published))

    def _series(
        self, tx: Tx, person: Person, first: Workshop, rule: series.Rule, signing: Signing,
        skip_holidays: bool, now: datetime,
    ) -> SeriesMade:  # fmt: skip
        zone = self._office.profile.zone
        found = series.meetings(rule, first.starts_at, zone, skip_holidays=skip_holidays)
        if not found.starts:
            raise Refused("no_meetings")
        made = rows.add_series(
            tx, Series(0, str(rule), len(found.starts), signing, skip_holidays), person.id, now
        )
        meetings = [self._meeting(first, made, n, at) for n, at in enumerate(found.starts, 1)]
        rows.save(tx, first, meetings[0])
        others = [rows.add(tx, one, now) for one in meetings[1:]]
        self._overviews.note(tx, now, person, "series", first, meetings=len(meetings))
        return SeriesMade(made, (meetings[0], *others), found.skipped)

    def _meeting(self, first: Workshop, made: Series, number: int, at: datetime) -> Workshop:
        meeting = replace(moved(first, at), series_id=made.id, number=number)
        return meeting if number == 1 else replace(meeting, id=0, token=new_token())

    def _tell_author(
        self, tx: Tx, purpose: str, workshop: Workshop, actor: Person, now: datetime
    ) -> None:
        author = people.by_id(tx, workshop.created_by) if workshop.created_by else None
        if author and author.id != actor.id:
            self._ledger.tell(tx, letters.to_staff(purpose, workshop, [author]), now)


def new_token() -> str:
    """What a deep link and a calendar's UID know a workshop by."""
    return secrets.token_hex(8)
