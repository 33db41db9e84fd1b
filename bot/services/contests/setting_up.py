"""Contests themselves: from a file, with phases that begin by themselves and move with a reason."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.clock import stamp
from bot.domain.contests.archive import kept_until
from bot.domain.contests.configuration import read_toml
from bot.domain.contests.contest import Contest, PhaseName
from bot.domain.contests.editions import LINK, STAFF, Action, Edition
from bot.domain.contests.overviews import NotSetUp, Overview, PhaseMoved
from bot.domain.contests.phases import Moved, moved, opened, standing
from bot.domain.contests.setting_up import ContestsShown
from bot.domain.contests.writing import as_toml
from bot.domain.people import STAFF as ROLES_OF_STAFF
from bot.domain.people import Person, Right, require
from bot.domain.profile import missing_for_publishing
from bot.errors import Refused
from bot.forms import builtin
from bot.i18n import Translator
from bot.services.contests.ledger import Ledger
from bot.services.contests.timing import Timing
from bot.services.turn import Turn
from bot.storage import contest_applications, contests, forms
from bot.storage.database import Tx

LIST_LIMIT = 20


class Contests:
    """For staff to set up and to move; for everybody to look at."""

    def __init__(self, ledger: Ledger, timing: Timing) -> None:
        self._ledger = ledger
        self._timing = timing

    async def set_up(
        self,
        turn: Turn,
        source: str,
        view: Callable[[Overview | NotSetUp, Translator], object],
        form_id: int = 0,
    ) -> None:
        """A contest from a TOML file. `form_id`: the library's own application form.

        Raises Refused: staff_only, form_missing (form), profile_missing (missing).
        """
        read = read_toml(source, self._ledger.office.profile.zone)
        contest = read.contest
        form_id = form_id or (await self.form(contest) if contest else 0)

        def work(tx: Tx, person: Person) -> Overview | NotSetUp:
            require(person, Right.MANAGE_CONTESTS)
            if contest is None:
                return NotSetUp(read.problems)
            return self.set_up_in(tx, person, contest, form_id, turn.now)

        await turn.write(work, view)

    def set_up_in(
        self, tx: Tx, person: Person, contest: Contest, form_id: int, now: datetime
    ) -> Overview:
        """The same inside a transaction of others. Raises Refused: staff_only, profile_missing."""
        self.allow(person)
        made = Edition(
            0, secrets.token_hex(8), contest, form_id, contest.round, created_by=person.id
        )
        edition = contests.add(tx, made, as_toml(contest), now)
        self.after_change(tx, edition, now)
        self._ledger.note(tx, now, person.id, "contest.set_up", f"contest:{edition.id}")
        return self.overview(tx, person, edition, now)

    async def configure(
        self,
        turn: Turn,
        contest_id: int,
        source: str,
        view: Callable[[Overview | NotSetUp, Translator], object],
    ) -> None:
        """Another file instead, before applications are taken. Raises Refused: staff_only,
        contest_gone, not_in_this_phase, form_missing."""
        read = read_toml(source, self._ledger.office.profile.zone)
        contest = read.contest
        form_id = await self.form(contest) if contest else 0

        def work(tx: Tx, person: Person) -> Overview | NotSetUp:
            self.configurable(tx, person, contest_id, turn.now)
            if contest is None:
                return NotSetUp(read.problems)
            return self.configure_in(tx, person, contest_id, contest, form_id, turn.now)

        await turn.write(work, view)

    def configure_in(
        self, tx: Tx, person: Person, contest_id: int, contest: Contest, form_id: int,
        now: datetime,
    ) -> Overview:  # fmt: skip
        """The same inside a transaction of others. Raises Refused: staff_only, contest_gone,
        not_in_this_phase."""
        before = self.configurable(tx, person, contest_id, now)
        self._timing.forget(tx, before)
        after = replace(before, contest=contest, form_id=form_id, round=contest.round)
        contests.configure(tx, after, as_toml(contest))
        self.after_change(tx, after, now)
        self._ledger.note(tx, now, person.id, "contest.configure", f"contest:{contest_id}")
        return self.overview(tx, person, after, now)

    async def delete(
        self, turn: Turn, contest_id: int, view: Callable[[Edition, Translator], object]
    ) -> None:
        """One that was never announced goes for good. Raises Refused: staff_only, contest_gone,
        not_in_this_phase, contest_applied_for."""

        def work(tx: Tx, person: Person) -> Edition:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.DELETE, turn.now)
            self._timing.forget(tx, edition)
            if not contests.delete(tx, contest_id):
                raise Refused("contest_applied_for")
            self._ledger.note(tx, turn.now, person.id, "contest.delete", f"contest:{contest_id}")
            return edition

        await turn.write(work, view)

    def allow(self, person: Person) -> None:
        """Raises Refused: staff_only, profile_missing (missing)."""
        require(person, Right.MANAGE_CONTESTS)
        if lacking := missing_for_publishing(self._ledger.office.profile):
            raise Refused("profile_missing", missing=lacking)

    def configurable(self, tx: Tx, person: Person, contest_id: int, now: datetime) -> Edition:
        """What may still be set up otherwise. Raises Refused: staff_only, contest_gone,
        not_in_this_phase."""
        found = self._ledger.edition(tx, contest_id)
        self._ledger.allow(tx, person, found, Action.CONFIGURE, now)
        return found

    async def look(
        self, turn: Turn, contest_id: int, view: Callable[[Overview, Translator], object]
    ) -> None:
        """One contest. Raises Refused: contest_gone (also: not yet announced)."""

        def work(tx: Tx, person: Person) -> Overview:
            return self._seen(tx, person, self._ledger.edition(tx, contest_id), turn.now)

        await turn.write(work, view)

    async def follow(
        self, turn: Turn, token: str, view: Callable[[Overview, Translator], object]
    ) -> None:
        """The one behind a deep link. Raises Refused: contest_gone."""

        def work(tx: Tx, person: Person) -> Overview:
            edition = contests.by_token(tx, token.removeprefix(LINK))
            if edition is None:
                raise Refused("contest_gone")
            return self._seen(tx, person, edition, turn.now)

        await turn.write(work, view)

    async def every(self, turn: Turn, view: Callable[[ContestsShown, Translator], object]) -> None:
        """Those that this person may see, the newest first."""

        def work(tx: Tx, person: Person) -> ContestsShown:
            found = (self.overview(tx, person, one, turn.now)
                     for one in contests.newest(tx, LIST_LIMIT))  # fmt: skip
            staff = person.role in ROLES_OF_STAFF
            return ContestsShown(staff, tuple(one for one in found if one.may))

        await turn.write(work, view)

    async def move(
        self,
        turn: Turn,
        contest_id: int,
        name: PhaseName,
        begin: datetime | None,
        end: datetime | None,
        reason: str,
        view: Callable[[PhaseMoved, Translator], object],
    ) -> None:
        """A phase at other hours: extends a deadline too. Everybody concerned is told.

        Raises Refused: staff_only, contest_gone, reason_missing, ends_before_it_begins,
        scores_counted and votes_counted (neither the jury nor the vote can go on once its figures
        were seen).
        """

        await turn.write(
            lambda tx, one: self.move_in(tx, one, contest_id, name, begin, end, reason, turn.now),
            view,
        )

    def move_in(
        self, tx: Tx, person: Person, contest_id: int, name: PhaseName, begin: datetime | None,
        end: datetime | None, reason: str, now: datetime,
    ) -> PhaseMoved:  # fmt: skip
        """The same inside a transaction of others. Raises Refused like `move`."""
        edition = self.movable(tx, person, contest_id, name, now)
        change = moved(edition.contest, name, begin, end, reason)
        return self._moved(tx, person, edition, change, name, now)

    async def open(
        self,
        turn: Turn,
        contest_id: int,
        name: PhaseName,
        reason: str,
        view: Callable[[PhaseMoved, Translator], object],
    ) -> None:
        """A phase begins now, by hand; what runs ends. Raises Refused like `move`, phase_begun."""

        await turn.write(
            lambda tx, one: self.open_in(tx, one, contest_id, name, reason, turn.now), view
        )

    def open_in(
        self, tx: Tx, person: Person, contest_id: int, name: PhaseName, reason: str, now: datetime
    ) -> PhaseMoved:
        """The same inside a transaction of others. Raises Refused like `open`."""
        edition = self.movable(tx, person, contest_id, name, now)
        change = opened(edition.contest, name, now, reason)
        return self._moved(tx, person, edition, change, name, now)

    def overview(self, tx: Tx, person: Person, edition: Edition, now: datetime) -> Overview:
        """As this person sees it."""
        mine = tuple(
            one
            for one in contest_applications.of_person(tx, person.id)
            if one.edition_id == edition.id
        )
        phase = standing(edition.contest, now)
        staff = bool(self._ledger.parts(tx, person, edition) & STAFF)
        number = contests.received(tx, edition.id) if staff else None
        return Overview(
            edition, phase, self._ledger.office.link(LINK + edition.token),
            self._ledger.may(tx, person, edition, now), mine, number,
            contests.last_change(tx, edition.id, phase),
        )  # fmt: skip

    def _seen(self, tx: Tx, person: Person, edition: Edition, now: datetime) -> Overview:
        found = self.overview(tx, person, edition, now)
        if not found.may:
            raise Refused("contest_gone")
        return found

    def movable(
        self, tx: Tx, person: Person, contest_id: int, name: PhaseName, now: datetime
    ) -> Edition:
        """Raises Refused: staff_only, contest_gone, scores_counted, votes_counted."""
        edition = self._ledger.edition(tx, contest_id)
        self._ledger.allow(tx, person, edition, Action.MOVE_PHASE, now)
        if edition.counted_at and name in (PhaseName.JURY, PhaseName.PRESENTATION):
            raise Refused("scores_counted")
        if edition.votes_counted_at and name is PhaseName.VOTE:
            raise Refused("votes_counted")
        return edition

    def _moved(
        self, tx: Tx, person: Person, edition: Edition, change: Moved, name: PhaseName,
        now: datetime,
    ) -> PhaseMoved:  # fmt: skip
        after = replace(edition, contest=change.contest)
        if edition.votes_counted_at and standing(change.contest, now) is PhaseName.VOTE:
            raise Refused("votes_counted")
        for one in change.changes:
            contests.set_phase(tx, edition.id, one.after)
        contests.add_changes(tx, edition.id, change.changes, change.reason, person.id, now)
        self.after_change(tx, after, now)
        self._ledger.note(
            tx, now, person.id, "contest.move", f"contest:{edition.id}", phase=name,
            reason=change.reason,
        )  # fmt: skip
        begins_anew = any(
            one.after.name is name and one.before.begin != one.after.begin for one in change.changes
        )
        told = self._timing.tell_moved(tx, after, name, now, begins_anew=begins_anew)
        return PhaseMoved(after, change.changes, change.reason, told)

    def after_change(self, tx: Tx, edition: Edition, now: datetime) -> None:
        """What is due by itself, and how long the file is kept, follow the phases."""
        self._timing.plan(tx, edition, now)
        day = kept_until(edition.contest)
        contests.set_archived(tx, edition.id, day.isoformat() if day else None)

    async def form(self, contest: Contest) -> int:
        """The form that the rules name, read before the transaction that uses it. Raises Refused:
        form_missing (form)."""
        name = contest.papers.form
        if name in builtin.NAMES:
            return await self.builtin_form(name)
        known = await self._ledger.office.db.read(lambda tx: forms.newest(tx, name))
        if known is None:
            raise Refused("form_missing", form=name)
        return known

    async def builtin_form(self, name: str) -> int:
        """The stored form of this name, as it is now."""
        workbook = await asyncio.to_thread(builtin.load, name)
        office = self._ledger.office
        now = stamp(office.clock.now())
        return await office.db.write(lambda tx: forms.ensure(tx, name, "", workbook, now))
