"""Conversations of staff about a contest: a configuration looked at and kept, a phase moved."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.clock import stamp
from bot.domain.contests import answers
from bot.domain.contests.configuration import Configured, configured, read_toml
from bot.domain.contests.contest import Contest, PhaseName
from bot.domain.contests.editions import STAFF, Action, Edition, refusal
from bot.domain.contests.overviews import NotSetUp, Overview, PhaseMoved
from bot.domain.contests.phases import standing
from bot.domain.contests.setting_up import AT_ONCE, FORMS, ContestRead, NotKept, Talk
from bot.domain.contests.writing import as_toml
from bot.domain.people import Person, Right, require
from bot.domain.sessions import Finished, StepShown
from bot.domain.surveys import Begin
from bot.errors import Refused
from bot.forms import builtin
from bot.forms.plan import plan_of
from bot.i18n import Translator
from bot.services.contests.ledger import Ledger
from bot.services.contests.setting_up import LIST_LIMIT, Contests
from bot.services.contests.sources import read_source
from bot.services.turn import Turn
from bot.storage import contests, forms
from bot.storage.database import Tx

Complete = Callable[[Tx, Person, Finished, datetime], object]
Ask = Callable[[StepShown, Translator], object]


class ContestForms:
    """For `app`: `completions` by kind of session; `at_once`, names of forms that are handed in
    with their last answer."""

    def __init__(self, ledger: Ledger, shelf: forms.Forms, begin: Begin, service: Contests) -> None:
        self._ledger = ledger
        self._shelf = shelf
        self._begin = begin
        self._contests = service
        self.at_once = AT_ONCE
        self.completions: Mapping[str, Complete] = {
            Talk.COMPOSE: self._composed,
            Talk.KEEP: self._kept,
            Talk.MOVE: self._moved,
            Talk.BEGIN: self._begun,
        }

    async def offer(
        self,
        turn: Turn,
        content: bytes | None,
        name: str,
        view: Callable[[ContestRead | NotSetUp, Translator], object],
    ) -> None:
        """A file from staff: the contest as people would see it, and whether to keep it; or what is
        wrong with it. `content` None: too large. Raises Refused: staff_only, profile_missing,
        form_missing."""
        await turn.read(lambda _tx, person: require(person, Right.MANAGE_CONTESTS))
        zone = self._ledger.office.profile.zone
        read = await asyncio.to_thread(read_source, content, name, zone)
        form_id = await self._contests.form(read.contest) if read.contest else 0
        await self._form(FORMS[Talk.KEEP])

        def work(tx: Tx, person: Person) -> ContestRead | NotSetUp:
            self._contests.allow(person)
            if read.contest is None:
                return NotSetUp(read.problems)
            likely = self._likely(tx, read.contest, turn.now)
            return self._ask_to_keep(tx, person, read.contest, form_id, likely, turn.now)

        await turn.write(work, view)

    async def compose(self, turn: Turn, contest_id: int, view: Ask) -> None:
        """The first question about a new contest (0), or the review of one that is there.

        Raises Refused: staff_only, profile_missing, contest_gone, not_in_this_phase.
        """
        application = await self._contests.form(Contest("", ()))
        form_id = await self._form(FORMS[Talk.COMPOSE])
        await self._form(FORMS[Talk.KEEP])

        def work(tx: Tx, person: Person) -> StepShown:
            self._contests.allow(person)
            known = {**answers.NEW, "form": str(application)}
            if contest_id:
                before = self._contests.configurable(tx, person, contest_id, turn.now)
                zone = self._ledger.office.profile.zone
                known = answers.known(before.contest, zone) | {"form": str(before.form_id)}
            return self._begin(
                tx, person, Talk.COMPOSE.value, contest_id, form_id, now=turn.now, preset=known,
                anew=True, at_review=bool(contest_id),
            )  # fmt: skip

        await turn.write(work, view)

    async def ask_hours(self, turn: Turn, contest_id: int, name: PhaseName, view: Ask) -> None:
        """When a phase begins and ends, and why. Raises Refused: staff_only, contest_gone,
        scores_counted."""

        def known(edition: Edition) -> dict[str, str]:
            phase, zone = edition.contest.phase(name), self._ledger.office.profile.zone
            if phase is None:
                return {}
            hours = {"begins": phase.begin, "ends": phase.end,
                     "begun": phase.begin, "ended": phase.end}  # fmt: skip
            return {edge: answers.written(at, zone) for edge, at in hours.items() if at}

        await self._ask(turn, Talk.MOVE, contest_id, name, known, view)

    async def ask_to_begin(self, turn: Turn, contest_id: int, name: PhaseName, view: Ask) -> None:
        """Why a phase begins now. Raises Refused like `ask_hours`."""
        await self._ask(turn, Talk.BEGIN, contest_id, name, lambda _: {}, view)

    async def _ask(
        self, turn: Turn, talk: Talk, contest_id: int, name: PhaseName,
        known: Callable[[Edition], dict[str, str]], view: Ask,
    ) -> None:  # fmt: skip
        form_id = await self._form(FORMS[talk])

        def work(tx: Tx, person: Person) -> StepShown:
            edition = self._contests.movable(tx, person, contest_id, name, turn.now)
            return self._begin(
                tx, person, talk.value, contest_id, form_id, now=turn.now, anew=True,
                preset={"phase": name.value, **known(edition)},
            )  # fmt: skip

        await turn.write(work, view)

    # What they end in.

    def _composed(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> ContestRead:
        contest_id, zone = finished.session.subject_id, self._ledger.office.profile.zone
        before = None
        if contest_id:
            before = self._contests.configurable(tx, person, contest_id, now)
        said = answers.values(finished.answers, before.contest if before else None, zone)
        contest = _without_problems(configured(said, zone))
        form_id = int(finished.by_name()["form"])
        return self._ask_to_keep(tx, person, contest, form_id, before, now)

    def _kept(
        self, tx: Tx, person: Person, finished: Finished, now: datetime
    ) -> Overview | NotKept:
        said = finished.by_name()
        contest = _without_problems(read_toml(said["source"]))
        form_id = int(said["form"])
        if said["keep"] == "no":
            return NotKept(contest.title)
        if said["keep"] == "new":
            return self._contests.set_up_in(tx, person, contest, form_id, now)
        before = self._contests.configurable(tx, person, int(said["replaces"]), now)
        if before.contest.papers.form == contest.papers.form:
            form_id = before.form_id
        return self._contests.configure_in(tx, person, before.id, contest, form_id, now)

    def _moved(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> PhaseMoved:
        said = finished.by_name()
        begin, end = (
            datetime.fromisoformat(said[name]) if said.get(name) else None
            for name in ("begins", "ends")
        )
        return self._contests.move_in(
            tx, person, finished.session.subject_id, PhaseName(said["phase"]), begin, end,
            said["reason"], now,
        )  # fmt: skip

    def _begun(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> PhaseMoved:
        said = finished.by_name()
        name = PhaseName(said["phase"])
        return self._contests.open_in(
            tx, person, finished.session.subject_id, name, said["reason"], now
        )

    # Parts.

    def _ask_to_keep(
        self, tx: Tx, person: Person, contest: Contest, form_id: int, replaces: Edition | None,
        now: datetime,
    ) -> ContestRead:  # fmt: skip
        asking = forms.newest(tx, FORMS[Talk.KEEP])
        if asking is None:
            raise Refused("form_missing", form=FORMS[Talk.KEEP])
        known = {"source": as_toml(contest), "form": str(form_id), "title": contest.title}
        if replaces:
            known |= {"replaces": str(replaces.id), "old": replaces.title}
        shown = self._begin(
            tx, person, Talk.KEEP.value, replaces.id if replaces else 0, asking, now=now,
            preset=known, anew=True,
        )  # fmt: skip
        edition = Edition(0, "", contest, form_id, contest.round)
        return ContestRead(edition, standing(contest, now), shown, replaces)

    def _likely(self, tx: Tx, contest: Contest, now: datetime) -> Edition | None:
        """Which one a file is meant to replace: of the same title, else the newest that can be."""
        found = [
            one for one in contests.newest(tx, LIST_LIMIT)
            if refusal(Action.CONFIGURE, STAFF, standing(one.contest, now)) is None
        ]  # fmt: skip
        same = [one for one in found if one.title == contest.title]
        return next(iter((*same, *found)), None)

    async def _form(self, name: str) -> int:
        """The stored form, read before the transaction that uses it."""
        workbook = await asyncio.to_thread(builtin.load, name)
        office = self._ledger.office
        now, places = stamp(office.clock.now()), office.profile.places
        form_id = await office.db.write(lambda tx: forms.ensure(tx, name, "", workbook, now))
        await office.db.read(lambda tx: plan_of(self._shelf.get(tx, form_id, places)))
        return form_id


def _without_problems(read: Configured) -> Contest:
    """Raises Refused: settings_unclear (key)."""
    if read.contest is None:
        raise Refused("settings_unclear", key=read.problems[0].key)
    return read.contest
